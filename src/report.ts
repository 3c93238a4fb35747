/** The author's vocabulary: everything that a file in `reports/` may use. */
export * from "./definition.js";
export {
  bars,
  choropleth,
  closingBoxes,
  deciles,
  donut,
  heatmap,
  histogram,
  hotspotMap,
  lines,
  weekdayBars,
} from "./charts/index.js";
export { columns, requestColumns } from "./columns.js";
export { closingBy, countsBy, createdIn, inCouncilsByDay, only, rankedBy } from "./conditions.js";
export { councilParam, highlightParam, periodParam, typeParam } from "./params.js";
export { inPeriod, noted, unfinished } from "./phrases.js";
export * from "./measure/index.js";
export { NO_COUNCIL, OTHERS, type Row, type Scalar } from "./query/index.js";
export { addDays, daysFrom, weekdayOf } from "./stats/days.js";
export {
  agesOf,
  closingTimes,
  quantileOf,
  sizeOf,
  withoutNegative,
  withoutOutliers,
  type Duration,
  type Filtered,
} from "./stats/durations.js";
export { binsOf } from "./stats/histogram.js";
export { covered, coveredDays, partialDay, partialYears, type Period } from "./stats/partial.js";
export { namesWithoutResidents, per10000, residentsOf, residentsOfAll } from "./stats/residents.js";
export { columnSum, fillIn, sumBy, topRows } from "./stats/rows.js";
export { movingAverage, perDay, perDayAndEntity, perDayInCouncils } from "./stats/series.js";
export { survivalMedian } from "./stats/survival.js";
