/** Everything of the library, without side effects: importing this defines no element. See `define` for that. */
export { listReports, loadReport, registerReport, reportNames, type ReportEntry } from "./catalogue.js";
export type { GroupMessage } from "./controllers/group.js";
export type { ChangedBy, ReportChangeEvent } from "./controllers/state.js";
export type { ReportErrorCode, ReportErrorEvent, ReportLoadEvent } from "./controllers/telling.js";
export type { RetryEvent, SelectEvent } from "./elements/figure-events.js";
export type { OpenEvent } from "./elements/multiples.js";
export type { ExportFormat, ReportExportEvent } from "./export/event.js";
export { Report311 } from "./elements/report-311.js";
export { registerWords, type Words } from "./locale/words.js";
export * from "./report.js";
export * from "./query/index.js";
export type { ReportProperties } from "./properties.js";
export { setRouter, type Router } from "./url/router.js";
export type { Auth } from "./sources/access.js";
export { httpSource, type HttpOptions } from "./sources/http.js";
export { SourceError, type Asking, type Source, type SourceErrorCode } from "./sources/source.js";
