import assert from "node:assert/strict";
import type { ElementHandle } from "puppeteer-core";
import type { Report311Figure } from "../../src/elements/figure.js";
import type { Report311Map } from "../../src/elements/map.js";
import type { Report311Multiples } from "../../src/elements/multiples.js";
import type { Report311Table } from "../../src/elements/table.js";
import { drawn, openPage, type Site } from "./site.js";

/** What a report shows, read from the page. */

export type Cell = string | number | null;

/** A table as it stands on the page, and the values that it was given. */
export interface ShownTable {
  title: string;
  columns: string[];
  rows: Cell[][];
  text: string[][];
  note: string;
}

/** What Plotly was given to draw. */
export interface ShownTrace {
  type: string;
  name?: string;
  x?: Cell[];
  y?: Cell[];
  z?: Cell[] | Cell[][];
  customdata?: Cell[] | Cell[][];
  labels?: string[];
  values?: number[];
  locations?: string[];
  lon?: number[];
  lat?: number[];
  marker?: { size?: number[]; sizemode?: "diameter" | "area" };
  q1?: number[];
  median?: number[];
  q3?: number[];
}

export interface ShownFigure extends ShownTable {
  traces: ShownTrace[];
  /** What stands in the chart's place where there is none. */
  message: string;
}

/** Many small charts, the texts under them, and what is said of all of them. */
export interface ShownMultiples {
  title: string;
  note: string;
  charts: ShownFigure[];
  texts: string[];
}

/** A map as it is seen first, and the rows behind it. */
export interface ShownMap {
  title: string;
  note: string;
  /** What is told to those who do not see it. */
  summary: string;
  /** How many requests each of its circles and points stands for. */
  marks: number[];
  /** The names in the legend. */
  legend: string[];
  columns: string[];
  rows: Cell[][];
}

export interface Shown {
  cards: Record<string, string>[];
  figures: ShownFigure[];
  tables: ShownTable[];
  multiples: ShownMultiples[];
  maps: ShownMap[];
}

/** Opens a page with the report alone on it, reads all that it shows and closes the page. Nothing may go wrong on it. */
export async function show(site: Site, name: string, attributes: Record<string, string>): Promise<Shown> {
  const { page, problems } = await openPage(site, tagOf(name, attributes));
  await drawn(page);
  const article = (await page.$("report-311 >>> article"))!;
  const shown = {
    cards: await inTurn(await article.$$("report-311-cards"), (cards) => cards.evaluate(readCards)),
    figures: await inTurn(await article.$$("report-311-figure"), figureIn),
    tables: await inTurn(await article.$$("report-311-table"), (table) => table.evaluate(readTable)),
    multiples: await inTurn(await article.$$("report-311-multiples"), multiplesIn),
    maps: await inTurn(await article.$$("report-311-map"), (map) => map.evaluate(readMap)),
  };
  assert.deepEqual(problems, []);
  await page.close();
  return shown;
}

function tagOf(name: string, attributes: Record<string, string>): string {
  const texts = Object.entries({ name, api: "/", ...attributes }).map(
    ([attribute, text]) => `${attribute}="${text.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`,
  );
  return `<report-311 ${texts.join(" ")}></report-311>`;
}

async function inTurn<A, B>(all: readonly A[], read: (one: A) => Promise<B>): Promise<B[]> {
  const found: B[] = [];
  for (const one of all) found.push(await read(one));
  return found;
}

/** A chart and, where there is one, its table, which is opened for it. */
async function figureIn(figure: ElementHandle<Report311Figure>): Promise<ShownFigure> {
  const shown = await figure.evaluate(readFigure);
  const table = await figure.$(">>> report-311-table");
  return { columns: [], rows: [], text: [], ...(table && (await table.evaluate(readTable))), ...shown };
}

async function multiplesIn(multiples: ElementHandle<Report311Multiples>): Promise<ShownMultiples> {
  return {
    ...(await multiples.evaluate(readMultiples)),
    charts: await inTurn(await multiples.$$(">>> report-311-figure"), figureIn),
  };
}

// These run on the page, each by itself.

function readCards(cards: Element): Record<string, string> {
  return Object.fromEntries(
    [...cards.shadowRoot!.querySelectorAll("div:has(> dt)")].map((card) => [
      card.querySelector("dt")!.textContent.trim(),
      card.querySelector("dd")!.textContent.trim(),
    ]),
  );
}

function readMultiples({ renderRoot }: Report311Multiples): Omit<ShownMultiples, "charts"> {
  return {
    title: renderRoot.querySelector("h3")!.textContent.trim(),
    note: renderRoot.querySelector("[part=note]")?.textContent?.trim() ?? "",
    texts: [...renderRoot.querySelectorAll("[part=text]")].map((text) => text.textContent.trim()),
  };
}

async function readMap(map: Report311Map): Promise<ShownMap> {
  const root = map.shadowRoot!;
  const marks = map.marks.map(({ count }) => count);
  root.querySelector<HTMLButtonElement>("[part=toolbar] [aria-expanded=false]")!.click();
  await map.updateComplete;
  const { columns, rows } = root.querySelector("report-311-table")!;
  return {
    title: root.querySelector("figcaption")!.textContent.trim(),
    note: root.querySelector(".note")?.textContent?.trim() ?? "",
    summary: root.querySelector("#summary")!.textContent.trim(),
    marks,
    legend: [...root.querySelectorAll("[part=entry]")].map((entry) => entry.textContent.trim()),
    columns: columns.map(({ key }) => key),
    rows: rows.map((row) => columns.map(({ key }) => (row[key] ?? null) as Cell)),
  };
}

/** All of its pages. */
async function readTable(table: Report311Table): Promise<ShownTable> {
  const root = table.shadowRoot!;
  const text: string[][] = [];
  for (;;) {
    await table.updateComplete;
    for (const row of root.querySelectorAll("tbody tr")) {
      text.push([...row.children].map((cell) => cell.textContent.replaceAll(/\s+/gu, " ").trim()));
    }
    const next = root.querySelector<HTMLButtonElement>("[part=pages] button[aria-label='Next page']");
    if (!next || next.ariaDisabled === "true") break;
    next.click();
  }
  return {
    title: table.caption,
    columns: [...root.querySelectorAll("thead th")].map((head) => head.textContent.trim()),
    rows: table.rows.map((row) => table.columns.map(({ key }) => (row[key] ?? null) as Cell)),
    text,
    note: root.querySelector("[part=note]")?.textContent?.trim() ?? "",
  };
}

/** The chart's traces from Plotly where it has drawn them. */
async function readFigure(element: Report311Figure): Promise<Omit<ShownFigure, "columns" | "rows" | "text">> {
  const root = element.shadowRoot!;
  const isShown = element.state === "ready" && element.figure !== null;
  const plot = root.querySelector<Element & { data?: unknown[] }>(".js-plotly-plot");
  const traces = isShown ? (plot?.data ?? element.figure!.traces) : [];
  root.querySelector<HTMLButtonElement>("[part=toolbar] [aria-expanded=false]")?.click();
  await element.updateComplete;
  // Typed arrays and class instances do not cross over: plain copies. Plotly takes texts as markup.
  const copy = JSON.stringify(traces, (_, value: unknown) => {
    if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
    if (typeof value !== "string") return value;
    return value.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  });
  return {
    title: root.querySelector("figcaption")!.textContent.trim(),
    traces: JSON.parse(copy) as ShownTrace[],
    note: root.querySelector(".note")?.textContent?.trim() ?? "",
    message: root.querySelector(".message")?.textContent?.trim() ?? "",
  };
}
