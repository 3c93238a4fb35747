import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import type { InjectOptions } from "fastify";
import { COLUMNS } from "../../server/src/http/schemas.js";
import { LOS_ANGELES } from "../support/data.js";
import { openApp, realDatabase, temporaryFolder } from "./support.js";

/**
 * The contract, route by route, on the real rows: each answer against plain SQL over the city's own files, in which nothing of
 * the server takes part, or against an answer known from elsewhere.
 */

let app: Awaited<ReturnType<typeof openApp>>;
let connection: DuckDBConnection;
const folder = temporaryFolder();

before(async () => {
  app = await openApp(await realDatabase(folder), { now: () => new Date("2020-02-10T12:00:00Z"), gitSha: "abc" });
  connection = await (await DuckDBInstance.create()).connect();
  const csv = (file: string) =>
    `read_csv('${join(LOS_ANGELES, file)}', header = true, all_varchar = true, quote = '"', parallel = false)`;
  const own = fileURLToPath(new URL("../../server/data/los-angeles/types.csv", import.meta.url));
  await connection.run(`
    CREATE TABLE type AS SELECT city.type_id::INT AS type_id, city.type_name, city.agency_id::INT AS agency_id, own.color,
      own.description, city.data_code FROM ${csv("types.csv")} AS city JOIN read_csv('${own}', all_varchar = true) AS own USING (type_id);
    CREATE TABLE agency AS SELECT * REPLACE (agency_id::INT AS agency_id) FROM ${csv("agencies.csv")};
    CREATE TABLE source AS SELECT * REPLACE (source_id::INT AS source_id) FROM ${csv("sources.csv")};
    CREATE TABLE region AS SELECT * REPLACE (region_id::INT AS region_id, latitude::DOUBLE AS latitude, longitude::DOUBLE AS longitude)
      FROM ${csv("regions.csv")};
    CREATE TABLE council AS SELECT city.council_id::INT AS council_id, council_name, website, twitter, region.region_id,
      region.region_name, city.latitude::DOUBLE AS latitude, city.longitude::DOUBLE AS longitude, data_code
      FROM ${csv("councils.csv")} AS city LEFT JOIN region ON region.region_id = city.region_id::INT;
    CREATE TABLE request AS
      SELECT row_number() OVER ()::INT AS request_id, raw.*,
        strptime(createddate, '%m/%d/%y %H:%M') AS created, strptime(nullif(closeddate, ''), '%m/%d/%y %H:%M') AS closed,
        created::DATE AS created_date, closed::DATE AS closed_date, nullif(raw.latitude, '')::DOUBLE AS y,
        nullif(raw.longitude, '')::DOUBLE AS x
      FROM ${csv("test_requests.csv.gz")} AS raw;
    CREATE VIEW full_request AS
      SELECT request_id, srnumber, coalesce(council.council_id, 0) AS council_id, coalesce(council_name, 'No council') AS council_name,
        coalesce(council.region_id, 0) AS region_id, coalesce(council.region_name, 'No region') AS region_name,
        type_id, type_name, agency.agency_id, agency_name, source_id, source_name, created, closed, created_date, closed_date,
        (closed_date - created_date)::INT AS days, nullif(request.address, '') AS address, y, x, nullif(cd, '')::INT AS cd
      FROM request JOIN type ON type.data_code = requesttype JOIN agency ON agency.data_code = owner
      JOIN source ON source.data_code = requestsource LEFT JOIN council ON council.data_code = nc`);
});
after(() => connection.closeSync());

type Rows = Record<string, unknown>[];

async function sql(text: string): Promise<Rows> {
  const rows = (await connection.runAndReadAll(text)).getRowObjectsJS();
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === "bigint" ? Number(value) : value])),
  );
}

const REQUEST = `request_id AS "requestId", srnumber, council_id AS "councilId", council_name AS "councilName", type_id AS "typeId",
  type_name AS "typeName", agency_id AS "agencyId", agency_name AS "agencyName", source_id AS "sourceId",
  source_name AS "sourceName", strftime(created, '%Y-%m-%dT%H:%M:%S') AS "createdDate",
  strftime(closed, '%Y-%m-%dT%H:%M:%S') AS "closedDate", address, y AS latitude, x AS longitude`;
const NEWEST = "ORDER BY created DESC, request_id DESC";
const PIN = 'request_id AS "requestId", type_id AS "typeId", y AS latitude, x AS longitude';
const DAYS = [0, 0.25, 0.5, 0.75, 1]
  .map((share, index) => `quantile_disc(days, ${share}) AS ${["min", "q1", "median", "q3", "max"][index]}`)
  .join(", ");
