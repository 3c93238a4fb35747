import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { ingestLake } from "../../server/src/ingest/lake/ingest-lake.js";
import type { Progress } from "../../server/src/ingest/progress.js";
import { cityFile, MAIN, REAL_ROWS, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const city = "los-angeles";
const INPUTS = [cityFile("MyLA311_2018_first10k.csv.gz"), REAL_ROWS];

/** What a lake's partitions hold, whatever the bytes of their files. */
async function contentOf(lake: string): Promise<unknown> {
  const instance = await DuckDBInstance.create(":memory:");
  const files = readdirSync(lake).includes(`city=${city}`) ? `${lake}/city=*/year=*/*.parquet` : undefined;
  if (files === undefined) return [];
  const reader = await (
    await instance.connect()
  ).runAndReadAll(
    `SELECT year, count(*) AS requests, bit_xor(hash(requests)) AS content FROM read_parquet('${files}', hive_partitioning = true) AS requests GROUP BY year ORDER BY year`,
  );
  instance.closeSync();
  return reader.getRowObjectsJson();
}

/**
 * Runs an ingest and kills it so many milliseconds after it has said a line for which that is asked.
 * @returns whether it was killed, and the lines.
 */
async function ingestKilled(lake: string, inputs: readonly string[], killAt: (line: string) => number | undefined) {
  const args = ["--import", "tsx", MAIN, "ingest", "--city", city, "--lake", lake, ...inputs];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  const end = once(child, "exit");
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    lines.push(line);
    const delay = killAt(line);
    if (delay !== undefined) setTimeout(() => child.kill("SIGKILL"), delay);
  }
  const [, signal] = (await end) as [number | null, string | null];
  return { killed: signal === "SIGKILL", lines };
}

/** Keeps what an ingest says. */
function listener(): Progress & { said: string[] } {
  const said: string[] = [];
  return { said, start: (label) => said.push(label), advance() {}, note: (text) => said.push(text), stop() {} };
}

const whole = join(folder, "whole");
const expected = ingestLake({ city, inputs: INPUTS, lake: whole }).then(() => contentOf(whole));

test("killed at random moments of reading and writing, a run is completed by the next ones", async () => {
  const lake = join(folder, "killed");
  await ingestLake({ city, inputs: [INPUTS[1]!], lake });
  const before = await contentOf(lake);
  const moments = [/^Reading .*2018/, /^Reading .*test/, /^Read .*test/, /^Writing .*2018/, /^Writing .*2020/];
  let kills = 0;
  for (const moment of moments) {
    const delay = Math.floor(Math.random() * 150);
    const { killed } = await ingestKilled(lake, INPUTS, (line) => (moment.test(line) ? delay : undefined));
    kills += Number(killed);
    const content = await contentOf(lake);
    if (killed && existsSync(join(lake, ".work")))
      assert.deepEqual(content, before, `killed ${delay} ms after ${String(moment)}`);
  }
  assert.ok(kills > 0);
  const run = await ingestLake({ city, inputs: INPUTS, lake });
  assert.equal(run.total, 20_000);
  assert.deepEqual(await contentOf(lake), await expected);
  assert.deepEqual(
    readdirSync(lake).filter((name) => name.startsWith(".")),
    [],
  );
});

test("files that were read whole are not read again", async () => {
  const lake = join(folder, "resumed");
  const copy = join(folder, "requests.csv.gz");
  cpSync(INPUTS[0]!, copy);
  const then = new Date("2024-01-02T03:04:05Z");
  utimesSync(copy, then, then);
  await ingestKilled(lake, [copy, INPUTS[1]!], (line) => (/^Reading .*test/.test(line) ? 0 : undefined));
  // A file of the same name, size and date is taken for the same.
  writeFileSync(copy, Buffer.alloc(statSync(copy).size));
  utimesSync(copy, then, then);
  const progress = listener();
  await ingestLake({ city, inputs: [copy, INPUTS[1]!], lake, progress });
  assert.equal(progress.said[0], "Resuming: 1 of 2 files already read");
  assert.deepEqual(await contentOf(lake), await expected);
});

test("another command starts afresh", async () => {
  const lake = join(folder, "afresh");
  await ingestKilled(lake, INPUTS, (line) => (/^Reading .*test/.test(line) ? 0 : undefined));
  const progress = listener();
  const run = await ingestLake({ city, inputs: [INPUTS[0]!], lake, progress });
  assert.ok(!progress.said.some((line) => line.startsWith("Resuming")));
  assert.equal(run.total, 10_000);
});

test("a download that is complete is not fetched again", async () => {
  let fetched = 0;
  const rows = "SRNumber,CreatedDate,ClosedDate,RequestType\n1-1,01/02/2020 03:04:05 AM,,Other\n";
  const server = createServer((_request, response) => {
    fetched++;
    response.end(rows);
  }).listen(0, "127.0.0.1");
  after(() => server.close());
  await once(server, "listening");
  const inputs = [`http://127.0.0.1:${(server.address() as AddressInfo).port}/rows.csv`, INPUTS[1]!];
  const lake = join(folder, "downloaded");
  const { killed } = await ingestKilled(lake, inputs, (line) => (/^Reading .*test/.test(line) ? 0 : undefined));
  assert.deepEqual([killed, fetched], [true, 1]);
  const run = await ingestLake({ city, inputs, lake });
  assert.deepEqual([run.total, fetched], [10_001, 1]);
});

test("changes that were taking their places when the run was killed are completed by any other run", async () => {
  const lake = join(folder, "half");
  await ingestLake({ city, inputs: INPUTS, lake });
  const paths = readdirSync(lake, { recursive: true, encoding: "utf8" }).filter((path) => statSync(join(lake, path)).isFile());
  const old = join(folder, "half, old");
  const stays = paths.filter((path) => !path.includes("year=2018"));
  for (const path of stays) cpSync(join(lake, path), join(old, path));
  cpSync(join(lake, `city=${city}/year=2018`), join(old, ".work/draft", `city=${city}/year=2018`), { recursive: true });
  mkdirSync(join(old, `city=${city}/year=1999`));
  writeFileSync(join(old, ".work/changes.json"), JSON.stringify({ put: paths, gone: [`city=${city}/year=1999`] }));
  const run = await ingestLake({ city, inputs: [INPUTS[1]!], lake: old });
  assert.deepEqual([run.unchanged, run.total], [10_000, 20_000]);
  assert.deepEqual(await contentOf(old), await expected);
  assert.ok(!existsSync(join(old, `city=${city}/year=1999`)));
});
