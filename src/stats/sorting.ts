/** Sorting of many rows by one column, with pauses. Each step is stable and leaves what it is given alone. */
import type { Scalar } from "../query/index.js";

/** Where the values of a column stand among each other. */
export interface Ranks {
  /** The rank of each value; equal values share theirs. */
  of: Uint32Array;
  /** How many ranks there are; missing values (null, NaN) have this number for theirs. */
  count: number;
}

/** How many values are handled between two looks at the clock. */
const STRETCH = 256;

/**
 * Ranks the values of a column: numbers before texts, texts as `compare` has it. Only distinct values are compared, by a merge
 * sort that awaits `pause` whenever it has something to wait for: O(n + d log d) for d distinct values.
 */
export async function ranksOf(
  values: readonly Scalar[],
  compare: (a: string, b: string) => number,
  pause: () => Promise<void> | undefined = () => undefined,
): Promise<Ranks> {
  const of = new Uint32Array(values.length);
  const places = new Map<Scalar, number>();
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (i % STRETCH === 0) await pause();
    if (isMissing(value)) continue;
    if (!places.has(value)) places.set(value, places.size);
    of[i] = places.get(value)!;
  }
  const distinct = [...places.keys()];
  const ordered = (a: number, b: number) => compareScalars(distinct[a]!, distinct[b]!, compare);
  const sorted = await mergeSort(distinct.length, ordered, pause);
  const ranks = new Uint32Array(distinct.length);
  for (let i = 1; i < sorted.length; i++) {
    if (i % STRETCH === 0) await pause();
    const isEqual = ordered(sorted[i - 1]!, sorted[i]!) === 0;
    ranks[sorted[i]!] = ranks[sorted[i - 1]!]! + (isEqual ? 0 : 1);
  }
  const count = distinct.length;
  for (let i = 0; i < values.length; i++) of[i] = isMissing(values[i]!) ? count : ranks[of[i]!]!;
  return { of, count };
}

/** The places of the rows in the order of their ranks, or the other way round; missing values come last either way. */
export function orderBy({ of, count }: Ranks, descending: boolean): Uint32Array {
  const slot = (rank: number) => (descending && rank < count ? count - 1 - rank : rank);
  const next = new Uint32Array(count + 2);
  for (const rank of of) next[slot(rank) + 1]!++;
  for (let i = 1; i < next.length; i++) next[i]! += next[i - 1]!;
  const order = new Uint32Array(of.length);
  for (let row = 0; row < of.length; row++) order[next[slot(of[row]!)]!++] = row;
  return order;
}

/** The numbers from 0 to `length` − 1 in the order that `compare` says. */
async function mergeSort(
  length: number,
  compare: (a: number, b: number) => number,
  pause: () => Promise<void> | undefined,
): Promise<Uint32Array> {
  let from = Uint32Array.from({ length }, (_, i) => i);
  let to = new Uint32Array(length);
  for (let width = 1; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length);
      const end = Math.min(start + 2 * width, length);
      for (let i = start, left = start, right = middle; i < end; i++) {
        if (i % STRETCH === 0) await pause();
        const isLeft = right >= end || (left < middle && compare(from[left]!, from[right]!) <= 0);
        to[i] = isLeft ? from[left++]! : from[right++]!;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

function compareScalars(a: Scalar, b: Scalar, compare: (a: string, b: string) => number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "number" || typeof b === "number") return typeof a === "number" ? -1 : 1;
  return compare(String(a), String(b));
}

function isMissing(value: Scalar): boolean {
  return value === null || Number.isNaN(value);
}
