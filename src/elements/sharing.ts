/** What readers can take away of a report as a whole: the way back to this view, its headline numbers, all of it on paper. */
import { html, type LitElement, type TemplateResult } from "lit";
import { copyOut } from "../export/copy.js";
import { ReportExportEvent } from "../export/event.js";
import { choicesInWords, originInWords, type Facts } from "../export/facts.js";
import { fillPage } from "../export/page.js";
import { printAlone } from "../export/print.js";
import { tagText } from "../export/tag.js";
import type { Formats } from "../locale/formats.js";
import type { Words } from "../locale/words.js";
import type { Column, Row, Text } from "../report.js";
import { todayHere } from "../stats/days.js";
import type { BlockView } from "../view.js";
import type { Block } from "./blocks.js";
import type { ByHand, MenuItem } from "./menu.js";
import { MENU_PARTS } from "./parts.js";
import { sectionsOf } from "./printing.js";
import { saveRows } from "./saving.js";

/** A report as it is shown. */
export interface Shared {
  element: LitElement;
  /** The sentence under the title. */
  description: string;
  blocks: ReadonlyMap<Block, BlockView>;
  facts: Facts;
  /** The address that restores this view; null where the page's has nothing of it. */
  link: string | null;
  /** The attributes that make a tag show the same. */
  attributes: readonly (readonly [name: string, text: string])[];
  text: (text: Text) => string;
  words: Words;
  formats: Formats;
}

/** The button that opens the list of what can be taken away. */
export function shareMenu(title: string, words: Words, items: () => readonly MenuItem[]): TemplateResult {
  return html`<report-311-menu
    part="share"
    exportparts=${MENU_PARTS}
    .label=${words.share}
    .about=${title}
    .items=${items}
    .words=${words}
  ></report-311-menu>`;
}

/** Attributes that are about the page on which a tag stands: with these, one more on it would follow the others. */
const OF_THE_PAGE = new Set(["url-sync", "url-history", "group"]);

/** The attributes of a tag, besides its report's params, that make another show the same elsewhere. */
export function ownAttributes(tag: LitElement & { api: string }): [name: string, text: string][] {
  const { observedAttributes } = tag.constructor as typeof LitElement;
  const names = [...observedAttributes.filter((name) => !OF_THE_PAGE.has(name)), "lang"];
  return names.flatMap((name) => {
    const text = tag.getAttribute(name);
    return text === null ? [] : [[name, name === "api" ? absolute(text) : text]];
  });
}

/** An address that means the same on every page. */
function absolute(url: string): string {
  return URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).href : url;
}

/** What can be taken away of a report. */
export function shareItems(shared: Shared): MenuItem[] {
  const { element, link, attributes, words } = shared;
  const headlines = headlinesOf(shared);
  const item = (label: string, run: MenuItem["run"]) => ({ label, run });
  return [
    ...(link === null ? [] : [item(words.copyLink, () => copy(element, "link", link, words))]),
    item(words.copyTag, () => copy(element, "tag", tagText(element, attributes), words)),
    ...(headlines.length ? [item(words.saveHeadlines, () => saveHeadlines(shared, headlines))] : []),
    item(words.print, () => print(shared)),
  ];
}

async function copy(element: LitElement, format: "link" | "tag", text: string, words: Words): Promise<string | ByHand> {
  const came = await copyOut(element, format, text);
  return came === "refused" ? { text } : came === "copied" ? words.copied : "";
}

/** A row for each card that has a value; blocks of cards are told apart by their titles. */
function headlinesOf({ blocks, text }: Shared): Row[] {
  return [...blocks].flatMap(([block, { content, title }]) =>
    block.kind === "cards" && content?.kind === "cards"
      ? block.cards.map(({ label }, i) => ({ about: text(title), headline: text(label), value: content.values[i]! }))
      : [],
  );
}

function saveHeadlines(shared: Shared, rows: readonly Row[]): Promise<string> {
  const { words } = shared;
  const columns: Column[] = [
    ...(rows.some(({ about }) => about) ? [{ key: "about", label: words.about }] : []),
    { key: "headline", label: words.headline },
    { key: "value", label: words.value },
  ];
  return saveRows({ ...shared, heading: words.headlines, columns, rows, note: undefined });
}

async function print({ element, description, facts, words, formats }: Shared): Promise<string> {
  if (!element.dispatchEvent(new ReportExportEvent("print", "", null))) return "";
  const exported = todayHere();
  const { fontFamily, direction } = getComputedStyle(element);
  const sections = await sectionsOf(element, exported);
  const page = {
    ...{ lang: formats.lang, dir: direction, font: fontFamily },
    ...{ title: facts.title, description, choices: choicesInWords(facts) },
    ...{ sections, origin: originInWords(facts, exported, { words, formats }) },
  };
  await printAlone(element.renderRoot, (paper) => fillPage(paper, page));
  return "";
}
