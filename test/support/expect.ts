import assert from "node:assert/strict";
import type { Cell, ShownFigure, ShownTable, ShownTrace } from "./shown.js";

/** Comparisons of what a page shows with values computed elsewhere. Numbers are equal to ten digits. */

/** A name, day or month, and its values. */
export type Point = readonly [key: string, ...values: (number | null)[]];

export interface Series {
  name: string;
  points: Point[];
}

const en = new Intl.NumberFormat("en");
const inDays = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });
const inMinutes = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const inMonths = new Intl.DateTimeFormat("en", { month: "short", year: "numeric", timeZone: "UTC" });

export const day = (iso: string) => inDays.format(new Date(iso));
export const month = (iso: string) => inMonths.format(new Date(iso));
export const integer = (value: number) => en.format(value);

function isNear(shown: unknown, expected: number | null): boolean {
  return typeof shown === "number" && expected !== null
    ? Math.abs(shown - expected) <= 1e-10 + 1e-10 * Math.abs(expected)
    : shown === expected;
}

function near(shown: unknown, expected: number | null, what: string): void {
  assert.ok(isNear(shown, expected), `${what}: ${shown} is not ${expected}`);
}

/** A text of the page says a value: a name, a day, a moment, a month, or a number to the digits that are shown. */
export function says(text: string, value: Cell, what: string): void {
  const right = typeof value === "number" ? isNumber(text, value) : wordings(value).includes(text);
  assert.ok(right, `${what}: "${text}" does not say ${value}`);
}

function wordings(value: string | null): string[] {
  if (value === null) return ["–"];
  if (/^\d{4}-\d\d(-01)?$/.test(value)) return [value, month(value), day(value)];
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return [value, day(value)];
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return [inMinutes.format(new Date(`${value}Z`)).replaceAll(/\s/gu, " ")];
  return [value];
}

/** Whole numbers are shown as they are, others and shares rounded. */
function isNumber(text: string, value: number): boolean {
  const [, digits, decimals, percent] = /^([-+]?\d+(?:\.(\d+))?)(%?)$/.exec(text.replaceAll(",", "").replace("−", "-")) ?? [];
  if (!digits) return false;
  const unit = percent ? 0.01 : 1;
  const rounding = percent || !Number.isInteger(value) ? (unit / 2) * 10 ** -(decimals?.length ?? 0) : 0;
  return Math.abs(Number(digits) * unit - value) <= rounding + 1e-9;
}

/** The cards have these labels and say these values. */
export function expectCards(shown: Record<string, string> | undefined, expected: Record<string, Cell>): void {
  assert.deepEqual(Object.keys(shown ?? {}), Object.keys(expected));
  for (const [label, value] of Object.entries(expected)) says(shown![label]!, value, label);
}

/** Every cell on the page says the value it was given. */
export function expectText({ title, rows, text }: ShownTable): void {
  assert.equal(text.length, rows.length, `${title}: rows of the table`);
  rows.forEach((row, i) => row.forEach((value, j) => says(text[i]![j]!, value, `${title}, row ${i + 1}, column ${j + 1}`)));
}

/** The table has exactly these rows in this order. */
export function expectRows(table: ShownTable, expected: readonly (readonly Cell[])[]): void {
  expectText(table);
  assert.equal(table.rows.length, expected.length, `${table.title}: rows of the table`);
  expected.forEach((row, i) => {
    assert.equal(table.rows[i]!.length, row.length, `${table.title}: columns of the table`);
    row.forEach((value, j) => expectCell(table.rows[i]![j]!, value, `${table.title}, row ${i + 1}, column ${j + 1}`));
  });
}

function expectCell(shown: Cell, expected: Cell, what: string): void {
  if (typeof expected === "string") assert.equal(keyOf(shown, expected), expected, what);
  else near(shown, expected, what);
}

/** A month may be given by its first day. */
function keyOf(shown: unknown, expected: string): unknown {
  return typeof shown === "string" && /^\d{4}-\d\d$/.test(expected) ? shown.replace(/^(\d{4}-\d\d)-01$/, "$1") : shown;
}

/** The points of a trace: what they are about, and their values. */
export function pointsOf(trace: ShownTrace): Point[] {
  const zip = (keys: readonly Cell[], ...values: readonly Cell[][]) =>
    keys.map((key, i): Point => [String(key), ...values.map((one) => one[i] as number | null)]);
  if (trace.type === "pie") return zip(trace.labels!, trace.values!);
  if (trace.type === "choropleth") return zip(trace.locations!, trace.z as Cell[]);
  if (trace.type === "box") return zip((trace.y ?? trace.x)!, trace.q1!, trace.median!, trace.q3!);
  const isLying = trace.y?.some((value) => typeof value === "string") && !trace.x?.some((value) => typeof value === "string");
  return isLying ? zip(trace.y!, trace.x!) : zip(trace.x!, trace.y!);
}

