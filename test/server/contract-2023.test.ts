import assert from "node:assert/strict";
import { before, test } from "node:test";
import { COLUMNS } from "../../server/src/http/schemas.js";
import { openApp, realDatabase, temporaryFolder } from "./support.js";

let old: Awaited<ReturnType<typeof openApp>>;
let full: typeof old;
const now = () => new Date("2020-02-10T12:00:00Z");

before(async () => {
  const db = await realDatabase(temporaryFolder());
  old = await openApp(db, { now, contract: "2023" });
  full = await openApp(db, { now });
});

test("old-style calls are answered alike with and without what was added since", async () => {
  for (const url of [
    "/types",
    "/types/1",
    "/types/stats",
    "/councils",
    "/councils/44",
    "/councils/types/stats",
    "/councils/44/types/stats",
    "/councils/44/counts/open/types",
    "/regions",
    "/agencies",
    "/sources",
    "/requests?start_date=2020-01-01&end_date=2020-01-02&type_id=1&council_id=44&skip=1&limit=5",
    "/requests/updated?start_date=2020-01-03",
    "/requests/1",
    "/requests/srnumber/1-1523590121",
    "/requests/counts/open/types",
    "/requests/pins/open",
    "/requests/pins/open/geojson",
    "/geojson",
    "/geojson/geocode?latitude=34.195059&longitude=-118.483917",
    "/geojson/hotspots",
    "/reports",
    "/reports?field=council_name&filter=type_name=Graffiti&filter=created_date>=2020-01-02",
    "/reports/export/2020/service_requests.csv",
  ]) {
    const [before2023, now2023] = [await old.inject(url), await full.inject(url)];
    assert.equal(before2023.statusCode, 200, url);
    assert.equal(before2023.body, now2023.body, url);
    assert.notEqual(before2023.headers["etag"], now2023.headers["etag"], url);
  }
});

test("what was added is not there", async () => {
  for (const url of ["/cities", "/openapi.json"])
    assert.deepEqual((await old.inject(url)).json(), { detail: "Not found" }, url);
  assert.deepEqual(Object.keys((await old.inject("/status/api")).json<object>()), [
    "currentTime",
    "gitSha",
    "version",
    "lastPulled",
  ]);
  assert.deepEqual(Object.keys((await old.inject("/")).json<object>()), ["message"]);
});

test("added parameters and media types are passed over, as unknown ones always were", async () => {
  for (const [plain, added] of [
    ["/councils", "with=population"],
    ["/requests/1", "with=cityName"],
    ["/requests?start_date=2020-01-01", "city=Gotham"],
    ["/geojson", "detail=low"],
    ["/geojson/hotspots?type_id=1", "end_date=1999-01-01"],
    ["/reports?field=type_name", "measure=open&as_of=2020-01-03"],
  ] as const) {
    const url = `${plain}${plain.includes("?") ? "&" : "?"}${added}`;
    assert.equal((await old.inject(url)).body, (await old.inject(plain)).body, url);
    assert.notEqual((await full.inject(url)).body, (await full.inject(plain)).body, url);
  }
  const columnar = await old.inject({ url: "/reports", headers: { accept: COLUMNS } });
  assert.match(String(columnar.headers["content-type"]), /^application\/json/);
  const payload = { startDate: "2020-01-01", endDate: "2020-01-01", city: "Gotham" };
  assert.equal((await old.inject({ method: "POST", url: "/requests/pins", payload })).statusCode, 200);
});

const REFUSED = [
  "field=region_name",
  "field=type_name&field=status",
  "field=days_to_close",
  "filter=status=open",
  "filter=closed_date>=2020-01-01",
  "filter=type_name=Bulky Items",
  "filter=type_name in Graffiti,Feedback",
  "filter=created_date >= 2020-01-01",
  "filter=type_name=a,b",
  "filter=type_name",
];
for (const query of REFUSED)
  test(`/reports?${query} is refused`, async () => {
    const response = await old.inject(`/reports?${query}`);
    assert.equal(response.statusCode, 422);
    const [problem] = response.json<{ detail: { loc: string[]; msg: string }[] }>().detail;
    assert.deepEqual(problem!.loc, ["query", query.split("=")[0]]);
  });
