import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { startServer, type RunningServer } from "../../server/src/http/start.js";
import { ingest } from "../../server/src/ingest/ingest.js";
import { ingestLake } from "../../server/src/ingest/lake/ingest-lake.js";
import { CITIES } from "../../src/cities/index.js";
import {
  ADDITIVE,
  aggregate,
  selectHotspots,
  selectPoints,
  selectRequests,
  type AggregateQuestion,
  type Condition,
  type ServiceRequest,
} from "../../src/query/index.js";
import { JsonCache } from "../../src/sources/cache.js";
import { httpSource } from "../../src/sources/http.js";
import type { Source } from "../../src/sources/source.js";
import { DATA } from "../support/data.js";
import { loadExport, requestsIn } from "../support/exports.js";
import { questionsOn, type Named } from "../support/questions.js";

/** A server on a lake of six cities is asked random questions; the evaluator answers them over the cities' own rows. */

const FILES: Record<string, string> = {
  boston: "boston/new_system_2025-08_part1.csv",
  chicago: "chicago/311_2021-01_part1.csv",
  "kansas-city": "kansas_city/potholes_2020.csv",
  "los-angeles": "los_angeles/test_requests.csv.gz",
  "new-york": "new_york/311_2022-05-01.csv",
  "san-francisco": "san_francisco/311_Cases_noise_2010-2020.csv.gz",
};

let server: RunningServer;
let source: Source;
/** As the server tells them, and as the cities' files do. */
let requests: ServiceRequest[];
let expected: ServiceRequest[];
const folder = mkdtempSync(join(tmpdir(), "report-311-"));

