import { CITY_FIELDS, type City, type CityField, type Status } from "./city.js";
import { categoryNames, DECIDING } from "./crosswalk.js";
import { columnKey, type Layout } from "./match.js";
import { offsetsOf, type Offset } from "./offsets.js";
import { FIRST_DAY } from "./values.js";

/** The columns of a normalised request with their types, in this order. Dates are the city's civil time, in whole seconds. */
export const NORMALISED = {
  id: "VARCHAR",
  city: "VARCHAR",
  created: "TIMESTAMP",
  closed: "TIMESTAMP",
  updated: "TIMESTAMP",
  status: "VARCHAR",
  status_original: "VARCHAR",
  category: "VARCHAR",
  type_original: "VARCHAR",
  subtype_original: "VARCHAR",
  detail_original: "VARCHAR",
  agency: "VARCHAR",
  source: "VARCHAR",
  council: "VARCHAR",
  district: "VARCHAR",
  region: "VARCHAR",
  address: "VARCHAR",
  latitude: "DOUBLE",
  longitude: "DOUBLE",
} as const;

export type NormalisedColumn = keyof typeof NORMALISED;

/** What a row may have that a reader of numbers should know. Each is a true or false beside the normalised columns. */
export const QUIRKS = [
  "no_location",
  "placeholder_location",
  "outside_city",
  "placeholder_date",
  "closed_before_created",
  "closed_when_created",
  "closed_without_date",
  "date_without_closed",
  "unknown_status",
  "template_text",
] as const;

export interface NormaliseOptions {
  /** Columns of the relation that are passed on as they are. */
  keep?: readonly string[];
  /** Adds the quirks, a column each. */
  quirks?: boolean;
}

/**
 * Compiles a city's ways to one SELECT for DuckDB over its raw rows: the normalised columns, then `reject`, which says in words
 * why a row can be no request, or is null.
 * @param relation SQL of a table, view, subquery or table function with the header's columns, as texts or of any other type.
 */
export function compileNormalised(
  city: City,
  layout: Layout,
  relation: string,
  { keep = [], quirks = false }: NormaliseOptions = {},
): string {
  const kept = keep.map(quoted);
  const list = (expressions: readonly string[]) => [...kept, ...expressions].join(",\n  ");
  return `WITH written AS (
SELECT
  ${list(CITY_FIELDS.map((field) => `${writtenSql(layout.columns[field])} AS ${field}`))}
FROM ${relation}
), said AS (
SELECT
  ${list([...CITY_FIELDS.map((field) => `${saidSql(city, field)} AS ${field}`), `${templateSql()} AS template_text`])}
FROM written
), read AS (
SELECT
  *,
  ${[
    ...MOMENTS.map((field) => `${momentSql(layout, field)} AS ${field}_at`),
    `${degreesSql("latitude")} AS north`,
    `${degreesSql("longitude")} AS east`,
  ].join(",\n  ")}
FROM said
), judged AS (
SELECT
  * REPLACE (${MOMENTS.map((field) => `${civilSql(city, layout, `${field}_at`)} AS ${field}_at`).join(", ")}),
  ${statusSql(city)} AS meaning,
  ${placeholderSql(city)} AS nowhere,
  NOT (${insideSql(city)}) AS outside
FROM read
)
SELECT
  ${list([...normalisedSql(city), `${rejectSql(layout)} AS reject`, ...(quirks ? quirksSql(layout) : [])])}
FROM judged`;
}

const MOMENTS = ["created", "closed", "updated"] as const;

/** A cell as the file has it, without the space around it; null when there is nothing. */
function writtenSql(column: string | undefined): string {
  if (column === undefined) return "CAST(NULL AS VARCHAR)";
  const cell = `CAST(${quoted(column)} AS VARCHAR)`;
  // To trim more than plain spaces is slow, and rarely needed.
  const trimmed = `CASE WHEN regexp_matches(${cell}, '^[\\s\u00a0]|[\\s\u00a0]$') THEN trim(${cell}, E' \\t\\r\\n\u00a0') ELSE ${cell} END`;
  return `nullif(${trimmed}, '')`;
}

