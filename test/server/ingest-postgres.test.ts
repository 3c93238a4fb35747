import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { Client } from "pg";
import { runCommand } from "../../server/src/cli/run.js";
import { ingestLake } from "../../server/src/ingest/lake/ingest-lake.js";
import { ingestPostgres } from "../../server/src/ingest/lake/ingest-postgres.js";
import { DATA } from "../support/data.js";
import { startPostgres, type Postgres } from "../support/postgres.js";
import { REAL_ROWS, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
let postgres: Postgres;
let client: Client;
before(async () => {
  postgres = await startPostgres();
  client = new Client(postgres.url);
  await client.connect();
});
after(async () => {
  await client.end();
  await postgres.stop();
});

type Row = Record<string, unknown>;
const ask = async (sql: string) => (await client.query<Row>(sql)).rows;

let made = 0;
const write = (content: string | Buffer) => {
  const file = join(folder, `${++made}.csv`);
  writeFileSync(file, content);
  return file;
};

/** Of each city, in words that both engines have, so that the numbers can be compared. */
const SUMS = `SELECT city, CAST(count(*) AS INTEGER) AS requests, CAST(count(closed) AS INTEGER) AS closed, CAST(count(category) AS INTEGER) AS categories,
  CAST(count(DISTINCT type_original) AS INTEGER) AS types, CAST(count(DISTINCT address) AS INTEGER) AS addresses,
  CAST(sum(length(id) + coalesce(length(council), 0) + coalesce(length(detail_original), 0)) AS INTEGER) AS letters,
  CAST(round(CAST(sum(latitude - longitude) AS NUMERIC), 3) AS VARCHAR(40)) AS degrees,
  CAST(min(created) AS VARCHAR(40)) AS oldest, CAST(max(updated) AS VARCHAR(40)) AS updated,
  CAST(sum(EXTRACT(EPOCH FROM closed - created)) AS BIGINT) AS seconds`;

const CITIES: Record<string, string> = { "los-angeles": REAL_ROWS, "san-francisco": join(DATA, "san_francisco") };

test("real exports of two cities are the same requests as in a lake, also when they come again", async () => {
  const lake = join(folder, "lake");
  for (const [city, input] of Object.entries(CITIES)) {
    const inLake = await ingestLake({ city, inputs: [input], lake });
    const run = await ingestPostgres({ city, inputs: [input], to: postgres.url });
    assert.deepEqual(run.files, inLake.files);
    assert.deepEqual([run.added, run.updated, run.unchanged, run.total], [inLake.added, 0, 0, inLake.total]);
    const again = await ingestPostgres({ city, inputs: [input], to: postgres.url });
    assert.deepEqual([again.added, again.updated, again.unchanged, again.total], [0, 0, inLake.total, inLake.total]);
  }
  const instance = await DuckDBInstance.create(":memory:");
  const reader = await (
    await instance.connect()
  ).runAndReadAll(
    `${SUMS} FROM read_parquet('${lake}/city=*/year=*/*.parquet', hive_partitioning = true) GROUP BY city ORDER BY city`,
  );
  const expected = reader.getRowObjectsJson();
  instance.closeSync();
  assert.deepEqual(
    (await ask(`${SUMS} FROM requests GROUP BY city ORDER BY city`)).map((row) => ({
      ...row,
      seconds: String(row["seconds"]),
    })),
    expected,
  );
  assert.equal(expected.length, 2);
  const key = await ask(
    "SELECT string_agg(attname, ',' ORDER BY attnum) AS key FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey) WHERE indisprimary AND indrelid = 'requests'::regclass",
  );
  assert.equal((key[0]!["key"] as string).split(",").sort().join(), "city,id");
  const indexes = (await ask("SELECT indexdef FROM pg_indexes WHERE tablename = 'requests'")).map((row) =>
    String(row["indexdef"]),
  );
  for (const columns of ["city, created", "city, category, created", "city, type_original, created"])
    assert.ok(
      indexes.some((index) => index.endsWith(`(${columns})`)),
      columns,
    );
});

const OLD = "02/01/2020 12:00:00 PM";
const NEW = "03/01/2020 12:00:00 PM";
const dated = (...lines: [id: string, type: string, updated: string][]) =>
  write(
    [
      "Unique Key,Created Date,Closed Date,Problem,Status,Resolution Action Updated Date",
      ...lines.map(([id, type, updated]) => `${id},01/02/2020 03:04:05 AM,,"${type.replaceAll('"', '""')}",Open,${updated}`),
    ].join("\n"),
  );

test("the row that was updated last counts, of a run and of what the database has", async () => {
  const ingest = (...inputs: string[]) => ingestPostgres({ city: "new-york", inputs, to: postgres.url });
  await ingest(dated(["1", "new", NEW], ["2", "old", OLD], ["3", "undated", ""], ["4", "new", NEW]));
  const run = await ingest(
    dated(["1", "old", OLD], ["2", "new", NEW], ["4", "undated", ""]),
    dated(["3", "old", OLD], ["4", "old", OLD], ["5", 'a "quoted", text', ""], ["6", "é\u0000\\N", ""]),
  );
  assert.deepEqual([run.added, run.updated, run.unchanged, run.total], [2, 3, 0, 6]);
  assert.deepEqual(
    run.files.map(({ read, kept, duplicates, rejected }) => [read, kept, duplicates, rejected]),
    [
      [3, 1, 2, 0],
      [4, 4, 0, 0],
    ],
  );
  assert.deepEqual(
    (await ask("SELECT id, type_original AS type FROM requests WHERE city = 'new-york' ORDER BY id")).map(({ id, type }) => [
      id,
      type,
    ]),
    [
      ["1", "new"],
      ["2", "new"],
      ["3", "old"],
      ["4", "old"],
      ["5", 'a "quoted", text'],
      ["6", "é\\N"],
    ],
  );
});

test("rows that can be no request are in a table of their own", async () => {
  const file = write(
    Buffer.concat([
      Buffer.from("Case_ID,Date_Opened,Date_Closed,Case_Request\n1,01/02/2020,,Other\n2,soon,,Other\n3,01/02/2020\n"),
      Buffer.from("4,01/02/2020,,Caf\xe9\n", "latin1"),
    ]),
  );
  let printed = "";
  await runCommand(["ingest", "--city", "berkeley", "--to", postgres.url, file], (text) => (printed += text));
  assert.match(printed, /total +4 +1 +0 +3\n/);
  assert.match(printed, /The database holds 1 requests of berkeley now\./);
  assert.deepEqual(await ask("SELECT city, line::int AS line, reason FROM rejected_requests ORDER BY reason"), [
    { city: "berkeley", line: null, reason: "created date not readable: soon" },
    { city: "berkeley", line: 5, reason: "invalid encoding" },
    { city: "berkeley", line: 4, reason: "missing columns" },
  ]);
});

test("what the database refuses is told without the password, and changes nothing", async () => {
  await client.query("CREATE ROLE reader LOGIN PASSWORD 'secret'");
  await client.query("CREATE ROLE writer LOGIN PASSWORD 'secret'; GRANT ALL ON SCHEMA public TO writer");
  const [{ requests }] = (await ask("SELECT count(*)::int AS requests FROM requests")) as [{ requests: number }];
  const as = (user: string, port?: string) => {
    const url = new URL(postgres.url);
    url.username = user;
    url.password = "secret";
    if (port !== undefined) url.port = port;
    return url.href;
  };
  const file = dated(["9", "Other", ""]);
  const refused: [string, RegExp][] = [
    [as("reader"), /PostgreSQL refuses to take the requests: permission denied/],
    [as("writer"), /PostgreSQL refuses to take the requests: permission denied for table requests/],
    [as("nobody"), /postgres:\/\/nobody@127.*lets nothing be written: role "nobody" does not exist/],
    [as("report311", "9"), /lets nothing be written: connect ECONNREFUSED/],
    [postgres.url.replace(/postgres$/, "nothing"), /database "nothing" does not exist/],
    ["mysql://127.0.0.1/x", /--to must be a URL such as postgres:/],
  ];
  for (const [to, message] of refused)
    await assert.rejects(ingestPostgres({ city: "new-york", inputs: [file], to }), (error: Error) => {
      assert.equal(error.name, "UserError", String(error.stack));
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
  assert.deepEqual(await ask("SELECT count(*)::int AS requests FROM requests"), [{ requests }]);
});

test("a wrong password is told as such", async () => {
  const strict = await startPostgres({ password: "right" });
  try {
    const to = strict.url.replace("right", "wrong");
    await assert.rejects(ingestPostgres({ city: "new-york", inputs: [dated(["9", "Other", ""])], to }), (error: Error) => {
      assert.match(error.message, /lets nothing be written: password authentication failed/);
      assert.doesNotMatch(error.message, /wrong/);
      return true;
    });
  } finally {
    await strict.stop();
  }
});

test("a lake and a database at once are refused", async () => {
  await assert.rejects(
    runCommand(["ingest", "--city", "berkeley", "--lake", folder, "--to", postgres.url, "x.csv"], () => {}),
    /either --lake or --to/,
  );
});
