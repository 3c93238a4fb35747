import { DOUBLE, DuckDBDataChunk, INTEGER, VARCHAR, type DuckDBConnection, type DuckDBValue } from "@duckdb/node-api";
import type { RawRequest } from "./row.js";

const COLUMNS = {
  file: INTEGER,
  srnumber: VARCHAR,
  created: DOUBLE,
  closed: DOUBLE,
  type: VARCHAR,
  agency: VARCHAR,
  source: VARCHAR,
  council: VARCHAR,
  district: INTEGER,
  address: VARCHAR,
  latitude: DOUBLE,
  longitude: DOUBLE,
} as const;

const CHUNK = 2048;

/** Rows on their way into the database, in the temporary table `staged`, numbered by `seq` in the order they were added. */
export interface Staging {
  /** @param file index of the file that the row comes from. */
  add(file: number, row: RawRequest): void;
  close(): void;
}

export async function openStaging(connection: DuckDBConnection): Promise<Staging> {
  const columns = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);
  await connection.run(`CREATE TEMP TABLE staged (seq INTEGER, ${columns.join(", ")})`);
  const appender = await connection.createAppender("staged", "main", "temp");
  const types = [INTEGER, ...Object.values(COLUMNS)];
  const names = Object.keys(COLUMNS).slice(1) as (keyof RawRequest)[];
  let rows: DuckDBValue[][] = [];
  let seq = 0;
  const flush = () => {
    if (rows.length === 0) return;
    const chunk = DuckDBDataChunk.create(types);
    chunk.setRows(rows);
    appender.appendDataChunk(chunk);
    rows = [];
  };
  return {
    add(file, row) {
      rows.push([++seq, file, ...names.map((name) => row[name])]);
      if (rows.length === CHUNK) flush();
    },
    close() {
      flush();
      appender.closeSync();
    },
  };
}
