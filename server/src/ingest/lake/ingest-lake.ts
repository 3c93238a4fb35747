import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { CITIES, type City } from "../../../../src/cities/index.js";
import { UserError } from "../../errors.js";
import { LAKE_VERSION, type CityFacts } from "../../store/lake/cities.js";
import { text } from "../../store/literal.js";
import { cannotWrite, lock } from "../../store/lock.js";
import type { Progress } from "../progress.js";
import { openInputs } from "./inputs.js";
import { mergeStaged, partitionFiles, type Merged } from "./partitions.js";
import { assess, type FileQuality } from "./quality.js";
import { createStaging, stageFile, type Staged } from "./stage.js";

export interface LakeOptions {
  /** A city's slug. */
  city: string;
  /** Files, folders and URLs, the oldest export first: a later row of the same request replaces an earlier one. */
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
 * Reads a city's exports into the lake. Until all files are read and all partitions are written nothing changes; a run that is
 * killed before leaves the old data, one that is killed while partitions take their places is completed by the next run.
 * @throws UserError saying what is wrong with the command, a file or the disk.
 */
export async function ingestLake({ city: slug, inputs, lake, memory = "1GB", progress }: LakeOptions): Promise<LakeRun> {
  const city = cityOf(slug);
  if (inputs.length === 0) throw new UserError("Nothing to ingest: name at least one file, folder or URL.");
  const started = new Date().toISOString();
  await mkdir(lake, { recursive: true }).catch((error: Error) => Promise.reject(cannotWrite(lake, error)));
  const unlock = await lock(join(lake, ".lock"));
  const work = join(lake, ".work");
  try {
    await checkVersion(city, lake);
    await rm(work, { recursive: true, force: true });
    await mkdir(work);
    const instance = await DuckDBInstance.create(join(work, "run.duckdb"), {
      memory_limit: memory,
      temp_directory: join(work, "spill"),
    });
    try {
      const connection = await instance.connect();
      await connection.run("SET TimeZone = 'UTC'");
      const { staged, merged } = await fill(connection, city, inputs, lake, work, progress);
      const files = await assess(connection, staged);
      const rejects = await writeRejects(connection, city, lake, work, staged, started);
      const run: LakeRun = { city: slug, started, finished: new Date().toISOString(), ...merged, files, rejects };
      await writeJson(join(lake, "runs", slug, `${stamp(started)}.json`), run);
      await writeJson(join(lake, "cities", `${slug}.json`), await factsOf(connection, city, lake, run));
      connection.closeSync();
      return run;
    } finally {
      instance.closeSync();
    }
  } catch (error) {
    throw explain(error as Error, lake);
  } finally {
    await rm(work, { recursive: true, force: true });
    await unlock();
  }
}

async function fill(
  connection: DuckDBConnection,
  city: City,
  inputs: readonly string[],
  lake: string,
  work: string,
  progress: Progress | undefined,
): Promise<{ staged: Staged[]; merged: Merged }> {
  const files = await openInputs(inputs, work, progress);
  await createStaging(connection);
  const staged: Staged[] = [];
  for (const [index, file] of files.entries()) {
    progress?.note(`Reading ${file.name}`);
    staged.push(await stageFile(connection, city, file, index));
  }
  return { staged, merged: await mergeStaged(connection, city, lake, work, progress) };
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

async function writeRejects(
  connection: DuckDBConnection,
  { slug }: City,
  lake: string,
  work: string,
  staged: readonly Staged[],
  started: string,
): Promise<string | null> {
  const names = staged.map(({ file }, index) => `(${index}, ${text(file)})`).join(", ");
  const draft = join(work, "rejects.csv");
  const { rowsChanged } = await connection.run(
    `COPY (SELECT files.name AS file, line, reason, raw FROM (
       SELECT file, line, reason, raw FROM unreadable
       UNION ALL SELECT file, NULL, reject, raw FROM staged WHERE reject IS NOT NULL) AS refused
     JOIN (VALUES ${names}) AS files(file, name) USING (file) ORDER BY refused.file, line, reason, raw) TO ${text(draft)} (HEADER)`,
  );
  if (rowsChanged === 0) return null;
  const rejects = join("rejects", slug, `${stamp(started)}.csv`);
  await mkdir(dirname(join(lake, rejects)), { recursive: true });
  await rename(draft, join(lake, rejects));
  return rejects;
}

async function factsOf(connection: DuckDBConnection, city: City, lake: string, run: LakeRun): Promise<CityFacts> {
  const files = await partitionFiles(city, lake);
  const days = files.length
    ? (
        await connection.runAndReadAll(
          `SELECT CAST(CAST(min(created) AS DATE) AS VARCHAR), CAST(CAST(max(created) AS DATE) AS VARCHAR)
           FROM read_parquet([${files.map(text).join(", ")}])`,
        )
      ).getRows()[0]!
    : [null, null];
  return {
    version: LAKE_VERSION,
    city: city.slug,
    name: city.name,
    timeZone: city.timeZone,
    requests: run.total,
    oldest: days[0] as string | null,
    newest: days[1] as string | null,
    updated: run.finished,
  };
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

/** A moment as a file name that sorts by time. */
function stamp(moment: string): string {
  return moment.replaceAll(":", "-");
}

function explain(error: Error, lake: string): Error {
  const { message } = error.cause instanceof Error ? error.cause : error;
  return /no space left|ENOSPC|EDQUOT|disk quota/i.test(message)
    ? new UserError(`The disk of ${lake} is full. No partition is half written: make room and run it again.`, { cause: error })
    : error;
}
