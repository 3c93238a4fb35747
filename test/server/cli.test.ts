import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { runCommand } from "../../server/src/cli/run.js";
import { UserError } from "../../server/src/errors.js";
import { MAIN, REAL_ROWS, realDatabase, requestsIn, temporaryFolder } from "./support.js";

const folder = temporaryFolder();

/** Runs a command in this process. @returns what it printed. */
async function run(...args: string[]): Promise<string> {
  let printed = "";
  await runCommand(args, (text) => void (printed += text));
  return printed;
}

for (const [command, flags] of Object.entries({
  ingest: ["db", "boundaries", "population"],
  sample: ["db", "seed", "days", "requests", "until"],
  serve: ["db", "port", "host", "log-level", "contract"],
}))
  test(`${command} --help`, async () => {
    const text = await run(command, "--help");
    for (const flag of flags) assert.match(text, new RegExp(`--${flag} <.*>  +\\S`));
    assert.match(text, /--db .*environment: REPORT_311_DB; default: data\//);
  });

const notADatabase = join(folder, "not-a-database");
writeFileSync(notADatabase, "no".repeat(5000));
const REFUSED: [string[], RegExp][] = [
  [[], /No command given[^]*ingest[^]*sample[^]*serve/],
  [["explode"], /Unknown command "explode"/],
  [["serve", "--colour", "red"], /--colour'?\. Accepted: --help, --db, --lake, --engine, --port/],
  [["serve", "--port", "high"], /--port must be a whole number from 0 to 65535, not "high"/],
  [["serve", "--log-level", "loud"], /--log-level must be one of fatal, .*silent/],
  [["serve", "--contract", "2022"], /--contract can only be 2023, not "2022"/],
  [["serve", "--db", join(folder, "absent")], /There is no database at .*absent\. Make one with `ingest`/],
  [["serve", "--db", notADatabase], /cannot be read as a database[^]*`sample`/],
  [["ingest"], /No city given; accepted: los-angeles/],
  [["sample", "--until", "soon"], /--until must be a day/],
  [["sample", "--requests", "0"], /--requests must be a whole number from 1/],
];
for (const [args, message] of REFUSED)
  test(`refused: ${args.join(" ").replace(folder, "")}`, () =>
    assert.rejects(run(...args), (error) => error instanceof UserError && message.test(error.message)));

test("what the user can mend ends the program with 2 and without a stack", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, "explode"]);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  assert.deepEqual(await once(child, "close"), [2, null]);
  assert.match(stderr, /^Unknown command "explode"\.\nCommands/);
});

test("ingest prints the account; the database may come from the environment", async () => {
  const db = join(folder, "account.duckdb");
  process.env["REPORT_311_DB"] = db;
  const text = await run("ingest", "los-angeles", REAL_ROWS);
  delete process.env["REPORT_311_DB"];
  assert.match(
    text,
    /file +read +kept +duplicates +rejected\n.*test_requests\.csv\.gz +10000 +10000 +0 +0\ntotal +10000 +10000 +0 +0\n/,
  );
  assert.equal((await requestsIn(db)).length, 10_000);
});

test("sample prints how much it made and a checksum", async () => {
  const db = join(folder, "deep", "sample.duckdb");
  const text = await run("sample", "--db", db, "--requests", "200", "--days", "20", "--until", "2024-05-31");
  assert.match(text, /holds 200 synthetic requests up to 2024-05-31, \d+ of them open/);
  assert.match(text, /Checksum of the rows: [0-9a-f]{32}/);
});

for (const signal of ["SIGTERM", "SIGINT"] as const)
  test(`serve answers what is in flight, then ends with 0 on ${signal}`, async () => {
    const db = await realDatabase(folder);
    const child = spawn(process.execPath, ["--import", "tsx", MAIN, "serve", "--db", db, "--port", "0", "--log-level", "info"]);
    const exit = once(child, "exit");
    const said: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => said.push(text));
    let url: string | undefined;
    for await (const line of createInterface(child.stderr)) {
      url = /^Serving .* at (\S+)$/.exec(line)?.[1];
      if (url) break;
    }
    const response = await fetch(`${url}/requests?start_date=2020-01-01&limit=100000`);
    child.kill(signal);
    assert.equal(((await response.json()) as unknown[]).length, 10_000);
    assert.deepEqual(await exit, [0, null]);
    for (const line of said.join("").trim().split("\n")) assert.equal(typeof JSON.parse(line), "object");
  });
