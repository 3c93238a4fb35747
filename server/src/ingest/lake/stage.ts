import type { DuckDBConnection } from "@duckdb/node-api";
import { compileNormalised, HeaderMismatch, matchHeader, NORMALISED, QUIRKS, type City } from "../../../../src/cities/index.js";
import { UserError } from "../../errors.js";
import { text } from "../../store/literal.js";
import type { Input } from "./inputs.js";
import { openRaw } from "./raw.js";

/** What a file turned out to be. */
export interface Staged {
  file: string;
  generation: string;
  /** Fields of the city that the file has no column for. */
  missing: string[];
}

/**
 * Makes the tables `staged`, which takes the normalised rows of all files in their order with what is to be known of them, and
 * `unreadable`, which takes the lines that are no rows.
 */
export async function createStaging(connection: DuckDBConnection): Promise<void> {
  const columns = Object.entries(NORMALISED).map(([name, type]) => `${name} ${type}`);
  const quirks = QUIRKS.map((quirk) => `${quirk} BOOLEAN`);
  await connection.run(
    `CREATE TABLE staged (file INTEGER, ${columns.join(", ")}, reject VARCHAR, ${quirks.join(", ")}, raw VARCHAR)`,
  );
  await connection.run("CREATE TABLE unreadable (file INTEGER, line BIGINT, reason VARCHAR, raw VARCHAR)");
}

/** Reads a file into the staging tables. @throws UserError when its header is not the city's or a quote in it is never closed. */
export async function stageFile(connection: DuckDBConnection, city: City, input: Input, index: number): Promise<Staged> {
  const raw = await openRaw(connection, input, String(index));
  const layout = layoutOf(city, input, raw.header);
  const rows = `(SELECT row_as_read, * FROM ${raw.relation} AS row_as_read)`;
  const normalised = compileNormalised(city, layout, rows, { keep: ["row_as_read"], quirks: true });
  try {
    await connection.run(
      `INSERT INTO staged BY NAME SELECT * EXCLUDE (row_as_read), ${index} AS file,
         CASE WHEN reject IS NOT NULL THEN CAST(to_json(row_as_read) AS VARCHAR) END AS raw FROM (${normalised})`,
    );
  } catch (error) {
    throw new UserError(`${input.name} cannot be read: ${(error as Error).message.split("\n")[0]} Nothing was changed.`, {
      cause: error,
    });
  }
  if (raw.unreadable) await keepUnreadable(connection, input, raw.unreadable, index);
  return { file: input.name, generation: layout.generation.name, missing: layout.missing };
}

function layoutOf(city: City, input: Input, header: readonly string[]) {
  try {
    return matchHeader(city, header);
  } catch (error) {
    if (error instanceof HeaderMismatch) throw new UserError(`${input.name} is ${error.message}`, { cause: error });
    throw error;
  }
}

async function keepUnreadable(connection: DuckDBConnection, input: Input, unreadable: string, index: number): Promise<void> {
  await connection.run(`INSERT INTO unreadable BY NAME SELECT ${index} AS file, line, reason, raw FROM (${unreadable})`);
  const open = await connection.runAndReadAll(
    `SELECT line FROM unreadable WHERE file = ${index} AND reason = ${text("unquoted value")} AND contains(raw, chr(10)) ORDER BY line`,
  );
  const line = open.getRows()[0]?.[0];
  if (line !== undefined)
    throw new UserError(
      `${input.name}: the record that starts on line ${String(line)} has a quote that is not closed. Nothing was changed.`,
    );
}
