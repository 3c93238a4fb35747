import { SIZE, timed, tracesOf } from "./figures.js";

/** Plotly as it comes: the published bundle, in the light DOM, with its default layout. */
async function draw(count) {
  const plots = Array.from({ length: count }, () => document.createElement("div"));
  document.body.append(...plots);
  await Promise.all(
    plots.map((plot, i) => window.Plotly.newPlot(plot, tracesOf(i), { ...SIZE, title: { text: `Chart ${i + 1}` } })),
  );
}

Object.assign(window, { bench: (count) => timed(() => draw(count)) });
