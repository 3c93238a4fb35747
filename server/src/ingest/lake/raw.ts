import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { createGunzip } from "node:zlib";
import type { DuckDBConnection } from "@duckdb/node-api";
import { parse } from "csv-parse";
import { UserError } from "../../errors.js";
import { text } from "../../store/literal.js";
import type { Input } from "./inputs.js";

/** The rows of a file as DuckDB reads them. */
export interface Raw {
  header: string[];
  /** SQL of the rows, a column for each name of the header. */
  relation: string;
  /** SQL of the lines that could not be read, with line, reason and raw, once the relation has been read; none where all can be. */
  unreadable?: string;
}

/**
 * Opens a file by the end of its name.
 * @param key makes names of tables that only this file has.
 * @throws UserError when there is nothing in it or it is not what its name says.
 */
export async function openRaw(connection: DuckDBConnection, input: Input, key: string): Promise<Raw> {
  const name = input.path.toLowerCase().replace(/\.gz$/, "");
  try {
    if (name.endsWith(".csv")) return await csv(input, key);
    if (name.endsWith(".parquet")) return await table(connection, `read_parquet(${text(input.path)})`);
    if (name.endsWith(".geojson") || (await isGeoJson(input))) return await geoJson(connection, input);
    return await json(connection, `read_json(${text(input.path)}, maximum_depth = 1, sample_size = -1)`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${input.name} cannot be read: ${(error as Error).message.split("\n")[0]}`, { cause: error });
  }
}

/** The dialect is said, not guessed: a guess would depend on the rows. */
async function csv(input: Input, key: string): Promise<Raw> {
  const header = await csvHeader(input);
  const columns = header.map((name) => `${text(name)}: 'VARCHAR'`).join(", ");
  const relation = `read_csv(${text(input.path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
    columns = {${columns}}, store_rejects = true, rejects_limit = 0, rejects_table = 'errors_${key}', rejects_scan = 'scans_${key}')`;
  const unreadable = `SELECT min(line) AS line, lower(any_value(CAST(error_type AS VARCHAR))) AS reason, any_value(csv_line) AS raw
    FROM errors_${key} GROUP BY line_byte_position`;
  return { header, relation, unreadable };
}

/** The names of the first record, each its own: a name that comes again gets a number. */
async function csvHeader({ name, path }: Input): Promise<string[]> {
  const unzip = path.toLowerCase().endsWith(".gz") ? createGunzip() : new PassThrough();
  const source = createReadStream(path);
  const records = source.pipe(unzip).pipe(parse({ bom: true, to: 1, relax_quotes: true, relax_column_count: true }));
  let first: string[] | undefined;
  try {
    for await (const record of records as AsyncIterable<string[]>) first ??= record;
  } finally {
    source.destroy();
  }
  if (!first) throw new UserError(`${name} is empty: not even a header row.`);
  const seen = new Map<string, number>();
  return first.map((column, index) => {
    const unique = column || `column ${index + 1}`;
    const count = (seen.get(unique.toLowerCase()) ?? 0) + 1;
    seen.set(unique.toLowerCase(), count);
    return count === 1 ? unique : `${unique} (${count})`;
  });
}

async function table(connection: DuckDBConnection, relation: string): Promise<Raw> {
  const header = (await connection.runAndReadAll(`SELECT * FROM ${relation} LIMIT 0`)).columnNames();
  return { header, relation };
}

/** A list of objects or an object a line; texts stay as they are, whatever they look like. */
async function json(connection: DuckDBConnection, relation: string): Promise<Raw> {
  const { header } = await table(connection, relation);
  const columns = header.map((name) => `${quoted(name)} ->> '$' AS ${quoted(name)}`);
  return { header, relation: `(SELECT ${columns.join(", ")} FROM ${relation})` };
}

async function geoJson(connection: DuckDBConnection, { name, path }: Input): Promise<Raw> {
  const size = Math.max((await stat(path)).size * 20, 1 << 24);
  const features = `(SELECT unnest(features) AS feature FROM read_json(${text(path)}, columns = {features: 'JSON[]'}, maximum_object_size = ${size}))`;
  const reader = await connection.runAndReadAll(
    `SELECT DISTINCT unnest(json_keys(feature, '$.properties')) AS name FROM ${features} ORDER BY name`,
  );
  const header = reader.getRows().map(([key]) => key as string);
  if (header.length === 0) throw new UserError(`${name} has no features with properties.`);
  const columns = header.map((key) => `feature -> 'properties' ->> ${text(`$."${key}"`)} AS ${quoted(key)}`);
  const places = { latitude: 1, lat: 1, longitude: 0, long: 0 };
  for (const [column, at] of Object.entries(places)) {
    if (header.some((key) => key.toLowerCase() === column)) continue;
    columns.push(`feature ->> '$.geometry.coordinates[${at}]' AS ${column}`);
    header.push(column);
  }
  return { header, relation: `(SELECT ${columns.join(", ")} FROM ${features})` };
}

async function isGeoJson({ path }: Input): Promise<boolean> {
  const source = createReadStream(path);
  const unzip = path.toLowerCase().endsWith(".gz") ? createGunzip() : new PassThrough();
  for await (const chunk of source.pipe(unzip)) {
    source.destroy();
    return /"type"\s*:\s*"FeatureCollection"/.test((chunk as Buffer).toString("utf8"));
  }
  return false;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