const CLOSED = "days >= 0 AND closed_date <= DATE '2020-02-10'";
const COUNCIL = `council_id AS "councilId", council_name AS "councilName", nullif(website, 'NULL') AS website, twitter,
  region_id AS "regionId", region_name AS "regionName", latitude, longitude`;

const features = (answer: unknown): Rows =>
  (answer as { features: { properties: object; geometry: { coordinates: number[] } }[] }).features.map(
    ({ properties, geometry }) => ({ ...properties, longitude: geometry.coordinates[0], latitude: geometry.coordinates[1] }),
  );
const one = (answer: unknown): Rows => [answer as Rows[number]];
const hotspot = (council_id: number, council_name: string, count: number, longitude: number, latitude: number) => ({
  council_id,
  council_name,
  count,
  longitude: longitude.toFixed(6),
  latitude: latitude.toFixed(6),
});

interface Line {
  /** The URL, or more of a call. */
  ask: string | InjectOptions;
  /** SQL whose rows the answer must equal, or what it is known to be. */
  expect: string | Rows;
  /** The answer as rows. */
  rows?: (answer: unknown) => Rows;
}

// prettier-ignore
const LINES: Line[] = [
  { ask: "/types", expect: `SELECT type_id AS "typeId", type_name AS "typeName", agency_id AS "agencyId", agency_name AS "agencyName", color,
      description FROM type LEFT JOIN agency USING (agency_id) ORDER BY agency_id DESC, type_id` },
  { ask: "/types/8", rows: one, expect: `SELECT type_id AS "typeId", type_name AS "typeName", agency_id AS "agencyId", agency_name AS "agencyName",
      color, description FROM type LEFT JOIN agency USING (agency_id) WHERE type_id = 8` },
  { ask: "/types/stats", expect: `SELECT type_id, type_name, ${DAYS} FROM full_request WHERE ${CLOSED} GROUP BY 1, 2 ORDER BY 1` },
  { ask: "/councils", expect: `SELECT ${COUNCIL} FROM council WHERE council_id > 0 ORDER BY council_id` },
  { ask: "/councils/44", rows: one, expect: `SELECT ${COUNCIL} FROM council WHERE council_id = 44` },
  { ask: "/councils/types/stats", expect: `SELECT council_id, type_id, type_name, ${DAYS} FROM full_request WHERE ${CLOSED}
      GROUP BY 1, 2, 3 ORDER BY 1, 2` },
  { ask: "/councils/44/types/stats", expect: `SELECT type_id, type_name, ${DAYS} FROM full_request WHERE ${CLOSED} AND council_id = 44
      GROUP BY 1, 2 ORDER BY 1` },
  { ask: "/councils/70/counts/open/types", expect: `SELECT type_id AS "typeId", type_name AS "typeName", count(*) AS "typeCount"
      FROM full_request WHERE closed IS NULL AND council_id = 70 GROUP BY 1, 2 ORDER BY 1` },
  { ask: "/regions", expect: 'SELECT region_id AS "regionId", region_name AS "regionName", latitude, longitude FROM region ORDER BY 1' },
  { ask: "/regions/12", rows: one, expect: `SELECT region_id AS "regionId", region_name AS "regionName", latitude, longitude FROM region
      WHERE region_id = 12` },
  { ask: "/agencies", expect: 'SELECT agency_id AS "agencyId", agency_name AS "agencyName", website, twitter FROM agency ORDER BY 1' },
  { ask: "/agencies/7", rows: one, expect: `SELECT agency_id AS "agencyId", agency_name AS "agencyName", website, twitter FROM agency
      WHERE agency_id = 7` },
  { ask: "/sources", expect: 'SELECT source_id AS "sourceId", source_name AS "sourceName" FROM source ORDER BY 1' },
  { ask: "/cities", expect: [{ cityId: 1, cityName: "Los Angeles", timeZone: "America/Los_Angeles", population: 3_898_747 }] },
  { ask: "/requests?start_date=2020-01-01", expect: `SELECT ${REQUEST} FROM full_request ${NEWEST} LIMIT 1000` },
  { ask: "/requests?start_date=2020-01-02&end_date=2020-01-02&type_id=1&type_id=6&council_id=0&council_id=44&skip=1&limit=9",
    expect: `SELECT ${REQUEST} FROM full_request WHERE created_date = DATE '2020-01-02' AND type_id IN (1, 6) AND council_id IN (0, 44)
      ${NEWEST} LIMIT 9 OFFSET 1` },
  { ask: "/requests/updated?start_date=2020-01-03&end_date=2020-01-04&type_id=2&limit=100000",
    expect: `SELECT ${REQUEST} FROM full_request WHERE type_id = 2 AND (created_date BETWEEN DATE '2020-01-03' AND DATE '2020-01-04'
      OR closed_date BETWEEN DATE '2020-01-03' AND DATE '2020-01-04') ${NEWEST}` },
  { ask: "/requests/4711", rows: one, expect: `SELECT ${REQUEST} FROM full_request WHERE request_id = 4711` },
  { ask: "/requests/srnumber/1-1523590121", rows: one, expect: `SELECT ${REQUEST} FROM full_request WHERE request_id = 1` },
  { ask: "/requests/1?with=cityName&with=cityId", rows: one,
    expect: `SELECT ${REQUEST}, 1 AS "cityId", 'Los Angeles' AS "cityName" FROM full_request WHERE request_id = 1` },
  { ask: "/requests/counts/open/types", expect: `SELECT type_id AS "typeId", type_name AS "typeName", count(*) AS "typeCount"
      FROM full_request WHERE closed IS NULL GROUP BY 1, 2 ORDER BY 1` },
  { ask: { method: "POST", url: "/requests/pins",
      payload: { startDate: "2020-01-02", endDate: "2020-01-02", typeIds: [1, 2], councilIds: [0, 8, 79] } },
    expect: `SELECT ${PIN} FROM full_request WHERE created_date = DATE '2020-01-02' AND type_id IN (1, 2) AND council_id IN (0, 8, 79)
      AND x IS NOT NULL ORDER BY request_id` },
  { ask: { method: "POST", url: "/requests/pins", payload: { startDate: "2020-01-01", endDate: "2020-01-01", typeIds: [] } }, expect: [] },
  { ask: { method: "POST", url: "/requests/pins", payload: { startDate: "2020-01-01", endDate: "2020-01-01", city: "Los Angeles" } },
    expect: `SELECT ${PIN} FROM full_request WHERE created_date = DATE '2020-01-01' AND x IS NOT NULL ORDER BY request_id` },
  { ask: "/requests/pins/open", expect: `SELECT ${PIN} FROM full_request WHERE closed IS NULL AND x IS NOT NULL ORDER BY request_id` },
  { ask: "/requests/pins/open/geojson", rows: features, expect: `SELECT request_id, type_id, x AS longitude, y AS latitude FROM full_request
      WHERE closed IS NULL AND x IS NOT NULL ORDER BY request_id` },
  { ask: "/geojson", rows: (answer) => features(answer).map(({ council_id, council_name, nc_id }) => ({ council_id, council_name, nc_id })),
    expect: "SELECT council_id, council_name, data_code AS nc_id FROM council WHERE council_id > 0 ORDER BY 1" },
  { ask: "/geojson/geocode?latitude=34.195059&longitude=-118.483917", rows: one, expect: [{ council_id: 44 }] },
  // Found by scikit-learn's DBSCAN over the rows of each council.
  { ask: "/geojson/hotspots", rows: hotspots, expect: [hotspot(98, "Woodland Hills-Warner Center", 38, -118.5707374, 34.17142556)] },
  { ask: "/geojson/hotspots?type_id=1&start_date=2020-01-01", rows: hotspots, expect: [
    hotspot(79, "Sylmar", 17, -118.4467788, 34.31022925),
    hotspot(15, "Downtown Los Angeles", 16, -118.24709279375, 34.046475403125),
    hotspot(79, "Sylmar", 12, -118.4497559, 34.30757618),
    hotspot(79, "Sylmar", 12, -118.433819475, 34.310050335),
  ] },
  { ask: "/geojson/hotspots?type_id=1&start_date=2020-01-04", rows: hotspots, expect: [] },
  { ask: "/geojson/hotspots?type_id=2&end_date=2019-12-31", rows: hotspots, expect: [] },
  { ask: "/reports", expect: `SELECT type_name, strftime(created_date, '%Y-%m-%d') AS created_date, count(*) AS counts FROM full_request
      GROUP BY 1, 2 ORDER BY 1, 2` },
  { ask: "/reports?field=created_year&field=created_month&field=created_dow&field=created_hour&filter=council_name=Arleta",
    expect: `SELECT year(created) AS created_year, month(created) AS created_month, dayofweek(created) AS created_dow,
      hour(created) AS created_hour, count(*) AS counts FROM full_request WHERE council_name = 'Arleta' GROUP BY ALL ORDER BY ALL` },
  { ask: "/reports?field=agency_name&field=source_name&filter=created_date>2020-01-01&filter=created_date<2020-01-03",
    expect: `SELECT agency_name, source_name, count(*) AS counts FROM full_request WHERE created_date = DATE '2020-01-02'
      GROUP BY ALL ORDER BY ALL` },
  { ask: "/reports?field=days_to_close&field=region_name&filter=type_name in Homeless Encampment,Graffiti&filter=days_to_close>=3",
    expect: `SELECT days AS days_to_close, region_name, count(*) AS counts FROM full_request
      WHERE type_name IN ('Homeless Encampment', 'Graffiti') AND days >= 3 GROUP BY ALL ORDER BY ALL` },
  { ask: "/reports?field=closed_date&field=status&field=city_name&filter=created_year=2020&measure=days_to_close_p50&measure=open",
    expect: `SELECT strftime(closed_date, '%Y-%m-%d') AS closed_date, if(closed IS NULL, 'open', 'closed') AS status,
      'Los Angeles' AS city_name, count(*) AS counts, quantile_disc(days, 0.5) AS days_to_close_p50,
      count(*) FILTER (closed IS NULL) AS open FROM full_request GROUP BY 1, 2, 3 ORDER BY 1 NULLS LAST, 2` },
  ...["csv", "csv.gz"].map((ending) => ({ ask: `/reports/export/2020/service_requests.${ending}`,
    expect: `SELECT COLUMNS(*)::VARCHAR FROM (SELECT request_id, srnumber, strftime(created, '%Y-%m-%d %H:%M:%S') AS created_date,
      coalesce(strftime(closed, '%Y-%m-%d %H:%M:%S'), '') AS closed_date, type_id, agency_id, source_id, council_id, region_id,
      coalesce(address, '') AS address, coalesce(y::VARCHAR, '') AS latitude, coalesce(x::VARCHAR, '') AS longitude,
      coalesce(cd::VARCHAR, '') AS city_id FROM full_request ORDER BY request_id)` })),
  { ask: "/status/api", rows: (answer) => [Object.fromEntries(Object.entries(answer as object).filter(([name]) => !/^(lastPulled|version)$/.test(name)))], expect: [
    { currentTime: "2020-02-10T12:00:00.000Z", gitSha: "abc", oldestCreated: "2020-01-01", newestCreated: "2020-01-03",
      synthetic: false, timeZone: "America/Los_Angeles", requests: 10_000 }] },
  { ask: "/status/db", rows: one, expect: [{ synthetic: false, requests: 10_000, types: 12, councils: 100, regions: 13, agencies: 12,
    sources: 18, cities: 1, boundaries: 2, ingest_log: 1 }] },
  { ask: "/status/log", rows: (answer) => (answer as Rows).map(({ read, kept, duplicates, rejected }) => ({ read, kept, duplicates, rejected })),
    expect: [{ read: 10_000, kept: 10_000, duplicates: 0, rejected: 0 }] },
  { ask: "/status/cache", rows: (answer) => [{ revalidated: (answer as { revalidated: number }).revalidated }], expect: [{ revalidated: 0 }] },
  { ask: "/", rows: one, expect: [{ message: "The 311 Data API", documentation: "/openapi.json", synthetic: false }] },
];

