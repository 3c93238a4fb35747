import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { EngineFailure, EngineUnavailable, QueryTimeout } from "../../server/src/store/engine.js";
import { TrinoEngine } from "../../server/src/store/trino/engine.js";
import { register } from "../../server/src/store/trino/register.js";
import { UserError } from "../../server/src/errors.js";
import type { Row } from "../../src/query/index.js";
import { startTrino, type FakeTrino, type Step } from "../support/trino.js";

let trino: FakeTrino;
let engine: TrinoEngine;
beforeEach(async () => {
  trino = await startTrino();
  engine = new TrinoEngine(trino.address, 5_000);
});
afterEach(() => trino.close());

const COLUMNS = [
  ["day", "date"],
  ["moment", "timestamp(6)"],
  ["requests", "bigint"],
  ["share", "double"],
  ["name", "varchar"],
] as const;
const PAGES: Step[] = [
  {},
  { columns: COLUMNS },
  { columns: COLUMNS, data: [["2020-01-01", "2020-01-01 08:05:00.000000", 9007199254740991, 0.25, "Ñandú 𝄞"]] },
  { columns: COLUMNS, data: [] },
  { columns: COLUMNS, data: [["2020-01-02", null, 0, null, null]] },
];
const ROWS = [
  { day: "2020-01-01", moment: "2020-01-01 08:05:00.000000", requests: 9007199254740991, share: 0.25, name: "Ñandú 𝄞" },
  { day: "2020-01-02", moment: null, requests: 0, share: null, name: null },
];
const STATEMENT = { sql: "SELECT 1", params: [] };

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

test("an answer of several pages, some without rows, is read whole: by rows and by columns", async () => {
  for (const read of [engine.chunks.bind(engine), engine.stream.bind(engine)]) {
    trino.answer(...PAGES);
    assert.deepEqual((await all<Row[]>(read(STATEMENT))).flat(), ROWS);
  }
  trino.answer(...PAGES);
  const columns = await all(engine.columns(STATEMENT));
  assert.deepEqual(
    columns.map(({ name, parts }) => [name, [...parts].flat()]),
    COLUMNS.map(([name]) => [name, ROWS.map((row) => row[name])]),
  );
  assert.equal(trino.cancelled, 0, "what is over is not given up");
});

test("columns are named as the reader says, and an answer without rows has its columns", async () => {
  trino.answer({ columns: COLUMNS, data: [] });
  const columns = await all(engine.columns(STATEMENT, { names: ["a", "b", "c", "d", "e"] }));
  assert.deepEqual(
    columns.map(({ name, parts }) => [name, [...parts].flat()]),
    ["a", "b", "c", "d", "e"].map((name) => [name, []]),
  );
  trino.answer({ columns: COLUMNS, data: [] });
  assert.deepEqual((await all(engine.chunks(STATEMENT))).flat(), []);
});

test("who checks the number of rows is told before any is handed over", async () => {
  const told: number[] = [];
  const refuse = (rows: number) => {
    told.push(rows);
    throw new RangeError("too many");
  };
  for (const read of [engine.chunks(STATEMENT, { check: refuse }), engine.columns(STATEMENT, { check: refuse })]) {
    trino.answer(...PAGES);
    await assert.rejects(read.next(), RangeError);
  }
  assert.deepEqual(told, [2, 2]);
});

test("values go beside the statement, whatever is in them", async () => {
  const hostile = "'; DROP TABLE requests; -- \\' ? \u0000\n𝄞";
  trino.answer({});
  await all(engine.chunks({ sql: "SELECT 'it''s' WHERE a = ? AND b = ? AND c > ? LIMIT ?", params: [hostile, "", -0.5, 10] }));
  assert.equal(
    trino.statements[0],
    "EXECUTE IMMEDIATE 'SELECT ''it''''s'' WHERE a = ? AND b = ? AND c > ? LIMIT ?' " +
      "USING '''; DROP TABLE requests; -- \\'' ? \u0000\n𝄞', '', -5e-1, 10",
  );
  await assert.rejects(all(engine.chunks({ sql: "SELECT ?", params: [NaN] })), TypeError);
});

test("Trino is told who asks for which schema, and a password goes to no other host", async () => {
  trino.host = "http://elsewhere.invalid:1";
  trino.answer(...PAGES);
  const secretive = new TrinoEngine({ ...trino.address, user: "me", password: "sésame:1" }, 5_000);
  assert.equal((await all(secretive.chunks(STATEMENT))).flat().length, 2);
  assert.equal(trino.headers.length, 1 + PAGES.length);
  for (const headers of trino.headers) {
    assert.equal(headers["x-trino-user"], "me");
    assert.equal(headers["x-trino-source"], "report-311");
    assert.equal(headers["x-trino-catalog"], "hive");
    assert.equal(headers["x-trino-schema"], "lake");
    assert.equal(headers.authorization, `Basic ${Buffer.from("me:sésame:1").toString("base64")}`);
  }
});

