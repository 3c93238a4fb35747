import type { DuckDBConnection } from "@duckdb/node-api";
import { QUIRKS } from "../../../../src/cities/index.js";
import type { Staged } from "./stage.js";

/** What became of the rows of one file (read = kept + duplicates + rejected), and what one must know of the accepted ones. */
export interface FileQuality extends Staged {
  read: number;
  kept: number;
  duplicates: number;
  rejected: number;
  /** Days (ISO) of the oldest and newest accepted row. */
  oldest: string | null;
  newest: string | null;
  /** Why rows were rejected. */
  reasons: Record<string, number>;
  quirks: Record<(typeof QUIRKS)[number], number>;
  /** The city's status words, with what they are taken for: null where it is not known. */
  statuses: { written: string | null; status: string | null; rows: number }[];
  /** The most frequent types that have no common category. */
  uncategorised: Record<string, number>;
}

const MOST_FREQUENT = 100;

/** Takes stock of the tables `staged`, `unreadable` and `latest`. */
export async function assess(connection: DuckDBConnection, staged: readonly Staged[]): Promise<FileQuality[]> {
  const query = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, string | number | null>[];
  const quality: FileQuality[] = [];
  for (const [index, file] of staged.entries()) {
    const accepted = `FROM staged WHERE file = ${index} AND reject IS NULL`;
    const quirks = QUIRKS.map((quirk) => `CAST(count(*) FILTER (WHERE ${quirk}) AS INTEGER) AS ${quirk}`).join(", ");
    const [facts] = await query(
      `SELECT CAST(count(*) AS INTEGER) AS accepted, CAST(CAST(min(created) AS DATE) AS VARCHAR) AS oldest,
         CAST(CAST(max(created) AS DATE) AS VARCHAR) AS newest, ${quirks},
         (SELECT CAST(count(*) AS INTEGER) FROM latest WHERE file = ${index}) AS kept ${accepted}`,
    );
    const reasons = tally(
      await query(
        `SELECT name, CAST(count(*) AS INTEGER) AS rows FROM (
           SELECT split_part(reject, ':', 1) AS name FROM staged WHERE file = ${index} AND reject IS NOT NULL
           UNION ALL SELECT reason FROM unreadable WHERE file = ${index}) AS refused GROUP BY name ORDER BY rows DESC, name`,
      ),
    );
    const rejected = Object.values(reasons).reduce((sum, rows) => sum + rows, 0);
    const {
      accepted: rows,
      kept,
      oldest,
      newest,
    } = facts as { accepted: number; kept: number; oldest: string; newest: string };
    quality.push({
      ...file,
      read: rows + rejected,
      kept,
      duplicates: rows - kept,
      rejected,
      oldest,
      newest,
      reasons,
      quirks: Object.fromEntries(QUIRKS.map((quirk) => [quirk, facts![quirk]])) as FileQuality["quirks"],
      statuses: (await query(
        `SELECT status_original AS written, status, CAST(count(*) AS INTEGER) AS rows ${accepted} GROUP BY ALL ORDER BY rows DESC, written`,
      )) as unknown as FileQuality["statuses"],
      uncategorised: tally(
        await query(
          `SELECT type_original AS name, CAST(count(*) AS INTEGER) AS rows ${accepted} AND category IS NULL AND type_original IS NOT NULL
           GROUP BY name ORDER BY rows DESC, name LIMIT ${MOST_FREQUENT}`,
        ),
      ),
    });
  }
  return quality;
}

function tally(rows: Record<string, string | number | null>[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ name, rows }) => [name as string, rows as number]));
}
