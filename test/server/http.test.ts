import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { startServer } from "../../server/src/http/start.js";
import { QueryTimeout, Store } from "../../server/src/store/store.js";
import { openApp, realDatabase, temporaryFolder } from "./support.js";

let app: Awaited<ReturnType<typeof openApp>>;
let db: string;
const folder = temporaryFolder();
const lines: string[] = [];
let now = new Date("2020-02-10T12:00:00Z");

before(async () => {
  db = await realDatabase(folder);
  app = await openApp(db, {
    now: () => now,
    logger: { level: "info", stream: { write: (line: string) => void lines.push(line) } },
  });
  app.get("/broken", async () => Promise.reject(new Error("a secret of the server")));
});

test("without a filter, a report starts on the first day of last month", async () => {
  const rows = (await app.inject("/reports")).json<unknown[]>();
  assert.equal(rows.length, 32);
  assert.equal((await app.inject("/requests?end_date=2020-02-10")).body, "[]");
  now = new Date("2020-01-09T12:00:00Z");
  assert.equal(
    (await app.inject("/requests?limit=100000")).json<unknown[]>().length,
    8315,
    "seven days before today are the second of January",
  );
  now = new Date("2020-03-02T07:00:00Z"); // still the first of March in Los Angeles
  assert.equal((await app.inject("/reports")).body, "[]");
  now = new Date("2020-02-10T12:00:00Z");
});

