/** A city's own export in DuckDB, as a table of texts and as requests in memory. */
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { compileNormalised, matchHeader, type City, type CityField } from "../../src/cities/index.js";
import type { SoqlType } from "./soda/soql.js";
import type { ServiceRequest } from "../../src/query/index.js";
import { requestsOf, type DuckdbConnection } from "../../src/sources/duckdb.js";

/** A table `raw` with the columns of the file, all texts. */
export async function loadExport(file: string): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(
    "CREATE TABLE raw AS SELECT * FROM read_csv(?, all_varchar = true, header = true, quote = '\"', escape = '\"', strict_mode = false, null_padding = true, parallel = false)",
    [file],
  );
  return connection;
}

async function headerOf(connection: DuckDBConnection): Promise<string[]> {
  const rows = await connection.runAndReadAll("SELECT column_name FROM (DESCRIBE raw)");
  return rows.getRows().map(([name]) => String(name));
}

/** The table as the city's file reads it, in SQL. */
export async function normalisedIn(connection: DuckDBConnection, city: City): Promise<string> {
  return compileNormalised(city, matchHeader(city, await headerOf(connection)), "raw");
}

/** The requests of the table, as the city's file reads them. */
export async function requestsIn(connection: DuckDBConnection, city: City): Promise<ServiceRequest[]> {
  const iso = "strftime(created, '%Y-%m-%dT%H:%M:%S') AS created, strftime(closed, '%Y-%m-%dT%H:%M:%S') AS closed";
  const sql = `SELECT * REPLACE (${iso}) FROM (${requestsOf(city, await normalisedIn(connection, city))})`;
  return (await connection.runAndReadAll(sql)).getRowObjects() as unknown as ServiceRequest[];
}

const TYPES: Partial<Record<CityField, SoqlType>> = {
  created: "calendar_date",
  closed: "calendar_date",
  latitude: "number",
  longitude: "number",
};

/** Makes a table `published` of `raw` as the city's portal has it, names of the interface and dates as dates; gives its columns. */
export async function publish(connection: DuckDBConnection, city: City) {
  const header = await headerOf(connection);
  const { generation, columns } = matchHeader(city, header);
  const formats = `[${generation.dates.map((format) => `'${format}'`).join(", ")}]`;
  const typed = header.map((name) => {
    const field = (Object.keys(columns) as CityField[]).find((one) => columns[one] === name);
    const type = (field && TYPES[field]) ?? "text";
    const published = name.toLowerCase().replaceAll(/\W+/g, "_").replaceAll(/^_|_$/g, "");
    const cell = `nullif("${name}", '')`;
    const sql = { calendar_date: `try_strptime(${cell}, ${formats})`, number: `CAST(${cell} AS DOUBLE)`, text: cell };
    return { published, type, sql: `${sql[type as "text"]} AS "${published}"` };
  });
  await connection.run(`CREATE TABLE published AS SELECT ${typed.map(({ sql }) => sql).join(", ")} FROM raw`);
  return Object.fromEntries(typed.map(({ published, type }) => [published, type]));
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
