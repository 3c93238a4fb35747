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
