import { ascending, descending, rollup, rollups, sum } from "d3-array";
import type { Row, Scalar } from "../query/index.js";

/** Numbers of one entity, one a day. */
export interface Series {
  entity: Scalar;
  values: number[];
}

/** The sum of a column on each of the days, by `created_date`; 0 on a day without a row. Rows of other days take no part. */
export function perDay(rows: readonly Row[], days: readonly string[], column: string): number[] {
  const sums = rollup(
    rows,
    (group) => sum(group, (row) => Number(row[column])),
    (row) => row["created_date"],
  );
  return days.map((day) => sums.get(day) ?? 0);
}

/** How many requests lie in any council on each of the days, from the counts of `all` and of those in none. */
export function perDayInCouncils(all: readonly Row[], nowhere: readonly Row[], days: readonly string[]): number[] {
  const outside = perDay(nowhere, days, "count");
  return perDay(all, days, "count").map((count, i) => count - outside[i]!);
}

/** `perDay` for each entity in the column `by`; the one with the largest sum over the days first, equal ones by name. */
export function perDayAndEntity(rows: readonly Row[], days: readonly string[], by: string, column: string): Series[] {
  return rollups(
    rows,
    (group) => perDay(group, days, column),
    (row) => row[by] ?? null,
  )
    .sort(([a, x], [b, y]) => descending(sum(x), sum(y)) || ascending(String(a), String(b)))
    .map(([entity, values]) => ({ entity, values }));
}

/**
 * Centred moving average: in place of the i-th value the mean of those from i − ⌊w/2⌋ to i + ⌈w/2⌉ − 1, which is what pandas
 * calls `rolling(w, center=True).mean()`. null where this window reaches beyond the values, so that fewer than
 * w values have no average at all.
 * @param values One for each of some consecutive days, so that the window counts days of the calendar.
 * @param window The width w of the window in days, 1 or more; 1 leaves the values as they are.
 */
export function movingAverage(values: readonly number[], window: number): (number | null)[] {
  return values.map((_, i) => {
    const first = i - Math.floor(window / 2);
    const after = first + window;
    return first < 0 || after > values.length ? null : sum(values.slice(first, after)) / window;
  });
}
