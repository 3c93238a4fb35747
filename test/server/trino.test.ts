import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { runCommand } from "../../server/src/cli/run.js";
import { UserError } from "../../server/src/errors.js";
import type { App } from "../../server/src/http/api.js";
import { buildApp } from "../../server/src/http/app.js";
import { ingestLake } from "../../server/src/ingest/lake/ingest-lake.js";
import { Store } from "../../server/src/store/store.js";
import { readTrinoAddress } from "../../server/src/store/trino/address.js";
import { startTrino, type FakeTrino } from "../support/trino.js";
import { REAL_ROWS, temporaryFolder } from "./support.js";

/** A server on a lake whose requests a Trino of canned answers has. */

const ACCEPTED: [string, Partial<ReturnType<typeof readTrinoAddress>>][] = [
  [
    "trino://reader@trino.example/hive/lake",
    { origin: "http://trino.example:8080", user: "reader", catalog: "hive", schema: "lake", table: "requests" },
  ],
  ["trino://reader:p%40ss@[::1]:9443/hive/lake", { origin: "https://[::1]:9443", password: "p@ss" }],
  [
    "trino://reader:p@trino.example/hive/lake?table=city_requests",
    { origin: "https://trino.example:8443", table: "city_requests" },
  ],
  ["trino://reader@trino.example/hive/lake?tls=true", { origin: "https://trino.example:8443" }],
];
for (const [text, parts] of ACCEPTED)
  test(`${text} is an address`, () => {
    const address = readTrinoAddress(text);
    for (const [part, value] of Object.entries(parts)) assert.equal(address[part as keyof typeof address], value, part);
  });

