import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import { CITIES, compileNormalised, matchHeader, type City, type Layout } from "../../src/cities/index.js";
import { DATA } from "../support/data.js";

export type Cells = Record<string, string>;

/** A normalised row with its quirks; dates as `2020-01-31 08:15:00`. */
export type Normalised = Record<string, string | number | boolean | null>;

let opened: Promise<DuckDBConnection> | undefined;
after(async () => (await opened)?.closeSync());

/** The connection that the tests of a file share. */
export function connection(): Promise<DuckDBConnection> {
  return (opened ??= DuckDBInstance.create(":memory:").then((instance) => instance.connect()));
}

export async function query(sql: string): Promise<Normalised[]> {
  return (await (await connection()).runAndReadAll(sql)).getRowObjectsJson() as Normalised[];
}

export function cityOf(slug: string): City {
  return CITIES.find((city) => city.slug === slug)!;
}

/** The rows of a real file as they stand there, read by another reader than DuckDB's. */
export function cellsOf(file: string): Cells[] {
  const bytes = readFileSync(join(DATA, file));
  return parse(file.endsWith(".gz") ? gunzipSync(bytes) : bytes, { columns: true, bom: true });
}

/** A real file as a relation of DuckDB. */
export function csv(file: string): string {
  return `read_csv('${join(DATA, file)}', header = true, all_varchar = true)`;
}

/** Rows written by hand as a relation. */
export function written(header: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const value = (cell: string | null) => (cell === null ? "NULL" : `'${cell.replaceAll("'", "''")}'`);
  const names = header.map((name) => `"${name}"`).join(", ");
  return `(VALUES ${rows.map((row) => `(${row.map(value).join(", ")})`).join(", ")}) AS written(${names})`;
}

const known = new Map<string, Promise<{ layout: Layout; rows: Normalised[] }>>();

/** Normalises a relation as the city's; rows come in the order of the file. */
export function normalised(city: City, relation: string): Promise<{ layout: Layout; rows: Normalised[] }> {
  const key = `${city.slug} ${relation}`;
  if (!known.has(key)) known.set(key, normalise(city, relation));
  return known.get(key)!;
}

async function normalise(city: City, relation: string): Promise<{ layout: Layout; rows: Normalised[] }> {
  const reader = await (await connection()).runAndReadAll(`SELECT * FROM ${relation} LIMIT 0`);
  const layout = matchHeader(city, reader.columnNames());
  return { layout, rows: await query(compileNormalised(city, layout, relation, { quirks: true })) };
}

/** How often each value occurs. */
export function tally(values: Iterable<unknown>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}
