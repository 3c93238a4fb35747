import assert from "node:assert/strict";
import { before, test } from "node:test";
import { openApp, realDatabase, temporaryFolder } from "./support.js";

/** What the old service's own integration tests asked of it, and the contract's worked examples, on the real rows. */

let app: Awaited<ReturnType<typeof openApp>>;
const folder = temporaryFolder();

before(async () => {
  app = await openApp(await realDatabase(folder));
});

async function get<T = Record<string, unknown>[]>(url: string, status = 200): Promise<T> {
  const response = await app.inject(url);
  assert.equal(response.statusCode, status, `${url}: ${response.body.slice(0, 300)}`);
  assert.match(String(response.headers["content-type"]), /^application\/(geo\+)?json/);
  return response.json<T>();
}

const LENGTHS: Record<string, number> = {
  "/reports?filter=created_date>=2020-01-01": 32,
  "/reports?filter=created_date>=2020-01-01&field=type_name": 11,
  "/reports?filter=created_date>=2020-01-01&field=council_name": 100,
  "/councils": 99,
  "/regions": 12,
  "/types": 12,
  "/agencies": 12,
  "/sources": 18,
  "/cities": 1,
  "/requests": 0,
  "/reports": 0,
};

for (const [url, length] of Object.entries(LENGTHS))
  test(`${url} has ${length} rows`, async () => assert.equal((await get(url)).length, length));

for (const part of ["api", "db", "cache", "log"])
  test(`/status/${part} answers`, async () => void (await get(`/status/${part}`)));

test("/status/api says how new the data is", async () => {
  const status = await get<Record<string, unknown>>("/status/api");
  assert.ok(String(status["lastPulled"]) > "2020-01-01");
  assert.ok(!Number.isNaN(Date.parse(String(status["currentTime"]))));
  assert.deepEqual(
    [status["oldestCreated"], status["newestCreated"], status["synthetic"], status["timeZone"], status["requests"]],
    ["2020-01-01", "2020-01-03", false, "America/Los_Angeles", 10_000],
  );
});

test("lookups by id", async () => {
  const council = await get<Record<string, unknown>>("/councils/1");
  assert.equal(council["councilName"], "Arleta");
  assert.equal(council["population"], undefined);
  assert.equal((await get<Record<string, unknown>>("/councils/1?with=population"))["population"], 33_954);
  assert.ok((await get("/councils?with=population")).every((row) => row["population"] !== undefined));
  assert.equal(council["regionName"], "North East Valley");
  assert.equal((await get<Record<string, unknown>>("/councils/0"))["councilName"], "No council");
  assert.equal((await get<Record<string, unknown>>("/types/1"))["typeName"], "Graffiti");
  assert.equal((await get<Record<string, unknown>>("/agencies/2"))["agencyName"], "Sanitation Bureau");
  assert.equal((await get<Record<string, unknown>>("/regions/12"))["regionName"], "Harbor");
});

test("/types is ordered by agency, newest first, then type", async () => {
  const rows = await get("/types");
  const keys = rows.map((row) => [-Number(row["agencyId"]), Number(row["typeId"])]);
  assert.deepEqual(
    keys,
    [...keys].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!),
  );
  assert.deepEqual(Object.keys(rows[0]!), ["typeId", "typeName", "agencyId", "agencyName", "color", "description"]);
});

test("an old-style report has the fields and counts, and nothing else", async () => {
  const rows = await get("/reports?filter=created_date>=2020-01-01");
  for (const row of rows) assert.deepEqual(Object.keys(row), ["type_name", "created_date", "counts"]);
  assert.equal(
    rows.reduce((sum, row) => sum + Number(row["counts"]), 0),
    10_000,
  );
  const parts = await get(
    "/reports?filter=created_year=2020&field=created_year&field=created_month&field=created_dow&field=created_hour",
  );
  assert.deepEqual(
    Object.values(parts[0]!).map((value) => typeof value),
    Array<string>(5).fill("number"),
  );
});

test("answers by name add up agencies that share one", async () => {
  const rows = await get("/reports?field=agency_name&filter=created_year=2020");
  assert.equal(rows.find((row) => row["agency_name"] === "Sanitation Bureau")!["counts"], 7067 + 56);
});

test("filters hold together; lists and the added fields work", async () => {
  const count = async (query: string) =>
    (await get(`/reports?field=city_name&${query}`)).reduce((sum, row) => sum + Number(row["counts"]), 0);
  assert.equal(await count("filter=type_name=Graffiti"), 2628);
  assert.equal(await count("filter=created_date>=2020-01-01&filter=type_name%20in%20Graffiti,Bulky%20Items"), 2628 + 4470);
  assert.equal(await count("filter=type_name in Metal%252FAppliances,Nothing%252C else"), 833);
  assert.equal(await count("filter=status=open"), 49); // 43 of the rows that the old service kept, 6 without coordinates
  assert.equal(await count("filter=council_name=No council&filter=region_name=No region"), 117); // 106 located ones
  assert.equal(
    await count("filter=created_date<=2020-01-01&filter=type_name=Graffiti"),
    await count("filter=created_date=2020-01-01&filter=type_name=Graffiti"),
  );
});

test("measures stand beside counts", async () => {
  const measures = "measure=open&measure=closed&measure=closed_within_7&measure=days_to_close_p50&measure=days_to_close_n";
  const [row] = await get(`/reports?field=type_name&filter=type_name=Homeless Encampment&${measures}&as_of=2021-01-01`);
  assert.equal(row!["counts"], 405);
  assert.equal(Number(row!["open"]) + Number(row!["closed"]), 405);
  assert.equal(row!["days_to_close_p50"], 19);
  assert.ok(Number(row!["closed_within_7"]) > 0 && Number(row!["closed_within_7"]) < 1);
  assert.equal(row!["days_to_close_n"], row!["closed"]);
});

