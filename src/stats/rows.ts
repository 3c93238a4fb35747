import { ascending, descending, range, rollups, sum } from "d3-array";
import { finish, NO_COUNCIL, type AdditiveMeasure, type Field, type Row, type Scalar } from "../query/index.js";

/** The sum of a column; missing values count as zero. */
export function columnSum(rows: readonly Row[], column: string): number {
  return sum(rows, (row) => Number(row[column]));
}

/** The names in a column, each once; the council that the city names for requests in none is no name. */
export function namesIn(rows: readonly Row[], column: Field): string[] {
  const names = new Set(rows.map((row) => row[column]));
  return [...names].filter((name) => typeof name === "string" && name !== "" && name !== NO_COUNCIL) as string[];
}

/** Rows added up by a key, which is a column or worked out of the row; largest first, equal ones by the key. */
export function sumBy(
  rows: readonly Row[],
  column: string,
  key: string,
  of: (row: Row) => Scalar = (row) => row[key] ?? null,
): Row[] {
  return rollups(rows as Row[], (group) => columnSum(group, column), of)
    .sort(([a, x], [b, y]) => descending(x, y) || ascending(String(a), String(b)))
    .map(([value, total]) => ({ [key]: value, [column]: total }));
}

/** The `n` rows with the largest count, largest first, and the others added up in one row called `Others`, last. */
export function topRows(rows: readonly Row[], field: Field, n: number, measure: AdditiveMeasure = "count"): Row[] {
  const order = [{ by: measure, direction: "desc" } as const];
  return finish({ kind: "aggregate", by: [field], measures: [measure], order, top: { field, n, measure } }, rows);
}

/** The same where the rows are counts by more fields: those of all but the `n` largest are added up under `Others` within each. */
export function topWithin(rows: readonly Row[], by: readonly Field[], field: Field, n: number): Row[] {
  return finish({ kind: "aggregate", by, measures: ["count"], top: { field, n } }, rows);
}

/** A row for every whole number from the first to the last (of the rows, when not given), in order; zero where there was none. */
export function fillIn(rows: readonly Row[], key: string, [first, last] = ends(rows, key), column = "count"): Row[] {
  const found = new Map(rows.map((row) => [row[key], row]));
  return range(first, last + 1).map((value) => found.get(value) ?? { [key]: value, [column]: 0 });
}

function ends(rows: readonly Row[], key: string): [number, number] {
  const values = rows.map((row) => Number(row[key]));
  return [Math.min(...values), Math.max(...values)];
}
