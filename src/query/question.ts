/**
 * The question language: what a report may ask. Questions are plain JSON-serialisable objects: they are cache keys, they
 * travel in report files, and they compile to URLs and to SQL. This file is the one table of what exists in the language.
 */

/** What a cell of an answer may hold. Dates are ISO text: `2020-01-31`, or `2020-01-31T08:15:00` for a moment. */
export type Scalar = string | number | boolean | null;

/** One row of an answer: column name → value. */
export type Row = Record<string, Scalar>;

/**
 * The fields of a service request that can be grouped by and filtered on, with the kind of their values. All dates and hours
 * are the city's civil time. `created_month` is 1–12, `created_dow` 0 (Sunday) – 6, `created_hour` 0–23; `days_to_close` counts
 * whole days from created to closed date: null while open, below 0 where the city's row says closed before created; `status` is
 * `open` (no closed date) or `closed`; `category` is the slug of what cities are compared by (see src/cities/categories.ts), null
 * where what the city calls a request means none of these.
 */
export const FIELDS = {
  created_year: "integer",
  created_month: "integer",
  created_date: "date",
  created_dow: "integer",
  created_hour: "integer",
  closed_date: "date",
  days_to_close: "integer",
  type_name: "text",
  category: "text",
  council_name: "text",
  region_name: "text",
  agency_name: "text",
  source_name: "text",
  city_name: "text",
  status: "text",
} as const satisfies Record<string, "integer" | "date" | "text">;

export type Field = keyof typeof FIELDS;

/**
 * A number asked for each group:
 * - `count`: requests. `closed`: those with a closed date, with `as_of` one not after it. `open`: the others.
 * - `closed_within_N`: share (0–1) of requests closed within N days. With `as_of`, only requests created at least N days
 *   before it count, so that requests that have not had N days yet do not lower the share. null when there are none.
 * - `days_to_close_pQ`: the Q-th percentile (0–100) of whole days from created to closed date: the smallest number of days
 *   that at least Q % of the closed requests did not exceed (SQL's `percentile_disc`). Open requests, requests closed before
 *   they were created and, with `as_of`, requests closed after it do not take part.
 * - `days_to_close_n`: how many requests those percentiles stand on.
 */
export type Measure = "count" | "open" | "closed" | "days_to_close_n" | `closed_within_${number}` | `days_to_close_p${number}`;

/** Measures that add up: those of a group are the sum of those of its parts. */
export const ADDITIVE = ["count", "open", "closed"] as const;
export type AdditiveMeasure = (typeof ADDITIVE)[number];

/** The comparison operators. `between` takes `[from, to]` and includes both; `in` takes a list. */
export const OPERATORS = ["=", "in", ">", ">=", "<", "<=", "between"] as const;

/** One condition. All conditions of a question hold together. `=` with null finds requests without a value. */
export type Condition =
  | { field: Field; op: "="; value: string | number | null }
  | { field: Field; op: ">" | ">=" | "<" | "<="; value: string | number }
  | { field: Field; op: "in"; value: readonly (string | number)[] }
  | { field: Field; op: "between"; value: readonly [string | number, string | number] };

export interface Order {
  by: string;
  /** `asc` when left out. Empty values come last either way. */
  direction?: "asc" | "desc";
}

/** Numbers by group. One row a group that has requests: the `by` fields, then the measures. */
export interface AggregateQuestion {
  kind: "aggregate";
  by: readonly Field[];
  measures: readonly Measure[];
  where?: readonly Condition[];
  /** Ascending by the `by` fields when left out; these also break ties. */
  order?: readonly Order[];
  limit?: number;
  /** Keep the `n` values of a text field with the largest measure (`count` when left out); the rest become one `Others` row, always last. */
  top?: { field: Field; n: number; measure?: AdditiveMeasure };
  /** The day (ISO) up to which the data is taken to be complete; see the measures. */
  as_of?: string;
}

/** Columns of a single request, in this order. `created` and `closed` are ISO moments, `closed` null while open. */
export const REQUEST_COLUMNS = [
  "request_id",
  "srnumber",
  "created",
  "closed",
  "type_name",
  "category",
  "council_name",
  "region_name",
  "agency_name",
  "source_name",
  "city_name",
  "address",
  "latitude",
  "longitude",
] as const;

