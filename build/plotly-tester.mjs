/**
 * The drawing in which Plotly measures texts: one for the page, in the graph div of the chart that measures. What it measures it
 * tells in its own units, so that transforms around the chart make no difference.
 */
export const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
Object.assign(svg.style, {
  position: "absolute",
  width: "1px",
  height: "1px",
  overflow: "hidden",
  opacity: 0,
  pointerEvents: "none",
});

/** Lets a chart measure. */
export function enter(gd) {
  if (svg.parentNode !== gd) gd.append(svg);
}

/** A purged chart keeps nothing, and is not kept. */
export function leave(gd) {
  if (svg.parentNode === gd) svg.remove();
}

/** Where to measure a copy of something that is drawn. */
export function near(node) {
  const gd = node.closest(".js-plotly-plot");
  if (gd) enter(gd);
  return svg;
}

/** What is not displayed has no size. */
export function boxOf(node) {
  return node.getClientRects().length ? DOMRect.fromRect(node.getBBox()) : new DOMRect();
}
