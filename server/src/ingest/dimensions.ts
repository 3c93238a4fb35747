import { fileURLToPath } from "node:url";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { City } from "./city.js";

const DATA = new URL("../../data/", import.meta.url);

/** Fills the tables of the city's types, agencies, sources, regions and councils from the repository's own CSV files. */
export async function loadDimensions(connection: DuckDBConnection, city: City): Promise<void> {
  await connection.run("INSERT INTO cities VALUES (?, ?, ?)", [city.id, city.name, city.timeZone]);
  for (const table of ["regions", "councils", "agencies", "types", "sources"]) {
    const path = fileURLToPath(new URL(`${city.slug}/${table}.csv`, DATA));
    await connection.run(`INSERT INTO ${table} BY NAME SELECT * FROM read_csv(?, header = true, all_varchar = true)`, [path]);
  }
}

/**
 * Sets the councils' populations from a CSV file with the columns council_name and population.
 * @returns the names of the councils of which the file says nothing.
 */
export async function loadPopulation(connection: DuckDBConnection, path: string): Promise<string[]> {
  await connection.run(
    `UPDATE councils SET population = CAST(CAST(source.population AS DOUBLE) AS INTEGER)
     FROM read_csv(?, header = true, all_varchar = true) AS source WHERE councils.council_name = trim(source.council_name)`,
    [path],
  );
  const without = await connection.runAndReadAll(
    "SELECT council_name FROM councils WHERE population IS NULL AND council_id <> 0 ORDER BY council_id",
  );
  return without.getRows().map(([name]) => name as string);
}
