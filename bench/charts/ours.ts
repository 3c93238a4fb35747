import { Report311Figure } from "../../src/elements/figure.js";
import { engineFor } from "../../src/figure/engine.js";
import { SIZE, timed, tracesOf } from "./figures.js";

customElements.define("report-311-figure", Report311Figure);

const figures: Report311Figure[] = [];

/** Draws all figures in the page, also those out of sight: by Plotly, or as still pictures. */
async function draw(count: number, still: boolean): Promise<void> {
  for (let i = 0; i < count; i++) {
    const figure = { traces: tracesOf(i), table: { columns: [], rows: [] } };
    const props = { heading: `Chart ${i + 1}`, figure, state: "ready" as const, height: SIZE.height, eager: true, still };
    figures.push(Object.assign(document.createElement("report-311-figure"), props));
  }
  document.body.append(...figures);
  await Promise.all(figures.map((drawn) => drawn.drawn));
}

/** Milliseconds from the focus on a still picture until Plotly is in its place and painted. */
async function takeOver(index: number): Promise<number> {
  const root = figures[index]!.shadowRoot!;
  return timed(async () => {
    root.querySelector<HTMLElement>(".stage")!.focus({ preventScroll: true });
    while (root.querySelector(".preview")!.childElementCount > 0) await new Promise(requestAnimationFrame);
  });
}

await engineFor(["scatter"]);
Object.assign(window, {
  bench: (count: number, still: boolean) => timed(() => draw(count, still)),
  takeOver,
});
