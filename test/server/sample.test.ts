import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { makeSample } from "../../server/src/sample/sample.js";
import { apportion } from "../../server/src/sample/shares.js";
import { contains } from "../../server/src/store/boundaries.js";
import { Store } from "../../server/src/store/store.js";
import { openApp, requestsIn, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const options = { seed: 311, days: 730, requests: 5000, until: "2024-06-30" };

test("the same seed gives the same data, another seed other data", async () => {
  const make = (name: string, changes = {}) => makeSample({ db: join(folder, name), ...options, ...changes });
  const first = await make("a.duckdb");
  assert.equal(first.requests, 5000);
  assert.deepEqual(await make("b.duckdb"), first);
  assert.deepEqual(await requestsIn(join(folder, "b.duckdb")), await requestsIn(join(folder, "a.duckdb")));
  assert.notEqual((await make("c.duckdb", { seed: 312 })).checksum, first.checksum);
});

test("requests are plausible, and lie in their council's area", async () => {
  const db = join(folder, "plausible.duckdb");
  await makeSample({ db, ...options });
  const requests = await requestsIn(db);
  const store = await Store.open(db);
  const { councils, boundaries, types } = store.facts;
  store.close();
  assert.equal(boundaries.full.features.length, 99);
  assert.ok(councils.every(({ councilId, population }) => councilId === 0 || population! > 1000));
  const areas = new Map(boundaries.full.features.map(({ geometry, properties }) => [properties.council_id, geometry]));
  for (const { councilId, longitude, latitude } of councils)
    if (councilId !== 0) assert.ok(contains(areas.get(councilId)!, [longitude!, latitude!]), "a centroid is in its own area");
  let located = 0;
  for (const { council_id, longitude, latitude, created, closed, srnumber } of requests) {
    assert.match(String(srnumber), /^1-\d{10}$/);
    assert.ok(closed === null || String(closed) >= String(created));
    assert.ok(String(closed ?? created) < "2024-07-01");
    if (longitude === null) continue;
    located++;
    const point = [Number(longitude), Number(latitude)];
    if (council_id === 0) assert.ok([...areas.values()].every((area) => !contains(area, point)));
    else assert.ok(contains(areas.get(Number(council_id))!, point));
  }
  assert.ok(located > 4900 && located < 5000);
  const share = (test: (request: Record<string, unknown>) => boolean) => requests.filter(test).length / requests.length;
  assert.ok(Math.abs(share((request) => request["type_name"] === "Bulky Items") - 0.445) < 0.03);
  assert.ok(Math.abs(share((request) => request["type_name"] === "Graffiti") - 0.25) < 0.03);
  assert.equal(new Set(requests.map((request) => request["type_name"])).size, types.length);
  assert.ok(share((request) => request["council_id"] === 0) > 0.002);
  const isOpen = (request: Record<string, unknown>) => request["closed"] === null;
  const old = requests.filter((request) => String(request["created"]) < "2024-01-01");
  const recent = requests.filter((request) => String(request["created"]) >= "2024-06-28");
  assert.ok(recent.filter(isOpen).length / recent.length > 5 * (old.filter(isOpen).length / old.length));
  assert.equal(new Set(requests.map((request) => request["srnumber"])).size, 5000);
});

test("a server of it says that it is synthetic", async () => {
  const db = join(folder, "said.duckdb");
  await makeSample({ db, ...options, requests: 50 });
  const app = await openApp(db);
  for (const url of ["/", "/status/api", "/status/db"])
    assert.equal((await app.inject(url)).json<{ synthetic: boolean }>().synthetic, true, url);
  assert.match((await app.inject("/")).json<{ message: string }>().message, /synthetic/);
});

test("apportioning loses and gains nothing", () => {
  assert.deepEqual(apportion([1, 1, 1], 10), [3, 4, 3]);
  assert.deepEqual(apportion([0, 5, 0], 7), [0, 7, 0]);
});
