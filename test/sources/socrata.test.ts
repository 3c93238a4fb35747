import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { defineCity } from "../../src/cities/index.js";
import { JsonCache } from "../../src/sources/cache.js";
import { socrataSource } from "../../src/sources/socrata.js";
import { namedSource } from "../../src/sources/named.js";
import { SourceError } from "../../src/sources/source.js";
import type { SoqlType } from "../support/soda/soql.js";
import { startSoda, type SodaServer } from "../support/soda/server.js";

/** A city of two data sets: 2019 with 120,000 requests, 2020 with three. */
const city = defineCity({
  slug: "gotham",
  name: "Gotham",
  state: "NY",
  country: "US",
  timeZone: "America/New_York",
  generations: [
    { name: "all", columns: { id: "sr", created: "opened", closed: "closed", type: "kind", agency: "office" }, dates: [] },
  ],
  statuses: {},
  box: [-75, 40, -73, 41],
  placeholders: { texts: ["unspecified"] },
  categories: {},
  published: [],
  notes: [],
});
const columns: Record<string, SoqlType> = {
  sr: "text",
  opened: "calendar_date",
  closed: "calendar_date",
  kind: "text",
  office: "text",
};

let soda: SodaServer;

before(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(`
    CREATE TABLE y2019 AS SELECT 'A' || lpad(CAST(i AS VARCHAR), 6, '0') AS sr,
      TIMESTAMP '2019-01-01 08:00:00' + to_days(CAST(i % 365 AS INTEGER)) AS opened,
      CASE WHEN i % 2 = 0 THEN opened + to_days(CAST(i % 10 AS INTEGER)) END AS closed,
      CASE WHEN i % 3 = 0 THEN ' Noise ' WHEN i % 3 = 1 THEN 'Noise' ELSE 'Unspecified' END AS kind, NULL AS office
    FROM range(120000) AS t(i);
    CREATE TABLE y2020 AS SELECT * FROM (VALUES
      ('B1', TIMESTAMP '2020-01-02 23:59:59', TIMESTAMP '1900-01-01', 'Noise', 'Police'),
      ('B2', TIMESTAMP '2020-01-03 00:00:00', TIMESTAMP '2020-01-05 07:00:00', 'Rats', 'Health'),
      ('B3', TIMESTAMP '2020-01-03 09:00:00', TIMESTAMP '2020-01-02 09:00:00', 'Rats', 'Health')
    ) AS t(sr, opened, closed, kind, office)`);
  soda = await startSoda(connection, {
    "aaaa-2019": { table: "y2019", columns, updated: 1_577_836_800 },
    "aaaa-2020": { table: "y2020", columns, updated: 1_578_355_200 },
    "text-only": { table: "y2020", columns: { ...columns, opened: "text" }, updated: 0 },
    "else-here": { table: "y2020", columns: { kind: "text", office: "text" }, updated: 0 },
  });
});
beforeEach(() => {
  soda.asked.length = 0;
  soda.failures.length = 0;
});
after(() => soda.close());

const source = (ids = "aaaa-2019,aaaa-2020", options: { appToken?: string } = {}) =>
  socrataSource(`http://${soda.domain}/${ids}`, { city, cache: new JsonCache(), ...options });
const resources = () => soda.asked.filter(({ pathname }) => pathname.startsWith("/resource/"));
const fails = (code: string, said: RegExp) => (error: unknown) =>
  error instanceof SourceError && error.code === code && said.test(error.message);
const count = { kind: "aggregate", by: ["type_name"], measures: ["count"] } as const;

test("data sets are one, and raw texts are names", async () => {
  assert.deepEqual(await source().answer(count), [
    { type_name: "Noise", count: 80_001 },
    { type_name: "Rats", count: 2 },
    { type_name: null, count: 40_000 },
  ]);
  assert.deepEqual(await source().answer({ kind: "lookup", of: "type" }), [{ name: "Noise" }, { name: "Rats" }]);
  const where = [{ field: "type_name", op: "=", value: null }] as const;
  assert.deepEqual(await source().answer({ ...count, by: ["city_name"], where }), [{ city_name: "Gotham", count: 40_000 }]);
});

test("durations leave out placeholders and what was closed before it was created", async () => {
  const measures = ["open", "closed", "days_to_close_n", "days_to_close_p50", "closed_within_1"] as const;
  const where = [{ field: "created_date", op: ">=", value: "2020-01-01" }] as const;
  assert.deepEqual(await source().answer({ kind: "aggregate", by: ["agency_name"], measures, where }), [
    { agency_name: "Health", open: 0, closed: 2, days_to_close_n: 1, days_to_close_p50: 2, closed_within_1: 0 },
    { agency_name: "Police", open: 1, closed: 0, days_to_close_n: 0, days_to_close_p50: null, closed_within_1: 0 },
  ]);
});