const REFUSED: [string, RegExp][] = [
  ["hive", /is not a URL/],
  ["https://reader:secret@trino.example/hive/lake", /must begin with trino:\/\/, not "https:"/],
  ["trino:///hive/lake", /has no host/],
  ["trino://trino.example/hive/lake", /has no user/],
  ["trino://r%C3%A9ader:secret@trino.example/hive/lake", /has a user that Trino cannot be told/],
  ["trino://reader:secret@trino.example/hive", /needs a catalog and a schema as its path, not "\/hive"/],
  ["trino://reader:secret@trino.example/hive/la%22ke", /has a name of other than letters, digits, _ and -: "la\\"ke"/],
  ["trino://reader:secret@trino.example/hive/lake?tsl=true", /has an unknown option "tsl"/],
  ["trino://reader:secret@trino.example/hive/lake?tls=yes", /has tls="yes" where true or false belongs/],
  ["trino://reader:secret@trino.example/hive/lake?tls=false", /would send the password in the open/],
];
for (const [text, message] of REFUSED)
  test(`${text} is refused`, () =>
    assert.throws(
      () => readTrinoAddress(text),
      (error: Error) =>
        error instanceof UserError &&
        message.test(error.message) &&
        error.message.includes("Accepted: trino://user[:password]@host[:port]/catalog/schema") &&
        !error.message.includes("secret"),
    ));

const COMMANDS: [string[], RegExp][] = [
  [["serve", "--engine", "trino://reader@trino.example/hive/lake"], /--engine answers for a lake/],
  [["serve", "--lake", "absent", "--engine", "trino:lake"], /--engine has no host/],
  [["register"], /--engine is missing/],
  [["register", "--engine", "trino://reader@trino.example/hive/lake"], /--location must be a URL/],
];
for (const [args, message] of COMMANDS)
  test(`refused: ${args.join(" ")}`, () =>
    assert.rejects(
      runCommand(args, () => {}),
      (error: Error) => error instanceof UserError && message.test(error.message),
    ));

let trino: FakeTrino;
let app: App;
const lines: string[] = [];
before(async () => {
  trino = await startTrino();
  const lake = join(temporaryFolder(), "lake");
  await ingestLake({ city: "los-angeles", inputs: [REAL_ROWS], lake });
  const store = await Store.openLake(lake, { timeout: 5_000 }, { ...trino.address, password: "secret" });
  const logger = { level: "info", stream: { write: (line: string) => void lines.push(line) } };
  app = await buildApp({ store, now: () => new Date("2020-02-10T12:00:00Z"), logger });
});
after(async () => {
  await app.close();
  await trino.close();
});

/** The address of the application, which listens from then on. */
async function listening(): Promise<string> {
  if (!app.server.listening) await app.listen({ port: 0, host: "127.0.0.1" });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

test("lists come from the lake's folder, and numbers from Trino", async () => {
  assert.equal((await app.inject("/cities")).json<unknown[]>().length, 1);
  assert.deepEqual(trino.statements, []);
  trino.answer({ columns: [["type_name", "varchar"], ["count", "integer"]], data: [["Graffiti", 7], [null, 1]] }); // prettier-ignore
  assert.deepEqual((await app.inject("/reports?field=type_name")).json(), [
    { type_name: "Graffiti", counts: 7 },
    { type_name: null, counts: 1 },
  ]);
  const [statement] = trino.statements;
  const from =
    /^EXECUTE IMMEDIATE 'WITH base AS .* FROM \(SELECT \* FROM "hive"\."lake"\."requests" AS partitions WHERE year >= 2020\) AS lake LEFT JOIN /;
  assert.match(statement!, from);
  assert.match(statement!, /USING '2020-01-01', 200001$/);
});

test("pages of requests come from Trino, with the ids of the lists", async () => {
  trino.answer({ columns: [["requestId", "double"], ["typeId", "integer"]], data: [[1120000000000, 3]] }); // prettier-ignore
  const response = await app.inject("/requests?limit=1&skip=2&city=Los%20Angeles");
  assert.deepEqual(response.json(), [{ requestId: 1120000000000, typeId: 3 }]);
  const statement = trino.statements.at(-1)!;
  assert.match(statement, /OFFSET \? LIMIT \?' USING '2020-02-03', 'Los Angeles', 2, 1$/);
  assert.match(statement, /UNNEST\(CAST\(json_parse\(''\[\[1,"/);
  assert.doesNotMatch(statement, /read_parquet|strftime/);
});

const UNANSWERED: [number, string, string][] = [
  [502, "TABLE_NOT_FOUND", "USER_ERROR"],
  [503, "CLUSTER_OUT_OF_MEMORY", "INSUFFICIENT_RESOURCES"],
];
for (const [status, errorName, errorType] of UNANSWERED)
  for (const url of ["/reports", "/requests", "/requests/1", "/requests/pins/open", "/types/stats", "/geojson/hotspots"])
    test(`${url} is answered by ${status} on ${errorName}`, async () => {
      trino.answer({ error: { errorName, errorType, message: "a secret of the cluster" } });
      const response = await app.inject(url);
      assert.equal(response.statusCode, status);
      const { detail } = response.json<{ detail: string }>();
      assert.match(detail, new RegExp(`query engine .*${errorName}`));
      assert.doesNotMatch(response.body, /a secret/);
      assert.equal(response.headers["etag"], undefined);
    });

test("an export of a year without requests is not found on Trino, too", async () => {
  trino.answer({ columns: [["line", "varchar"]], data: [["1,2"], ["3,4"]] });
  assert.match((await app.inject("/reports/export/2020/service_requests.csv")).body, /^request_id,.*\r\n1,2\r\n3,4\r\n$/);
  trino.answer({ columns: [["line", "varchar"]], data: [] });
  assert.equal((await app.inject("/reports/export/1999/service_requests.csv")).statusCode, 404);
});

for (const url of ["/reports", "/requests/1", "/reports/export/2020/service_requests.csv.gz"])
  test(`when the client of ${url} hangs up, the statement is given up`, async () => {
    const origin = await listening();
    trino.answer({}, "silence");
    const [silent, givenUp] = [trino.silent(), trino.givenUp()];
    const client = new AbortController();
    const answer = fetch(`${origin}${url}`, { signal: client.signal });
    await silent;
    client.abort();
    await assert.rejects(answer, /AbortError|aborted/);
    await givenUp;
  });

test("what went wrong is logged, and the password is not", () => {
  const log = lines.join("");
  assert.match(log, /a secret of the cluster/);
  assert.doesNotMatch(log, new RegExp(`"secret|:secret|${Buffer.from("reader:secret").toString("base64")}`));
});
