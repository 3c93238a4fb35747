/**
 * What a report is made of, as types. A report is plain data and pure functions: it says what may be varied (params), what is
 * asked (queries) and what is shown (view). It never fetches, never touches the DOM, never names a colour or a font.
 */
import type { Formats } from "./locale/formats.js";
import type { AnswerTo, Dimension, Question, Row, Scalar } from "./query/index.js";
import type { Period } from "./stats/partial.js";

/** A text, or one in several languages. A language that is missing falls back to English. */
export type Text = string | { en: string; es?: string };

/** What every param has: its label in the filter bar. */
interface ParamBase {
  label: Text;
}

/** One of a few fixed values. */
export interface ChoiceParam extends ParamBase {
  kind: "choice";
  /** Value (as it stands in the attribute) → what the reader sees. */
  options: Record<string, Text>;
  default: string;
}

/** A day: `YYYY-MM-DD`, or `today` / `yesterday`. */
export interface DayParam extends ParamBase {
  kind: "day";
  default: string;
}

/** A stretch of days: `last-30-days` (any number; ends yesterday) or `YYYY-MM-DD..YYYY-MM-DD`. */
export interface PeriodParam extends ParamBase {
  kind: "period";
  default: string;
}

/** One value of a dimension, by name; the source says which there are. An empty default means "all" and may be chosen. */
export interface LookupParam extends ParamBase {
  kind: "lookup";
  of: Dimension;
  default: string;
}

export type Param = ChoiceParam | DayParam | PeriodParam | LookupParam;

/** Attribute name → what may stand in it. */
export type Params = Record<string, Param>;

/** The value that a report sees for a param: a resolved day, a resolved period, or the text itself. */
export type ParamValue<P extends Param> = P extends PeriodParam ? Period : string;

/** What the pure functions of a report are given besides tables. */
export interface Context<P extends Params = Params> {
  params: { [K in keyof P]: ParamValue<P[K]> };
  /** The day the report is seen from, in the city's time zone (`as-of` or the clock). Data is complete up to `yesterday`. */
  today: string;
  yesterday: string;
  /** Picks the reader's language. */
  text: (text: Text) => string;
  /** Numbers, days and weekday names in the reader's language. */
  format: Formats;
}

export type Queries = Record<string, Question>;

/** The answers to a report's queries under the same names. */
export type Tables<Q extends Queries> = { [K in keyof Q]: AnswerTo<Q[K]> };

/**
 * A Plotly trace without colours and fonts. `ids` name the entities of its points where a click selects one. A trace may say
 * `tone: "muted"` (context, drawn back) or `tone: "accent"` (the one that matters) instead of a colour.
 */
export interface Trace {
  type: "scatter" | "bar" | "pie" | "box" | "histogram" | "heatmap" | "choropleth" | (string & {});
  name?: string;
  ids?: readonly Scalar[];
  tone?: "muted" | "accent";
  [attribute: string]: unknown;
}

/** A column of the table behind a figure or of a table block. */
export interface Column {
  key: string;
  label: Text;
  /** `text` when left out. Numbers are aligned and formatted; `share` is 0–1, `day` an ISO day. */
  format?: "text" | "integer" | "decimal" | "share" | "day";
}

/** What a figure block draws: traces, a layout without colours, and the same numbers as a table. */
export interface Figure {
  traces: Trace[];
  layout?: Record<string, unknown>;
  table: { columns: Column[]; rows: Row[] };
  /** What the numbers leave out or mean, where that could mislead. Stands under the figure. */
  note?: string;
  /** Height in pixels when it grows with the data; the figure then scrolls inside its block. */
  height?: number;
}

interface BlockBase<Q extends Queries> {
  /** Names of the queries it needs: it shows as soon as these are answered, whatever happens to the others. */
  from: readonly (keyof Q & string)[];
}

/** A row of headline numbers. */
export interface CardsBlock<P extends Params, Q extends Queries> extends BlockBase<Q> {
  kind: "cards";
  cards: readonly {
    label: Text;
    /** A number is shown as an integer, an ISO day as a date, other text as it is; null as "–". */
    value(tables: Tables<Q>, context: Context<P>): Scalar;
  }[];
}

/** A chart. */
export interface FigureBlock<P extends Params, Q extends Queries> extends BlockBase<Q> {
  kind: "figure";
  title: Text;
  /** Height of the chart in pixels, also before there is data; 320 when left out. */
  height?: number;
  /** Takes the whole row on a wide element. */
  wide?: boolean;
  /** Trace names, pie labels and bar `ids` are values of this dimension and take its own colours. */
  colors?: Dimension;
  /** The param that a click on a point sets to the point's `ids` entry; the chosen one is drawn emphasised. */
  select?: keyof P & string;
  draw(tables: Tables<Q>, context: Context<P>): Figure;
}

export type Block<P extends Params, Q extends Queries> = CardsBlock<P, Q> | FigureBlock<P, Q>;

/** A report file's default export. */
export interface ReportDefinition<P extends Params = Params, Q extends Queries = Queries> {
  title: Text;
  /** One sentence; states the period in words. */
  description(context: Context<P>): Text;
  params: P;
  queries(context: Context<P>): Q;
  view: readonly Block<P, Q>[];
}

/** A definition of which no more is known than that it is one: what the shell works with. */
export type Report = ReportDefinition;

/** Types a report: its tables follow from its queries, its values from its params. */
export function defineReport<const P extends Params, const Q extends Queries>(
  report: ReportDefinition<P, Q>,
): ReportDefinition<P, Q> {
  return report;
}
