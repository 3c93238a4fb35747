import { rank } from "d3-array";

/**
 * Where each value stands among all, from 0 to 1, evenly spread whatever the values are: (rank − 0.5) / n, equal values sharing
 * the mean of their ranks (Hazen 1914). A single value stands at 0.5. Missing values do not count and stay missing.
 */
export function percentileRanks(values: readonly (number | null)[]): (number | null)[] {
  const known = values.filter((value) => value !== null);
  const below = rank(known);
  const equal = new Map<number, number>();
  for (const value of known) equal.set(value, (equal.get(value) ?? 0) + 1);
  let i = 0;
  return values.map((value) => (value === null ? null : (below[i++]! + equal.get(value)! / 2) / known.length));
}
