import { mkdir } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { CITIES, type City } from "../../../../src/cities/index.js";
import { UserError } from "../../errors.js";
import { LAKE_VERSION } from "../../store/lake/cities.js";
import { lockFile } from "../../store/lake/changes.js";
import { cannotWrite, lock } from "../../store/lock.js";
import type { Progress } from "../progress.js";
import { explain, withDuckDb } from "./engine.js";
import type { StagedFile } from "./stage.js";
import { stageInputs } from "./stage-inputs.js";
import { Work } from "./work.js";

export interface IngestOptions {
  /** A city's slug. */
  city: string;
  /** Files, folders and URLs, the oldest export first: see `judge` for which row of a request counts. */
  inputs: readonly string[];
  /** What DuckDB may hold in memory, e.g. `1GB`; what does not fit goes to the disk. */
  memory?: string;
  progress?: Progress;
}

export interface Session {
  connection: DuckDBConnection;
  city: City;
  staged: StagedFile[];
  work: Work;
}

/**
 * Stages a city's exports in a folder that no other run has meanwhile, and lends them. A run that is killed is taken up by the
 * next one with the same options.
 * @param folder is made when it does not exist.
 * @throws UserError saying what is wrong with the command, a file or the disk.
 */
export async function withStaged<T>(
  { city: slug, inputs, memory = "1GB", progress }: IngestOptions,
  folder: string,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const city = cityOf(slug);
  if (inputs.length === 0) throw new UserError("Nothing to ingest: name at least one file, folder or URL.");
  await mkdir(folder, { recursive: true }).catch((error: Error) => Promise.reject(cannotWrite(folder, error)));
  const unlock = await lock(lockFile(folder));
  try {
    const work = await Work.open(folder, { city: slug, inputs, version: LAKE_VERSION });
    try {
      return await withDuckDb(work, memory, async (connection) =>
        use({ connection, city, work, staged: await stageInputs(connection, city, inputs, work, progress) }),
      );
    } finally {
      await work.close();
    }
  } catch (error) {
    throw explain(error as Error, folder, memory);
  } finally {
    await unlock();
  }
}

/** @throws UserError naming the known cities. */
function cityOf(slug: string): City {
  const city = CITIES.find((known) => known.slug === slug);
  if (city) return city;
  const accepted = CITIES.map((known) => known.slug).join(", ");
  throw new UserError(`Unknown city ${JSON.stringify(slug)}; accepted: ${accepted}.`);
}
