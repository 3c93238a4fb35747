/** Walking through the points of a figure by keyboard. */
import type { Point } from "./points.js";

/** Rows (or, where there is only one, points) that a page key passes. */
const PAGE = 10;

const ACROSS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
const BETWEEN: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -PAGE, PageDown: PAGE };

/**
 * The point that a key leads to from another, from none the first; undefined when the key does not walk. Left and right go
 * along a row, up and down to the same place in another row; in a figure of one row all go along it.
 */
export function walk(rows: readonly Point[][], from: Point | null, key: string): Point | undefined {
  if (!(key in ACROSS || key in BETWEEN)) return undefined;
  const r = from ? rows.findIndex((row) => row.includes(from)) : -1;
  const row = rows[r];
  if (!from || !row) return rows[0]?.[0];
  const step = ACROSS[key] ?? (rows.length === 1 ? BETWEEN[key] : undefined);
  if (step !== undefined) return row[within(row.indexOf(from) + step, row.length)];
  const other = rows[within(r + BETWEEN[key]!, rows.length)]!;
  return other.find(({ name }) => name === from.name) ?? other[within(row.indexOf(from), other.length)];
}

function within(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}
