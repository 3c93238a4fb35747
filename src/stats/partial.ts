import type { Freshness } from "../query/index.js";

/** Days of the city's calendar as ISO text, both included. */
export interface Period {
  from: string;
  to: string;
}

/**
 * The part of a period that the data covers: from the oldest to the newest request, as far as the source says. Empty
 * (`from` after `to`) when the data lies outside.
 */
export function covered({ from, to }: Period, { oldest, newest }: Freshness): Period {
  return { from: oldest && oldest > from ? oldest : from, to: newest && newest < to ? newest : to };
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
