/** A report as it is on the page, as parts of a page on paper. */
import type { LitElement } from "lit";
import { WIDTH } from "../export/frame.js";
import type { Section } from "../export/page.js";
import { fill } from "../locale/words.js";
import { Report311Cards } from "./cards.js";
import { cellText, columnLabel, isNumeric } from "./cell.js";
import { Report311Figure } from "./figure.js";
import { Report311Map } from "./map.js";
import { mapPictureOf } from "./map-studio.js";
import { Report311Multiples } from "./multiples.js";
import { pictureOf } from "./studio.js";
import { Report311Table } from "./table.js";

/** Width of a picture of which two stand side by side, in pixels. */
const HALF = WIDTH * 0.56;
/** Rows of a table that are printed: about ten sheets. */
const ROWS = 500;

/** What the blocks of a report show, in their order. */
export async function sectionsOf(report: LitElement, exported: string): Promise<Section[]> {
  const blocks = [...report.renderRoot.querySelectorAll("[part=blocks] > *")];
  return Promise.all(blocks.map((block) => sectionOf(report, block, exported)));
}

async function sectionOf(report: LitElement, block: Element, exported: string): Promise<Section> {
  if (block instanceof Report311Figure) {
    const { exhibit, heading: title, message, words } = block;
    if (!exhibit) return { kind: "message", title, text: message || words.loading };
    const picture = await pictureOf(report, exhibit, { width: WIDTH, isAmongOthers: true }, exported);
    return { kind: "pictures", title: "", prints: [{ picture, text: "" }] };
  }
  if (block instanceof Report311Map) {
    const picture = await mapPictureOf(report, block.exhibit!, { width: WIDTH, isAmongOthers: true }, exported);
    return { kind: "pictures", title: "", prints: [{ picture, text: "" }] };
  }
  if (block instanceof Report311Multiples) return multiples(report, block, exported);
  const title = block.querySelector("h3")?.textContent ?? "";
  for (const shown of block.children) {
    if (shown instanceof Report311Table) return table(title, shown);
    if (shown instanceof Report311Cards) {
      return { kind: "cards", title, cards: shown.labels.map((label, i) => [label, shown.values?.[i] ?? ""]) };
    }
  }
  return { kind: "message", title, text: block.querySelector("p")?.textContent ?? "" };
}

async function multiples(report: LitElement, block: Report311Multiples, exported: string): Promise<Section> {
  const figures = [...block.renderRoot.querySelectorAll("report-311-figure")];
  const prints = figures.map(async ({ exhibit, heading, message, words }, i) => {
    if (!exhibit) return { picture: null, text: `${heading}: ${message || words.empty}` };
    const picture = await pictureOf(report, exhibit, { width: HALF, isAmongOthers: true }, exported);
    return { picture, text: block.multiples[i]?.text ?? "" };
  });
  return { kind: "pictures", title: block.heading, prints: await Promise.all(prints) };
}

function table(title: string, { columns, ordered, note, words, formats }: Report311Table): Section {
  const rows = ordered.slice(0, ROWS);
  const [from, to, total] = [1, rows.length, ordered.length].map((number) => formats.integer(number));
  const isCut = rows.length < ordered.length;
  return {
    kind: "table",
    title,
    columns: columns.map((column) => ({ label: columnLabel(column, formats), isNumeric: isNumeric(column.format) })),
    rows: rows.map((row) => columns.map((column) => cellText(row[column.key] ?? null, column, formats))),
    notes: [...(isCut ? [fill(words.rowsOf, { from: from!, to: to!, total: total! })] : []), ...(note ? [note] : [])],
  };
}
