import { stat } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../errors.js";
import { replaceDatabase, setMetadata } from "../store/replace.js";
import { loadBoundaries } from "./boundaries.js";
import { cityBySlug } from "./cities/index.js";
import { CELLS, type Cell, type City } from "./city.js";
import { loadCouncilCodes, loadDimensions, loadPopulation } from "./dimensions.js";
import { mergeStaged, type Unmatched } from "./merge.js";
import { attachPrevious } from "./previous.js";
import type { Progress } from "./progress.js";
import { readRecords } from "./records.js";
import { openRejects, type Rejects } from "./rejects.js";
import { matchHeader, readRow, type Layout } from "./row.js";
import { openStaging, type Staging } from "./staging.js";

export interface IngestOptions {
  /** A city's slug, e.g. `los-angeles`. */
  city: string;
  /** Exports, plain or gzipped CSV; a later row of the same service request replaces an earlier one. */
  files: readonly string[];
  /** The database file to add to; made when it does not exist. Rejected rows go to `<db>.rejects.csv`. */
  db: string;
  /** GeoJSON of the councils. */
  boundaries?: string | undefined;
  /** CSV with council_name and population. */
  population?: string | undefined;
  progress?: Progress;
}

/** What became of the rows of one file: read = kept + duplicates + rejected. */
export interface FileAccount {
  file: string;
  read: number;
  kept: number;
  duplicates: number;
  rejected: number;
}

export interface IngestResult {
  files: FileAccount[];
  /** How the kept rows relate to what was there: together they are the kept rows. */
  added: number;
  updated: number;
  unchanged: number;
  /** Requests in the database now. */
  total: number;
  rejects: string;
  /** Columns that files do not have. */
  missing: { file: string; cells: Cell[] }[];
  /** Values of the kept rows that the city's tables do not have; such a request has no type, agency, source or council. */
  unmatched: Unmatched[];
  councilsWithoutPopulation: string[];
  unknownPopulations: string[];
  councilsWithoutBoundary: string[];
  unknownBoundaries: string[];
}

/**
 * Reads a city's exports into a database file. Either all of it takes place or nothing: the old file stays as it was until
 * the new one is complete.
 * @throws UserError saying what is wrong with the command or with a file.
 */
export async function ingest(options: IngestOptions): Promise<IngestResult> {
  const city = cityBySlug(options.city);
  if (options.files.length === 0 && !options.boundaries && !options.population)
    throw new UserError("Nothing to ingest: name at least one CSV file, or give --boundaries or --population.");
  for (const file of [...options.files, options.boundaries, options.population])
    if (file !== undefined && !(await stat(file).catch(() => undefined))?.isFile())
      throw new UserError(`${file} does not exist or is not a file.`);
  const rejects = `${options.db}.rejects.csv`;
  return replaceDatabase(options.db, async (connection) => {
    const rejected = await openRejects(rejects);
    try {
      const result = await fill(connection, city, options, rejected);
      await rejected.publish();
      return { ...result, rejects };
    } finally {
      await rejected.discard();
    }
  });
}

async function fill(
  connection: DuckDBConnection,
  city: City,
  { db, files, boundaries, population, progress }: IngestOptions,
  rejects: Rejects,
): Promise<Omit<IngestResult, "rejects">> {
  await loadDimensions(connection, city);
  await loadCouncilCodes(connection, city);
  await attachPrevious(connection, db);
  const staging = await openStaging(connection);
  const read: StagedFile[] = [];
  for (const [index, file] of files.entries()) read.push(await stageFile(city, file, index, staging, rejects, progress));
  staging.close();
  progress?.note("Writing the database");
  const { files: merged, ...counts } = await mergeStaged(connection, city, files.length);
  const accounts = files.map((file, index): FileAccount => {
    const { read: rows, rejected } = read[index]!;
    return { file, read: rows, rejected, ...merged[index]! };
  });
  for (const account of accounts) await log(connection, account);
  if (boundaries) await connection.run("DELETE FROM boundaries");
  const areas = boundaries ? await loadBoundaries(connection, boundaries) : { unknown: [], without: [] };
  const populations = population ? await loadPopulation(connection, population) : { unknown: [], without: [] };
  await setMetadata(connection, "synthetic", "false");
  await setMetadata(connection, "updated", new Date().toISOString());
  return {
    files: accounts,
    ...counts,
    missing: files.map((file, index) => ({ file, cells: read[index]!.missing })).filter(({ cells }) => cells.length > 0),
    councilsWithoutPopulation: populations.without,
    unknownPopulations: populations.unknown,
    councilsWithoutBoundary: areas.without,
    unknownBoundaries: areas.unknown,
  };
}

interface StagedFile {
  read: number;
  rejected: number;
  missing: Cell[];
}

/** Reads one file into the staging table. The first record is the header. */
async function stageFile(
  city: City,
  file: string,
  index: number,
  staging: Staging,
  rejects: Rejects,
  progress: Progress | undefined,
): Promise<StagedFile> {
  const counts = { read: 0, rejected: 0 };
  let layout: Layout | undefined;
  progress?.start(`Reading ${file}`, (await stat(file)).size, "bytes");
  await readRecords(
    file,
    ({ line, cells, raw }) => {
      if (!layout) {
        layout = matchHeader(city, file, cells);
        return;
      }
      counts.read++;
      const row = readRow(cells, layout);
      if (typeof row !== "string") return staging.add(index, row);
      counts.rejected++;
      return rejects.add(file, line, row, raw);
    },
    (bytes) => progress?.advance(bytes),
  );
  progress?.stop();
  if (!layout) throw new UserError(`${file} is empty: not even a header row.`);
  const { at } = layout;
  return { ...counts, missing: CELLS.filter((cell) => at[cell] === undefined) };
}

async function log(connection: DuckDBConnection, { file, read, kept, duplicates, rejected }: FileAccount): Promise<void> {
  await connection.run("INSERT INTO ingest_log VALUES (CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP), ?, ?, ?, ?, ?)", [
    file,
    read,
    kept,
    duplicates,
    rejected,
  ]);
}
