/**
 * The charts that reports are made of: from rows to a Figure, without colours. A report may also write its own traces.
 * Values that are missing are called so; the `ids` of points stay the values themselves, so that a click names them.
 */
export { bars, weekdayBars } from "./bars.js";
export { closingBoxes } from "./boxes.js";
export { deciles } from "./deciles.js";
export { donut } from "./donut.js";
export { heatmap } from "./heatmap.js";
export { histogram } from "./histogram.js";
export { lines, linesAgainst } from "./lines.js";
export { choropleth, hotspotMap } from "./maps.js";
export { pointMap } from "./points.js";