test("/requests/1 is the contract's worked example", async () => {
  const request = await get<Record<string, unknown>>("/requests/1");
  assert.deepEqual(request, {
    requestId: 1,
    srnumber: "1-1523590121",
    councilId: 44,
    councilName: "Lake Balboa",
    typeId: 6,
    typeName: "Illegal Dumping",
    agencyId: 2,
    agencyName: "Sanitation Bureau",
    sourceId: 8,
    sourceName: "Phone Call",
    createdDate: "2020-01-01T00:05:00",
    closedDate: "2020-01-02T08:43:00",
    address: "16815 W VANOWEN ST, 91406",
    latitude: 34.19402846,
    longitude: -118.4994716,
  });
  assert.deepEqual(await get("/requests/srnumber/1-1523590121"), request);
});

test("/requests: newest first, paged, filtered; the end date is inclusive of that day and no more", async () => {
  const all = await get("/requests?start_date=2020-01-01&limit=100000");
  assert.equal(all.length, 10_000);
  assert.equal(all.filter((row) => row["latitude"] === null).length, 11);
  assert.equal(all.filter((row) => row["closedDate"] === null).length, 49);
  const created = all.map((row) => String(row["createdDate"]));
  assert.deepEqual(created, [...created].sort().reverse());
  assert.deepEqual(await get("/requests?start_date=2020-01-01&skip=5000&limit=3"), all.slice(5000, 5003));
  const firstDay = await get("/requests?start_date=2020-01-01&end_date=2020-01-01&limit=100000");
  assert.equal(firstDay.length, created.filter((moment) => moment < "2020-01-02").length);
  const some = await get("/requests?start_date=2020-01-01&type_id=1&type_id=6&council_id=44&council_id=1&limit=100000");
  assert.deepEqual(
    some,
    all.filter((row) => [1, 6].includes(Number(row["typeId"])) && [1, 44].includes(Number(row["councilId"]))),
  );
  assert.deepEqual(await get("/requests?start_date=2020-01-01&type_id=999"), []);
});

test("/types/stats are discrete percentiles of whole days", async () => {
  const requests = await get("/requests?start_date=2020-01-01&limit=100000");
  const stats = await get("/types/stats");
  assert.equal(stats.length, 11);
  for (const row of stats) {
    const days = requests
      .filter((request) => request["typeId"] === row["type_id"] && request["closedDate"] !== null)
      .map((request) => day(request["closedDate"]) - day(request["createdDate"]))
      .filter((value) => value >= 0)
      .sort((a, b) => a - b);
    const percentile = (share: number) => days[Math.max(1, Math.ceil(share * days.length)) - 1];
    assert.deepEqual(
      [row["min"], row["q1"], row["median"], row["q3"], row["max"]],
      [0, 0.25, 0.5, 0.75, 1].map(percentile),
      String(row["type_name"]),
    );
  }
});

function day(moment: unknown): number {
  return Date.parse(String(moment).slice(0, 10)) / 86_400_000;
}

interface Collection {
  type: string;
  features: { properties: Record<string, unknown>; geometry: { type: string; coordinates: number[][][][] } }[];
}

test("/geojson: 99 councils, full and simplified, wound as RFC 7946 asks", async () => {
  for (const [url, limit] of [
    ["/geojson", 1e6],
    ["/geojson?detail=low", 250_000],
  ] as const) {
    const areas = await get<Collection>(url);
    assert.equal(areas.type, "FeatureCollection");
    assert.equal(areas.features.length, 99);
    assert.deepEqual(Object.keys(areas.features[0]!.properties).sort(), ["council_id", "council_name", "nc_id"]);
    assert.ok(JSON.stringify(areas).length < limit);
    for (const { geometry } of areas.features)
      for (const polygon of geometry.coordinates)
        polygon.forEach((ring, index) => {
          assert.deepEqual(ring[0], ring.at(-1));
          assert.equal(area(ring) > 0, index === 0);
        });
  }
});

/** Positive for a ring that is anticlockwise on a map. */
function area(ring: number[][]): number {
  return ring.slice(1).reduce((sum, [x, y], index) => sum + ring[index]![0]! * y! - x! * ring[index]![1]!, 0);
}

test("simplified borders that two councils share stay shared", async () => {
  const points = async (url: string) => {
    const { features } = await get<Collection>(url);
    const owners = new Map<string, Set<number>>();
    features.forEach(({ geometry }, index) => {
      for (const point of geometry.coordinates.flat(2)) {
        const key = point.map((value) => value.toFixed(4)).join();
        owners.set(key, (owners.get(key) ?? new Set()).add(index));
      }
    });
    return [...owners.values()];
  };
  const shared = (owners: Set<number>[]) => owners.filter((set) => set.size > 1).length / owners.length;
  assert.ok(shared(await points("/geojson?detail=low")) >= 0.9 * shared(await points("/geojson")));
});

test("/geojson/geocode", async () => {
  assert.deepEqual(await get("/geojson/geocode?latitude=34.195059&longitude=-118.483917"), { council_id: 44 });
  assert.deepEqual(await get("/geojson/geocode?latitude=35.195059&longitude=-118.483917", 404), { detail: "Item not found" });
});

test("what is not there is not found", async () => {
  for (const url of ["/types/99", "/councils/100", "/regions/13", "/agencies/99", "/requests/10001", "/requests/srnumber/1-2"])
    assert.deepEqual(await get(url, 404), { detail: "Item not found" });
  assert.deepEqual(await get("/nowhere", 404), { detail: "Not found" });
});