before(async () => {
  const lake = join(folder, "lake");
  expected = [];
  for (const [city, file] of Object.entries(FILES)) {
    await ingestLake({ city, inputs: [join(DATA, file)], lake });
    expected.push(...(city === "los-angeles" ? await losAngeles(join(DATA, file)) : await rowsOf(city, join(DATA, file))));
  }
  server = await startServer({ lake, port: 0 });
  source = httpSource(server.url, { cache: new JsonCache() });
  requests = await source.answer({ kind: "requests", limit: Infinity });
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** The last row of each request of a city's file. */
async function rowsOf(slug: string, file: string): Promise<ServiceRequest[]> {
  const rows = await requestsIn(
    await loadExport(file),
    CITIES.find((city) => city.slug === slug)!,
  );
  return [...new Map(rows.map((row) => [row.srnumber, row])).values()];
}

/** The requests of Los Angeles as they are in a database file, with the names of the repository's tables. */
async function losAngeles(file: string): Promise<ServiceRequest[]> {
  const db = join(folder, "la.duckdb");
  await ingest({ city: "los-angeles", files: [file], db });
  const { url, close } = await startServer({ db, port: 0 });
  try {
    return await httpSource(url, { cache: new JsonCache() }).answer({ kind: "requests", limit: Infinity });
  } finally {
    await close();
  }
}

const inOrder = (rows: ServiceRequest[]) =>
  rows
    .map((row) => ({ ...row, request_id: 0 }))
    .sort((a, b) => (`${a.city_name} ${a.srnumber}` < `${b.city_name} ${b.srnumber}` ? -1 : 1));

test("every row of the six files is a request of the server, and nothing else is", () => {
  assert.ok(expected.length > 30_000);
  assert.deepEqual(inOrder(requests), inOrder(expected));
  assert.equal(new Set(requests.map(({ request_id }) => request_id)).size, expected.length);
});

/** Whether a server can answer it whole, or from parts that add up. */
function isAnswered({ by, measures, where = [], top }: AggregateQuestion): boolean {
  const isPushedDown = where.every(({ op, value }) => value !== null && !(op === "in" && value.length === 0));
  return measures.every((measure) => ADDITIVE.includes(measure as "count")) || (by.length > 0 && !top && isPushedDown);
}

test("random questions are answered as the evaluator does over all cities", async () => {
  const some = (field: Named) => {
    const values = [...new Set(requests.map((request) => request[field]))].filter((value) => value !== null);
    return [...values.filter((_, index) => index % Math.ceil(values.length / 8) === 0), "' OR 1=1 --"];
  };
  const names = {
    type_name: some("type_name"),
    category: some("category"),
    council_name: some("council_name"),
    source_name: some("source_name"),
    city_name: some("city_name"),
  };
  const days = [...new Set(requests.map(({ created }) => created.slice(0, 10)))].sort();
  const asked = questionsOn(
    ["2017-01-01", "2020-01-02", "2021-01-01", "2022-05-01", "2025-08-01"],
    names,
    days[days.length >> 1]!,
  );
  await fc.assert(
    fc.asyncProperty(asked.filter(isAnswered), async (question) => {
      assert.deepEqual(await source.answer(question), aggregate(question, requests), JSON.stringify(question));
    }),
    { numRuns: 40 },
  );
});

const where: Condition[][] = [
  [{ field: "city_name", op: "=", value: "Chicago" }],
  [{ field: "type_name", op: "=", value: "Graffiti" }],
  [
    { field: "city_name", op: "=", value: "Los Angeles" },
    { field: "type_name", op: "in", value: ["Graffiti", "Bulky Items"] },
  ],
  [{ field: "council_name", op: "=", value: "No council" }],
  [{ field: "region_name", op: "=", value: "BROOKLYN" }],
];
for (const conditions of where)
  test(`points, hotspots and requests where ${JSON.stringify(conditions)}`, async () => {
    const points = { kind: "points", where: conditions } as const;
    assert.deepEqual(await source.answer(points), selectPoints(points, requests));
    const hotspots = { kind: "hotspots", where: conditions } as const;
    assert.deepEqual(await source.answer(hotspots), selectHotspots(hotspots, requests));
    const page = { kind: "requests", where: conditions, skip: 2, limit: 7 } as const;
    assert.deepEqual(await source.answer(page), selectRequests(page, requests));
  });

const ask = async (path: string) => (await fetch(`${server.url}${path}`)).json() as Promise<Record<string, unknown>>;

test("the names of all cities are listed, with the facts that are known of some", async () => {
  const named = async (of: "type" | "council" | "region" | "agency" | "source" | "city") => {
    const rows = await source.answer({ kind: "lookup", of });
    return new Map(rows.map((row) => [row.name, row]));
  };
  const used = (column: keyof ServiceRequest, without: unknown = null) =>
    [...new Set(requests.map((request) => request[column]))].filter((name) => name !== null && name !== without).sort();
  const types = await named("type");
  assert.deepEqual([...types.keys()].sort(), used("type_name"));
  assert.equal(types.get("Graffiti")!["color"], "#56275C");
  assert.equal(types.get("Graffiti")!["agency_name"], "Office of Community Beautification");
  assert.equal(types.get("Noise Report")?.["color"] ?? null, null);
  const councils = await named("council");
  assert.deepEqual([...councils.keys()].sort(), used("council_name", "No council"));
  assert.equal(councils.get("Arleta")!["region_name"], "North East Valley");
  assert.deepEqual([...(await named("region")).keys()].sort(), used("region_name", "No region"));
  assert.deepEqual([...(await named("agency")).keys()].sort(), used("agency_name"));
  assert.deepEqual([...(await named("source")).keys()].sort(), used("source_name"));
  const cities = await named("city");
  assert.deepEqual([...cities.keys()], used("city_name"));
  assert.equal(cities.get("Chicago")!["population"], 2_746_388);
});

test("the names of one city are those that its requests have", async () => {
  const columns = {
    type: "type_name",
    council: "council_name",
    region: "region_name",
    agency: "agency_name",
    source: "source_name",
  };
  for (const city of ["Boston", "Chicago", "Los Angeles"])
    for (const [of, column] of Object.entries(columns)) {
      const rows = await source.answer({ kind: "lookup", of: of as keyof typeof columns, city });
      const own = requests.filter(({ city_name }) => city_name === city).map((request) => request[column]);
      const used = new Set(own.filter((name) => name !== null && name !== "No council" && name !== "No region"));
      assert.deepEqual(new Set(rows.map(({ name }) => name)), used, `${of} of ${city}`);
    }
  assert.deepEqual((await source.answer({ kind: "boundaries", of: "council", city: "Chicago" })).features, []);
  const { newest, timeZone } = await source.answer({ kind: "freshness", city: "Chicago" });
  assert.deepEqual([newest, timeZone], ["2021-01-02", "America/Chicago"]);
});

test("hotspots without a type are of encampments where there are such, and of all types in other cities", async () => {
  const counts = async (query: string) => {
    const { features } = (await ask(`/geojson/hotspots?start_date=2000-01-01${query}`)) as {
      features: { properties: { count: number } }[];
    };
    return features.map(({ properties }) => properties.count);
  };
  const expected = (where: Condition[]) => selectHotspots({ kind: "hotspots", where }, requests).map(({ count }) => count);
  const encampments: Condition = { field: "type_name", op: "=", value: "Homeless Encampment" };
  assert.deepEqual(await counts(""), expected([encampments]));
  assert.deepEqual(await counts("&city=Los%20Angeles"), expected([encampments]));
  const chicago = expected([{ field: "city_name", op: "=", value: "Chicago" }]);
  assert.ok(chicago.length > 0);
  assert.deepEqual(await counts("&city=Chicago"), chicago);
});

test("how new the data is: of all cities and of one", async () => {
  const days = (city?: string) =>
    requests
      .filter(({ city_name }) => city === undefined || city_name === city)
      .map(({ created }) => created.slice(0, 10))
      .sort();
  const all = await source.answer({ kind: "freshness" });
  assert.deepEqual([all.oldest, all.newest, all.timeZone], [days()[0], days().at(-1), "America/New_York"]);
  const chicago = await ask("/status/api?city=Chicago");
  assert.deepEqual(
    [chicago["oldestCreated"], chicago["newestCreated"], chicago["timeZone"], chicago["requests"]],
    [days("Chicago")[0], days("Chicago").at(-1), "America/Chicago", days("Chicago").length],
  );
  const rows = await ask("/status/db");
  assert.equal(rows["requests"], requests.length);
  assert.equal(((await ask("/status/log")) as unknown as unknown[]).length, 6);
});

test("an export has each request of its year once, in order of their numbers, by which each is found", async () => {
  const response = await fetch(`${server.url}/reports/export/2020/service_requests.csv`);
  const numbers = (await response.text())
    .split("\r\n")
    .slice(1, -1)
    .map((line) => Number(line.split(",")[0]));
  const expected = requests.filter(({ created }) => created.startsWith("2020")).map(({ request_id }) => Number(request_id));
  assert.deepEqual(
    numbers,
    expected.sort((a, b) => a - b),
  );
  const some = requests.find(({ city_name }) => city_name === "Boston")!;
  assert.equal((await ask(`/requests/${some.request_id}`))["srnumber"], some.srnumber);
});

test("a folder that is no lake is refused with what to do", async () => {
  await assert.rejects(startServer({ lake: join(folder, "nothing"), port: 0 }), /There is no lake with requests at .*nothing/);
});
