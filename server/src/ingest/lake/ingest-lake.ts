import { mkdir, readFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { CITIES, type City } from "../../../../src/cities/index.js";
import { UserError } from "../../errors.js";
import { LAKE_VERSION, type CityFacts } from "../../store/lake/cities.js";
import { text } from "../../store/literal.js";
import { cannotWrite, lock } from "../../store/lock.js";
import type { Progress } from "../progress.js";
import { checkComplete, openInputs } from "./inputs.js";
import { draftPartitions, type Merged } from "./partitions.js";
import { assess, type FileQuality } from "./quality.js";
import { isStaged, readStaged, stagedSql, stageFile, stagingPlace, type StagedFile } from "./stage.js";
import { Work } from "./work.js";

export interface LakeOptions {
  /** A city's slug. */
  city: string;
  /** Files, folders and URLs, the oldest export first: see `judge` for which row of a request counts. */
  inputs: readonly string[];
  /** The folder of the lake; made when it does not exist. */
  lake: string;
  /** What DuckDB may hold in memory, e.g. `1GB`; what does not fit goes to the disk. */
  memory?: string;
  progress?: Progress;
}

/** The summary of a run, as it is written to the lake. */
export interface LakeRun extends Merged {
  city: string;
  started: string;
  finished: string;
  files: FileQuality[];
  /** The file of the rejected rows within the lake; null when there are none. */
  rejects: string | null;
}

/**
 * Reads a city's exports into the lake. Until all files are read and all changes are drafted the lake stays as it was; then they
 * take their places together. A run that is killed is taken up by the next one with the same options.
 * @throws UserError saying what is wrong with the command, a file or the disk.
 */
export async function ingestLake({ city: slug, inputs, lake, memory = "1GB", progress }: LakeOptions): Promise<LakeRun> {
  const city = cityOf(slug);
  if (inputs.length === 0) throw new UserError("Nothing to ingest: name at least one file, folder or URL.");
  const started = new Date().toISOString();
  await mkdir(lake, { recursive: true }).catch((error: Error) => Promise.reject(cannotWrite(lake, error)));
  const unlock = await lock(join(lake, ".lock"));
  try {
    await checkVersion(city, lake);
    const work = await Work.open(lake, { city: slug, inputs, version: LAKE_VERSION });
    try {
      return await withDuckDb(work, memory, async (connection) => {
        const staged = await stageInputs(connection, city, inputs, work, progress);
        const { gone, oldest, newest, ...merged } = await draftPartitions(connection, city, staged, work, progress);
        const files = await assess(connection, staged);
        const rejects = await draftRejects(connection, city, work, staged, started);
        const run: LakeRun = { city: slug, started, finished: new Date().toISOString(), ...merged, files, rejects };
        await work.writeDraft(join("runs", slug, `${stamp(started)}.json`), json(run));
        await work.writeDraft(join("cities", `${slug}.json`), json(factsOf(city, run, oldest, newest)));
        await work.commit(gone);
        return run;
      });
    } finally {
      await work.remove();
    }
  } catch (error) {
    throw explain(error as Error, lake, memory);
  } finally {
    await unlock();
  }
}

/** More threads need more memory, and a run's time goes into few of its steps. */
const MOST_THREADS = 4;

async function withDuckDb<T>(
  { database, spill }: Work,
  memory: string,
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const threads = String(Math.min(availableParallelism(), MOST_THREADS));
  const instance = await DuckDBInstance.create(database, { memory_limit: memory, temp_directory: spill, threads });
  try {
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    const result = await use(connection);
    connection.closeSync();
    return result;
  } finally {
    instance.closeSync();
  }
}

/** Reads the files that no killed run has read before. */
async function stageInputs(
  connection: DuckDBConnection,
  city: City,
  named: readonly string[],
  work: Work,
  progress: Progress | undefined,
): Promise<StagedFile[]> {
  const inputs = await openInputs(named, (url) => work.place("downloads", url), progress);
  const places = await Promise.all(inputs.map((input) => stagingPlace(work, city, input)));
  const done = places.filter(isStaged).length;
  if (done > 0) progress?.note(`Resuming: ${done} of ${inputs.length} files already read`);
  for (const [index, input] of inputs.entries()) if (!isStaged(places[index]!)) await checkComplete(input);
  const staged: StagedFile[] = [];
  for (const [index, input] of inputs.entries()) {
    const place = places[index]!;
    if (!isStaged(place)) progress?.note(`Reading ${input.name}`);
    staged.push(await (isStaged(place) ? readStaged(place) : stageFile(connection, city, input, place, String(index))));
  }
  return staged;
}

/** @throws UserError naming the known cities. */
export function cityOf(slug: string): City {
  const city = CITIES.find((known) => known.slug === slug);
  if (city) return city;
  const accepted = CITIES.map((known) => known.slug).join(", ");
  throw new UserError(`Unknown city ${JSON.stringify(slug)}; accepted: ${accepted}.`);
}

async function checkVersion({ slug }: City, lake: string): Promise<void> {
  const facts = await readFile(join(lake, "cities", `${slug}.json`), "utf8").catch(() => undefined);
  if (facts !== undefined && (JSON.parse(facts) as CityFacts).version !== LAKE_VERSION)
    throw new UserError(`${lake} was written by another version of this program; ingest into a new folder.`);
}

/** @returns the file within the lake; null when no row was rejected. */
async function draftRejects(
  connection: DuckDBConnection,
  { slug }: City,
  work: Work,
  staged: readonly StagedFile[],
  started: string,
): Promise<string | null> {
  const names = staged.map(({ file }, index) => `(${index}, ${text(file)})`).join(", ");
  const path = join("rejects", slug, `${stamp(started)}.csv`);
  const draft = await work.draftOf(path);
  const { rowsChanged } = await connection.run(
    `COPY (SELECT files.name AS file, line, reason, raw FROM (
       SELECT file, line, reason, raw FROM ${stagedSql(staged, "unreadable")} AS unreadable
       UNION ALL SELECT file, NULL, reject, raw FROM ${stagedSql(staged, "rows")} AS rows WHERE reject IS NOT NULL) AS refused
     JOIN (VALUES ${names}) AS files(file, name) USING (file) ORDER BY refused.file, line, reason, raw) TO ${text(draft)} (HEADER)`,
  );
  if (rowsChanged > 0) return path;
  await rm(draft);
  return null;
}

function factsOf(city: City, run: LakeRun, oldest: string | null, newest: string | null): CityFacts {
  const { slug, name, timeZone } = city;
  return { version: LAKE_VERSION, city: slug, name, timeZone, requests: run.total, oldest, newest, updated: run.finished };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A moment as a file name that sorts by time. */
function stamp(moment: string): string {
  return moment.replaceAll(":", "-");
}

function explain(error: Error, lake: string, memory: string): Error {
  const { message } = error.cause instanceof Error ? error.cause : error;
  if (/no space left|ENOSPC|EDQUOT|disk quota|file too large|EFBIG|max_temp_directory_size/i.test(message))
    return new UserError(`The disk of ${lake} is full. Nothing was changed: make room and run it again.`, { cause: error });
  if (/out of memory/i.test(message))
    return new UserError(`It does not fit into ${memory} of memory. Nothing was changed: give it more with --memory.`, {
      cause: error,
    });
  return error;
}