/** The points of a trace of several lines with gaps between them, each named by its points' data. */
export function pointsByData({ x, y, customdata }: ShownTrace): Series[] {
  const lines = new Map<string, Point[]>();
  (customdata as Cell[]).forEach((name, i) => {
    if (x![i] === null) return;
    const points = lines.get(String(name)) ?? [];
    lines.set(String(name), [...points, [String(x![i]), y![i] as number | null]]);
  });
  return Array.from(lines, ([name, points]) => ({ name, points }));
}

/** A heatmap's rows, from the top of its matrix down. */
export function heatmapRows({ x, y, z }: ShownTrace): Series[] {
  return y!.map((name, i) => ({
    name: String(name),
    points: x!.map((key, j) => [String(key), (z as Cell[][])[i]![j] as number]),
  }));
}

/** The same points in the same order. */
export function expectPoints(shown: readonly Point[], expected: readonly Point[], what: string): void {
  assert.deepEqual(
    shown.map(([key], i) => keyOf(key, expected[i]?.[0] ?? "")),
    expected.map(([key]) => key),
    what,
  );
  expected.forEach(([key, ...values], i) => {
    assert.equal(shown[i]!.length - 1, values.length, `${what}, ${key}`);
    values.forEach((value, j) => near(shown[i]![j + 1], value, `${what}, ${key}`));
  });
}

/** One set of bars or slices, the same in the first two columns of the table. */
export function expectBars(figure: ShownFigure, expected: readonly Point[]): void {
  expectPoints(figure.traces.flatMap(pointsOf), expected, figure.title);
  expectText(figure);
  expectPoints(
    figure.rows.map((row) => [String(row[0]), row[1] as number]),
    expected,
    `${figure.title}, table`,
  );
}

/** The same with each one's share of all in the third column. */
export function expectShares(figure: ShownFigure, expected: readonly Point[]): void {
  expectBars(figure, expected);
  const total = expected.reduce((sum, [, count]) => sum + count!, 0);
  expected.forEach(([name, count], i) => near(figure.rows[i]![2], count! / total, `${figure.title}, share of ${name}`));
}

/** These lines and no others, whatever their order, and a row of the table for each of their points. */
export function expectLines(figure: ShownFigure, expected: readonly Series[]): void {
  const shown = new Map(figure.traces.map((trace) => [trace.name, pointsOf(trace)]));
  assert.deepEqual(figure.traces.map(({ name }) => name).sort(), expected.map(({ name }) => name).sort(), figure.title);
  for (const { name, points } of expected) expectPoints(shown.get(name)!, points, `${figure.title}, ${name}`);
  expectPointRows(figure, expected);
}

/** A row of the table for each point of the series: it has the series' name, the point's day or month, and the value. */
export function expectPointRows(table: ShownTable, expected: readonly Series[]): void {
  expectText(table);
  const points = expected.flatMap(({ name, points }) => points.map(([key, value]) => ({ name, key, value: value! })));
  assert.equal(table.rows.length, points.length, `${table.title}: rows of the table`);
  for (const { name, key, value } of points) {
    const row = table.rows.find((cells) => cells.includes(name) && cells.some((cell) => keyOf(cell, key) === key));
    assert.ok(row, `${table.title}: no row for ${name}, ${key}`);
    const rest = row.filter((cell) => cell !== name && keyOf(cell, key) !== key);
    assert.ok(
      rest.some((cell) => isNear(cell, value)),
      `${table.title}, ${name}, ${key}: ${rest.join()} has no ${value}`,
    );
  }
}

/** The table has these columns, in this order, of the points' values; it has a row for each month or day. */
export function expectColumns(table: ShownTable, expected: readonly Series[]): void {
  expectText(table);
  assert.deepEqual(
    table.columns.slice(1),
    expected.map(({ name }) => name),
    `${table.title}: columns of the table`,
  );
  expected.forEach(({ name, points }, i) => {
    const column = table.rows.map((row): Point => [String(row[0]), row[i + 1] as number | null]);
    expectPoints(column, points, `${table.title}, table, ${name}`);
  });
}

/** The figure of this title, or whose title matches. */
export function figureOf(figures: readonly ShownFigure[], title: RegExp | string): ShownFigure {
  const found = figures.find((figure) => (typeof title === "string" ? figure.title === title : title.test(figure.title)));
  assert.ok(found, `no figure ${title} among ${figures.map((figure) => figure.title).join(", ")}`);
  return found;
}

/** A note says all of these numbers and words. */
export function expectNote({ title, note }: ShownFigure, ...expected: (string | number)[]): void {
  for (const one of expected) {
    const text = typeof one === "number" ? integer(one) : one;
    const found = new RegExp(`(?<![\\d.,])${text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\d])`);
    assert.match(note, found, `${title}: the note does not say ${text}`);
  }
}
