import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { LOS_ANGELES } from "../support/data.js";

/**
 * The city's raw export, asked in plain SQL: what the numbers on the page are held against. Nothing of `src/` or `server/` takes
 * part. Names are the old service's: `nc` without a council is "No council".
 */
export async function openTruth() {
  const connection = await (await DuckDBInstance.create()).connect();
  const csv = (file: string) => `read_csv('${join(LOS_ANGELES, file)}', header = true, all_varchar = true, quote = '"')`;
  await connection.run(`
    CREATE TABLE request AS
    SELECT type_name, council_name, agency_name, source_name,
           CAST(strptime(createddate, '%m/%d/%y %H:%M') AS DATE) AS created,
           CAST(strptime(nullif(closeddate, ''), '%m/%d/%y %H:%M') AS DATE) AS closed
    FROM ${csv("test_requests.csv.gz")} AS raw
    JOIN ${csv("types.csv")} AS type ON type.data_code = requesttype
    JOIN ${csv("agencies.csv")} AS agency ON agency.data_code = owner
    JOIN ${csv("sources.csv")} AS source ON source.data_code = requestsource
    JOIN ${csv("councils.csv")} AS council ON council.council_id =
      coalesce((SELECT council_id FROM ${csv("councils.csv")} AS own WHERE own.data_code = nc), '0')`);
  return {
    /** All rows of a SELECT, as lists of values; counts as numbers, days as ISO text. */
    async rows(sql: string): Promise<(string | number | null)[][]> {
      const rows = (await connection.runAndReadAll(sql)).getRowsJS();
      return rows.map((row) =>
        row.map((value) =>
          typeof value === "bigint" ? Number(value) : value instanceof Date ? value.toISOString().slice(0, 10) : value,
        ),
      ) as (string | number | null)[][];
    },
    close: () => connection.closeSync(),
  };
}
