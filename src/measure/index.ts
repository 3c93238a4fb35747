/** Measures: what an entity counts each month, against residents, other requests or days. */
export { measureParams, measureTableParams, scopeOf, type MeasureDefinition } from "./definition.js";
export { isAboutSpeed, measureQueries, measuresQueries } from "./questions.js";
export { measured } from "./matrix.js";
export { entityMultiples, entityTitle, measureMultiples, measuresParams } from "./multiples.js";
export { explained } from "./notes.js";
export { measureColumns, measureDescription, measureTitle, valueLabel } from "./words.js";
