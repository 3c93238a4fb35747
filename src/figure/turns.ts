/** Drawings take turns, so that a page of charts stays answering while it draws. */

const BUDGET = 24;
const waiting: (() => void)[] = [];
let running = false;

/** Runs a drawing after those before it, giving the page a breath whenever a stretch of them has taken longer than a frame. */
export function inTurn(draw: () => void): void {
  waiting.push(draw);
  if (!running) void run();
}

async function run(): Promise<void> {
  running = true;
  let start = performance.now();
  for (let draw = waiting.shift(); draw; draw = waiting.shift()) {
    try {
      draw();
    } catch (error) {
      reportError(error);
    }
    if (performance.now() - start < BUDGET) continue;
    await new Promise((resolve) => setTimeout(resolve));
    start = performance.now();
  }
  running = false;
}
