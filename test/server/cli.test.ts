import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { MAIN, REAL_ROWS, realDatabase, requestsIn, temporaryFolder } from "./support.js";

const folder = temporaryFolder();

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function run(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", MAIN, ...args],
      { env: { ...process.env, ...env } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

for (const [command, flags] of Object.entries({
  ingest: ["db", "boundaries", "population"],
  sample: ["db", "seed", "days", "requests", "until"],
  serve: ["db", "port", "host", "log-level"],
}))
  test(`${command} --help`, async () => {
    const { code, stdout } = await run([command, "--help"]);
    assert.equal(code, 0);
    for (const flag of flags) assert.match(stdout, new RegExp(`--${flag} <.*>  +\\S`));
    assert.match(stdout, /--db .*environment: REPORT_311_DB; default: data\//);
  });

test("what the commands do not accept ends with 2 and says what they do", async () => {
  const notADatabase = join(folder, "not-a-database");
  writeFileSync(notADatabase, "no".repeat(5000));
  const cases: [string[], RegExp][] = [
    [[], /No command given[^]*ingest[^]*sample[^]*serve/],
    [["explode"], /Unknown command "explode"/],
    [["serve", "--colour", "red"], /--colour'?\. Accepted: --help, --db, --port/],
    [["serve", "--port", "high"], /--port must be a whole number from 0 to 65535, not "high"/],
    [["serve", "--log-level", "loud"], /--log-level must be one of fatal, .*silent/],
    [["serve", "--db", join(folder, "absent")], /There is no database at .*absent\. Make one with `ingest`/],
    [["serve", "--db", notADatabase], /cannot be read as a database[^]*`sample`/],
    [["ingest"], /No city given; accepted: los-angeles/],
    [["sample", "--until", "soon"], /--until must be a day/],
    [["sample", "--requests", "0"], /--requests must be a whole number from 1/],
  ];
  const outcomes = await Promise.all(cases.map(([args]) => run(args)));
  outcomes.forEach(({ code, stdout, stderr }, index) => {
    assert.match(stderr, cases[index]![1]);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, "");
    assert.doesNotMatch(stderr, /\n +at /);
  });
});

test("ingest prints the account; the database may come from the environment", async () => {
  const db = join(folder, "account.duckdb");
  const { code, stdout, stderr } = await run(["ingest", "los-angeles", REAL_ROWS], { REPORT_311_DB: db });
  assert.equal(code, 0, stderr);
  assert.match(
    stdout,
    /file +read +kept +duplicates +rejected\n.*test_requests\.csv\.gz +10000 +10000 +0 +0\ntotal +10000 +10000 +0 +0\n/,
  );
  assert.match(stderr, /^Reading .*test_requests\.csv\.gz \(0\.4 MB\)$/m);
  assert.equal((await requestsIn(db)).length, 10_000);
});

test("sample prints how much it made and a checksum", async () => {
  const db = join(folder, "deep", "sample.duckdb");
  const { code, stdout } = await run(["sample", "--db", db, "--requests", "200", "--days", "20", "--until", "2024-05-31"]);
  assert.equal(code, 0);
  assert.match(stdout, /holds 200 synthetic requests up to 2024-05-31, \d+ of them open/);
  assert.match(stdout, /Checksum of the rows: [0-9a-f]{32}/);
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
