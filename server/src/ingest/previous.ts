import { existsSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { UserError } from "../errors.js";
import { SCHEMA_VERSION } from "../store/schema.js";

/**
 * Makes the requests of the database at `path` readable as the view `previous` and carries over its log, boundaries and
 * populations. Without a file there, `previous` is empty.
 * @throws UserError when the file is no database of ours or holds made-up data.
 */
export async function attachPrevious(connection: DuckDBConnection, path: string): Promise<void> {
  if (!existsSync(path)) {
    await connection.run("CREATE TEMP TABLE previous AS FROM requests");
    return;
  }
  const metadata = new Map<string, string>();
  try {
    await connection.run(`ATTACH '${path.replaceAll("'", "''")}' AS old (READ_ONLY)`);
    const rows = await connection.runAndReadAll("SELECT key, value FROM old.metadata");
    for (const [key, value] of rows.getRows()) metadata.set(key as string, value as string);
  } catch (error) {
    throw new UserError(`${path} exists and is not a database of this program: ${(error as Error).message}`, { cause: error });
  }
  if (metadata.get("schema_version") !== SCHEMA_VERSION)
    throw new UserError(`${path} was written by another version of this program; ingest into a new file.`);
  if (metadata.get("synthetic") === "true")
    throw new UserError(`${path} holds synthetic data; real requests are not mixed into it. Ingest into another file.`);
  await connection.run("CREATE TEMP VIEW previous AS FROM old.requests");
  await connection.run("INSERT INTO ingest_log FROM old.ingest_log");
  await connection.run("INSERT INTO boundaries FROM old.boundaries");
  await connection.run(
    "UPDATE councils SET population = before.population FROM old.councils AS before WHERE councils.council_id = before.council_id",
  );
}
