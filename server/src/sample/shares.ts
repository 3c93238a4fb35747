/**
 * Hands out `total` whole things by weight, exactly: each weight gets its share rounded up or down, so that the first n
 * weights together never have more than half a thing too many or too few.
 */
export function apportion(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  let weight = 0;
  let given = 0;
  return weights.map((one) => {
    weight += one;
    const before = given;
    given = Math.round((weight / sum) * total);
    return given - before;
  });
}

/** A list of `size` ids in which each occurs by its weight: an even draw from the list is a weighted draw of an id. */
export function slots(weights: ReadonlyMap<number, number>, size: number): number[] {
  const ids = [...weights.keys()];
  return apportion([...weights.values()], size).flatMap((count, index) => Array<number>(count).fill(ids[index]!));
}
