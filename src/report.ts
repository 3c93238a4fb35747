/** The author's vocabulary: everything that a file in `reports/` may use. */
export * from "./definition.js";
export { bars, choropleth, closingBoxes, donut, lines, weekdayBars } from "./charts.js";
export { deciles } from "./charts/deciles.js";
export { heatmap } from "./charts/heatmap.js";
export { columns } from "./columns.js";
export * from "./measure/index.js";
export { NO_COUNCIL, OTHERS, type Row, type Scalar } from "./query/index.js";
export { addDays, daysFrom, weekdayOf } from "./stats/days.js";
export { covered, partialDay, partialYears, type Period } from "./stats/partial.js";
export { columnSum, fillIn, sumBy, topRows } from "./stats/rows.js";
