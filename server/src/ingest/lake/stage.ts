import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { compileNormalised, HeaderMismatch, matchHeader, NORMALISED, type City } from "../../../../src/cities/index.js";
import { UserError } from "../../errors.js";
import { LAKE_VERSION } from "../../store/lake/cities.js";
import { text } from "../../store/literal.js";
import type { Input } from "./inputs.js";
import { openRaw } from "./raw.js";
import { flush, writeWhole, type Work } from "./work.js";

/** What a request of a city has in the lake: the city and the year are in the path. */
export const COLUMNS = Object.keys(NORMALISED).filter((column) => column !== "city");

/** SQL of a number that differs where one of a row's columns does. */
export const FINGERPRINT = `hash(${COLUMNS.join(", ")})`;

/** What a file turned out to be. */
export interface Staged {
  file: string;
  generation: string;
  /** Fields of the city that the file has no column for. */
  missing: string[];
}

/**
 * A file that has been read: `rows.parquet` in its folder has all rows in their order, normalised, with their quirks, the
 * fingerprint and, where it can be no request, the reason and the row as it was read; `unreadable.parquet` has the lines that are
 * no rows.
 */
export interface StagedFile extends Staged {
  folder: string;
}

/** Where a file is staged, as long as it does not change. */
export async function stagingPlace(work: Work, { slug }: City, { name, path }: Input): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return work.place("staged", LAKE_VERSION, slug, name, size, mtimeMs);
}

export function isStaged(folder: string): boolean {
  return existsSync(folder);
}

export async function readStaged(folder: string): Promise<StagedFile> {
  return { ...(JSON.parse(await readFile(join(folder, "staged.json"), "utf8")) as Staged), folder };
}

/**
 * Reads a file into a folder, which is there when it is complete.
 * @param key makes names of tables that only this file has.
 * @throws UserError when its header is not the city's or a quote in it is never closed.
 * @returns how many rows it has.
 */
export async function stageFile(
  connection: DuckDBConnection,
  city: City,
  input: Input,
  folder: string,
  key: string,
): Promise<number> {
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const raw = await openRaw(connection, input, key);
  const layout = layoutOf(city, input, raw.header);
  const rows = `(SELECT row_as_read, * FROM ${raw.relation} AS row_as_read)`;
  const normalised = compileNormalised(city, layout, rows, { keep: ["row_as_read"], quirks: true });
  let count: number;
  try {
    const { rowsChanged } = await connection.run(
      `COPY (SELECT * EXCLUDE (row_as_read, city), ${FINGERPRINT} AS fingerprint,
         CASE WHEN reject IS NOT NULL THEN CAST(to_json(row_as_read) AS VARCHAR) END AS raw FROM (${normalised})
       ) TO ${text(join(draft, "rows.parquet"))} (FORMAT parquet)`,
    );
    count = rowsChanged;
  } catch (error) {
    throw new UserError(`${input.name} cannot be read: ${(error as Error).message.split("\n")[0]} Nothing was changed.`, {
      cause: error,
    });
  }
  await keepUnreadable(connection, input, raw.unreadable, join(draft, "unreadable.parquet"));
  const staged: Staged = { file: input.name, generation: layout.generation.name, missing: layout.missing };
  await flush(join(draft, "rows.parquet"));
  await flush(join(draft, "unreadable.parquet"));
  await writeWhole(join(draft, "staged.json"), JSON.stringify(staged));
  await rename(draft, folder);
  return count;
}

function layoutOf(city: City, input: Input, header: readonly string[]) {
  try {
    return matchHeader(city, header);
  } catch (error) {
    if (error instanceof HeaderMismatch) throw new UserError(`${input.name} is ${error.message}`, { cause: error });
    throw error;
  }
}

const NO_LINES =
  "SELECT CAST(NULL AS BIGINT) AS line, CAST(NULL AS VARCHAR) AS reason, CAST(NULL AS VARCHAR) AS raw WHERE FALSE";

async function keepUnreadable(connection: DuckDBConnection, input: Input, lines = NO_LINES, file: string): Promise<void> {
  await connection.run(
    `COPY (SELECT CAST(line AS BIGINT) AS line, reason, raw FROM (${lines})) TO ${text(file)} (FORMAT parquet)`,
  );
  const open = await connection.runAndReadAll(
    `SELECT line FROM ${text(file)} WHERE reason = 'unquoted value' AND contains(raw, chr(10)) ORDER BY line`,
  );
  const line = open.getRows()[0]?.[0];
  if (line !== undefined)
    throw new UserError(
      `${input.name}: the record that starts on line ${String(line)} has a quote that is not closed. Nothing was changed.`,
    );
}

/** SQL of a file of each of the staged folders, with `file`, the number of the folder in the list. */
export function stagedSql(staged: readonly StagedFile[], name: "rows" | "unreadable"): string {
  const files = staged.map(({ folder }) => text(join(folder, `${name}.parquet`)));
  return `(SELECT *, CAST(file_index AS BIGINT) AS file, CAST(file_index AS BIGINT) << 40 | file_row_number AS position FROM read_parquet([${files.join(", ")}]))`;
}
