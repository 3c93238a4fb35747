import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { NORMALISED, type NormalisedColumn } from "../../../../src/cities/index.js";
import type { Merged } from "./partitions.js";
import { databaseError } from "./postgres.js";
import { COLUMNS } from "./stage.js";

const TYPES = { VARCHAR: "text", TIMESTAMP: "timestamp", DOUBLE: "double precision" } as const;
const columnSql = (column: string) => `${column} ${TYPES[NORMALISED[column as NormalisedColumn]]}`;
const ALL = ["city", ...COLUMNS];

/** The tables, and what reports ask for: days, kinds, areas and agencies of a city, and what is open. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS requests (${ALL.map(columnSql).join(", ")}, PRIMARY KEY (city, id));
CREATE TABLE IF NOT EXISTS rejected_requests (city text, file text, line bigint, reason text, raw text);
CREATE TEMP TABLE incoming (file int, settled boolean, ${ALL.map(columnSql).join(", ")}) ON COMMIT DROP;`;

const INDEXES = [
  "city, created",
  "city, closed",
  "city, category, created",
  "city, type_original, created",
  "city, council, created",
  "city, agency, created",
];

const same = "requests.city = incoming.city AND requests.id = incoming.id";
const row = (table: string) => `(${COLUMNS.map((column) => `${table}.${column}`).join(", ")})`;

const COUNTS = `SELECT count(*) FILTER (WHERE requests.id IS NULL)::int AS added,
  count(*) FILTER (WHERE requests.id IS NOT NULL AND ${row("requests")} IS DISTINCT FROM ${row("incoming")})::int AS updated,
  count(*) FILTER (WHERE ${row("requests")} IS NOT DISTINCT FROM ${row("incoming")})::int AS unchanged
FROM incoming LEFT JOIN requests ON ${same}`;

const UPSERT = `INSERT INTO requests (${ALL.join(", ")}) SELECT ${ALL.join(", ")} FROM incoming
ON CONFLICT (city, id) DO UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(", ")}
WHERE ${row("requests")} IS DISTINCT FROM ${row("excluded")}`;

export interface Upserted extends Merged {
  /** How many rows of each file are older than what the database has. */
  older: Map<number, number>;
}

/**
 * Puts the rows of a city into the database in one transaction, by the rule of `judge`.
 * @param files CSV of the rows that count of a run (file, whether they take the place of any, city, columns) and of the rejected ones.
 * @throws UserError saying what the database has against it; then it is as it was.
 */
export async function upsert(client: Client, city: string, files: { requests: string; rejects: string }): Promise<Upserted> {
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(hashtext('report-311'))");
    await client.query(SCHEMA);
    await copy(client, "incoming", files.requests);
    await client.query("ANALYZE incoming");
    const beaten = await client.query<{ file: number; rows: number }>(
      `WITH beaten AS (DELETE FROM incoming USING requests WHERE ${same} AND NOT settled AND requests.updated > incoming.updated RETURNING file)
       SELECT file, count(*)::int AS rows FROM beaten GROUP BY file`,
    );
    const counts = await client.query<Omit<Merged, "total">>(COUNTS);
    await client.query(UPSERT);
    await client.query("DELETE FROM rejected_requests WHERE city = $1", [city]);
    await copy(client, "rejected_requests", files.rejects);
    for (const columns of INDEXES)
      await client.query(`CREATE INDEX IF NOT EXISTS requests_${columns.replaceAll(", ", "_")} ON requests (${columns})`);
    const total = await client.query<{ total: number }>("SELECT count(*)::int AS total FROM requests WHERE city = $1", [city]);
    await client.query("COMMIT");
    await client.query("ANALYZE requests");
    return { ...counts.rows[0]!, ...total.rows[0]!, older: new Map(beaten.rows.map(({ file, rows }) => [file, rows])) };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw databaseError(error as Error);
  }
}

async function copy(client: Client, table: string, file: string): Promise<void> {
  await pipeline(
    createReadStream(file, { highWaterMark: 1 << 20 }),
    client.query(copyFrom(`COPY ${table} FROM STDIN (FORMAT csv)`)),
  );
}