test("only data sets that can have such days are asked", async () => {
  const { answer } = source();
  await answer({ kind: "freshness" });
  soda.asked.length = 0;
  await answer({ ...count, where: [{ field: "created_date", op: "between", value: ["2020-01-01", "2020-12-31"] }] });
  assert.deepEqual([...new Set(soda.asked.map(({ pathname }) => pathname))], ["/resource/aaaa-2020.json"]);
});

test("more rows than one answer has come in pages, each once", async () => {
  const requests = await source("aaaa-2019").answer({ kind: "requests", order: [{ by: "srnumber" }], limit: Infinity });
  assert.equal(requests.length, 120_000);
  assert.deepEqual([requests[0]!.srnumber, requests.at(-1)!.srnumber], ["A000000", "A119999"]);
  assert.equal(new Set(requests.map(({ srnumber }) => srnumber)).size, 120_000);
  const pages = resources().map(({ searchParams }) => Number(searchParams.get("$offset")));
  assert.deepEqual(pages.slice(-3), [0, 50_000, 100_000]);
});

test("a page of the newest requests is all that is read for it", async () => {
  const { answer } = source();
  const page = await answer({ kind: "requests", skip: 1, limit: 3 });
  assert.deepEqual(
    page.map(({ srnumber }) => srnumber),
    ["B2", "B1", "A119719"],
  );
  assert.ok(
    resources().every(
      ({ searchParams }) =>
        Number(searchParams.get("$limit")) <= 4 || searchParams.has("$group") || /min/.test(searchParams.get("$select")!),
    ),
  );
});

test("freshness", async () => {
  assert.deepEqual(await source().answer({ kind: "freshness" }), {
    oldest: "2019-01-01",
    newest: "2020-01-03",
    updated: "2020-01-07T00:00:00.000Z",
    timeZone: "America/New_York",
    synthetic: false,
  });
});

test("who is throttled waits as long as the portal asks, and tries again", async () => {
  soda.failures.push({ status: 429, headers: { "Retry-After": "0" }, body: { message: "Too many requests" } }, { status: 202 });
  assert.equal((await source("aaaa-2020").answer(count)).length, 2);
});

test("an application token goes along", async () => {
  await source("aaaa-2020", { appToken: "a token" }).answer(count);
  assert.ok(resources().every(({ searchParams }) => searchParams.get("$$app_token") === "a token"));
});

test("what the portal says is wrong is passed on", async () => {
  soda.failures.push({ status: 400, body: { code: "query.soql.no-such-column", message: "No such column: sr" } });
  await assert.rejects(source("aaaa-2020").answer(count), fails("http", /No such column: sr/));
  await assert.rejects(source("none-here").answer(count), fails("http", /Not found/));
});

test("boundaries, councils and populations are not the portal's", async () => {
  assert.deepEqual((await source().answer({ kind: "boundaries", of: "council" })).features, []);
  await assert.rejects(source().answer({ kind: "lookup", of: "council" }), fails("cannot-answer", /no council/));
});

test("a data set of something else says what is missing and what was found", async () => {
  await assert.rejects(source("else-here").answer(count), fails("invalid", /no column for id .*sr.*Found: kind, office/));
  await assert.rejects(source("text-only").answer(count), fails("cannot-answer", /opened has no dates but text/));
});

test("an address must be a portal of a known city, or come with one", () => {
  assert.throws(() => socrataSource("data.gotham.gov/abcd-1234"), fails("invalid", /accepted: .*data\.sfgov\.org/));
  assert.throws(() => socrataSource("data.sfgov.org/311-cases"), fails("invalid", /“311-cases” is no data set.*vw6y-z8j6/));
  assert.equal(socrataSource("data.sfgov.org").id, "https://data.sfgov.org/vw6y-z8j6");
  assert.equal(socrataSource("data.lacity.org").id.split(",").length, 12);
});

test("a text names a source, and what is none says so", async () => {
  const at = `socrata:http://${soda.domain}/2cy6-i7zn`;
  await assert.rejects(namedSource(at).answer(count), fails("http", /Not found/));
  assert.equal(soda.asked[0]!.pathname, "/api/views/2cy6-i7zn.json");
  for (const wrong of ["ckan:data.boston.gov", "data.sfgov.org", "socrata:"])
    await assert.rejects(namedSource(wrong).answer(count), fails("invalid", /is no source; accepted: socrata:.*files:/));
});