const TEMPLATE = "'^\\{\\{.*\\}\\}$'";
const NO_TEXTS: readonly CityField[] = ["id", "created", "created_time", "closed", "updated", "latitude", "longitude", "point"];
const TEXTS = CITY_FIELDS.filter((field) => !NO_TEXTS.includes(field));

/** A cell without what only stands for "not known". Spreadsheets write numbers such as 2124.0. */
function saidSql({ placeholders }: City, field: CityField): string {
  if (field === "id") return wholeSql(field);
  if (!TEXTS.includes(field)) return field;
  const nothing = [`regexp_matches(${field}, ${TEMPLATE})`];
  if (placeholders.texts?.length) nothing.push(`lower(${field}) IN (${placeholders.texts.map(text).join(", ")})`);
  return `CASE WHEN ${nothing.join(" OR ")} THEN NULL ELSE ${field === "district" ? wholeSql(field) : field} END`;
}

function wholeSql(field: CityField): string {
  return `regexp_replace(${field}, '^(\\d+)\\.0$', '\\1')`;
}

function templateSql(): string {
  return TEXTS.map((field) => `coalesce(regexp_matches(${field}, ${TEMPLATE}), FALSE)`).join(" OR ");
}

/** A date as a timestamp, as it is written. */
function momentSql({ generation, columns }: Layout, field: (typeof MOMENTS)[number]): string {
  const formats = `[${generation.dates.map(text).join(", ")}]`;
  const parse = (cell: string) => `try_strptime(${cell}, ${formats})`;
  const whole =
    field === "created" && columns.created_time
      ? `coalesce(${parse("concat_ws(' ', created, created_time)")}, ${parse("created")})`
      : parse(field);
  return `date_trunc('second', ${whole})`;
}

/** A moment that was read, with the century where its year has two digits, in civil time. */
function civilSql(city: City, { generation }: Layout, moment: string): string {
  if (generation.zone === "UTC") return `${moment} + to_minutes(${offsetSql(moment, offsetsOf(city.timeZone))})`;
  return `CASE WHEN ${moment} < TIMESTAMP '0100-01-01' THEN ${moment} + INTERVAL 2000 YEAR ELSE ${moment} END`;
}

/** The offset that holds at a moment, found by halving the list. */
function offsetSql(moment: string, offsets: readonly Offset[]): string {
  if (offsets.length === 1) return String(offsets[0]!.minutes);
  const middle = offsets.length >> 1;
  const [before, after] = [offsets.slice(0, middle), offsets.slice(middle)];
  return `CASE WHEN ${moment} < TIMESTAMP '${after[0]!.from}' THEN ${offsetSql(moment, before)} ELSE ${offsetSql(moment, after)} END`;
}

const NUMBER = "(-?\\d+(?:\\.\\d+)?)";
const POINTS: Record<"latitude" | "longitude", readonly [pattern: string, group: number][]> = {
  latitude: [
    [`\\(\\s*${NUMBER}\\s*,\\s*${NUMBER}\\s*\\)`, 1],
    [`POINT\\s*\\(\\s*${NUMBER}\\s+${NUMBER}\\s*\\)`, 2],
    [`latitude['": ]+${NUMBER}`, 1],
    [`coordinates['": ]+\\[\\s*${NUMBER}\\s*,\\s*${NUMBER}`, 2],
  ],
  longitude: [
    [`\\(\\s*${NUMBER}\\s*,\\s*${NUMBER}\\s*\\)`, 2],
    [`POINT\\s*\\(\\s*${NUMBER}\\s+${NUMBER}\\s*\\)`, 1],
    [`longitude['": ]+${NUMBER}`, 1],
    [`coordinates['": ]+\\[\\s*${NUMBER}\\s*,\\s*${NUMBER}`, 1],
  ],
};

/** Degrees from their own column, else from the point. */
function degreesSql(field: "latitude" | "longitude"): string {
  const parts = POINTS[field].map(([pattern, group]) => `nullif(regexp_extract(point, ${text(pattern)}, ${group}), '')`);
  return `TRY_CAST(coalesce(${[field, ...parts].join(", ")}) AS DOUBLE)`;
}

function statusSql({ statuses }: City): string {
  const words = Object.entries(statuses).map(([word, status]) => `WHEN ${text(word)} THEN ${text(status)}`);
  return `CASE lower(status) ${words.join(" ")} END`;
}

