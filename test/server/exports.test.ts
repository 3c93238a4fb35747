import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test, type TestContext } from "node:test";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { ingest } from "../../server/src/ingest/ingest.js";
import { makeSample } from "../../server/src/sample/sample.js";
import { Store } from "../../server/src/store/store.js";
import { openApp, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const db = join(folder, "sample.duckdb");
const REQUESTS = 120_000;
const URL_2023 = "/reports/export/2023/service_requests.csv";

before(async () => void (await makeSample({ db, seed: 1, days: 365, requests: REQUESTS, until: "2023-12-31" })));

/** Counts the rows that are read for exports during a test, and says when reading has ended. */
function countReading({ mock }: TestContext) {
  const reading = { rows: 0, ended: Promise.resolve() };
  const original = Store.prototype.stream;
  mock.method(Store.prototype, "stream", function (this: Store, ...args: Parameters<Store["stream"]>) {
    const chunks = original.apply(this, args);
    let end = () => {};
    reading.ended = new Promise((resolve) => (end = resolve));
    return (async function* () {
      try {
        for await (const rows of chunks) {
          reading.rows += rows.length;
          yield rows;
        }
      } finally {
        end();
      }
    })();
  });
  return reading;
}

for (const ending of ["csv", "csv.gz"])
  test(`a large ${ending} is made while it is read`, async (context) => {
    const reading = countReading(context);
    const app = await openApp(db);
    const response = await app.inject({ url: `/reports/export/2023/service_requests.${ending}`, payloadAsStream: true });
    assert.equal(response.statusCode, 200);
    assert.equal(response.headers["content-disposition"], `attachment; filename="service_requests-2023.${ending}"`);
    assert.equal(response.headers["content-length"], undefined);
    const body = response.stream();
    await once(body, "readable");
    assert.ok((body.read() as Buffer).length > 0);
    assert.ok(reading.rows < REQUESTS / 2, `${reading.rows} rows were read for the first bytes`);
    body.destroy();
  });

test("a client that hangs up frees its work", async (context) => {
  const reading = countReading(context);
  const app = await openApp(db);
  const url = await app.listen({ port: 0 });
  const leaving = new AbortController();
  const response = await fetch(`${url}${URL_2023}`, { signal: leaving.signal });
  await response.body!.getReader().read();
  leaving.abort();
  await reading.ended;
  assert.ok(reading.rows < REQUESTS, `${reading.rows} rows were read`);
});

test("all of a year is in the export; packed it is the same", async () => {
  const app = await openApp(db);
  const plain = await app.inject(URL_2023);
  assert.equal(plain.headers["content-type"], "text/csv; charset=utf-8");
  assert.equal(plain.body.split("\r\n").length, REQUESTS + 2);
  const packed = await app.inject(`${URL_2023}.gz`);
  assert.equal(packed.headers["content-type"], "application/gzip");
  assert.equal(packed.headers["content-encoding"], undefined);
  assert.equal(gunzipSync(packed.rawPayload).toString(), plain.body);
  assert.equal((await app.inject(`${URL_2023}?city=Los Angeles`)).body, plain.body);
  assert.equal((await app.inject({ method: "HEAD", url: URL_2023 })).body, "");
  for (const year of [1999, 2022, 2024])
    for (const ending of ["csv", "csv.gz"]) {
      const none = await app.inject(`/reports/export/${year}/service_requests.${ending}`);
      assert.equal(none.statusCode, 404);
      assert.equal(none.headers["content-disposition"], undefined);
      assert.deepEqual(none.json(), { detail: "Item not found" });
    }
});

test("whatever is in a cell comes back", async () => {
  const addresses = ['"QUOTED" ST', "A, B", "LINE\nTWO", "CR\r\nLF", "Ñandú 𝄞", "=1+1", "'; DROP TABLE requests; --", ","];
  const file = join(folder, "hostile.csv");
  const header = "srnumber,requesttype,createddate,closeddate,requestsource,owner,latitude,longitude,address,nc";
  const rows = addresses.map((address, index) => `1-${index},,2021-12-31 23:59:59,,,,,,"${address.replaceAll('"', '""')}",`);
  writeFileSync(file, [header, ...rows].join("\n"));
  const own = join(folder, "hostile.duckdb");
  await ingest({ city: "los-angeles", files: [file], db: own });
  const app = await openApp(own);
  const lines = parse<Record<string, string>>((await app.inject("/reports/export/2021/service_requests.csv")).body, {
    columns: true,
  });
  assert.deepEqual(
    lines.map((line) => line["address"]),
    addresses,
  );
  assert.deepEqual(
    { ...lines[0] },
    {
      request_id: "1",
      srnumber: "1-0",
      created_date: "2021-12-31 23:59:59",
      closed_date: "",
      type_id: "",
      agency_id: "",
      source_id: "",
      council_id: "0",
      region_id: "0",
      address: addresses[0],
      latitude: "",
      longitude: "",
      city_id: "",
    },
  );
});