function hotspots(answer: unknown): Rows {
  return features(answer).map(({ hotspot_id, longitude, latitude, ...rest }, index) => {
    assert.equal(hotspot_id, index + 1);
    return { ...rest, longitude: Number(longitude).toFixed(6), latitude: Number(latitude).toFixed(6) };
  });
}

for (const { ask, expect, rows = (answer: unknown) => answer as Rows } of LINES) {
  const call: InjectOptions = typeof ask === "string" ? { url: ask } : ask;
  test(`${call.method ?? "GET"} ${String(call.url)}`, async () => {
    const expected = typeof expect === "string" ? await sql(expect) : expect;
    const response = await app.inject(call);
    assert.equal(response.statusCode, 200, response.body.slice(0, 300));
    const answer = /json/.test(String(response.headers["content-type"]))
      ? rows(response.json())
      : parse<Rows[number]>(
          response.headers["content-type"] === "application/gzip" ? gunzipSync(response.rawPayload) : response.body,
          {
            columns: true,
          },
        );
    assert.deepEqual(answer, expected);
    if (typeof expect === "string") assert.ok(expected.length > 0, "something is compared");
    const columnar = await app.inject({ ...call, headers: { ...call.headers, accept: `${COLUMNS}, application/json;q=0.9` } });
    if (!String(columnar.headers["content-type"]).startsWith(COLUMNS)) return assert.equal(columnar.body, response.body);
    const { columns } = columnar.json<{ columns: Record<string, unknown[]> }>();
    for (const [name, values] of Object.entries(columns))
      assert.deepEqual(
        values,
        expected.map((row) => row[name]),
      );
    if (expected.length) assert.deepEqual(Object.keys(columns), Object.keys(expected[0]!));
  });
}

test("every route that is described stands in the table", async () => {
  const { paths } = (await app.inject("/openapi.json")).json<{ paths: Record<string, object> }>();
  const asked = LINES.map(({ ask }) => String(typeof ask === "string" ? ask : ask.url).split("?")[0]!);
  for (const path of Object.keys(paths)) {
    const pattern = new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`);
    assert.ok(
      asked.some((url) => pattern.test(url)),
      path,
    );
  }
});
