/**
 * Rows by where they are, in slices of so many at most: the world is halved along its longer side as often as that takes. Rows at
 * one and the same place stay together.
 */
export function slicesOf(rows: number[], x: Float64Array, y: Float64Array, most: number): number[][] {
  if (rows.length <= most) return [rows];
  const [across, down] = [spanOf(rows, x), spanOf(rows, y)];
  const [angles, [from, to]] = across[1] - across[0] > down[1] - down[0] ? [x, across] : [y, down];
  const middle = (from + to) / 2;
  const [before, after]: [number[], number[]] = [[], []];
  for (const row of rows) (angles[row]! <= middle ? before : after).push(row);
  if (!before.length || !after.length) return [rows];
  return [...slicesOf(before, x, y, most), ...slicesOf(after, x, y, most)];
}

function spanOf(rows: readonly number[], angles: Float64Array): [from: number, to: number] {
  let [from, to] = [Infinity, -Infinity];
  for (const row of rows) {
    from = Math.min(from, angles[row]!);
    to = Math.max(to, angles[row]!);
  }
  return [from, to];
}
