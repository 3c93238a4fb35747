import { bisectRight, cumsum, rollups, sort, sum } from "d3-array";
import type { Row } from "../query/index.js";
import { daysBetween } from "./days.js";

/** So many requests took so many days. Lists of them are sorted by days, each number of days occurring once. */
export interface Duration {
  days: number;
  count: number;
}

/** The days to close of counted requests by `days_to_close`; those still open, where it is null, take no part. */
export function closingTimes(rows: readonly Row[]): Duration[] {
  const closed = rows.filter((row) => typeof row["days_to_close"] === "number");
  return durations(closed, (row) => row["days_to_close"] as number);
}

/** The ages in days of counted requests by `created_date` at the end of a day; those created later take no part. */
export function agesOf(rows: readonly Row[], asOf: string): Duration[] {
  const created = rows.filter((row) => String(row["created_date"]) <= asOf);
  return durations(created, (row) => daysBetween(String(row["created_date"]), asOf));
}

function durations(rows: readonly Row[], daysOf: (row: Row) => number): Duration[] {
  const sums = rollups(rows, (group) => sum(group, (row) => Number(row["count"])), daysOf);
  return sort(sums, ([days]) => days).map(([days, count]) => ({ days, count }));
}

/** How many requests there are. */
export function sizeOf(durations: readonly Duration[]): number {
  return sum(durations, ({ count }) => count);
}

/** The smallest number of days that at least this share (0–1) of the requests did not exceed: SQL's percentile_disc. null of none. */
export function quantileOf(durations: readonly Duration[], share: number): number | null {
  const least = Math.max(1, Math.ceil(sizeOf(durations) * share));
  return durations.length ? valueAt(durations, least - 1) : null;
}

/**
 * The quartiles of something worked out of the days that grows with them, by linear interpolation between the values at
 * (n − 1)/4 and 3(n − 1)/4: the default of numpy, pandas and d3 (type 7 of Hyndman & Fan 1996, The American Statistician 50).
 */
export function quartilesOf(durations: readonly Duration[], of: (days: number) => number): [q1: number, q3: number] {
  const last = sizeOf(durations) - 1;
  const at = (place: number): number => {
    const [below, above] = [Math.floor(place), Math.ceil(place)].map((i) => of(valueAt(durations, i)));
    return below! + (above! - below!) * (place % 1);
  };
  return [at(last / 4), at((3 * last) / 4)];
}

/** The i-th number of days, from 0, of the requests in the order of their days. */
function valueAt(durations: readonly Duration[], i: number): number {
  return durations[
    bisectRight(
      cumsum(durations, ({ count }) => count),
      i,
    )
  ]!.days;
}

/** What a filter keeps, and how many requests it leaves out. */
export interface Filtered {
  kept: Duration[];
  /** With durations that make no sense. */
  impossible: number;
  /** With durations far from the others. */
  outliers: number;
}

/** Leaves out requests that were closed before they were created. */
export function withoutNegative(durations: readonly Duration[]): Filtered {
  const kept = durations.filter(({ days }) => days >= 0);
  return { kept, impossible: sizeOf(durations) - sizeOf(kept), outliers: 0 };
}

/** Bounds are as good as logarithms are: a duration on one counts as within. */
const ROUNDING = 1e-9;

/**
 * The quality filter of the 311 Data project: leaves out durations of 0 days or less, and of the others those whose logarithm
 * lies more than 1.5 interquartile ranges outside the quartiles of the logarithms (Tukey 1977, Exploratory Data Analysis, on
 * logarithms as durations are skewed to the right).
 */
export function withoutOutliers(durations: readonly Duration[]): Filtered {
  const positive = durations.filter(({ days }) => days > 0);
  const impossible = sizeOf(durations) - sizeOf(positive);
  if (positive.length === 0) return { kept: [], impossible, outliers: 0 };
  const [q1, q3] = quartilesOf(positive, Math.log);
  const reach = 1.5 * (q3 - q1) + ROUNDING;
  const kept = positive.filter(({ days }) => Math.log(days) >= q1 - reach && Math.log(days) <= q3 + reach);
  return { kept, impossible, outliers: sizeOf(positive) - sizeOf(kept) };
}
