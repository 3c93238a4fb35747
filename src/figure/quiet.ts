/** Heavy work that nobody waits for is left until the reader does not scroll. */

/** Milliseconds without scrolling after which the page counts as quiet. */
const QUIET = 400;

/** Runs something once, when the page has been quiet for a moment and has nothing else to do. */
export function whenQuiet(run: () => void): void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      removeEventListener("scroll", wait, { capture: true });
      (globalThis.requestIdleCallback ?? setTimeout)(run);
    }, QUIET);
  };
  addEventListener("scroll", wait, { capture: true, passive: true });
  wait();
}
