/**
 * What a report is made of, as types. A report is plain data and pure functions: it says what may be varied (params), what is
 * asked (queries) and what is shown (view). It never fetches, never touches the DOM, never names a colour or a font.
 */
import type { Formats } from "./locale/formats.js";
import type { Text } from "./locale/text.js";
import type { AnswerTo, Dimension, Question, Row, Scalar } from "./query/index.js";
import type { Period } from "./stats/partial.js";

export type { Text };

/** That a param has one of these attribute texts. */
export interface When<Name extends string = string> {
  param: Name;
  is: readonly string[];
}

/** What every param has: its label in the filter bar. */
interface ParamBase {
  label: Text;
  /** The control is offered only while another param has one of these attribute texts; the value counts all the same. */
  when?: When;
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

/** What both kinds of lookup have. */
interface LookupBase extends ParamBase {
  /** The dimension whose values may be chosen; or that one which another (choice) param names. */
  of: Dimension | { param: string };
  /** The query whose rows say which values are offered, where these are not all of the dimension. */
  offered?: string;
  default: string;
  /** What the reader sees when nothing is chosen; "All", and "None chosen" of `lookups`, when left out. */
  empty?: Text;
}

/**
 * One value of a dimension, by name; the source says which there are. An empty default may be chosen and names none of them; any
 * other gives way to the first name that no other param shows, where the source does not have it.
 */
export interface LookupParam extends LookupBase {
  kind: "lookup";
  /** Of several names one must be chosen: the first, where none is. Where there is only one, none need be. */
  one?: boolean;
}

/**
 * Any number of values of a dimension, by name, none of them when the attribute is empty. In the attribute they are joined by
 * commas; a comma or percent sign within a name is percent-encoded.
 */
export interface LookupsParam extends LookupBase {
  kind: "lookups";
}

/** Something that is on or off: the attribute texts `on` (or an empty attribute) and `off`. */
export interface FlagParam extends ParamBase {
  kind: "flag";
  default: "on" | "off";
}

/** A whole number from `least` to `most`. */
export interface NumberParam extends ParamBase {
  kind: "number";
  least: number;
  most: number;
  default: string;
}

export type Param = ChoiceParam | DayParam | PeriodParam | LookupParam | LookupsParam | FlagParam | NumberParam;

/**
 * Attribute name → what may stand in it. A lookup of cities called `city` narrows all that the report asks, and all names that it
 * offers, to the city chosen.
 */
export type Params = Record<string, Param>;

/** The values that params of each kind can have. */
export type AnyValue = string | Period | readonly string[] | boolean | number;

/** The value that a report sees for a param: a resolved day, a resolved period, names, a switch, a number, or the text itself. */
export type ParamValue<P extends Param> = P extends PeriodParam
  ? Period
  : P extends LookupsParam
    ? readonly string[]
    : P extends FlagParam
      ? boolean
      : P extends NumberParam
        ? number
        : string;

/** What the pure functions of a report are given besides tables. */
export interface Context<P extends Params = Params> {
  params: { [K in keyof P]: ParamValue<P[K]> };
  /** The day the report is seen from, in the city's time zone (`as-of` or the clock). Data is complete up to `yesterday`. */
  today: string;
  yesterday: string;
  /** Picks the reader's language. */
  text: (text: Text) => string;
  /** Numbers, days and weekday names in the language of the report's sentences: the reader's, where its title has that. */
  format: Formats;
}

export type Queries = Record<string, Question>;

/** The answers to a report's queries under the same names. */
export type Tables<Q extends Queries> = { [K in keyof Q]: AnswerTo<Q[K]> };

/**
 * A Plotly trace without colours and fonts. A trace may say `tone: "muted"` (context, drawn back), `tone: "accent"` (the one
 * that matters) or, of a heatmap or map, `tone: "diverging"` (its numbers lie below or above a middle) instead of a colour.
 */
export interface Trace {
  type: "scatter" | "bar" | "pie" | "box" | "histogram" | "heatmap" | "choropleth" | (string & {});
  name?: string;
  /** The entities of its points, where a click selects one. */
  ids?: readonly Scalar[];
  /** What its points are called when they are spoken of, where that is not their place on the axis. */
  names?: readonly string[];
  tone?: "muted" | "accent" | "diverging";
  [attribute: string]: unknown;
}

/** A column of the table behind a figure or of a table block. */
export interface Column {
  key: string;
  label: Text;
  /**
   * `text` when left out. Numbers are aligned and formatted; `share` is 0–1, `day` an ISO day, `month` the first day of a month,
   * `moment` an ISO moment.
   */
  format?: "text" | "integer" | "decimal" | "share" | "day" | "month" | "moment";
}

/** Rows with their columns, as a table shows them. */
export interface Table {
  columns: Column[];
  rows: Row[];
  /** What the rows leave out or mean, where that could mislead. Stands under the table. */
  note?: string;
}

/** What a figure block draws: traces, a layout without colours, and the same numbers as a table. */
export interface Figure {
  traces: Trace[];
  layout?: Record<string, unknown>;
  table: Pick<Table, "columns" | "rows">;
  /** What the numbers leave out or mean, where that could mislead. Stands under the figure. */
  note?: string;
  /** Height in pixels when it grows with the data; the figure then scrolls inside its block. Multiples are all as high as the highest. */
  height?: number;
}

/** One of many figures of the same kind: drawn small, and by Plotly only when a reader turns to it. */
export interface Multiple {
  title: string;
  figure: Figure;
  /** A sentence or two under the title. */
  text?: string;
  /** A report that shows more of the same, and the texts of its attributes; those left out keep their defaults. */
  open?: { name: string; attributes: Record<string, string>; label: string };
}

/** What a map block draws: the rows of its table, each as a point. */
export interface PointMap {
  /** Where each row is: degrees (WGS 84), NaN where that is not known. */
  longitude: Float64Array;
  latitude: Float64Array;
  /** The entity of each row: its name in the legend, by which the point is coloured. */
  entities: readonly string[];
  /** Those of them that are only context, or no entity: they have no colour of their own. */
  muted?: readonly string[];
  /** The name of the area that each row is in, by which those who do not see the map learn where most are. */
  areas?: readonly (string | null)[];
  table: Pick<Table, "columns" | "rows">;
  /** The columns of which a point tells what stands in its row. */
  told: readonly Column[];
  /** What the map leaves out or means, where that could mislead. Stands under it. */
  note?: string;
}

/** Declared as a method, so that a report of known params is a report. */
interface Titled<P extends Params> {
  title(context: Context<P>): Text;
}

/** A text that may depend on what is shown. */
export type Title<P extends Params> = Text | Titled<P>["title"];

interface BlockBase<P extends Params, Q extends Queries> {
  /** Names of the queries it needs: it shows as soon as these are answered, whatever happens to the others. */
  from: readonly (keyof Q & string)[];
  /** The block is there only while a param has one of these attribute texts. */
  when?: When<keyof P & string>;
  /** Takes the whole row on a wide element. */
  wide?: boolean;
  /** Stands in the left or the right half of a wide element, under the blocks before it on that side. */
  side?: "start" | "end";
}

/** A row of headline numbers; it takes the whole row unless it stands on a side. */
export interface CardsBlock<P extends Params, Q extends Queries> extends BlockBase<P, Q> {
  kind: "cards";
  /** Where a report has several rows of cards, what these are about. */
  title?: Title<P>;
  cards: readonly {
    label: Text;
    /** A number is shown as an integer, an ISO day as a date, other text as it is; null as "–". */
    value(tables: Tables<Q>, context: Context<P>): Scalar;
  }[];
}

/** What blocks of charts have in common. */
interface ChartsBlock<P extends Params, Q extends Queries> extends BlockBase<P, Q> {
  title: Title<P>;
  /** Trace names, pie labels and bar `ids` that are values of this dimension take its own colours. */
  colors?: Dimension;
  /**
   * The param that a click on a point, or on a legend entry, sets to its `ids` entry (of `lookups`, adds or takes away). What is
   * chosen by any such param of the report is drawn emphasised wherever it occurs.
   */
  select?: keyof P & string;
}

/** A chart. */
export interface FigureBlock<P extends Params, Q extends Queries> extends ChartsBlock<P, Q> {
  kind: "figure";
  /** Height of the chart in pixels, also before there is data; 320 when left out. */
  height?: number;
  draw(tables: Tables<Q>, context: Context<P>): Figure;
}

/** Many small charts on one page. */
export interface MultiplesBlock<P extends Params, Q extends Queries> extends ChartsBlock<P, Q> {
  kind: "multiples";
  draw(tables: Tables<Q>, context: Context<P>): Multiple[];
}

/** Rows as points on a map that can be moved and zoomed. Where they lie close together they are drawn as one circle. */
export interface MapBlock<P extends Params, Q extends Queries> extends BlockBase<P, Q> {
  kind: "map";
  title: Title<P>;
  /** Entities are values of this dimension and take its own colours. */
  colors?: Dimension;
  /** Height of the map in pixels; 320 when left out. */
  height?: number;
  /** The query for the areas whose outlines are drawn, as soon as there are any: not every source has them. */
  outlines?: keyof Q & string;
  draw(tables: Tables<Q>, context: Context<P>): PointMap;
}

/** Rows to read, sort and page through. */
export interface TableBlock<P extends Params, Q extends Queries> extends BlockBase<P, Q> {
  kind: "table";
  title: Title<P>;
  /** Rows shown at once; 20 when left out. */
  page?: number;
  draw(tables: Tables<Q>, context: Context<P>): Table;
}

export type Block<P extends Params, Q extends Queries> =
  CardsBlock<P, Q> | FigureBlock<P, Q> | MultiplesBlock<P, Q> | MapBlock<P, Q> | TableBlock<P, Q>;

/** A report file's default export. */
export interface ReportDefinition<P extends Params = Params, Q extends Queries = Queries> {
  title: Text;
  /** One sentence; states the period in words. */
  description(context: Context<P>): Text;
  params: P;
  queries(context: Context<P>): Q;
  /** Shows what the params and queries are, and does not say it: blocks that many reports share fit in. */
  view: readonly Block<NoInfer<P>, NoInfer<Q>>[];
}

/** A definition of which no more is known than that it is one: what the shell works with. */
export type Report = ReportDefinition;

/** Types a report: its tables follow from its queries, its values from its params. */
export function defineReport<const P extends Params, const Q extends Queries>(
  report: ReportDefinition<P, Q>,
): ReportDefinition<P, Q> {
  return report;
}