/** A service request with names in place of ids; names are null where the city's row had none that is known. */
export interface ServiceRequest extends Row {
  /** What tells it from others: a number of the source's own, or the service request number again. */
  request_id: number | string;
  srnumber: string;
  created: string;
  closed: string | null;
  type_name: string | null;
  category: string | null;
  council_name: string | null;
  region_name: string | null;
  agency_name: string | null;
  source_name: string | null;
  city_name: string | null;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
}

/** Single requests, newest first unless `order` says otherwise (`by`: a request column); ties by request_id descending. */
export interface RequestsQuestion {
  kind: "requests";
  where?: readonly Condition[];
  order?: readonly Order[];
  skip?: number;
  /** 1000 when left out. */
  limit?: number;
}

/** Coordinates of the located requests, in order of request_id. */
export interface PointsQuestion {
  kind: "points";
  where?: readonly Condition[];
  limit?: number;
}

/** The answer to a points question, as columns of equal length. Degrees, WGS 84. */
export interface Points {
  longitude: Float64Array;
  latitude: Float64Array;
  type_name: (string | null)[];
  council_name: (string | null)[];
}

/**
 * Places with many requests: clusters of the located ones by DBSCAN within each council, of points that are 0.0003 degrees apart
 * at most (as plane longitude and latitude, about 30 m) and at least 12 in number. Requests in no council belong to none.
 */
export interface HotspotsQuestion {
  kind: "hotspots";
  where?: readonly Condition[];
}

/**
 * One hotspot: the mean of its points (degrees, WGS 84) and how many requests it has. The largest comes first, ties by
 * council_name, then by the earliest request_id in them; `hotspot_id` counts 1, 2, … in that order.
 */
export interface Hotspot extends Row {
  longitude: number;
  latitude: number;
  council_name: string;
  hotspot_id: number;
  count: number;
}

/** GeoJSON areas of the councils, of one city or all; each feature's `properties.name` is its `council_name`. */
export interface BoundariesQuestion {
  kind: "boundaries";
  of: "council";
  city?: string;
}

/** The dimensions with a table of values and facts. */
export const DIMENSIONS = ["type", "council", "region", "agency", "source", "city"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/**
 * All values of a dimension, or those that requests of one city have: `name` first, with whatever facts the source knows
 * (`color`, `region_name`, `population`, …).
 */
export interface LookupQuestion {
  kind: "lookup";
  of: Dimension;
  city?: string;
}

/** How new the data is, of one city or all. */
export interface FreshnessQuestion {
  kind: "freshness";
  city?: string;
}

/** The answer to a freshness question. */
export interface Freshness {
  /** Oldest created date (ISO day), null when there are no requests or the source does not say. */
  oldest: string | null;
  /** Newest created date (ISO day), null when there are no requests. */
  newest: string | null;
  /** When the source took in its data (ISO moment), if it says. */
  updated: string | null;
  /** The time zone of the city's civil dates (IANA name), if the source says. */
  timeZone: string | null;
  /** True for made-up data: every page that shows it must say so. */
  synthetic: boolean;
}

export type Question =
  | AggregateQuestion
  | RequestsQuestion
  | PointsQuestion
  | HotspotsQuestion
  | BoundariesQuestion
  | LookupQuestion
  | FreshnessQuestion;

/** A GeoJSON FeatureCollection, typed as far as reports need it; without features where the source has no boundaries. */
export interface Boundaries {
  type: "FeatureCollection";
  features: {
    type: "Feature";
    id?: string | number;
    properties: { name: string; [fact: string]: unknown };
    geometry: { type: "Polygon"; coordinates: number[][][] } | { type: "MultiPolygon"; coordinates: number[][][][] };
  }[];
}

/** What each kind of question is answered with. */
export interface AnswerByKind {
  aggregate: Row[];
  requests: ServiceRequest[];
  points: Points;
  hotspots: Hotspot[];
  boundaries: Boundaries;
  lookup: (Row & { name: string })[];
  freshness: Freshness;
}

export type AnswerTo<Q extends Question> = AnswerByKind[Q["kind"]];
export type Answer = AnswerByKind[Question["kind"]];

/** The name of the row into which `top` gathers what it leaves out. */
export const OTHERS = "Others";

/** The council that the city names for requests that lie in none. */
export const NO_COUNCIL = "No council";

/** The region of that council. */
export const NO_REGION = "No region";

/** A measure taken apart: its name without the number, and the number. */
export function parseMeasure(measure: Measure): { name: string; n: number } {
  const match = /^(closed_within_|days_to_close_p)(\d+)$/.exec(measure);
  return match ? { name: match[1]!, n: Number(match[2]) } : { name: measure, n: 0 };
}
