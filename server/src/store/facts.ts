import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { DuckDBInstance, type DuckDBConnection, type DuckDBListValue } from "@duckdb/node-api";
import { UserError } from "../errors.js";
import type { Councils } from "./boundaries.js";
import { SCHEMA_VERSION, TABLES } from "./schema.js";

export interface City {
  cityId: number;
  cityName: string;
  timeZone: string;
  population: number | null;
  requests: number;
  /** Days of its first and last created request. */
  oldest: string | null;
  newest: string | null;
  /** When its data was taken in: an ISO moment, UTC. */
  updated: string;
}

/** What requests of some cities have. */
export interface OfCities {
  /** The names of these cities. */
  cities: readonly string[];
}

export interface Type extends OfCities {
  typeId: number;
  typeName: string;
  agencyId: number;
  agencyName: string | null;
  /** None where the repository knows of none. */
  color: string | null;
  description: string | null;
}

export interface Council extends OfCities {
  councilId: number;
  councilName: string;
  website: string | null;
  twitter: string | null;
  regionId: number;
  regionName: string;
  latitude: number | null;
  longitude: number | null;
  population: number | null;
}

export interface Region extends OfCities {
  regionId: number;
  regionName: string;
  latitude: number | null;
  longitude: number | null;
}

export interface Agency extends OfCities {
  agencyId: number;
  agencyName: string;
  website: string | null;
  twitter: string | null;
}

export interface Source extends OfCities {
  sourceId: number;
  sourceName: string;
}

export interface IngestLogRow {
  finished: string;
  file: string;
  read: number;
  kept: number;
  duplicates: number;
  rejected: number;
}

/** So many rows of the log are kept. */
export const LOG_ROWS = 100;

/** Everything about the data but its requests. What is open does not change, so this is read once. */
export interface Facts {
  /** Changes whenever the data may have changed. */
  version: string;
  /** Whether the requests are made up. */
  synthetic: boolean;
  cities: City[];
  types: Type[];
  /** Council 0, "No council", is one of them, and so is region 0. */
  councils: Council[];
  regions: Region[];
  agencies: Agency[];
  sources: Source[];
  boundaries: { full: Councils; low: Councils };
  /** The newest rows, newest first. */
  log: IngestLogRow[];
  rowCounts: Record<(typeof TABLES)[number], number>;
}

/**
 * Opens a database file and reads its facts.
 * @throws UserError when the file is missing, damaged or of another version.
 */
export async function readFacts(
  path: string,
  config: Record<string, string>,
): Promise<{ instance: DuckDBInstance; facts: Facts }> {
  const remedy = "Make one with `ingest` (real data) or `sample` (synthetic data).";
  if (!existsSync(path)) throw new UserError(`There is no database at ${path}. ${remedy}`);
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(path, config);
    const connection = await instance.connect();
    const facts = await read(connection, path);
    connection.closeSync();
    return { instance, facts };
  } catch (error) {
    instance?.closeSync();
    if (error instanceof UserError) throw error;
    throw new UserError(`${path} cannot be read as a database of this program: ${(error as Error).message}\n${remedy}`, {
      cause: error,
    });
  }
}

