import { COUNT, SIZE, timed, tracesOf } from "./figures.js";

/** Plotly as it comes: the published bundle, in the light DOM, with its default layout. */
async function draw() {
  const plots = Array.from({ length: COUNT }, () => document.createElement("div"));
  document.body.append(...plots);
  await Promise.all(
    plots.map((plot, i) => window.Plotly.newPlot(plot, tracesOf(i), { ...SIZE, title: { text: `Chart ${i + 1}` } })),
  );
}

Object.assign(window, { bench: () => timed(draw) });
