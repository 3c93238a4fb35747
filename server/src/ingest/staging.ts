import { DOUBLE, INTEGER, VARCHAR, type DuckDBConnection } from "@duckdb/node-api";
import { createTemporary } from "../store/appender.js";
import type { RawRequest } from "./row.js";

const CELLS = {
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
} as const satisfies Record<keyof RawRequest, unknown>;

/** Rows on their way into the database, in the temporary table `staged`, numbered by `seq` in the order they were added. */
export interface Staging {
  /** @param file index of the file that the row comes from. */
  add(file: number, row: RawRequest): void;
  close(): void;
}

export async function openStaging(connection: DuckDBConnection): Promise<Staging> {
  const appender = await createTemporary(connection, "staged", { seq: INTEGER, file: INTEGER, ...CELLS });
  const cells = Object.keys(CELLS) as (keyof RawRequest)[];
  let seq = 0;
  return {
    add: (file, row) => appender.add([++seq, file, ...cells.map((cell) => row[cell])]),
    close: () => appender.close(),
  };
}
