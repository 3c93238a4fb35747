import assert from "node:assert/strict";
import type { ElementHandle } from "puppeteer-core";
import type { Report311Figure } from "../../src/elements/figure.js";
import type { Report311Table } from "../../src/elements/table.js";
import { drawn, openPage, type Site } from "./site.js";

/** What a report shows, read from the page. */

export type Cell = string | number | null;

/** A table as it stands on the page, and the values that it was given. */
export interface ShownTable {
  title: string;
  rows: Cell[][];
  text: string[][];
}

/** What Plotly was given to draw. */
export interface ShownTrace {
  type: string;
  name?: string;
  ids?: Cell[];
  x?: Cell[];
  y?: Cell[];
  z?: Cell[] | Cell[][];
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
  note: string;
  /** What stands in the chart's place where there is none. */
  message: string;
}

export interface Shown {
  cards: Record<string, string>[];
  figures: ShownFigure[];
  tables: ShownTable[];
  multiples: ShownFigure[];
}

/** Opens a page with the report alone on it, reads all that it shows and closes the page. Nothing may go wrong on it. */
export async function show(site: Site, name: string, attributes: Record<string, string>): Promise<Shown> {
  const { page, problems } = await openPage(site, tagOf(name, attributes));
  await drawn(page);
  const article = (await page.$("report-311 >>> article"))!;
  const shown = {
    cards: await inTurn(await article.$$("report-311-cards"), readCards),
    figures: await inTurn(await article.$$("report-311-figure"), readFigure),
    tables: await inTurn(await article.$$("report-311-table"), readTable),
    multiples: await inTurn(await article.$$("report-311-multiples >>> report-311-figure"), readFigure),
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

async function inTurn<E extends Element, T>(
  handles: ElementHandle<E>[],
  read: (element: E) => T | Promise<T>,
): Promise<Awaited<T>[]> {
  const found: Awaited<T>[] = [];
  for (const handle of handles) found.push(await handle.evaluate(read));
  return found;
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

async function readTable(table: Report311Table): Promise<ShownTable> {
  const text: string[][] = [];
  for (;;) {
    await table.updateComplete;
    const root = table.shadowRoot!;
    const shown = [...root.querySelectorAll("tbody tr")].map((row) =>
      [...row.children].map((cell) => cell.textContent.replaceAll(/\s+/gu, " ").trim()),
    );
    // More rows come under those before, another page in their place.
    const isMore = String(shown[0]) === String(text[0]);
    text.splice(isMore ? 0 : text.length, isMore ? text.length : 0, ...shown);
    const next = [...root.querySelectorAll("button")].find((button) =>
      /more|next/i.test(button.textContent + button.ariaLabel),
    );
    if (!next || next.disabled) break;
    next.click();
  }
  return {
    title: table.caption,
    rows: table.rows.map((row) => table.columns.map(({ key }) => (row[key] ?? null) as Cell)),
    text,
  };
}

/** The chart's traces from Plotly where it has drawn them, and its table, which is opened for it. */
async function readFigure(element: Report311Figure): Promise<ShownFigure> {
  const root = element.shadowRoot!;
  const isShown = element.state === "ready" && element.figure !== null;
  const plot = root.querySelector<Element & { data?: unknown[] }>(".js-plotly-plot");
  const traces = isShown ? (plot?.data ?? element.figure!.traces) : [];
  const columns = isShown ? element.figure!.table.columns : [];
  const text: string[][] = [];
  const button = [...root.querySelectorAll("button")].find((one) => one.textContent.trim() === "Table");
  if (button) {
    button.click();
    await element.updateComplete;
    const table = root.querySelector("report-311-table")!;
    await table.updateComplete;
    while ([...table.shadowRoot!.querySelectorAll("button")].some((one) => /more/i.test(one.textContent))) {
      [...table.shadowRoot!.querySelectorAll("button")].find((one) => /more/i.test(one.textContent))!.click();
      await table.updateComplete;
    }
    for (const row of table.shadowRoot!.querySelectorAll("tbody tr")) {
      text.push([...row.children].map((cell) => cell.textContent.replaceAll(/\s+/gu, " ").trim()));
    }
  }
  return {
    title: root.querySelector("figcaption")!.textContent.trim(),
    // Typed arrays and class instances do not cross over: plain copies.
    traces: JSON.parse(
      JSON.stringify(traces, (_, value: unknown) => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value)),
    ) as ShownTrace[],
    rows: isShown ? element.figure!.table.rows.map((row) => columns.map(({ key }) => (row[key] ?? null) as Cell)) : [],
    text,
    note: root.querySelector(".note")?.textContent?.trim() ?? "",
    message: root.querySelector(".message")?.textContent?.trim() ?? "",
  };
}
