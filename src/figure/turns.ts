/** Drawings take turns, so that a page of charts stays answering while it draws. */
import { breath } from "../breath.js";

/** Milliseconds for which drawings may keep the page busy: scrolling stays smooth when no task is much longer. */
const BUDGET = 30;
let last: Promise<void> = Promise.resolve();
let start = 0;

/** Resolves when it is one's turn to draw: after those before, with a breath for the page after every stretch of drawing. */
export function inTurn(): Promise<void> {
  last = last.then(async () => {
    if (performance.now() - start < BUDGET) return;
    await breath();
    start = performance.now();
  });
  return last;
}
