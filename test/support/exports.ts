/** A city's own export in DuckDB, as a table of texts and as requests in memory. */
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { compileNormalised, matchHeader, type City } from "../../src/cities/index.js";
import type { ServiceRequest } from "../../src/query/index.js";
import { requestsOf, type DuckdbConnection } from "../../src/sources/duckdb.js";

/** A table `raw` with the columns of the file, all texts. */
export async function loadExport(file: string): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(
    "CREATE TABLE raw AS SELECT * FROM read_csv(?, all_varchar = true, header = true, strict_mode = false, null_padding = true, parallel = false)",
    [file],
  );
  return connection;
}

export async function headerOf(connection: DuckDBConnection): Promise<string[]> {
  const rows = await connection.runAndReadAll("SELECT column_name FROM (DESCRIBE raw)");
  return rows.getRows().map(([name]) => String(name));
}

/** The requests of the table, as the city's file reads them. */
export async function requestsIn(connection: DuckDBConnection, city: City): Promise<ServiceRequest[]> {
  const layout = matchHeader(city, await headerOf(connection));
  const iso = "strftime(created, '%Y-%m-%dT%H:%M:%S') AS created, strftime(closed, '%Y-%m-%dT%H:%M:%S') AS closed";
  const sql = `SELECT * REPLACE (${iso}) FROM (${requestsOf(city, compileNormalised(city, layout, "raw"))})`;
  return (await connection.runAndReadAll(sql)).getRowObjects() as unknown as ServiceRequest[];
}

/** The connection as DuckDB-WASM has it. */
export function asWasm(connection: DuckDBConnection): DuckdbConnection {
  return {
    prepare: (sql) =>
      Promise.resolve({
        query: async (...params) => {
          const rows = (await connection.runAndReadAll(sql, params)).getRowObjects();
          return { toArray: () => rows.map((row) => ({ toJSON: () => row })) };
        },
        close: () => Promise.resolve(),
      }),
  };
}
