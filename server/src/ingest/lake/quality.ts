import type { DuckDBConnection } from "@duckdb/node-api";
import { QUIRKS, type Quirk } from "../../../../src/cities/index.js";
import { stagedSql, type Staged, type StagedFile } from "./stage.js";

/** What became of the rows of one file (read = kept + duplicates + rejected), and what one must know of the accepted ones. */
export interface FileQuality extends Staged {
  read: number;
  kept: number;
  /** Rows that another row of the same request replaces, of this run or, if that is newer, of the store. */
  duplicates: number;
  rejected: number;
  /** Days (ISO) of the oldest and newest accepted row. */
  oldest: string | null;
  newest: string | null;
  /** Why rows were rejected. */
  reasons: Record<string, number>;
  quirks: Record<Quirk, number>;
  /** The city's status words, with what they are taken for: null where it is not known. */
  statuses: { written: string | null; status: string | null; rows: number }[];
  /** The most frequent types that have no common category. */
  uncategorised: Record<string, number>;
}

const MOST_FREQUENT = 100;

/** Takes stock of the staged files, once the table `judged` is there. */
export async function assess(connection: DuckDBConnection, staged: readonly StagedFile[]): Promise<FileQuality[]> {
  const quality: FileQuality[] = [];
  for (const [index, file] of staged.entries()) quality.push(await assessFile(connection, file, index));
  return quality;
}

type Row = Record<string, string | number | null>;

async function assessFile(connection: DuckDBConnection, staged: StagedFile, index: number): Promise<FileQuality> {
  const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as Row[];
  const [rows, unreadable] = [stagedSql([staged], "rows"), stagedSql([staged], "unreadable")];
  const names = Object.keys(QUIRKS) as Quirk[];
  const quirks = names.map((quirk) => `CAST(count(*) FILTER (${quirk}) AS INTEGER) AS ${quirk}`).join(", ");
  const accepted = `FROM ${rows} AS rows WHERE reject IS NULL`;
  const [facts] = await query(
    `SELECT CAST(count(*) AS INTEGER) AS accepted, CAST(CAST(min(created) AS DATE) AS VARCHAR) AS oldest,
       CAST(CAST(max(created) AS DATE) AS VARCHAR) AS newest, ${quirks},
       (SELECT CAST(count(*) AS INTEGER) FROM judged WHERE position >> 40 = ${index} AND position <> winner) AS duplicates ${accepted}`,
  );
  const reasons = tally(
    await query(
      `SELECT name, CAST(count(*) AS INTEGER) AS rows FROM (
         SELECT split_part(reject, ':', 1) AS name FROM ${rows} AS rows WHERE reject IS NOT NULL
         UNION ALL SELECT reason FROM ${unreadable} AS unreadable) AS refused GROUP BY name ORDER BY rows DESC, name`,
    ),
  );
  const rejected = Object.values(reasons).reduce((sum, rows) => sum + rows, 0);
  const {
    accepted: total,
    duplicates,
    oldest,
    newest,
  } = facts as {
    accepted: number;
    duplicates: number;
    oldest: string;
    newest: string;
  };
  return {
    file: staged.file,
    generation: staged.generation,
    missing: staged.missing,
    read: total + rejected,
    kept: total - duplicates,
    duplicates,
    rejected,
    oldest,
    newest,
    reasons,
    quirks: Object.fromEntries(names.map((quirk) => [quirk, facts![quirk]])) as FileQuality["quirks"],
    statuses: (await query(
      `SELECT status_original AS written, status, CAST(count(*) AS INTEGER) AS rows ${accepted} GROUP BY ALL ORDER BY rows DESC, written`,
    )) as unknown as FileQuality["statuses"],
    uncategorised: tally(
      await query(
        `SELECT type_original AS name, CAST(count(*) AS INTEGER) AS rows ${accepted} AND category IS NULL AND type_original IS NOT NULL
         GROUP BY name ORDER BY rows DESC, name LIMIT ${MOST_FREQUENT}`,
      ),
    ),
  };
}

function tally(rows: Row[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ name, rows }) => [name as string, rows as number]));
}
