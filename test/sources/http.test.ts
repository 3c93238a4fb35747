import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import type { AggregateQuestion } from "../../src/query/index.js";
import { JsonCache } from "../../src/sources/cache.js";
import { httpSource } from "../../src/sources/http.js";
import { SourceError } from "../../src/sources/source.js";

const API = "https://311.example";
const server = setupServer();
const asked: URL[] = [];

before(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  server.resetHandlers();
  asked.length = 0;
});
after(() => server.close());

/** A source without anything remembered, on a server that answers a route as told. */
function source(route: string, answer: (url: URL) => Response | Promise<Response>) {
  server.use(
    http.get(`${API}/${route}`, ({ request }) => {
      asked.push(new URL(request.url));
      return answer(new URL(request.url));
    }),
  );
  return httpSource(`${API}/`, { cache: new JsonCache() });
}

const byType: AggregateQuestion = {
  kind: "aggregate",
  by: ["type_name"],
  measures: ["count"],
  where: [{ field: "created_date", op: "between", value: ["2020-01-01", "2020-01-02"] }],
  order: [{ by: "count", direction: "desc" }],
};
const counted = (...rows: [string, number][]) => rows.map(([type_name, counts]) => ({ type_name, counts }));

const failsWith = (code: string) => (error: unknown) => error instanceof SourceError && error.code === code;

test("an aggregate becomes fields and filters of /reports; order and top are finished here", async () => {
  const { answer } = source("reports", () => HttpResponse.json(counted(["A", 1], ["B", 7], ["C", 3])));
  assert.deepEqual(await answer({ ...byType, top: { field: "type_name", n: 1 } }), [
    { type_name: "B", count: 7 },
    { type_name: "Others", count: 4 },
  ]);
  assert.deepEqual(asked[0]!.searchParams.getAll("field"), ["type_name"]);
  assert.deepEqual(asked[0]!.searchParams.getAll("filter"), ["created_date>=2020-01-01", "created_date<=2020-01-02"]);
});

const inTwo = [{ field: "council_name", op: "in", value: ["Arleta", "Bel Air, Beverly Crest"] } as const];

test("a list is one filter, each of its values encoded", async () => {
  const { answer } = source("reports", () => HttpResponse.json([{ type_name: "A", counts: 7, days_to_close_p50: 2 }]));
  const question = { ...byType, where: inTwo, measures: ["count" as const, "days_to_close_p50" as const] };
  assert.deepEqual(await answer(question), [{ type_name: "A", count: 7, days_to_close_p50: 2 }]);
  assert.deepEqual(asked[0]!.searchParams.getAll("filter"), ["council_name in Arleta,Bel%20Air%2C%20Beverly%20Crest"]);
});

test("where a server has no lists, one is asked as a finer grouping and filtered here", async () => {
  const rows = [
    { type_name: "A", council_name: "Arleta", counts: 2 },
    { type_name: "A", council_name: "Sylmar", counts: 3 },
    { type_name: "A", council_name: "Bel Air, Beverly Crest", counts: 5 },
  ];
  const { answer } = source("reports", (url) =>
    url.searchParams.getAll("filter").some((filter) => filter.includes(" in "))
      ? HttpResponse.json({ detail: [{ loc: ["query", "filter"], msg: "string does not match regex" }] }, { status: 422 })
      : HttpResponse.json(rows),
  );
  assert.deepEqual(await answer({ ...byType, where: inTwo }), [{ type_name: "A", count: 7 }]);
  assert.deepEqual(asked[1]!.searchParams.getAll("field"), ["type_name", "council_name"]);
  await assert.rejects(answer({ ...byType, where: inTwo, measures: ["days_to_close_p50"] }), failsWith("cannot-answer"));
});

test("a server of the 2023 contract, which refuses values with spaces, is asked without them", async () => {
  const { answer } = source("reports", (url) =>
    url.searchParams.getAll("filter").some((filter) => filter.includes(" "))
      ? HttpResponse.json({ detail: [{ loc: ["query", "filter"], msg: "string does not match regex" }] }, { status: 422 })
      : HttpResponse.json([
          { created_year: 2020, type_name: "Bulky Items", counts: 4 },
          { created_year: 2020, type_name: "Graffiti", counts: 9 },
        ]),
  );
  const question = {
    kind: "aggregate",
    by: ["created_year"],
    measures: ["count"],
    where: [{ field: "type_name", op: "=", value: "Bulky Items" }],
  } as const;
  assert.deepEqual(await answer(question), [{ created_year: 2020, count: 4 }]);
  await answer(question);
  assert.equal(asked.length, 2, "it remembers, and has the second answer already");
});

test("rows that come column by column are rows", async () => {
  const { answer } = source("reports", () =>
    HttpResponse.json(
      { columns: { type_name: ["A", "B"], counts: [1, 7] } },
      { headers: { "Content-Type": "application/vnd.report-311.columns+json" } },
    ),
  );
  assert.deepEqual(await answer(byType), [
    { type_name: "B", count: 7 },
    { type_name: "A", count: 1 },
  ]);
  const empty = { "Content-Type": "application/vnd.report-311.columns+json" };
  const none = source("reports", () => HttpResponse.json({ columns: { type_name: [], counts: [] } }, { headers: empty }));
  assert.deepEqual(await none.answer(byType), []);
});

