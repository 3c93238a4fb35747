/** A report as a page of its own for paper: what it is about over it, its numbers and charts, where they come from under it. */
import { pictureAddress } from "./files.js";

/** A picture of a chart, or none where there is nothing to draw, and what is said of it. */
export interface Print {
  picture: SVGSVGElement | null;
  text: string;
}

/** A part of the page. */
export type Section =
  | { kind: "cards"; title: string; cards: readonly (readonly [label: string, value: string])[] }
  | { kind: "pictures"; title: string; prints: readonly Print[] }
  | {
      kind: "table";
      title: string;
      columns: readonly HeadCell[];
      rows: readonly (readonly string[])[];
      notes: readonly string[];
    }
  | { kind: "message"; title: string; text: string };

/** The head of a column. */
export interface HeadCell {
  label: string;
  isNumeric: boolean;
}

/** What stands on the page. */
export interface Page {
  lang: string;
  dir: string;
  font: string;
  title: string;
  description: string;
  /** What was chosen, a text for each choice. */
  choices: readonly string[];
  sections: readonly Section[];
  origin: readonly string[];
}

/** Pictures that are so much higher than wide have a sheet of their own; of others, two find room on one. */
const HIGH = 1.3;

/** Black on white, and nothing cut between two sheets that finds room on one. */
const STYLE = `
  @page { margin: 15mm; }
  :root { color-scheme: light; }
  body { margin: 0; background: #fff; color: #1a1f26; font: 10.5pt/1.4 var(--font); overflow-wrap: break-word; }
  header, footer { color: #59636f; }
  h1 { margin: 0; color: #1a1f26; font-size: 18pt; line-height: 1.2; }
  h2 { margin: 0 0 4pt; font-size: 12pt; break-after: avoid; }
  p, ul { margin: 4pt 0 0; }
  ul { padding: 0; list-style: none; }
  section { margin-block: 14pt; }
  dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(100pt, 1fr)); gap: 6pt; margin: 0; break-inside: avoid; }
  dl div { padding: 6pt 8pt; border: 1px solid #d5dbe2; border-radius: 4pt; }
  dt { color: #59636f; font-size: 9pt; }
  dd { margin: 0; font-size: 14pt; font-weight: 600; font-variant-numeric: tabular-nums; }
  .pictures { display: flex; flex-wrap: wrap; gap: 12pt; }
  figure { flex: 1 1 100%; min-width: 0; margin: 0; break-inside: avoid; }
  .many figure { flex: 0 1 calc(50% - 6pt); }
  figure p { padding-inline: 15pt; color: #59636f; font-size: 9pt; }
  img { display: block; max-width: 100%; max-height: 118mm; }
  .high { max-height: 225mm; }
  table { width: 100%; border-collapse: collapse; font-size: 8.5pt; }
  tr { break-inside: avoid; }
  th, td { padding: 2pt 4pt; border-bottom: 1px solid #d5dbe2; text-align: start; vertical-align: baseline; }
  .number { text-align: end; font-variant-numeric: tabular-nums; }
  footer { padding-block-start: 4pt; border-block-start: 1px solid #d5dbe2; font-size: 9pt; break-inside: avoid; }
`;

/** Writes the page into an empty document; resolves when its pictures are there. */
export async function fillPage(document: Document, page: Page): Promise<void> {
  const { documentElement: root, body, defaultView } = document;
  document.title = page.title;
  Object.assign(root, { lang: page.lang, dir: page.dir });
  root.style.setProperty("--font", page.font);
  const sheet = new (defaultView as typeof globalThis & Window).CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [sheet];
  body.append(
    made("header", made("h1", page.title), made("p", page.description), list(page.choices)),
    ...page.sections.map(section),
    made("footer", page.origin.join(" · ")),
  );
  await Promise.all([...document.images].map((image) => image.decode()));
}

function section(part: Section): HTMLElement {
  return made("section", ...(part.title ? [made("h2", part.title)] : []), ...contents(part));
}

function contents(part: Section): HTMLElement[] {
  switch (part.kind) {
    case "cards":
      return [made("dl", ...part.cards.map(([label, value]) => made("div", made("dt", label), made("dd", value))))];
    case "pictures":
      return [pictures(part.prints)];
    case "table":
      return [table(part), ...part.notes.map((note) => made("p", note))];
    case "message":
      return [made("p", part.text)];
  }
}

function pictures(prints: readonly Print[]): HTMLElement {
  const figures = prints.map(({ picture, text }) =>
    made("figure", ...(picture ? [imageOf(picture)] : []), ...(text ? [made("p", text)] : [])),
  );
  return Object.assign(made("div", ...figures), { className: `pictures ${prints.length > 1 ? "many" : ""}` });
}

function imageOf(picture: SVGSVGElement): HTMLImageElement {
  const alt = [...picture.querySelectorAll(":scope > title, :scope > desc")].map(({ textContent }) => textContent).join(". ");
  const [width, height] = [picture.width, picture.height].map(({ baseVal }) => baseVal.value) as [number, number];
  const className = height > HIGH * width ? "high" : "";
  return Object.assign(made("img"), { src: pictureAddress(picture), alt, className });
}

function table({ columns, rows }: Section & { kind: "table" }): HTMLElement {
  const look = (cell: HTMLElement, i: number) => Object.assign(cell, { className: columns[i]!.isNumeric ? "number" : "" });
  const head = columns.map(({ label }, i) => look(made("th", label), i));
  const body = rows.map((row) => made("tr", ...row.map((text, i) => look(made("td", text), i))));
  return made("table", made("thead", made("tr", ...head)), made("tbody", ...body));
}

function list(texts: readonly string[]): HTMLElement {
  return made("ul", ...texts.map((text) => made("li", text)));
}

/** An element with what stands in it, of which texts stay texts. */
function made<K extends keyof HTMLElementTagNameMap>(name: K, ...within: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.append(...within);
  return element;
}
