import { CITY_FIELDS, type City, type CityField } from "../city.js";
import { quoted, text, texts } from "./literal.js";

/** SQL of single cells. What costs much, such as a regular expression, stands behind what costs little and rules most rows out. */

const SPACES = [" ", "\t", "\r", "\n", "\u00a0"];

/** A cell as the file has it, without the space around it; null when there is nothing. */
export function writtenSql(column: string | undefined): string {
  if (column === undefined) return "CAST(NULL AS VARCHAR)";
  const cell = `CAST(${quoted(column)} AS VARCHAR)`;
  // No visible character comes before "!".
  const spaced = [
    `${cell} < '!'`,
    `starts_with(${cell}, ${text("\u00a0")})`,
    ...SPACES.map((space) => `ends_with(${cell}, ${text(space)})`),
  ];
  return `nullif(CASE WHEN ${spaced.join(" OR ")} THEN trim(${cell}, ${text(SPACES.join(""))}) ELSE ${cell} END, '')`;
}

const NO_TEXTS: readonly CityField[] = ["id", "created", "created_time", "closed", "updated", "latitude", "longitude", "point"];
const TEXTS = CITY_FIELDS.filter((field) => !NO_TEXTS.includes(field));

/** A cell without what only stands for "not known". */
export function saidSql({ placeholders }: City, field: CityField): string {
  if (field === "id") return wholeSql(field);
  if (!TEXTS.includes(field)) return field;
  const nothing = [templateSql(field)];
  if (placeholders.texts?.length) nothing.push(`list_contains(${texts(placeholders.texts)}, lower(${field}))`);
  return `CASE WHEN ${nothing.join(" OR ")} THEN NULL ELSE ${field === "district" ? wholeSql(field) : field} END`;
}

/** Whether a text of the row is a template that nobody filled in. */
export function templatesSql(): string {
  return TEXTS.map((field) => `coalesce(${templateSql(field)}, FALSE)`).join(" OR ");
}

function templateSql(field: CityField): string {
  return `(starts_with(${field}, '{{') AND regexp_matches(${field}, '^\\{\\{.*\\}\\}$'))`;
}

/** Spreadsheets write numbers such as 2124.0. */
function wholeSql(field: CityField): string {
  return `CASE WHEN ends_with(${field}, '.0') THEN regexp_replace(${field}, '^(\\d+)\\.0$', '\\1') ELSE ${field} END`;
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
export function degreesSql(field: "latitude" | "longitude"): string {
  const parts = POINTS[field].map(([pattern, group]) => `nullif(regexp_extract(point, ${text(pattern)}, ${group}), '')`);
  return `CASE WHEN ${field} IS NOT NULL THEN TRY_CAST(${field} AS DOUBLE) ELSE TRY_CAST(coalesce(${parts.join(", ")}) AS DOUBLE) END`;
}

/** What stands for a text in a list of pairs, whatever its letter case; null where it is in none. The first pair that has it counts. */
export function lookupSql(field: CityField, pairs: readonly (readonly [name: string, meaning: string])[]): string {
  if (pairs.length === 0) return "CAST(NULL AS VARCHAR)";
  const [names, meanings] = [0, 1].map((side) => texts(pairs.map((pair) => pair[side as 0 | 1])));
  return `${meanings}[list_position(${names}, lower(${field}))]`;
}
