/** Exports of ten cities with made-up requests, each as the city itself would write it. */
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { CITIES, CITY_FIELDS, type City, type CityField } from "../../src/cities/index.js";
import { text } from "../../server/src/store/literal.js";

export interface Export {
  city: City;
  path: string;
  rows: number;
  /** Of the file. */
  bytes: number;
}

/** How many of a hundred requests each city has, roughly as they publish. */
const SHARES: Record<string, number> = {
  "new-york": 36,
  "los-angeles": 16,
  chicago: 14,
  "san-francisco": 9,
  boston: 7,
  dallas: 6,
  "san-jose": 4,
  "kansas-city": 4,
  "new-orleans": 2,
  berkeley: 2,
};

/** The days of the requests, evenly. */
const FIRST = "2016-01-01";
export const LAST = "2025-12-31";

const UNCATEGORISED = 30;

/** SQL of a number from 0 up to 1 that row `i` has for a purpose. */
const share = (purpose: number) => `(hash(i, ${purpose}) / 18446744073709551616.0)`;

/** Writes the exports of that many requests in all to a folder; the same number gives the same rows. */
export async function writeExports(folder: string, rows: number): Promise<Export[]> {
  await mkdir(folder, { recursive: true });
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const exports: Export[] = [];
  for (const city of CITIES) {
    const of = Math.round((rows * SHARES[city.slug]!) / 100);
    const path = join(folder, `${city.slug}.csv`);
    await connection.run(`COPY (${rowsOf(city, of)}) TO ${text(path)} (HEADER)`);
    exports.push({ city, path, rows: of, bytes: (await stat(path)).size });
  }
  connection.closeSync();
  instance.closeSync();
  return exports;
}

/** The rows of the city's newest export, oldest first: one in two hundred is never closed, the others took days by their type. */
function rowsOf(city: City, rows: number): string {
  const { columns, dates } = city.generations[0]!;
  const types = [
    ...Object.values(city.categories).flat(),
    ...Array.from({ length: UNCATEGORISED }, (_, i) => `Request ${i + 1}`),
  ];
  const words = (meaning: string) => Object.entries(city.statuses).find(([, status]) => status === meaning)?.[0] ?? meaning;
  const [west, south, east, north] = city.box;
  const written = (moment: string) => `strftime(${moment}, ${text(dates[0]!)})`;
  const named = (what: string, many: string) => `${text(`${what} `)} || CAST(1 + ${many} AS VARCHAR)`;
  const values: Record<CityField, string> = {
    id: "CAST(100000000 + i AS VARCHAR)",
    created: written("created"),
    created_time: "strftime(created, '%H:%M:%S')",
    closed: written("closed"),
    updated: written("coalesce(closed, created)"),
    status: `CASE WHEN closed IS NULL THEN ${text(words("open"))} ELSE ${text(words("closed"))} END`,
    type: `list_extract([${types.map(text).join(", ")}], type)`,
    subtype: named("Subtype", "hash(i, 6) % 5"),
    detail: named("Detail", "hash(i, 7) % 5"),
    agency: named("Agency", "type % 15"),
    source: named("Source", `CAST(floor(6 * power(${share(4)}, 2)) AS INTEGER)`),
    council: named("Neighborhood", `CAST(floor(80 * power(${share(5)}, 1.5)) AS INTEGER)`),
    district: "CAST(1 + hash(i, 5) % 15 AS VARCHAR)",
    region: named("Region", "hash(i, 5) % 7"),
    address: "CAST(100 + hash(i, 8) % 9900 AS VARCHAR) || ' MAIN STREET'",
    latitude: `CAST(${south} + ${north - south} * ${share(9)} AS DECIMAL(10, 6))`,
    longitude: `CAST(${west} + ${east - west} * ${share(10)} AS DECIMAL(10, 6))`,
    point: "NULL",
  };
  const selected = CITY_FIELDS.flatMap((field) => {
    const names = columns[field];
    if (!names) return [];
    const column = typeof names === "string" ? names : names[0]!;
    return `${values[field]} AS "${column}"`;
  });
  const end = `(DATE '${LAST}' + 1)`;
  const days = `(-ln(1 - ${share(2)}) * (1 + type % 20))`;
  return `SELECT ${selected.join(", ")} FROM (
    SELECT *, CASE WHEN ${share(3)} > 0.005 AND created + to_days(CAST(ceil(${days}) AS INTEGER)) < ${end}
      THEN created + to_seconds(CAST(floor(${days} * 86400) AS BIGINT)) END AS closed
    FROM (SELECT i, 1 + CAST(floor(${types.length} * power(${share(1)}, 3)) AS INTEGER) AS type,
      TIMESTAMP '${FIRST}' + to_seconds(CAST(floor((i + ${share(0)}) * date_diff('second', DATE '${FIRST}', ${end}) / ${rows}) AS BIGINT)) AS created
      FROM range(${rows}) AS numbers(i)))`;
}
