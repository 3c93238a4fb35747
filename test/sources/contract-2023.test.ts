import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ingest } from "../../server/src/ingest/ingest.js";
import { startServer, type RunningServer } from "../../server/src/http/start.js";
import type { AggregateQuestion, Condition, Question } from "../../src/query/index.js";
import { JsonCache } from "../../src/sources/cache.js";
import { httpSource } from "../../src/sources/http.js";
import { SourceError, type Source } from "../../src/sources/source.js";
import { LOS_ANGELES } from "../support/data.js";

/** What a server answers that has only the contract of 2023 is what one of today answers, or is said not to be known. */

let servers: RunningServer[];
let old: Source;
let full: Source;
const folder = mkdtempSync(join(tmpdir(), "report-311-"));

before(async () => {
  const db = join(folder, "la.duckdb");
  await ingest({ city: "los-angeles", files: [join(LOS_ANGELES, "test_requests.csv.gz")], db });
  servers = await Promise.all([startServer({ db, port: 0, contract: "2023" }), startServer({ db, port: 0 })]);
  [old, full] = servers.map(({ url }) => httpSource(url, { cache: new JsonCache() })) as [Source, Source];
});
after(async () => {
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true });
});

const counts = (by: AggregateQuestion["by"], where: Condition[] = []): AggregateQuestion => ({
  kind: "aggregate",
  by,
  measures: ["count"],
  where,
});
const bulky: Condition = { field: "type_name", op: "=", value: "Bulky Items" };
const graffiti: Condition = { field: "type_name", op: "=", value: "Graffiti" };

const ANSWERED: Question[] = [
  counts(["created_date", "type_name"]),
  counts(["council_name"], [bulky]),
  counts([], [{ field: "type_name", op: "in", value: ["Bulky Items", "Metal/Appliances"] }]),
  counts(["region_name", "type_name"]),
  { ...counts(["region_name"], [graffiti]), top: { field: "region_name", n: 3 } },
  counts(["created_hour"], [bulky, { field: "region_name", op: "in", value: ["Harbor", "No region"] }]),
  { kind: "points", where: [graffiti, { field: "region_name", op: "=", value: "Harbor" }] },
  { kind: "hotspots", where: [graffiti] },
  { kind: "hotspots", where: [graffiti, { field: "created_date", op: "<=", value: "2020-01-02" }] },
  { kind: "lookup", of: "type" },
  { kind: "boundaries", of: "council" },
];
for (const question of ANSWERED)
  test(`answered: ${JSON.stringify(question)}`, async () =>
    assert.deepEqual(await old.answer(question), await full.answer(question)));

const UNKNOWN: Question[] = [
  counts(["closed_date"]),
  counts(["days_to_close"]),
  counts(["category"]),
  counts(["type_name"], [{ field: "category", op: "=", value: "graffiti" }]),
  { kind: "points", where: [{ field: "category", op: "=", value: "graffiti" }] },
  counts(["type_name"], [{ field: "status", op: "=", value: "open" }]),
  { ...counts(["type_name"]), measures: ["open"] },
  { ...counts(["region_name"]), measures: ["count", "days_to_close_p50"] },
  counts([], [{ field: "city_name", op: "=", value: "Los Angeles" }]),
  { kind: "points", where: [{ field: "city_name", op: "=", value: "Los Angeles" }] },
  { kind: "lookup", of: "city" },
];
for (const question of UNKNOWN)
  test(`not known: ${JSON.stringify(question)}`, () =>
    assert.rejects(old.answer(question), (error) => error instanceof SourceError && error.code === "cannot-answer"));

test("how new the data is, is read from the newest request", async () => {
  const { newest, oldest, synthetic } = await old.answer({ kind: "freshness" });
  assert.deepEqual([newest, oldest, synthetic], ["2020-01-03", null, false]);
});