async function read(connection: DuckDBConnection, path: string): Promise<Facts> {
  const query = async <T>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjects() as T[];
  const metadata = new Map(
    (await query<{ key: string; value: string }>("SELECT key, value FROM metadata")).map(({ key, value }) => [key, value]),
  );
  if (metadata.get("schema_version") !== SCHEMA_VERSION)
    throw new UserError(`${path} was written by another version of this program. Make it anew with \`ingest\` or \`sample\`.`);
  const updated = metadata.get("updated")!;
  const boundaries = new Map(
    (await query<{ detail: string; geojson: string }>("SELECT detail, geojson FROM boundaries")).map(({ detail, geojson }) => [
      detail,
      JSON.parse(geojson) as Councils,
    ]),
  );
  const none: Councils = { type: "FeatureCollection", features: [] };
  const counts = TABLES.map((table) => `(SELECT CAST(count(*) AS INTEGER) FROM ${table}) AS ${table}`);
  return {
    version: versionOf(updated, statSync(path).mtimeMs),
    synthetic: metadata.get("synthetic") === "true",
    cities: await query(
      `SELECT city_id AS "cityId", city_name AS "cityName", time_zone AS "timeZone", population, coalesce(requests, 0) AS requests, oldest, newest,
         '${updated}' AS updated
       FROM cities LEFT JOIN (SELECT city_id, CAST(count(*) AS INTEGER) AS requests, CAST(CAST(min(created) AS DATE) AS VARCHAR) AS oldest,
         CAST(CAST(max(created) AS DATE) AS VARCHAR) AS newest FROM requests GROUP BY city_id) AS covered USING (city_id) ORDER BY 1`,
    ),
    ...(await readDimensions(connection, () => "(SELECT list(city_name) FROM cities)")),
    boundaries: { full: boundaries.get("full") ?? none, low: boundaries.get("low") ?? none },
    log: await query(
      `SELECT strftime(finished, '%Y-%m-%dT%H:%M:%SZ') AS finished, file, read, kept, duplicates, rejected
       FROM ingest_log ORDER BY ingest_log.finished DESC, file LIMIT ${LOG_ROWS}`,
    ),
    rowCounts: (await query<Facts["rowCounts"]>(`SELECT ${counts.join(", ")}`))[0]!,
  };
}

/** The tables of types, councils, regions, agencies and sources; `cities` is the SQL for the list of cities that a name has. */
export async function readDimensions(
  connection: DuckDBConnection,
  cities: (name: "type_name" | "council_name" | "region_name" | "agency_name" | "source_name") => string,
): Promise<Pick<Facts, "types" | "councils" | "regions" | "agencies" | "sources">> {
  const query = async <T extends OfCities>(sql: string) => {
    const rows = (await connection.runAndReadAll(sql)).getRowObjects() as unknown as (T & { cities: DuckDBListValue | null })[];
    return rows.map((row): T => ({ ...row, cities: (row.cities as DuckDBListValue | null)?.items ?? [] }));
  };
  return {
    types: await query(
      `SELECT type_id AS "typeId", type_name AS "typeName", types.agency_id AS "agencyId", agency_name AS "agencyName", color,
       description, ${cities("type_name")} AS cities
       FROM types LEFT JOIN agencies USING (agency_id) ORDER BY types.agency_id DESC, type_id`,
    ),
    councils: await query(
      `SELECT council_id AS "councilId", council_name AS "councilName", website, twitter, region_id AS "regionId",
       region_name AS "regionName", councils.latitude, councils.longitude, population, ${cities("council_name")} AS cities
       FROM councils JOIN regions USING (region_id) ORDER BY council_id`,
    ),
    regions: await query(
      `SELECT region_id AS "regionId", region_name AS "regionName", latitude, longitude, ${cities("region_name")} AS cities
       FROM regions ORDER BY region_id`,
    ),
    agencies: await query(
      `SELECT agency_id AS "agencyId", agency_name AS "agencyName", website, twitter, ${cities("agency_name")} AS cities
       FROM agencies ORDER BY agency_id`,
    ),
    sources: await query(
      `SELECT source_id AS "sourceId", source_name AS "sourceName", ${cities("source_name")} AS cities
       FROM sources ORDER BY source_id`,
    ),
  };
}

/** A short text that differs where any of these do. */
export function versionOf(...parts: (string | number)[]): string {
  return createHash("sha256").update(parts.join(" ")).digest("base64url").slice(0, 12);
}

/** What the data of one city, or of all, covers; the time zone is that of the newest. */
export function coverageOf({ cities }: Facts, city?: string): Omit<City, "cityId" | "cityName" | "population"> {
  const covered = cities.filter(({ cityName }) => city === undefined || cityName === city);
  const days = (key: "oldest" | "newest") => covered.flatMap((one) => one[key] ?? []).sort();
  const newest = days("newest").at(-1) ?? null;
  return {
    timeZone: covered.find((one) => one.newest === newest)!.timeZone,
    requests: covered.reduce((sum, { requests }) => sum + requests, 0),
    oldest: days("oldest")[0] ?? null,
    newest,
    updated: covered
      .map(({ updated }) => updated)
      .sort()
      .at(-1)!,
  };
}
