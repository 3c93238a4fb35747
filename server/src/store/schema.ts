import { REQUEST_COLUMNS, type SqlTable } from "../../../src/query/index.js";

/** Raised whenever the tables below change their shape: a file of another version is refused. */
export const SCHEMA_VERSION = "3";

/**
 * The tables of a database file. `requests` holds, beside the ids, the names of its dimensions: questions group by names, and
 * stored names are as quick to group by as ids, where a join costs some 20 ms each. `created` and `closed` are the city's
 * civil time. `district_id` is the council district (called city_id in the city's old export).
 */
export const SCHEMA = `
CREATE TABLE metadata (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE cities (city_id SMALLINT PRIMARY KEY, city_name VARCHAR NOT NULL, time_zone VARCHAR NOT NULL, population INTEGER);
CREATE TABLE regions (region_id SMALLINT PRIMARY KEY, region_name VARCHAR NOT NULL, latitude DOUBLE, longitude DOUBLE);
CREATE TABLE councils (council_id SMALLINT PRIMARY KEY, council_name VARCHAR NOT NULL UNIQUE, website VARCHAR, twitter VARCHAR,
  region_id SMALLINT NOT NULL, latitude DOUBLE, longitude DOUBLE, population INTEGER, data_code VARCHAR NOT NULL UNIQUE);
CREATE TABLE agencies (agency_id SMALLINT PRIMARY KEY, agency_name VARCHAR NOT NULL, website VARCHAR, twitter VARCHAR,
  data_code VARCHAR NOT NULL UNIQUE);
CREATE TABLE types (type_id SMALLINT PRIMARY KEY, type_name VARCHAR NOT NULL UNIQUE, agency_id SMALLINT NOT NULL,
  color VARCHAR NOT NULL, description VARCHAR, category VARCHAR, data_code VARCHAR NOT NULL UNIQUE);
CREATE TABLE sources (source_id SMALLINT PRIMARY KEY, source_name VARCHAR NOT NULL, data_code VARCHAR NOT NULL UNIQUE);
CREATE TABLE boundaries (detail VARCHAR PRIMARY KEY, geojson VARCHAR NOT NULL);
CREATE TABLE ingest_log (finished TIMESTAMP NOT NULL, file VARCHAR NOT NULL, read INTEGER NOT NULL, kept INTEGER NOT NULL,
  duplicates INTEGER NOT NULL, rejected INTEGER NOT NULL);
CREATE TABLE requests (request_id INTEGER NOT NULL, srnumber VARCHAR NOT NULL, created TIMESTAMP NOT NULL, closed TIMESTAMP,
  type_id SMALLINT, type_name VARCHAR, category VARCHAR, council_id SMALLINT NOT NULL, council_name VARCHAR NOT NULL,
  region_id SMALLINT NOT NULL, region_name VARCHAR NOT NULL, agency_id SMALLINT, agency_name VARCHAR,
  source_id SMALLINT, source_name VARCHAR, city_id SMALLINT NOT NULL, city_name VARCHAR NOT NULL,
  district_id SMALLINT, address VARCHAR, latitude DOUBLE, longitude DOUBLE);
`;

/** The tables that answer /status/db with their row counts. */
export const TABLES = [
  "requests",
  "types",
  "councils",
  "regions",
  "agencies",
  "sources",
  "cities",
  "boundaries",
  "ingest_log",
] as const;

/** The requests as the question language sees them. */
export const REQUESTS: SqlTable = {
  from: "requests",
  columns: Object.fromEntries(REQUEST_COLUMNS.map((column) => [column, `requests.${column}`])) as SqlTable["columns"],
};

/**
 * Fills `requests` from a query of columns request_id, srnumber, created, closed, type_id, council_id, agency_id, source_id,
 * city_id, district_id, address, latitude, longitude: adds region and names, and lays the rows down in order of request_id.
 */
export function insertRequests(ids: string): string {
  return `
INSERT INTO requests BY NAME
SELECT ids.request_id, ids.srnumber, ids.created, ids.closed, ids.type_id, type_name, category, ids.council_id, council_name,
  councils.region_id, region_name, ids.agency_id, agency_name, ids.source_id, source_name, ids.city_id, city_name,
  ids.district_id, ids.address, ids.latitude, ids.longitude
FROM (${ids}) AS ids
JOIN councils USING (council_id) JOIN regions USING (region_id) JOIN cities USING (city_id)
LEFT JOIN types USING (type_id) LEFT JOIN agencies ON agencies.agency_id = ids.agency_id LEFT JOIN sources USING (source_id)
ORDER BY ids.request_id`;
}
