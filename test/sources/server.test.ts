import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { ingest } from "../../server/src/ingest/ingest.js";
import { startServer, type RunningServer } from "../../server/src/http/start.js";
import {
  aggregate,
  selectHotspots,
  selectPoints,
  selectRequests,
  type AggregateQuestion,
  type Condition,
  type Field,
  type Measure,
  type ServiceRequest,
} from "../../src/query/index.js";
import { JsonCache } from "../../src/sources/cache.js";
import { httpSource } from "../../src/sources/http.js";
import type { Source } from "../../src/sources/source.js";
import { LOS_ANGELES } from "../support/data.js";

/** The source is asked random questions of the real server on the real rows; the evaluator answers them over the same rows. */

let server: RunningServer;
let source: Source;
let requests: ServiceRequest[];
const folder = mkdtempSync(join(tmpdir(), "report-311-"));

before(async () => {
  const db = join(folder, "la.duckdb");
  await ingest({ city: "los-angeles", files: [join(LOS_ANGELES, "test_requests.csv.gz")], db });
  server = await startServer({ db, port: 0 });
  source = httpSource(server.url, { cache: new JsonCache() });
  requests = await source.answer({ kind: "requests", limit: Infinity });
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const fields: Field[] = [
  "created_year",
  "created_month",
  "created_date",
  "created_dow",
  "created_hour",
  "closed_date",
  "days_to_close",
  "type_name",
  "category",
  "council_name",
  "region_name",
  "agency_name",
  "source_name",
  "city_name",
  "status",
];
const NAMES: Partial<Record<Field, string[]>> = {
  category: ["bulky-items", "graffiti", "potholes"],
  type_name: ["Bulky Items", "Metal/Appliances", "Graffiti", "' OR 1=1 --", "a,b"],
  council_name: ["No council", "Arleta", "Bel Air-Beverly Crest", "Voices"],
  source_name: ["Phone Call", "Council's Office", "%41"],
};
const day = fc.constantFrom("2019-12-31", "2020-01-01", "2020-01-02", "2020-01-03", "2020-02-01");
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constantFrom("created_date", "closed_date"),
    op: fc.constantFrom("=", ">", ">=", "<", "<="),
    value: day,
  }),
  fc.record({ field: fc.constant("created_date"), op: fc.constant("between"), value: fc.tuple(day, day) }),
  fc.record({ field: fc.constant("closed_date"), op: fc.constant("="), value: fc.constant(null) }),
  fc.record({
    field: fc.constant("days_to_close"),
    op: fc.constantFrom("=", "<", ">="),
    value: fc.integer({ min: 0, max: 9 }),
  }),
  fc.record({ field: fc.constant("created_hour"), op: fc.constantFrom("<", ">="), value: fc.integer({ min: 0, max: 23 }) }),
  fc.constantFrom("type_name", "category", "council_name", "source_name").chain((field) =>
    fc.record({
      field: fc.constant(field),
      op: fc.constantFrom("=", "<", ">="),
      value: fc.constantFrom(...NAMES[field as Field]!),
    }),
  ),
  fc.constantFrom("type_name", "category", "council_name", "source_name").chain((field) =>
    fc.record({
      field: fc.constant(field),
      op: fc.constant("in"),
      value: fc.uniqueArray(fc.constantFrom(...NAMES[field as Field]!)),
    }),
  ),
);

const question = fc
  .record({
    by: fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1, maxLength: 2 }),
    measures: fc.uniqueArray(
      fc.constantFrom<Measure>("count", "open", "closed", "closed_within_3", "days_to_close_p50", "days_to_close_n"),
      { minLength: 1, maxLength: 3 },
    ),
    where: fc.uniqueArray(condition, { maxLength: 2, selector: ({ field }) => field }),
    limit: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
    as_of: fc.constantFrom(undefined, "2020-01-03"),
  })
  // What cannot be put together from finer groups is refused; that is tested by itself.
  .filter(
    ({ measures, where }) =>
      measures.every((measure) => /^(count|open|closed)$/.test(measure)) ||
      !where.some(({ op, value }) => value === null || (op === "in" && value.length === 0)),
  )
  .map((parts): AggregateQuestion => ({ kind: "aggregate", ...parts }));

test("the server through the source answers as the evaluator does over its rows", async () => {
  assert.equal(requests.length, 10_000);
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      assert.deepEqual(await source.answer(asked), aggregate(asked, requests), JSON.stringify(asked));
    }),
    { numRuns: 60 },
  );
});

const located: Condition[][] = [
  [{ field: "type_name", op: "=", value: "Electronic Waste" }],
  [{ field: "type_name", op: "in", value: ["Graffiti", "Homeless Encampment"] }],
  [
    { field: "type_name", op: "=", value: "Graffiti" },
    { field: "type_name", op: "=", value: "Bulky Items" },
  ],
  [{ field: "type_name", op: "=", value: "No such type" }],
  [{ field: "council_name", op: "in", value: ["Sylmar", "No council"] }],
  [
    { field: "created_date", op: "between", value: ["2020-01-02", "2020-01-03"] },
    { field: "council_name", op: "in", value: ["Sylmar", "Arleta"] },
  ],
  [
    { field: "city_name", op: "=", value: "Los Angeles" },
    { field: "type_name", op: "=", value: "Graffiti" },
  ],
  [{ field: "city_name", op: "=", value: "Gotham" }],
  [{ field: "days_to_close", op: ">", value: 30 }],
  [{ field: "category", op: "=", value: "graffiti" }],
];

for (const where of located)
  test(`points and requests where ${JSON.stringify(where)}`, async () => {
    const points = { kind: "points", where } as const;
    assert.deepEqual(await source.answer(points), selectPoints(points, requests));
    const some = { kind: "requests", where, skip: 2, limit: 5 } as const;
    assert.deepEqual(await source.answer(some), selectRequests(some, requests));
  });

const GRAFFITI: Condition = { field: "type_name", op: "=", value: "Graffiti" };
for (const where of [
  [GRAFFITI],
  [GRAFFITI, { field: "created_date", op: "<=", value: "2020-01-02" }],
  [GRAFFITI, { field: "created_date", op: ">=", value: "2020-01-02" }, { field: "city_name", op: "=", value: "Los Angeles" }],
  [GRAFFITI, { field: "council_name", op: "=", value: "Sylmar" }],
  [{ field: "type_name", op: "in", value: ["Graffiti", "Homeless Encampment"] }],
  [],
] satisfies Condition[][])
  test(`hotspots where ${JSON.stringify(where)}`, async () => {
    const asked = { kind: "hotspots", where } as const;
    const expected = selectHotspots(asked, requests);
    assert.deepEqual(await source.answer(asked), expected);
    assert.ok(expected.length > 0 || where.length > 1);
  });

test("the city has its residents of 2020", async () => {
  const cities = await source.answer({ kind: "lookup", of: "city" });
  assert.deepEqual(cities, [{ name: "Los Angeles", id: 1, population: 3_898_747 }]);
});

test("a request has its city", () => assert.ok(requests.every(({ city_name }) => city_name === "Los Angeles")));

test("a request has its category, if any", () => {
  const categories = new Map(requests.map(({ type_name, category }) => [type_name, category]));
  assert.equal(categories.get("Single Streetlight"), "street-lights");
  assert.equal(categories.get("Metal/Appliances"), null);
});