/** Whether the point is one that stands for "not known". A ten-millionth of a degree is a centimetre. */
function placeholderSql({ placeholders }: City): string {
  const points: (readonly [number, number])[] = [[0, 0], ...(placeholders.points ?? [])];
  const near = points.map(([latitude, longitude]) => `(abs(north - ${latitude}) < 1e-7 AND abs(east - ${longitude}) < 1e-7)`);
  return `coalesce(${near.join(" OR ")}, FALSE)`;
}

function insideSql({ box: [west, south, east, north] }: City): string {
  return `coalesce(north BETWEEN ${south} AND ${north} AND east BETWEEN ${west} AND ${east}, FALSE)`;
}

const FIRST_MOMENT = `TIMESTAMP '${FIRST_DAY}'`;

function normalisedSql(city: City): string[] {
  const columns: Record<NormalisedColumn, string> = {
    id: "id",
    city: text(city.slug),
    created: "created_at",
    closed: realSql("closed_at"),
    updated: realSql("updated_at"),
    status: "meaning",
    status_original: "status",
    category: categorySql(city),
    type_original: "type",
    subtype_original: "subtype",
    detail_original: "detail",
    agency: "agency",
    source: "source",
    council: "council",
    district: "district",
    region: "region",
    address: "address",
    latitude: "CASE WHEN NOT nowhere AND NOT outside THEN north END",
    longitude: "CASE WHEN NOT nowhere AND NOT outside THEN east END",
  };
  return Object.entries(columns).map(
    ([column, sql]) => `CAST(${sql} AS ${NORMALISED[column as NormalisedColumn]}) AS ${column}`,
  );
}

function realSql(moment: string): string {
  return `CASE WHEN ${moment} >= ${FIRST_MOMENT} THEN ${moment} END`;
}

/** The finest name that belongs to a category decides. */
function categorySql(city: City): string {
  const branches = categoryNames(city).map(({ category, names }) => ({ category, names: names.map(text).join(", ") }));
  if (branches.length === 0) return "NULL";
  const of = (field: CityField) =>
    `CASE ${branches.map(({ category, names }) => `WHEN lower(${field}) IN (${names}) THEN ${text(category)}`).join(" ")} END`;
  return `coalesce(${DECIDING.map(of).join(", ")})`;
}

function rejectSql({ columns }: Layout): string {
  return `CASE
  WHEN id IS NULL THEN 'no id'
  WHEN regexp_replace(lower(id), '[^\\p{L}\\p{N}]', '', 'g') = ${text(columnKey(columns.id!))} THEN 'a header among the rows'
  WHEN created IS NULL THEN 'no created date'
  WHEN created_at IS NULL THEN 'created date not readable: ' || created
  WHEN created_at < ${FIRST_MOMENT} THEN 'created date is a placeholder: ' || created
  WHEN closed IS NOT NULL AND closed_at IS NULL THEN 'closed date not readable: ' || closed
END`;
}

function quirksSql({ generation: { wholeDays = [] } }: Layout): string[] {
  const closed = realSql("closed_at");
  const [from, to] = ["created_at", closed].map((moment) => (wholeDays.length ? `CAST(${moment} AS DATE)` : moment));
  const means = (status: Status) => `meaning = '${status}'`;
  const quirks: Record<(typeof QUIRKS)[number], string> = {
    no_location: "north IS NULL OR east IS NULL",
    placeholder_location: "nowhere",
    outside_city: "north IS NOT NULL AND east IS NOT NULL AND NOT nowhere AND outside",
    placeholder_date: `coalesce(closed_at < ${FIRST_MOMENT}, FALSE) OR coalesce(updated_at < ${FIRST_MOMENT}, FALSE)`,
    closed_before_created: `coalesce(${to} < ${from}, FALSE)`,
    closed_when_created: `coalesce(${to} = ${from}, FALSE)`,
    closed_without_date: `coalesce(${means("closed")}, FALSE) AND ${closed} IS NULL`,
    date_without_closed: `coalesce(${means("open")} OR ${means("referred")}, FALSE) AND ${closed} IS NOT NULL`,
    unknown_status: "status IS NOT NULL AND meaning IS NULL",
    template_text: "template_text",
  };
  return Object.entries(quirks).map(([quirk, sql]) => `(${sql}) AS ${quirk}`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
