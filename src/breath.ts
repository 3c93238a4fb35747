/** Long work pauses for breath, so that the page stays answering. */

/** Lets the page answer; where the browser can, no other task of the page gets ahead of the work. */
export function breath(): Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { yield?(): Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}

/** Asked often in the course of long work: a promise to wait for when it is time for a pause, else nothing. */
export type Pause = () => Promise<void> | undefined;

/** A pause whenever so many milliseconds are over. When the signal is aborted meanwhile, so is the work. */
export function pauseEvery(ms: number, signal?: AbortSignal): Pause {
  let start = performance.now();
  return () =>
    performance.now() - start < ms
      ? undefined
      : breath().then(() => {
          signal?.throwIfAborted();
          start = performance.now();
        });
}

/** Milliseconds of work that nobody notices. */
const UNNOTICED = 30;

/** What comes of each of many items; whenever that takes longer than nobody notices, the page may answer. */
export async function changed<A, B>(items: readonly A[], change: (item: A, index: number) => B): Promise<B[]> {
  const pause = pauseEvery(UNNOTICED);
  const all: B[] = [];
  for (const [index, item] of items.entries()) {
    all.push(change(item, index));
    const wait = index % 256 === 0 ? pause() : undefined;
    if (wait) await wait;
  }
  return all;
}
