import { min } from "d3-array";
import type { Freshness, Row } from "../query/index.js";
import { addDays, daysFrom } from "./days.js";

/** Days of the city's calendar as ISO text, both included. */
export interface Period {
  from: string;
  to: string;
}

/**
 * The part of a period that the data covers: from the oldest to the newest request, as far as the source says. Empty
 * (`from` after `to`) when the data lies outside, or there is none.
 */
export function covered({ from, to }: Period, { oldest, newest }: Freshness): Period {
  if (newest === null) return { from, to: addDays(from, -1) };
  return { from: oldest && oldest > from ? oldest : from, to: newest < to ? newest : to };
}

/**
 * Every day of a period that the data covers, for rows by `created_date`. A source that does not know its oldest day is taken to
 * begin with the first of the rows.
 */
export function coveredDays(period: Period, freshness: Freshness, rows: readonly Row[]): string[] {
  const { from, to } = covered(period, freshness);
  const first = freshness.oldest === null ? min(rows, (row) => row["created_date"] as string) : from;
  return first === undefined ? [] : daysFrom(first, to);
}

/** The last day of a period when it is not over: today, or the day in the middle of which the data was taken in; else null. */
export function partialDay({ to }: Period, today: string, { updated }: Freshness): string | null {
  return to >= today || updated?.slice(0, 10) === to ? to : null;
}

/** The years that a period only touches in part, so that their numbers cannot be held against those of whole years. */
export function partialYears({ from, to }: Period): number[] {
  if (from > to) return [];
  const years = new Set<number>();
  if (!from.endsWith("-01-01")) years.add(Number(from.slice(0, 4)));
  if (!to.endsWith("-12-31")) years.add(Number(to.slice(0, 4)));
  return [...years];
}
