import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rmdir } from "node:fs/promises";
import { NORMALISED, type NormalisedColumn } from "../../../../src/cities/index.js";
import { text } from "../../store/literal.js";
import { connect, withoutPassword } from "./postgres.js";
import type { Merged } from "./partitions.js";
import { assess, type FileQuality } from "./quality.js";
import { rejectsSql } from "./rejects.js";
import { withStaged, type IngestOptions, type Session } from "./session.js";
import { COLUMNS } from "./stage.js";
import { upsert } from "./upsert.js";
import { judge } from "./winners.js";

export interface PostgresOptions extends IngestOptions {
  /** `postgres://user:password@host:port/database`; what it leaves out comes from the environment (PGPASSWORD and so on). */
  to: string;
}

/** The summary of a run. */
export interface PostgresRun extends Merged {
  city: string;
  files: FileQuality[];
}

/**
 * Writes a city's exports into the tables `requests` and `rejected_requests` of a PostgreSQL database, in one transaction.
 * @throws UserError saying what is wrong with the command, a file, the disk or the database; never with the password.
 */
export async function ingestPostgres({ to, ...options }: PostgresOptions): Promise<PostgresRun> {
  const database = withoutPassword(to);
  const client = await connect(to);
  const key = createHash("sha256")
    .update(JSON.stringify([database, options.city]))
    .digest("hex")
    .slice(0, 16);
  const folder = join(tmpdir(), `report-311-${key}`);
  try {
    return await withStaged(options, folder, async (session) => {
      const { connection, city, staged } = session;
      await judge(connection, "staged");
      const files = await assess(connection, staged);
      options.progress?.note(`Writing ${city.slug} to ${database}`);
      const { older, ...merged } = await upsert(client, city.slug, await tablesOf(session));
      const accounts = files.map((file, index) => {
        const beaten = older.get(index) ?? 0;
        return { ...file, kept: file.kept - beaten, duplicates: file.duplicates + beaten };
      });
      return { city: city.slug, ...merged, files: accounts };
    });
  } finally {
    await client.end();
    // Another run that is working there keeps it.
    await rmdir(folder).catch(() => {});
  }
}

/** Writes the rows that count, and those that are rejected, as CSV files. */
async function tablesOf({ connection, city, staged, work }: Session): Promise<{ requests: string; rejects: string }> {
  const requests = await work.draftOf("requests.csv");
  await connection.run(
    `COPY (SELECT file, coalesce(settled, updated IS NULL), ${text(city.slug)}, ${COLUMNS.map(storable).join(", ")}
     FROM staged LEFT JOIN judged USING (position) WHERE position = coalesce(winner, position)) TO ${text(requests)} (FORMAT csv, HEADER false)`,
  );
  const rejects = await work.draftOf("rejects.csv");
  await connection.run(
    `COPY (SELECT ${text(city.slug)}, file, line, ${["reason", "raw"].map(storable).join(", ")} FROM ${rejectsSql(staged)} AS refused)
     TO ${text(rejects)} (FORMAT csv, HEADER false)`,
  );
  return { requests, rejects };
}

/** A column as PostgreSQL takes it: its texts know no character of the number 0. */
function storable(column: string): string {
  return ["TIMESTAMP", "DOUBLE"].includes(NORMALISED[column as NormalisedColumn]) ? column : `replace(${column}, chr(0), '')`;
}
