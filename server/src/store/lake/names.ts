import type { DuckDBConnection } from "@duckdb/node-api";
import { CITIES } from "../../ingest/cities/index.js";
import { loadCouncilCodes, loadDimensions } from "../../ingest/dimensions.js";
import { SCHEMA } from "../schema.js";
import type { CityFacts } from "./cities.js";

/** What is known of names beyond the lake, from the repository's tables of a city. */
const KNOWN = {
  types: `SELECT type_name AS name, color, description, agency_name FROM types LEFT JOIN agencies USING (agency_id)`,
  councils: "SELECT council_name AS name, website, twitter, latitude, longitude, population FROM councils",
  regions: "SELECT region_name AS name, latitude, longitude FROM regions",
  agencies: "SELECT DISTINCT ON (agency_name) agency_name AS name, website, twitter FROM agencies ORDER BY agency_id",
} as const;

/** What the city's exports write for each name. */
const WRITTEN = {
  type: "SELECT data_code, type_name, NULL FROM types",
  council: `SELECT code, council_name, region_name FROM council_codes JOIN councils USING (council_id) JOIN regions USING (region_id)`,
  agency: "SELECT data_code, agency_name, NULL FROM agencies",
  source: "SELECT data_code, source_name, NULL FROM sources",
} as const;

/** The dimensions whose written values may have another name. */
export type Translated = keyof typeof WRITTEN;

export const TRANSLATED = Object.keys(WRITTEN) as Translated[];

/** Whether the repository has tables of the names of a city's types, councils, agencies and sources. */
export function isTranslated({ city }: CityFacts): boolean {
  return CITIES.some(({ slug }) => slug === city);
}

/**
 * Makes the tables `type_names`, `council_names`, `agency_names` and `source_names` (city, what is written, name, the council's
 * region) and `known_types` and so on, with facts of names, of the cities that the repository has tables of.
 */
export async function createNames(connection: DuckDBConnection, cities: readonly CityFacts[]): Promise<void> {
  for (const dimension of TRANSLATED)
    await connection.run(`CREATE TABLE ${dimension}_names (city VARCHAR, written VARCHAR, name VARCHAR, region VARCHAR)`);
  await connection.run("CREATE SCHEMA city_tables");
  await connection.run(`USE city_tables; ${SCHEMA}; USE main`);
  for (const [table, known] of Object.entries(KNOWN))
    await connection.run(`USE city_tables; CREATE TABLE main.known_${table} AS ${known} LIMIT 0; USE main`);
  for (const city of CITIES.filter(({ slug }) => cities.some(({ city }) => city === slug))) {
    await connection.run("USE city_tables");
    await loadDimensions(connection, city);
    await loadCouncilCodes(connection, city);
    for (const [dimension, written] of Object.entries(WRITTEN))
      await connection.run(`INSERT INTO main.${dimension}_names SELECT ?, * FROM (${written})`, [city.slug]);
    for (const [table, known] of Object.entries(KNOWN)) await connection.run(`INSERT INTO main.known_${table} ${known}`);
    await connection.run("USE main; DROP TABLE council_codes");
  }
  await connection.run("DROP SCHEMA city_tables CASCADE");
}
