import { quantileSorted } from "d3-array";

/** Fewer values than this have no deciles: a tenth of them would be less than one. */
export const FEWEST_FOR_DECILES = 10;

const TENTHS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/**
 * The 10th, 20th, … 90th percentile, in the unit of the values: between the values in order, the p-th lies at place p × (n − 1)
 * counted from 0, interpolated linearly (type 7 of Hyndman & Fan 1996, The American Statistician 50; the default of numpy and
 * pandas). Missing values do not count; null when fewer than ten are left, as in openpathology.net.
 */
export function decilesOf(values: readonly (number | null)[]): number[] | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known.length < FEWEST_FOR_DECILES ? null : TENTHS.map((p) => quantileSorted(known, p)!);
}