test("a step that is not ready is asked for again", async () => {
  trino.answer({ status: 503 }, { status: 502 }, { status: 429 }, ...PAGES);
  assert.deepEqual((await all(engine.chunks(STATEMENT))).flat(), ROWS);
});

const FAILURES: [Step, new (...args: never[]) => Error, string][] = [
  [{ error: { errorName: "TABLE_NOT_FOUND", errorType: "USER_ERROR" } }, EngineFailure, "TABLE_NOT_FOUND"],
  [{ error: { errorName: "GENERIC_INTERNAL_ERROR", errorType: "INTERNAL_ERROR" } }, EngineFailure, "GENERIC_INTERNAL_ERROR"],
  [{ error: { errorName: "QUERY_QUEUE_FULL", errorType: "INSUFFICIENT_RESOURCES" } }, EngineUnavailable, "QUERY_QUEUE_FULL"],
  [{ error: { errorName: "SERVER_STARTING_UP", errorType: "INTERNAL_ERROR" } }, EngineUnavailable, "SERVER_STARTING_UP"],
  [{ status: 401 }, EngineFailure, "HTTP_401"],
];
for (const [step, kind, code] of FAILURES)
  test(`${code} is an ${kind.name}`, async () => {
    trino.answer({}, step);
    await assert.rejects(all(engine.chunks(STATEMENT)), (error: EngineFailure) => {
      assert.ok(error instanceof kind);
      assert.equal(error.code, code);
      return true;
    });
    trino.answer(...PAGES);
    assert.deepEqual((await all(engine.chunks(STATEMENT))).flat(), ROWS, "the next statement is answered");
  });

test("a Trino that is not there is unavailable", async () => {
  await trino.close();
  await assert.rejects(all(engine.chunks(STATEMENT)), (error: EngineUnavailable) => error.code === "ECONNREFUSED");
});

test("a statement that takes too long is given up on Trino, too", async () => {
  trino.answer({}, "silence");
  const hasty = new TrinoEngine(trino.address, 50);
  await Promise.all([assert.rejects(all(hasty.chunks(STATEMENT)), QueryTimeout), trino.givenUp()]);
});

test("when nobody waits any more, the statement is given up and its rows end", async () => {
  const reader = new AbortController();
  trino.answer(PAGES[2]!, "silence");
  const silent = trino.silent();
  const read = all(engine.chunks(STATEMENT, { signal: reader.signal }));
  await silent;
  const givenUp = trino.givenUp();
  reader.abort();
  assert.deepEqual((await read).flat(), [ROWS[0]]);
  await givenUp;
  assert.deepEqual(await all(engine.chunks(STATEMENT, { signal: reader.signal })), [], "nor is another one begun");
  assert.equal(trino.statements.length, 1);
});

test("a reader who stops half-way gives the statement up", async () => {
  trino.answer(...PAGES);
  const givenUp = trino.givenUp();
  for await (const rows of engine.stream(STATEMENT)) {
    assert.deepEqual(rows, [ROWS[0]]);
    break;
  }
  await givenUp;
});

test("register makes the table where it is missing, then brings its partitions up to date", async () => {
  trino.answer({});
  trino.answer({});
  trino.answer({ columns: [["count", "bigint"]], data: [[16]] });
  assert.equal(await register(trino.address, "s3://bucket/it's", 5_000), 16);
  const [create, sync, count] = trino.statements;
  assert.match(create!, /^CREATE TABLE IF NOT EXISTS "hive"\."lake"\."requests"\s+\(id varchar, created timestamp\(3\), /);
  assert.match(create!, /place bigint, city varchar, year integer\)\s+WITH \(external_location = 's3:\/\/bucket\/it''s', /);
  assert.match(create!, /partitioned_by = ARRAY\['city', 'year'\]\)$/);
  assert.equal(trino.headers[0]!["x-trino-session"], "hive.timestamp_precision=MILLISECONDS");
  assert.equal(sync, `CALL "hive".system.sync_partition_metadata('lake', 'requests', 'FULL')`);
  assert.equal(count, 'SELECT count(*) FROM "hive"."lake"."requests$partitions"');
});

test("register says what Trino says", async () => {
  trino.answer({ error: { errorName: "SCHEMA_NOT_FOUND", errorType: "USER_ERROR", message: "Schema lake not found" } });
  await assert.rejects(
    register(trino.address, "s3://bucket/lake", 5_000),
    (error) => error instanceof UserError && error.message.includes("Schema lake not found"),
  );
});
