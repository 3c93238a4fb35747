/** The author's vocabulary: everything that a file in `reports/` may use. */

// What a report is made of: params, questions, blocks, figures, tables, texts.
export * from "./definition.js";
export type { Row, Scalar } from "./query/index.js";
export type { Period } from "./stats/partial.js";

// Params that many reports have.
export {
  cityParam,
  councilParam,
  highlightParam,
  oneCityParam,
  periodParam,
  regionParam,
  sourcesParam,
  typeParam,
  typesParam,
} from "./params.js";

// Questions and conditions.
export { closingBy, closingQuartilesBy, countsBy, createdIn, inCouncilsByDay, only, rankedBy } from "./conditions.js";
export { NO_COUNCIL, OTHERS } from "./query/index.js";

// What cities are compared by.
export { CATEGORIES, type Category } from "./cities/categories.js";

// Blocks and cards that many reports have.
export { largestTypes, newPerDayByType, requestsCard, shareByType } from "./blocks.js";

// Charts: from rows to a figure.
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
  linesAgainst,
  pointMap,
  weekdayBars,
} from "./charts/index.js";

// Columns of tables, with their names and formats.
export { columns, requestColumns } from "./columns.js";

// Phrases and notes.
export { inPeriod, noMap, noted, unfinished } from "./phrases.js";

// Rows: adding up, ranking, naming.
export { columnSum, fillIn, namesIn, sumBy, topRows } from "./stats/rows.js";

// Days and the days that there is data for.
export { addDays, daysFrom, weekdayOf } from "./stats/days.js";
export { covered, coveredDays, partialYears } from "./stats/partial.js";

// Numbers day by day.
export { movingAverage, perDay, perDayAndEntity, perDayInCouncils } from "./stats/series.js";

// Numbers by residents.
export { per10000, residentsOf, residentsOfAll } from "./stats/residents.js";

// How long requests took.
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
export { survivalMedian, withSurvivalMedians } from "./stats/survival.js";

// Measures: what is compared month by month.
export * from "./measure/index.js";
