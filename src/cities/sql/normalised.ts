import { degreesSql, lookupSql, saidSql, templatesSql, writtenSql } from "./cells.js";
import { CITY_FIELDS, type City, type Status } from "../city.js";
import { categoryNames, DECIDING } from "../crosswalk.js";
import { quoted, text } from "./literal.js";
import { columnKey, type Layout } from "../match.js";
import { civilSql, momentSql, MOMENTS } from "./moments.js";
import type { Quirk } from "../quirks.js";
import { FIRST_DAY } from "../values.js";

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
  ${list([...CITY_FIELDS.map((field) => `${saidSql(city, field)} AS ${field}`), `${templatesSql()} AS template_text`])}
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

function statusSql({ statuses }: City): string {
  return lookupSql("status", Object.entries(statuses));
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
  const pairs = categoryNames(city).flatMap(({ category, names }) => names.map((name) => [name, category] as const));
  return `coalesce(${DECIDING.map((field) => lookupSql(field, pairs)).join(", ")})`;
}

function rejectSql({ columns }: Layout): string {
  return `CASE
  WHEN id IS NULL THEN 'no id'
  WHEN regexp_matches(lower(id), ${text(headerPattern(columns.id!))}) THEN 'a header among the rows'
  WHEN created IS NULL THEN 'no created date'
  WHEN created_at IS NULL THEN 'created date not readable: ' || created
  WHEN created_at < ${FIRST_MOMENT} THEN 'created date is a placeholder: ' || created
  WHEN closed IS NOT NULL AND closed_at IS NULL THEN 'closed date not readable: ' || closed
END`;
}

/** Fits a column's name in lower case, whatever stands between its letters and digits. */
function headerPattern(column: string): string {
  const between = "[^\\p{L}\\p{N}]*";
  return `^${between}${[...columnKey(column)].join(between)}${between}$`;
}

function quirksSql({ generation: { wholeDays = [] } }: Layout): string[] {
  const closed = realSql("closed_at");
  const [from, to] = ["created_at", closed].map((moment) => (wholeDays.length ? `CAST(${moment} AS DATE)` : moment));
  const means = (status: Status) => `meaning = '${status}'`;
  const quirks: Record<Quirk, string> = {
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
