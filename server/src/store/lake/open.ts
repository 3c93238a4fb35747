import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { cityFacts } from "../../../../src/cities/index.js";
import { UserError } from "../../errors.js";
import { LOG_ROWS, readDimensions, versionOf, type Facts, type IngestLogRow } from "../facts.js";
import { citiesIn, type CityFacts } from "./cities.js";
import { citiesOfName, createDimensions, requestsSql } from "./dimensions.js";
import { createNames } from "./names.js";
import { lakeFiles, lakeTable, type LakeTable } from "./table.js";

/** A lake as DuckDB has it open, with the tables of `createNames` and `createDimensions` and the view `requests`. */
export interface OpenLake {
  instance: DuckDBInstance;
  cities: CityFacts[];
  facts: Facts;
  table: LakeTable;
}

/**
 * Opens a lake. The requests stay in its files; tables of types, councils and so on are made of their values, together with what
 * the repository knows of these.
 * @throws UserError when there is no lake, or one of another version, at the path.
 */
export async function openLake(lake: string, config: Record<string, string>): Promise<OpenLake> {
  const cities = await citiesIn(lake);
  const instance = await DuckDBInstance.create(":memory:", {
    temp_directory: join(tmpdir(), `report-311-${process.pid}`),
    ...config,
  });
  try {
    const connection = await instance.connect();
    const table = lakeTable(cities, lakeFiles(lake));
    await createNames(connection, cities);
    await createDimensions(connection, cities, table);
    await connection.run(`CREATE VIEW requests AS ${requestsSql(table)}`);
    const facts = await factsOf(connection, lake, cities);
    connection.closeSync();
    return { instance, cities, facts, table };
  } catch (error) {
    instance.closeSync();
    throw new UserError(`${lake} cannot be read as a lake of this program: ${(error as Error).message}`, { cause: error });
  }
}

async function factsOf(connection: DuckDBConnection, lake: string, cities: readonly CityFacts[]): Promise<Facts> {
  const dimensions = await readDimensions(connection, citiesOfName);
  const log = await readLog(lake);
  const { types, councils, regions, agencies, sources } = dimensions;
  const requests = cities.reduce((sum, city) => sum + city.requests, 0);
  return {
    version: versionOf(...cities.flatMap(({ city, updated }) => [city, updated])),
    synthetic: false,
    cities: cities.map(({ name, timeZone, requests, oldest, newest, updated }, index) => ({
      cityId: index + 1,
      cityName: name,
      timeZone,
      population: cityFacts(name).population ?? null,
      requests,
      oldest,
      newest,
      updated,
    })),
    ...dimensions,
    boundaries: { full: { type: "FeatureCollection", features: [] }, low: { type: "FeatureCollection", features: [] } },
    log,
    rowCounts: {
      requests,
      types: types.length,
      councils: councils.length,
      regions: regions.length,
      agencies: agencies.length,
      sources: sources.length,
      cities: cities.length,
      boundaries: 0,
      ingest_log: log.length,
    },
  };
}

/** The files of the newest runs. */
async function readLog(lake: string): Promise<IngestLogRow[]> {
  const runs = (await readdir(join(lake, "runs"), { recursive: true })).filter((file) => file.endsWith(".json"));
  const newest = runs.sort((a, b) => (stampOf(a) < stampOf(b) ? 1 : -1)).slice(0, LOG_ROWS);
  const rows = await Promise.all(
    newest.map(async (file) => {
      const run = JSON.parse(await readFile(join(lake, "runs", file), "utf8")) as { finished: string; files: IngestLogRow[] };
      return run.files.map(({ file, read, kept, duplicates, rejected }) => ({
        finished: `${run.finished.slice(0, 19)}Z`,
        file,
        read,
        kept,
        duplicates,
        rejected,
      }));
    }),
  );
  return rows.flat().slice(0, LOG_ROWS);
}

function stampOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
