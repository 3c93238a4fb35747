import { fileURLToPath } from "node:url";
import type { DuckDBConnection } from "@duckdb/node-api";
import { categoryOf, CITIES } from "../../../src/cities/index.js";
import type { City } from "./city.js";

const DATA = new URL("../../data/", import.meta.url);

/** Fills the tables of the city's types, agencies, sources, regions and councils from the repository's own CSV files. */
export async function loadDimensions(connection: DuckDBConnection, city: City): Promise<void> {
  const { population = null } = CITIES.find(({ slug }) => slug === city.slug)!;
  await connection.run("INSERT INTO cities VALUES (?, ?, ?, ?)", [city.id, city.name, city.timeZone, population]);
  for (const table of ["regions", "councils", "agencies", "types", "sources"])
    await connection.run(`INSERT INTO ${table} BY NAME SELECT * FROM ${CSV}`, [path(city, table)]);
  await categorise(connection, city);
}

/** Says which of what cities are compared by each type is, if any. */
async function categorise(connection: DuckDBConnection, { slug }: City): Promise<void> {
  const city = CITIES.find((one) => one.slug === slug)!;
  const codes = (await connection.runAndReadAll("SELECT data_code FROM types")).getRows().map(([code]) => code as string);
  for (const code of codes)
    await connection.run("UPDATE types SET category = ? WHERE data_code = ?", [categoryOf([code], city), code]);
}

/**
 * Makes the temporary table `council_codes`: all that files call a council, in capitals, with its council_id. These are its
 * data_code, its name and the further names that the city's `council-names.csv` has.
 */
export async function loadCouncilCodes(connection: DuckDBConnection, city: City): Promise<void> {
  await connection.run(
    `CREATE TEMP TABLE council_codes AS
     SELECT upper(code) AS code, council_id FROM councils, unnest([data_code, council_name]) AS own(code)
     UNION SELECT upper(name), council_id FROM ${CSV} JOIN councils USING (data_code)`,
    [path(city, "council-names")],
  );
}

/**
 * Sets the councils' populations from a CSV file with the columns council_name and population.
 * @returns what did not fit: names of no known council, councils of which the file says nothing.
 */
export async function loadPopulation(
  connection: DuckDBConnection,
  file: string,
): Promise<{ unknown: string[]; without: string[] }> {
  await connection.run(
    `CREATE TEMP TABLE populations AS
     SELECT trim(council_name) AS name, CAST(CAST(population AS DOUBLE) AS INTEGER) AS population, council_id
     FROM ${CSV} LEFT JOIN council_codes ON code = upper(trim(council_name))`,
    [file],
  );
  await connection.run(
    "UPDATE councils SET population = populations.population FROM populations WHERE councils.council_id = populations.council_id",
  );
  const names = async (sql: string) => (await connection.runAndReadAll(sql)).getRows().map(([name]) => name as string);
  return {
    unknown: await names("SELECT name FROM populations WHERE council_id IS NULL ORDER BY name"),
    without: await names("SELECT council_name FROM councils WHERE population IS NULL AND council_id <> 0 ORDER BY council_id"),
  };
}

const CSV = "read_csv(?, header = true, all_varchar = true)";

function path(city: City, table: string): string {
  return fileURLToPath(new URL(`${city.slug}/${table}.csv`, DATA));
}
