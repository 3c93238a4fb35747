import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { cityFacts } from "../../../../src/cities/index.js";
import { UserError } from "../../errors.js";
import { LOG_ROWS, readDimensions, versionOf, type Facts, type IngestLogRow } from "../facts.js";
import { REQUEST_COLUMNS } from "../../../../src/query/index.js";
import { settle } from "./changes.js";
import { citiesIn, type CityFacts } from "./cities.js";
import { countedRows, scanOf, tableFor, type LakeRelations, type TableFor } from "./cells.js";
import { findCubes } from "./cubes.js";
import { citiesOfName, createDimensions, requestsSql } from "./dimensions.js";
import { createNames } from "./names.js";
import { lakeTable, requestRows } from "./table.js";

/** A lake as DuckDB has it open, with the tables of `createNames` and `createDimensions` and the view `requests`. */
export interface OpenLake {
  instance: DuckDBInstance;
  cities: CityFacts[];
  facts: Facts;
  tableFor: TableFor;
}

/**
 * Opens a lake, once no ingest is half through with changing it. The requests stay in its files; tables of types, councils and so
 * on are made of their values, together with what the repository knows of these.
 * @throws UserError when there is no lake, or one of another version, at the path.
 */
export async function openLake(lake: string, config: Record<string, string>, useCubes = true): Promise<OpenLake> {
  await settle(lake);
  const cities = await citiesIn(lake);
  const instance = await DuckDBInstance.create(":memory:", config);
  try {
    const connection = await instance.connect();
    const relations = await relationsOf(connection, lake, cities, useCubes);
    const table = lakeTable(cities);
    await createNames(connection, cities);
    await createDimensions(connection, cities, (named) => table(countedRows(named, relations), named));
    await connection.run(`CREATE VIEW requests AS ${requestsSql(table(relations.requests, REQUEST_COLUMNS))}`);
    const facts = await factsOf(connection, lake, cities);
    connection.closeSync();
    return { instance, cities, facts, tableFor: tableFor(relations, table, cities) };
  } catch (error) {
    instance.closeSync();
    throw new UserError(`${lake} cannot be read as a lake of this program: ${(error as Error).message}`, { cause: error });
  }
}

/** The files of these cities as they are now. @param useCubes false answers all from the requests. */
async function relationsOf(
  connection: DuckDBConnection,
  lake: string,
  cities: readonly CityFacts[],
  useCubes: boolean,
): Promise<LakeRelations> {
  const partitions: string[] = [];
  for (const { city } of cities) {
    const years = join(lake, `city=${city}`, "year=*", "requests.parquet");
    const found = await connection.runAndReadAll("SELECT file FROM glob(?) ORDER BY file", [years]);
    partitions.push(...found.getRows().map(([file]) => file as string));
  }
  const requests = requestRows(scanOf(partitions));
  return useCubes ? { requests, cubes: await findCubes(connection, lake, partitions) } : { requests };
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
