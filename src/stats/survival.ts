import { group } from "d3-array";
import type { Row } from "../query/index.js";
import { agesOf, closingTimes, sizeOf, type Duration } from "./durations.js";

/** A product of fractions is as good as floating point: one half may come out a little larger. */
const ROUNDING = 1e-12;

/**
 * The median time to an event when for some it has not happened yet, by the Kaplan–Meier estimate of survival
 * S(t) = Π (1 − dᵢ/nᵢ) over the times tᵢ ≤ t of events, where dᵢ events happen at tᵢ and nᵢ had been waiting until then, those
 * that leave observation at tᵢ among them (Kaplan & Meier 1958, Journal of the American Statistical Association 53). It is the
 * smallest t with S(t) ≤ ½; null when S stays above ½: more than half are still waiting, or there are none at all.
 * @param events Days that requests took to close; negative ones (closed before created) take no part.
 * @param censored Ages in days, 0 or more, of the requests that are open.
 */
export function survivalMedian(events: readonly Duration[], censored: readonly Duration[]): number | null {
  const happened = events.filter(({ days }) => days >= 0);
  let waiting = sizeOf(happened) + sizeOf(censored);
  let left = 0;
  let survival = 1;
  for (const { days, count } of happened) {
    for (; left < censored.length && censored[left]!.days < days; left++) waiting -= censored[left]!.count;
    survival *= 1 - count / waiting;
    if (survival <= 0.5 + ROUNDING) return days;
    waiting -= count;
  }
  return null;
}

/** What `closingBy` asks. */
interface Closing {
  closed: readonly Row[];
  open: readonly Row[];
  later: readonly Row[];
}

/** Rows with the median at the end of a day, for the requests of each in a column, as `days_to_close_km`. */
export function withSurvivalMedians(rows: readonly Row[], column: string, closing: Closing, asOf: string): Row[] {
  const own = (all: readonly Row[]) => {
    const groups = group(all, (row) => row[column]);
    return (row: Row) => groups.get(row[column]) ?? [];
  };
  const [closed, open, later] = [own(closing.closed), own(closing.open), own(closing.later)];
  return rows.map((row) => {
    const waiting = agesOf([...open(row), ...later(row)], asOf);
    return { ...row, days_to_close_km: survivalMedian(closingTimes(closed(row)), waiting) };
  });
}