test("a client that has the answer gets a 304 and nothing else", async () => {
  for (const url of [
    "/reports?field=type_name",
    "/councils/1",
    "/geojson",
    "/requests?start_date=2020-01-01",
    "/types/stats",
  ]) {
    const first = await app.inject(url);
    const etag = String(first.headers["etag"]);
    assert.match(etag, /^W\/"/);
    assert.match(String(first.headers["cache-control"]), /^public, max-age=60, stale-while-revalidate/);
    for (const known of [etag, `"other", ${etag}`]) {
      const again = await app.inject({ url, headers: { "if-none-match": known } });
      assert.equal(again.statusCode, 304);
      assert.equal(again.body, "");
      assert.equal(again.headers["etag"], etag);
    }
    assert.equal((await app.inject({ url, headers: { "if-none-match": 'W/"other"' } })).statusCode, 200);
  }
  const figures = (await app.inject("/status/cache")).json<{ answered: number; revalidated: number }>();
  assert.equal(figures.revalidated, 10);
});

test("errors and statuses are not kept; a wrong question is refused even if an answer is known", async () => {
  const { headers } = await app.inject("/types");
  const etag = String(headers["etag"]);
  const wrong = await app.inject({ url: "/requests?limit=x", headers: { "if-none-match": etag } });
  assert.equal(wrong.statusCode, 422);
  for (const url of ["/requests?limit=x", "/types/99", "/status/api", "/nowhere"]) {
    const response = await app.inject(url);
    assert.equal(response.headers["etag"], undefined, url);
    assert.equal(response.headers["cache-control"], "no-store", url);
  }
  const day = now;
  now = new Date("2020-02-11T12:00:00Z");
  assert.notEqual((await app.inject("/types")).headers["etag"], etag, "answers may depend on the day");
  now = day;
});

test("answers are compressed when the client takes that", async () => {
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
  for (const url of ["/geojson", "/councils", "/requests?start_date=2020-01-01"]) {
    const plain = await app.inject(url);
    for (const [encoding, decompress] of Object.entries(unpack)) {
      const packed = await app.inject({ url, headers: { "accept-encoding": encoding } });
      assert.equal(packed.headers["content-encoding"], encoding, url);
      assert.ok(packed.rawPayload.length < plain.rawPayload.length / 2);
      assert.equal(decompress(packed.rawPayload).toString(), plain.body);
    }
  }
});

test("any page may ask, and read what it needs", async () => {
  const { headers } = await app.inject({ url: "/types", headers: { origin: "https://example.org" } });
  assert.equal(headers["access-control-allow-origin"], "*");
  assert.match(String(headers["access-control-expose-headers"]), /ETag/);
  assert.equal(headers["x-content-type-options"], "nosniff");
  const preflight = await app.inject({
    method: "OPTIONS",
    url: "/reports",
    headers: { origin: "https://example.org", "access-control-request-method": "GET" },
  });
  assert.equal(preflight.statusCode, 204);
});

test("a request's id is its own or the client's, in the answer and in the log", async () => {
  const own = String((await app.inject("/types")).headers["x-request-id"]);
  assert.match(own, /^[0-9a-f-]{36}$/);
  const given = await app.inject({ url: "/broken", headers: { "x-request-id": "page-17" } });
  assert.equal(given.headers["x-request-id"], "page-17");
  assert.ok(lines.some((line) => line.includes('"page-17"') && line.includes("a secret of the server")));
  const forged = await app.inject({ url: "/types", headers: { "x-request-id": 'a"b c' } });
  assert.match(String(forged.headers["x-request-id"]), /^[0-9a-f-]{36}$/);
});

test("an error of the server tells nothing of it", async () => {
  const response = await app.inject("/broken");
  assert.equal(response.statusCode, 500);
  assert.deepEqual(response.json(), { detail: "Internal server error" });
});

test("a question that takes too long is given up, and the next one is answered", async () => {
  const slow = await openApp(db, {}, { timeout: 50 });
  const store = await Store.open(db, { timeout: 50 });
  const endless = {
    sql: "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE hash(a.range, b.range) = 0",
    params: [],
  };
  slow.get("/slow", async () => store.rows(endless));
  await assert.rejects(store.rows(endless), QueryTimeout);
  const response = await slow.inject("/slow");
  assert.equal(response.statusCode, 503);
  assert.match(response.json<{ detail: string }>().detail, /No answer within 0\.05 s; ask for less/);
  assert.equal((await slow.inject("/types")).statusCode, 200);
  store.close();
});

test("the description of the API has every route, with its answers", async () => {
  const { paths } = (await app.inject("/openapi.json")).json<{
    paths: Record<
      string,
      { get: { summary?: string; parameters?: { name: string }[]; responses: Record<string, { content?: object }> } }
    >;
  }>();
  const expected =
    "/ /agencies /agencies/{id} /cities /councils /councils/{id} /geojson /geojson/geocode /regions /regions/{id} /reports " +
    "/requests /requests/srnumber/{srnumber} /requests/{id} /sources /status/api /status/cache /status/db /status/log /types " +
    "/types/stats /types/{id}";
  const described = Object.keys(paths).filter((path) => path !== "/broken");
  assert.deepEqual(described.sort(), expected.split(" "));
  for (const path of described) {
    const { summary, responses } = paths[path]!.get;
    assert.ok(summary, path);
    assert.ok(responses["200"]?.content, path);
  }
  assert.deepEqual(
    paths["/requests"]!.get.parameters!.map(({ name }) => name),
    ["start_date", "end_date", "type_id", "council_id", "skip", "limit"],
  );
});

test("a server listens where it says; a port in use is an error that says so", async () => {
  const server = await startServer({ db, port: 0, extend: (one) => void one.get("/extra", async () => ({ extra: true })) });
  try {
    assert.deepEqual(await (await fetch(`${server.url}/extra`)).json(), { extra: true });
    const port = Number(new URL(server.url).port);
    await assert.rejects(startServer({ db, port }), new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is in use`));
  } finally {
    await server.close();
  }
  await assert.rejects(fetch(server.url));
});

test("a client that does not read its answer does not keep a server from closing", { timeout: 8000 }, async () => {
  const server = await startServer({ db, port: 0, closePatience: 100 });
  const { port } = new URL(server.url);
  const socket = connect(Number(port), "127.0.0.1");
  const question = "GET /requests?start_date=2020-01-01&limit=100000 HTTP/1.1\r\nHost: localhost\r\n\r\n";
  socket.write(question.repeat(10)); // more than the buffers on the way hold
  await once(socket, "readable");
  await server.close();
  socket.destroy();
});