test("regions are put together from councils where a server has none", async () => {
  server.use(
    http.get(`${API}/councils`, () =>
      HttpResponse.json([
        { councilName: "Arleta", regionName: "North" },
        { councilName: "Sylmar", regionName: "North" },
        { councilName: "Venice", regionName: "West" },
      ]),
    ),
  );
  const { answer } = source("reports", (url) =>
    url.search.includes("region_name")
      ? HttpResponse.json({ detail: [{ loc: ["query", "field"], msg: "string does not match regex" }] }, { status: 422 })
      : HttpResponse.json([
          { council_name: "Arleta", counts: 2 },
          { council_name: "Sylmar", counts: 3 },
          { council_name: "Venice", counts: 5 },
          { council_name: "No council", counts: 7 },
        ]),
  );
  const byRegion = { kind: "aggregate", by: ["region_name"], measures: ["count"] } as const;
  assert.deepEqual(await answer(byRegion), [
    { region_name: "No region", count: 7 },
    { region_name: "North", count: 5 },
    { region_name: "West", count: 5 },
  ]);
  const inNorth = { ...byRegion, by: [], where: [{ field: "region_name", op: "=", value: "North" }] } as const;
  assert.deepEqual(await answer(inNorth), [{ count: 5 }]);
  await assert.rejects(answer({ ...byRegion, measures: ["days_to_close_p50"] }), failsWith("cannot-answer"));
});

test("what the server does not know cannot be answered; the message says what it was", async () => {
  const refusing = source("reports", () =>
    HttpResponse.json({ detail: [{ loc: ["query", "field"], msg: "unknown field" }] }, { status: 422 }),
  );
  await assert.rejects(refusing.answer({ ...byType, by: ["closed_date"] }), (error: SourceError) => {
    return error.code === "cannot-answer" && /field: unknown field/.test(error.message);
  });
  const ignoring = source("reports", () => HttpResponse.json(counted(["A", 1])));
  await assert.rejects(ignoring.answer({ ...byType, measures: ["days_to_close_p50"] }), /does not know “days_to_close_p50”/);
});

test("equal questions of several askers are one request, aborted only when the last one leaves", async () => {
  let aborted = false;
  let arrived = () => {};
  const waiting = new Promise<void>((resolve) => (arrived = resolve));
  server.use(
    http.get(`${API}/reports`, ({ request }) => {
      asked.push(new URL(request.url));
      request.signal.addEventListener("abort", () => (aborted = true));
      arrived();
      return new Promise<never>(() => {});
    }),
  );
  const { answer } = httpSource(API, { cache: new JsonCache() });
  const [first, second] = [new AbortController(), new AbortController()];
  const answers = [first, second].map(({ signal }) => answer(byType, { signal }));
  await waiting;
  first.abort();
  await assert.rejects(answers[0]!, { name: "AbortError" });
  assert.equal(aborted, false);
  second.abort();
  await assert.rejects(answers[1]!, { name: "AbortError" });
  assert.equal(asked.length, 1);
});

test("passing failures are tried again as the server asks; lasting ones are not", async () => {
  let calls = 0;
  const passing = source("reports", () =>
    ++calls < 3 ? new HttpResponse(null, { status: 503, headers: { "Retry-After": "0" } }) : HttpResponse.json([]),
  );
  assert.deepEqual(await passing.answer(byType), []);
  assert.equal(calls, 3);
  const lasting = source("reports", () => {
    calls++;
    return HttpResponse.json({ detail: "Internal server error" }, { status: 500 });
  });
  await assert.rejects(lasting.answer(byType), /Internal server error/);
  assert.equal(calls, 4);
});

test("an answer that is not what it should be is an error that says so", async () => {
  await assert.rejects(source("reports", () => new HttpResponse("<html>")).answer(byType), failsWith("invalid"));
  await assert.rejects(source("reports", () => HttpResponse.json({ no: "list" })).answer(byType), failsWith("invalid"));
});

test("when the server fails, the last good answer stands in, and it is said from when it is", async () => {
  let up = true;
  const { answer } = source("reports", () =>
    up ? HttpResponse.json(counted(["A", 1])) : new HttpResponse(null, { status: 500 }),
  );
  await answer(byType);
  up = false;
  let stale: Date | undefined;
  assert.deepEqual(await answer(byType, { maxAge: 0, onStale: (fetched) => (stale = fetched) }), [
    { type_name: "A", count: 1 },
  ]);
  assert.ok(stale && Date.now() - stale.getTime() < 10_000);
});

test("lookups, boundaries and freshness take the names of the language", async () => {
  const types = [{ typeId: 1, typeName: "Graffiti", agencyId: 4, agencyName: "OCB", color: "#123456", description: "d" }];
  assert.deepEqual(await source("types", () => HttpResponse.json(types)).answer({ kind: "lookup", of: "type" }), [
    { name: "Graffiti", id: 1, color: "#123456", agency_name: "OCB", description: "d" },
  ]);
  const area = { type: "Feature", properties: { council_name: "Arleta" }, geometry: { type: "Polygon", coordinates: [] } };
  const { answer } = source("geojson", () => HttpResponse.json({ type: "FeatureCollection", features: [area] }));
  assert.equal((await answer({ kind: "boundaries", of: "council" })).features[0]!.properties.name, "Arleta");
  server.use(http.get(`${API}/requests`, () => HttpResponse.json([{ createdDate: "2020-01-03T14:22:00" }])));
  const old = source("status/api", () => HttpResponse.json({ lastPulled: "2020-02-01T00:00:00" }));
  assert.deepEqual(await old.answer({ kind: "freshness" }), {
    oldest: null,
    newest: "2020-01-03",
    updated: "2020-02-01T00:00:00",
    timeZone: null,
    synthetic: false,
  });
});
