import { Report311Figure } from "../../src/elements/figure.js";
import { engineFor } from "../../src/figure/engine.js";
import { COUNT, SIZE, timed, tracesOf } from "./figures.js";

customElements.define("report-311-figure", Report311Figure);

/** Draws all figures in the page, also those out of sight. */
async function draw(): Promise<void> {
  const figures = Array.from({ length: COUNT }, (_, i) =>
    Object.assign(document.createElement("report-311-figure"), {
      heading: `Chart ${i + 1}`,
      figure: { traces: tracesOf(i), table: { columns: [], rows: [] } },
      state: "ready" as const,
      height: SIZE.height,
      eager: true,
    }),
  );
  document.body.append(...figures);
  await Promise.all(figures.map((figure) => figure.drawn));
}

await engineFor(["scatter"]);
Object.assign(window, { bench: () => timed(draw), drawn: () => document.querySelectorAll("report-311-figure").length });
