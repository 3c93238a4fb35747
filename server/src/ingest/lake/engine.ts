import { availableParallelism } from "node:os";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../../errors.js";
import type { Progress, Unit } from "../progress.js";
import type { Work } from "./work.js";

/** More threads need more memory, and a run's time goes into few of its steps. */
const MOST_THREADS = 4;

/** How often (ms) DuckDB is asked how far it has come. */
const ASKED = 250;

/** Lends a DuckDB that works in a run's folder and holds so much in memory; what does not fit goes to the disk. */
export async function withDuckDb<T>(
  { database, spill }: Work,
  memory: string,
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const threads = String(Math.min(availableParallelism(), MOST_THREADS));
  const instance = await DuckDBInstance.create(database, { memory_limit: memory, temp_directory: spill, threads });
  try {
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'; SET enable_progress_bar = true; SET enable_progress_bar_print = false");
    const result = await use(connection);
    connection.closeSync();
    return result;
  } finally {
    instance.closeSync();
  }
}

/** Tells how far DuckDB has come with a statement, by its own reckoning. */
export async function watch<T>(
  connection: DuckDBConnection,
  progress: Progress | undefined,
  [label, total, unit]: [label: string, total: number, unit: Unit],
  statement: () => Promise<T>,
): Promise<T> {
  progress?.start(label, total, unit);
  let done = 0;
  const timer = setInterval(() => {
    const now = (total * Math.max(connection.progress.percentage, 0)) / 100;
    if (now > done) progress?.advance(now - done);
    done = Math.max(done, now);
  }, ASKED);
  try {
    const result = await statement();
    progress?.advance(total - done);
    return result;
  } finally {
    clearInterval(timer);
    progress?.stop();
  }
}

/**
 * What is said of a run that found no room.
 * @param place what is on the disk.
 */
export function explain(error: Error, place: string, memory: string): Error {
  const { message } = error.cause instanceof Error ? error.cause : error;
  if (/no space left|ENOSPC|EDQUOT|disk quota|file too large|EFBIG|max_temp_directory_size/i.test(message))
    return new UserError(`The disk of ${place} is full. Nothing was changed: make room and run it again.`, { cause: error });
  if (/out of memory/i.test(message))
    return new UserError(`It does not fit into ${memory} of memory. Nothing was changed: give it more with --memory.`, {
      cause: error,
    });
  return error;
}
