import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ingestLake } from "../../server/src/ingest/lake/ingest-lake.js";
import { MAIN, temporaryFolder } from "./support.js";

/** No file may become larger than a limit: the same error as that of a full disk, and every account may set it. */

const folder = temporaryFolder();
const city = "los-angeles";
const HEADER = "SRNumber,CreatedDate,ClosedDate,RequestType,Address";

/** An export of so many requests that no compression makes small. */
function exportOf(name: string, first: number, requests: number): string {
  const rows = Array.from(
    { length: requests },
    (_, index) => `1-${first + index},01/02/2020 03:04:05 AM,,Other,${randomBytes(60).toString("base64")}`,
  );
  const file = join(folder, name);
  writeFileSync(file, [HEADER, ...rows, ""].join("\n"));
  return file;
}

const filesIn = (lake: string) =>
  Object.fromEntries(
    readdirSync(lake, { recursive: true, encoding: "utf8" })
      .filter((path) => statSync(join(lake, path)).isFile())
      .map((path) => [path, readFileSync(join(lake, path)).toString("base64")]),
  );

const many = [0, 1, 2, 3, 4].map((part) => exportOf(`part ${part}.csv`, 100 + part * 20_000, 20_000));
const first = exportOf("first.csv", 0, 10);

/** Limits in units of 1024 bytes. A part that is read takes less than 3 MB, the partition of all parts more than 8. */
for (const [where, limit, said] of [
  ["while a file is read", 1000, /^Reading .*part 0/m],
  ["while a partition is written", 6000, /^Writing los-angeles 2020/m],
] as const)
  test(`a disk that is full ${where} leaves the old data, and with room the next run succeeds`, async () => {
    const lake = join(folder, `lake ${limit}`);
    await ingestLake({ city, inputs: [first], lake });
    const before = filesIn(lake);
    const command = `ulimit -f ${limit}; exec "$0" --import tsx "$@"`;
    const args = [MAIN, "ingest", "--city", city, "--lake", lake, ...many];
    const { status, stderr } = spawnSync("bash", ["-c", command, process.execPath, ...args], { encoding: "utf8" });
    assert.match(stderr, said);
    assert.match(stderr, /^The disk of .*lake \d+ is full\. Nothing was changed: make room and run it again\.$/m);
    assert.equal(status, 2);
    assert.deepEqual(filesIn(lake), before);
    const run = await ingestLake({ city, inputs: many, lake });
    assert.deepEqual([run.added, run.total], [100_000, 100_010]);
  });
