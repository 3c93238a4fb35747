/**
 * Hands out `total` whole things by weight, exactly: each weight gets its share rounded down, and what is left goes to the
 * largest remainders, earlier ones first.
 */
export function apportion(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (weight / sum) * total);
  const counts = exact.map(Math.floor);
  const left = total - counts.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((value, index) => ({ index, rest: value - Math.floor(value) }));
  byRemainder.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) counts[index]!++;
  return counts;
}

/** A list of `size` ids in which each occurs by its weight: an even draw from the list is a weighted draw of an id. */
export function slots(weights: ReadonlyMap<number, number>, size: number): number[] {
  const ids = [...weights.keys()];
  return apportion([...weights.values()], size).flatMap((count, index) => Array<number>(count).fill(ids[index]!));
}
