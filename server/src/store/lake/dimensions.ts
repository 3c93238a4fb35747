import type { DuckDBConnection } from "@duckdb/node-api";
import { NO_COUNCIL, NO_REGION, REQUEST_COLUMNS } from "../../../../src/query/index.js";
import { text } from "../literal.js";
import type { CityFacts } from "./cities.js";
import type { LakeTable } from "./table.js";

const NAME_COLUMNS = ["type_name", "council_name", "region_name", "agency_name", "source_name"] as const;
type NameColumn = (typeof NAME_COLUMNS)[number];

/** The SQL for the list of the cities that have requests of a name, once `createDimensions` has been called. */
export function citiesOfName(column: NameColumn): string {
  return `(SELECT any_value(cities) FROM ${column}_cities AS named WHERE named.name = ${column})`;
}

/** Makes the tables of cities, types, councils, regions, agencies and sources of the values that the requests have. */
export async function createDimensions(
  connection: DuckDBConnection,
  cities: readonly CityFacts[],
  table: LakeTable,
): Promise<void> {
  await connection.run("CREATE TABLE cities (city_id INTEGER, city_name VARCHAR, time_zone VARCHAR)");
  for (const [index, { name, timeZone }] of cities.entries())
    await connection.run("INSERT INTO cities VALUES (?, ?, ?)", [index + 1, name, timeZone]);
  for (const column of NAME_COLUMNS) {
    const { from, columns } = table([column]);
    await connection.run(
      `CREATE TABLE ${column}_cities AS SELECT name, list(city) AS cities
       FROM (SELECT DISTINCT ${columns[column]} AS name, ${columns.city_name} AS city FROM ${from}) GROUP BY name`,
    );
  }
  const names = (column: NameColumn, none?: string) => {
    const others = none === undefined ? "" : ` AND name <> ${text(none)}`;
    return `(${none === undefined ? "" : `SELECT 0 AS id, ${text(none)} AS name UNION ALL `}
      SELECT CAST(row_number() OVER (ORDER BY name) AS INTEGER) AS id, name
      FROM ${column}_cities WHERE name IS NOT NULL${others})`;
  };
  await connection.run(
    `CREATE TABLE agencies AS SELECT id AS agency_id, name AS agency_name, website, twitter
     FROM ${names("agency_name")} LEFT JOIN known_agencies USING (name)`,
  );
  await connection.run(
    `CREATE TABLE types AS SELECT id AS type_id, name AS type_name, coalesce(agency_id, 0) AS agency_id, color, description
     FROM ${names("type_name")} LEFT JOIN known_types USING (name) LEFT JOIN agencies USING (agency_name)`,
  );
  await connection.run(`CREATE TABLE sources AS SELECT id AS source_id, name AS source_name FROM ${names("source_name")}`);
  await connection.run(
    `CREATE TABLE regions AS SELECT id AS region_id, name AS region_name, latitude, longitude
     FROM ${names("region_name", NO_REGION)} LEFT JOIN known_regions USING (name)`,
  );
  const { from, columns } = table(["council_name", "region_name"]);
  // A council with requests in several regions, as some cities have them, is in none.
  const placed = `SELECT ${columns.council_name} AS name, min(${columns.region_name}) AS region_name FROM ${from}
    GROUP BY 1 HAVING count(DISTINCT ${columns.region_name}) = 1`;
  await connection.run(
    `CREATE TABLE councils AS SELECT id AS council_id, name AS council_name, website, twitter, coalesce(region_id, 0) AS region_id,
       known_councils.latitude, known_councils.longitude, population
     FROM ${names("council_name", NO_COUNCIL)} LEFT JOIN known_councils USING (name)
     LEFT JOIN (${placed}) AS placed USING (name) LEFT JOIN regions USING (region_name)`,
  );
}

/** A table with the ids of names: `type_id` and `type_name` in `types`, and so on. */
export const ID_TABLES = {
  cities: ["city_id", "city_name"],
  types: ["type_id", "type_name"],
  councils: ["council_id", "council_name"],
  regions: ["region_id", "region_name"],
  agencies: ["agency_id", "agency_name"],
  sources: ["source_id", "source_name"],
} as const;
export type IdTable = keyof typeof ID_TABLES;

/** The requests as they are in a database file, with the ids of their names from these tables. */
export function requestsSql(table: LakeTable, relation = (name: IdTable): string => name): string {
  const { from, columns } = table(REQUEST_COLUMNS);
  const named = REQUEST_COLUMNS.map((column) => `${columns[column]} AS ${column}`);
  const ids = (Object.keys(ID_TABLES) as IdTable[]).map((name) => {
    const [, column] = ID_TABLES[name];
    return `LEFT JOIN ${relation(name)} AS ${name} ON ${name}.${column} = named.${column}`;
  });
  return `SELECT named.*, types.type_id, coalesce(councils.council_id, 0) AS council_id, coalesce(regions.region_id, 0) AS region_id,
      agencies.agency_id, sources.source_id, cities.city_id
    FROM (SELECT ${named.join(", ")}, lake.district AS district_id FROM ${from}) AS named
    ${ids.join(" ")}`;
}
