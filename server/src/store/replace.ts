import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { cannotWrite, lock } from "./lock.js";
import { SCHEMA, SCHEMA_VERSION } from "./schema.js";

/**
 * Writes a new database file in place of the one at `path`: `fill` gets a connection to an empty database with the schema. The
 * new file grows beside the old one and takes its name in one step when it is complete, so that whoever opens `path` sees
 * either all of the old data or all of the new, whenever the process ends. What a killed run left behind is removed.
 * @throws UserError when another run is writing the same file; whatever `fill` throws, with the old file untouched.
 */
export async function replaceDatabase<T>(path: string, fill: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true }).catch((error: Error) => Promise.reject(cannotWrite(folder, error)));
  const unlock = await lock(`${path}.lock`);
  const draft = `${path}.new`;
  const clear = () =>
    Promise.all([draft, `${draft}.wal`, `${draft}.spill`].map((file) => rm(file, { force: true, recursive: true })));
  try {
    await clear();
    const instance = await DuckDBInstance.create(draft, { temp_directory: `${draft}.spill` });
    let result: T;
    try {
      const connection = await instance.connect();
      await connection.run(SCHEMA);
      await setMetadata(connection, "schema_version", SCHEMA_VERSION);
      result = await fill(connection);
      await connection.run("CHECKPOINT");
      connection.closeSync();
    } finally {
      instance.closeSync();
    }
    const file = await open(draft, "r+");
    await file.sync();
    await file.close();
    await rename(draft, path);
    return result;
  } finally {
    await clear();
    await unlock();
  }
}

/** Sets one row of the metadata table. */
export async function setMetadata(connection: DuckDBConnection, key: string, value: string): Promise<void> {
  await connection.run("INSERT OR REPLACE INTO metadata VALUES (?, ?)", [key, value]);
}
