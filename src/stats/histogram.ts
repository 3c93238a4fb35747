import { range, sum } from "d3-array";
import { quartilesOf, sizeOf, type Duration } from "./durations.js";

/** So many requests took from `first` to `last` days, both included. */
export interface Bin {
  first: number;
  last: number;
  count: number;
}

/** No more bars than can be told apart. */
const MOST = 100;

/**
 * Bins of equal width, from the smallest duration on, for a histogram: 2 · IQR · n^(−1/3) days wide (Freedman & Diaconis 1981,
 * Zeitschrift für Wahrscheinlichkeitstheorie 57), rounded, as durations are whole days, to whole days, but at least 1 and wide
 * enough for 100 bins to reach the largest. Empty bins in between are there; no durations give no bins.
 */
export function binsOf(durations: readonly Duration[]): Bin[] {
  if (durations.length === 0) return [];
  const [least, most] = [durations[0]!.days, durations.at(-1)!.days];
  const [q1, q3] = quartilesOf(durations, (days) => days);
  const ideal = 2 * (q3 - q1) * sizeOf(durations) ** (-1 / 3);
  const width = Math.max(1, Math.round(ideal), Math.ceil((most - least + 1) / MOST));
  return range(least, most + 1, width).map((first) => {
    const last = first + width - 1;
    const within = durations.filter(({ days }) => days >= first && days <= last);
    return { first, last, count: sum(within, ({ count }) => count) };
  });
}
