import assert from "node:assert/strict";
import { before, test } from "node:test";
import fc from "fast-check";
import { openApp, realDatabase, temporaryFolder } from "./support.js";

let app: Awaited<ReturnType<typeof openApp>>;
const folder = temporaryFolder();

before(async () => {
  app = await openApp(await realDatabase(folder));
});

interface Problem {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** Wrong URL → the parameter that is named and what its message says is accepted. */
const WRONG: Record<string, [parameter: string, accepted: RegExp]> = {
  "/requests?limit=100001": ["limit", /<= 100000/],
  "/requests?limit=-1": ["limit", />= 0/],
  "/requests?limit=many": ["limit", /integer/],
  "/requests?skip=1.5": ["skip", /integer/],
  "/requests?start_date=2020-02-31": ["start_date", /YYYY-MM-DD/],
  "/requests?end_date=yesterday": ["end_date", /YYYY-MM-DD/],
  "/requests?type_id=graffiti": ["type_id", /integer/],
  "/reports?field=colour": ["field", /one of created_year, .*status/],
  "/reports?measure=mean": ["measure", /closed_within_N/],
  "/reports?as_of=now": ["as_of", /YYYY-MM-DD/],
  "/reports?filter=type_name": ["filter", /field, an operator/],
  "/reports?filter=colour=red": ["filter", /accepted: created_year/],
  "/reports?filter=created_date>=2020-13-01": ["filter", /day as YYYY-MM-DD/],
  "/reports?filter=created_year=MMXX": ["filter", /whole number/],
  "/reports?filter=created_hour in 1,two": ["filter", /whole number/],
  "/reports?filter=type_name in 100%2525,50%2525%25": ["filter", /write %25/],
  [`/reports?filter=type_name in ${Array.from({ length: 501 }, (_, index) => index).join()}`]: ["filter", /500 items/],
  [`/reports?${"filter=created_hour=1&".repeat(21)}`]: ["filter", /20/],
  [`/reports?${Array.from({ length: 13 }, (_, index) => `measure=closed_within_${index}`).join("&")}`]: ["measure", /12/],
  "/geojson?detail=medium": ["detail", /full, low/],
  "/geojson?city=Gotham": ["city", /one of Los Angeles/],
  "/geojson/hotspots?type_id=two": ["type_id", /integer/],
  "/geojson/hotspots?start_date=lately": ["start_date", /YYYY-MM-DD/],
  "/geojson/hotspots?end_date=2020-02-30": ["end_date", /YYYY-MM-DD/],
  "/geojson/hotspots?city=Gotham": ["city", /one of Los Angeles/],
  "/requests?city=Gotham": ["city", /one of Los Angeles/],
  "/requests?with=everything": ["with", /one of category, cityId, cityName/],
  "/requests/1?with=colour": ["with", /one of category, cityId, cityName/],
  "/requests/updated?limit=100001": ["limit", /<= 100000/],
  "/requests/updated?city=Gotham": ["city", /one of Los Angeles/],
  "/requests/pins/open?city=Gotham": ["city", /one of Los Angeles/],
  "/requests/pins/open/geojson?city=Gotham": ["city", /one of Los Angeles/],
  "/requests/counts/open/types?city=Gotham": ["city", /one of Los Angeles/],
  "/councils?with=twitter": ["with", /one of population/],
  "/councils/1/counts/open/types?city=Gotham": ["city", /one of Los Angeles/],
  "/councils/types/stats?city=Gotham": ["city", /one of Los Angeles/],
  "/councils/1/types/stats?city=Gotham": ["city", /one of Los Angeles/],
  "/types/stats?city=Gotham": ["city", /one of Los Angeles/],
  "/reports/export/2020/service_requests.csv?city=Gotham": ["city", /one of Los Angeles/],
  "/geojson/geocode?latitude=34": ["longitude", /required/],
  "/geojson/geocode?latitude=134&longitude=0": ["latitude", /<= 90/],
};

for (const [url, [parameter, accepted]] of Object.entries(WRONG))
  test(`${url.slice(0, 70)} is refused`, async () => {
    const response = await app.inject(url);
    assert.equal(response.statusCode, 422, response.body);
    const [problem] = response.json<{ detail: Problem[] }>().detail;
    assert.deepEqual(problem!.loc.slice(0, 2), ["query", parameter]);
    assert.match(problem!.msg, accepted);
    assert.equal(typeof problem!.type, "string");
    assert.equal(response.headers["cache-control"], "no-store");
  });

for (const [url, place] of Object.entries({
  "/councils/x": ["path", "id"],
  "/councils/x/types/stats": ["path", "id"],
  "/councils/-1/counts/open/types": ["path", "id"],
  "/requests/first": ["path", "id"],
  "/reports/export/lately/service_requests.csv": ["path", "year"],
  "/reports/export/20201/service_requests.csv.gz": ["path", "year"],
}))
  test(`${url} is refused`, async () => {
    const response = await app.inject(url);
    assert.equal(response.statusCode, 422, response.body);
    assert.deepEqual(response.json<{ detail: Problem[] }>().detail[0]!.loc, place);
  });

const days = { startDate: "2020-01-01", endDate: "2020-01-02" };
for (const [payload, place] of [
  [{ endDate: "2020-01-01" }, ["body", "startDate"]],
  [{ ...days, endDate: "tomorrow" }, ["body", "endDate"]],
  [{ ...days, typeIds: ["graffiti"] }, ["body", "typeIds", "0"]],
  [{ ...days, councilIds: [-1] }, ["body", "councilIds", "0"]],
  [{ ...days, city: "Gotham" }, ["body", "city"]],
  [[], ["body"]],
  ["{", ["body"]],
  ["", ["body"]],
] as const)
  test(`pins for ${JSON.stringify(payload)} are refused`, async () => {
    const headers = { "content-type": "application/json" };
    const response = await app.inject({ method: "POST", url: "/requests/pins", payload, headers });
    assert.equal(response.statusCode, 422, response.body);
    assert.deepEqual(response.json<{ detail: Problem[] }>().detail[0]!.loc, place);
  });

test("a body of another kind, or of too much, is refused", async () => {
  const post = (payload: string, type: string) =>
    app.inject({ method: "POST", url: "/requests/pins", payload, headers: { "content-type": type } });
  assert.equal((await post("startDate=2020-01-01", "application/x-www-form-urlencoded")).statusCode, 422);
  const large = await post(JSON.stringify({ ...days, note: "a".repeat(70_000) }), "application/json");
  assert.equal(large.statusCode, 413);
  assert.match(large.json<{ detail: string }>().detail, /too large/);
});

test("unknown parameters are passed over, as the old service did", async () => {
  assert.equal((await app.inject("/reports?filter=created_year=2020&utm_source=mail")).statusCode, 200);
});

test("malformed percent-encoding is the client's mistake", async () => {
  for (const url of [
    "/%zz",
    "/types/%E0%A4%A",
    "/reports?filter=%zz",
    "/reports?filter=type_name=%E0%A4%A",
    "/requests/srnumber/%00",
  ]) {
    const { statusCode, body } = await app.inject(url);
    assert.ok(statusCode < 500, `${url}: ${statusCode} ${body}`);
    assert.ok(statusCode === 200 || "detail" in JSON.parse(body), body);
  }
});

test("hostile values are just values", async () => {
  const hostile = ["x' OR 1=1 --", "'; DROP TABLE requests; --", '"', "\\", "$1", "?", "\u0000", "Ñandú 𝄞", "a".repeat(10_000)];
  const values = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary" }));
  const texts = ["council_name", "type_name", "agency_name", "source_name", "region_name", "city_name", "category", "status"];
  await fc.assert(
    fc.asyncProperty(values, fc.constantFrom(...texts), fc.constantFrom("=", " in "), async (value, field, operator) => {
      const item = operator === "=" ? value : encodeURIComponent(value);
      const response = await app.inject({
        url: "/reports",
        query: { field: "type_name", filter: `${field}${operator}${item}` },
      });
      assert.equal(response.statusCode, 200, response.body);
      assert.deepEqual(response.json(), []);
    }),
    { numRuns: 120 },
  );
  assert.equal((await app.inject("/status/db")).json<{ requests: number }>().requests, 10_000);
});

const PATHS = [
  "/reports",
  "/requests",
  "/requests/updated",
  "/requests/1",
  "/requests/pins/open",
  "/requests/pins/open/geojson",
  "/requests/counts/open/types",
  "/types/stats",
  "/councils",
  "/councils/types/stats",
  "/councils/44/types/stats",
  "/geojson/geocode",
  "/geojson/hotspots",
  "/reports/export/2020/service_requests.csv",
];

test("any query is answered or refused, never an error of the server", async () => {
  const names =
    "field filter measure as_of start_date end_date type_id council_id skip limit city with detail latitude longitude".split(
      " ",
    );
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom("type_name", "created_date>=2020-01-01", "2020-01-01", "1", "1e9", "-0", "NaN", "Los Angeles", "cityName"),
  );
  const query = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PATHS), query, async (path, pairs) => {
      const text = pairs.map(([name, one]) => `${name}=${encodeURIComponent(one)}`).join("&");
      const { statusCode, body } = await app.inject(`${path}?${text}`);
      assert.ok([200, 404, 422].includes(statusCode), `${statusCode} ${body}`);
    }),
    { numRuns: 400 },
  );
});
