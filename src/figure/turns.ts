/** Drawings take turns, so that a page of charts stays answering while it draws. */
import { breath } from "../breath.js";

/** Milliseconds for which drawings may keep the page busy: a click answered within them seems answered at once. */
const BUDGET = 100;
/** Of pictures that are drawn while the reader scrolls: then nothing may take much longer. */
export const BRIEF = 30;
let last: Promise<void> = Promise.resolve();
let start = 0;

/** Resolves when it is one's turn to draw: after those before, with a breath for the page after every stretch of drawing. */
export function inTurn(budget = BUDGET): Promise<void> {
  last = last.then(async () => {
    if (performance.now() - start < budget) return;
    await breath();
    start = performance.now();
  });
  return last;
}
