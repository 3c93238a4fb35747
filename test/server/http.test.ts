import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { COLUMNS } from "../../server/src/http/schemas.js";
import { sendRows } from "../../server/src/http/send.js";
import { startServer } from "../../server/src/http/start.js";
import { QueryTimeout } from "../../server/src/store/engine.js";
import { Store } from "../../server/src/store/store.js";
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
  const urls = [
    "/",
    "/openapi.json",
    "/cities",
    "/types",
    "/types/stats",
    "/councils/1",
    "/councils/types/stats",
    "/councils/44/types/stats",
    "/councils/44/counts/open/types",
    "/requests?start_date=2020-01-01",
    "/requests/updated?start_date=2020-01-01",
    "/requests/1",
    "/requests/counts/open/types",
    "/requests/pins/open",
    "/requests/pins/open/geojson",
    "/geojson",
    "/geojson/geocode?latitude=34.195059&longitude=-118.483917",
    "/geojson/hotspots",
    "/reports?field=type_name",
    "/reports/export/2020/service_requests.csv",
    "/reports/export/2020/service_requests.csv.gz",
  ];
  for (const url of urls) {
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
  assert.equal(figures.revalidated, 2 * urls.length);
});

test("errors and statuses are not kept; a wrong question is refused even if an answer is known", async () => {
  const { headers } = await app.inject("/types");
  const etag = String(headers["etag"]);
  const wrong = await app.inject({ url: "/requests?limit=x", headers: { "if-none-match": etag } });
  assert.equal(wrong.statusCode, 422);
  for (const url of [
    "/requests?limit=x",
    "/types/99",
    "/status/api",
    "/nowhere",
    "/reports/export/1999/service_requests.csv",
  ]) {
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
  const urls = [
    "/geojson",
    "/councils",
    "/requests?start_date=2020-01-01",
    "/requests/pins/open/geojson",
    "/reports/export/2020/service_requests.csv",
    "/openapi.json",
  ];
  for (const url of urls) {
    const plain = await app.inject(url);
    for (const [encoding, decompress] of Object.entries(unpack)) {
      const packed = await app.inject({ url, headers: { "accept-encoding": encoding } });
      assert.equal(packed.headers["content-encoding"], encoding, url);
      assert.ok(packed.rawPayload.length < plain.rawPayload.length / 2);
      assert.equal(decompress(packed.rawPayload).toString(), plain.body);
    }
  }
});

test("rows come column by column to those who accept that, under a tag of their own", async () => {
  const url = "/reports?field=type_name";
  const accept = `${COLUMNS}, application/json;q=0.9`;
  const rows = await app.inject(url);
  const columns = await app.inject({ url, headers: { accept, "accept-encoding": "br" } });
  assert.equal(columns.headers["content-type"], COLUMNS);
  assert.equal(columns.headers["content-encoding"], "br");
  assert.match(String(columns.headers["vary"]), /accept, ?accept-encoding/i);
  assert.match(String(rows.headers["vary"]), /accept\b/i);
  const etag = String(columns.headers["etag"]);
  assert.notEqual(etag, rows.headers["etag"]);
  assert.equal((await app.inject({ url, headers: { accept, "if-none-match": etag } })).statusCode, 304);
  assert.equal((await app.inject({ url, headers: { "if-none-match": etag } })).statusCode, 200);
  for (const other of ["*/*", "text/html", "application/json"])
    assert.equal((await app.inject({ url, headers: { accept: other } })).body, rows.body, other);
  const none = await app.inject({ url: "/reports?filter=created_year=1999", headers: { accept } });
  assert.equal(none.body, '{"columns":{"type_name":[],"created_date":[],"counts":[]}}');
});

test("what a POST answers is not kept", async () => {
  const response = await app.inject({
    method: "POST",
    url: "/requests/pins",
    payload: { startDate: "2020-01-01", endDate: "2020-01-01" },
    headers: { "if-none-match": "*", "accept-encoding": "gzip" },
  });
  assert.equal(response.statusCode, 200);
  assert.equal(response.headers["cache-control"], "no-store");
  assert.equal(response.headers["etag"], undefined);
  assert.equal(response.headers["content-encoding"], "gzip");
});

test("any page may ask, and read what it needs", async () => {
  const { headers } = await app.inject({ url: "/types", headers: { origin: "https://example.org" } });
  assert.equal(headers["access-control-allow-origin"], "*");
  assert.match(String(headers["access-control-expose-headers"]), /ETag/);
  assert.equal(headers["x-content-type-options"], "nosniff");
  const preflight = await app.inject({
    method: "OPTIONS",
    url: "/reports",
    headers: {
      origin: "https://example.org",
      "access-control-request-method": "GET",
      "access-control-request-headers": "authorization,x-key",
    },
  });
  assert.equal(preflight.statusCode, 204);
  assert.equal(preflight.headers["access-control-allow-headers"], "authorization,x-key");
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

const ENDLESS = {
  sql: "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE hash(a.range, b.range) = 0",
  params: [],
};

test("a question that takes too long is given up, and the next one is answered", async () => {
  const slow = await openApp(db, {}, { timeout: 50 });
  const store = await Store.open(db, { timeout: 50 });
  slow.get("/slow", async () => store.rows(ENDLESS));
  await assert.rejects(store.rows(ENDLESS), QueryTimeout);
  const response = await slow.inject("/slow");
  assert.equal(response.statusCode, 503);
  assert.match(response.json<{ detail: string }>().detail, /No answer within 0\.05 s; ask for less/);
  assert.equal((await slow.inject("/types")).statusCode, 200);
  store.close();
});

test("work that nobody waits for any more is given up", { timeout: 8000 }, async () => {
  const store = await Store.open(db, { timeout: 60_000 });
  const leaving = new AbortController();
  const rows = store.rows(ENDLESS, { signal: leaving.signal });
  leaving.abort();
  assert.deepEqual(await rows, []);
  assert.deepEqual(await store.rows(ENDLESS, { signal: leaving.signal }), []);
  store.close();
});

test("a client that hangs up while its answer is worked out frees that work", { timeout: 8000 }, async () => {
  const busy = await openApp(db, {}, { timeout: 60_000 });
  const store = await Store.open(db, { timeout: 60_000 });
  let begin = () => {};
  let end = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const ended = new Promise<void>((resolve) => (end = resolve));
  busy.get("/endless", async (_request, reply) => {
    begin();
    return sendRows(reply, store, ENDLESS).finally(end);
  });
  const url = await busy.listen({ port: 0 });
  const leaving = new AbortController();
  const answer = fetch(`${url}/endless`, { signal: leaving.signal });
  await begun;
  leaving.abort();
  await assert.rejects(answer, { name: "AbortError" });
  await ended;
  store.close();
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
