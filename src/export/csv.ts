import { pauseEvery } from "../breath.js";
import { BYTE_ORDER_MARK, csvRecord } from "../csv.js";
import type { Words } from "../locale/words.js";
import type { Row } from "../query/index.js";
import { filtersInWords, sourceInWords, type Facts } from "./facts.js";

/** Rows as they are shown, under the labels of their columns. */
export interface Sheet {
  title: string;
  columns: readonly { key: string; label: string }[];
  rows: readonly Row[];
  /** What the rows leave out or mean. */
  note?: string;
}

/** Milliseconds of work between two pauses: short enough for a smooth page. */
const BUDGET = 10;

/**
 * A CSV file of the rows, raw, with what it says of itself in columns behind them. These are the same in every row, as in
 * SDMX-CSV: the first line is the header and every other a row of data, so that nothing has to be skipped by whoever reads it,
 * and the facts stay with the rows when these are sorted, filtered or put under those of another file.
 */
export async function csvOf(
  { title, columns, rows, note }: Sheet,
  facts: Facts,
  exported: string,
  words: Words,
): Promise<Blob> {
  const about: [label: string, value: string | null][] = [
    [words.report, facts.title],
    [words.title, title],
    [words.filters, filtersInWords(facts)],
    [words.dataSource, sourceInWords(facts, words)],
    [words.newestDay, facts.upTo],
    [words.exported, exported],
    ...(note ? [[words.note, note] as [string, string]] : []),
  ];
  const pause = pauseEvery(BUDGET);
  const behind = about.map(([, value]) => value);
  const records = [BYTE_ORDER_MARK + csvRecord([...columns.map(({ label }) => label), ...about.map(([label]) => label)])];
  for (const row of rows) {
    records.push(csvRecord([...columns.map(({ key }) => row[key] ?? null), ...behind]));
    await pause();
  }
  return new Blob(records, { type: "text/csv;charset=utf-8" });
}
