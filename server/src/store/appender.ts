import { DuckDBDataChunk, type DuckDBConnection, type DuckDBType, type DuckDBValue } from "@duckdb/node-api";

const CHUNK = 2048;

/** Adds rows to a table, many at a time. */
export interface RowAppender {
  add(row: DuckDBValue[]): void;
  /** Writes what is still held back. */
  close(): void;
}

/** Makes a temporary table and opens an appender to it. */
export async function createTemporary(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, DuckDBType>>,
): Promise<RowAppender> {
  const definitions = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await connection.run(`CREATE TEMP TABLE ${table} (${definitions.join(", ")})`);
  const appender = await connection.createAppender(table, "main", "temp");
  const types = Object.values(columns);
  let rows: DuckDBValue[][] = [];
  const flush = () => {
    if (rows.length === 0) return;
    const chunk = DuckDBDataChunk.create(types);
    chunk.setRows(rows);
    appender.appendDataChunk(chunk);
    rows = [];
  };
  return {
    add(row) {
      rows.push(row);
      if (rows.length === CHUNK) flush();
    },
    close() {
      flush();
      appender.closeSync();
    },
  };
}
