import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { ingest } from "../../server/src/ingest/ingest.js";
import { makeSample } from "../../server/src/sample/sample.js";
import { cityFile, MAIN, REAL_ROWS, requestsIn, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const city = "los-angeles";
const HEADER = "note,srnumber,requesttype,createddate,closeddate,requestsource,owner,latitude,longitude,address,nc";

let files = 0;
/** Writes an export with the header above. */
function write(rows: string[], newline = "\n"): string {
  const file = join(folder, `${++files}.csv`);
  writeFileSync(file, [HEADER, ...rows].join(newline));
  return file;
}

function row(id: string, created = "1/2/20 3:04", address = "1 MAIN ST", closed = ""): string {
  return `x,${id},Graffiti Removal,${created},${closed},Call,OCB,34.1,-118.2,${address},6`;
}

test("the real rows: every row is a request, twice is the same as once", async () => {
  const db = join(folder, "twice.duckdb");
  const once = await ingest({ city, files: [REAL_ROWS], db });
  assert.deepEqual(once.files, [{ file: REAL_ROWS, read: 10_000, kept: 10_000, duplicates: 0, rejected: 0 }]);
  const before = await requestsIn(db);
  const again = await ingest({ city, files: [REAL_ROWS], db });
  assert.deepEqual([again.added, again.updated, again.unchanged, again.total], [0, 0, 10_000, 10_000]);
  assert.deepEqual(await requestsIn(db), before);
  assert.deepEqual(
    before.map((request) => request["request_id"]),
    before.map((_, index) => index + 1),
  );
});

test("the older header: times of AM and PM with seconds, and the last type", async () => {
  const db = join(folder, "2018.duckdb");
  const { files } = await ingest({ city, files: [cityFile("MyLA311_2018_first10k.csv.gz")], db });
  assert.deepEqual([files[0]!.read, files[0]!.kept], [10_000, 10_000]);
  const [first] = await requestsIn(db);
  assert.deepEqual(
    ["srnumber", "created", "closed", "type_name", "council_name", "source_name", "district_id"].map((key) => first![key]),
    [
      "1-870704814",
      "2018-01-01 00:00:09",
      "2018-01-06 10:18:29",
      "Bulky Items",
      "Wilshire Center - Koreatown",
      "Mobile App",
      10,
    ],
  );
});

for (const [name, newline] of [
  ["LF", "\n"],
  ["CRLF", "\r\n"],
] as const)
  test(`a dirty file (${name}): each row is accounted for, rejects say where and why`, async () => {
    const file = write(
      [
        row("1-1"),
        row("1-2", undefined, `"2 MAIN ST${newline}REAR"`), // lines 3 and 4
        row("1-3", "yesterday"),
        "too,few",
        row(""),
        row("1-6", "2/30/20 1:00", `"A ""B""${newline}${newline}C"`), // lines 8 to 10
        "",
        row("1-7", undefined, undefined, "soon"),
        row("1-1", undefined, "1 NEW ST"),
        'x,1-8,"Unheard of",2020-02-03T04:05:06.000,,Pigeon,NSA,,,,999',
        row("1-9", ""),
      ],
      newline,
    );
    const db = join(folder, `dirty-${name}.duckdb`);
    const result = await ingest({ city, files: [file], db });
    assert.deepEqual(result.files, [{ file, read: 10, kept: 3, duplicates: 1, rejected: 6 }]);
    const rejects = parse<Record<string, string>>(readFileSync(result.rejects), { columns: true });
    assert.deepEqual(
      rejects.map(({ line, reason }) => `${line} ${reason}`),
      [
        "5 created date not readable: yesterday",
        "6 2 cells instead of 11",
        "7 no service request number",
        "8 created date not readable: 2/30/20 1:00",
        "12 closed date not readable: soon",
        "15 no created date",
      ],
    );
    assert.equal(rejects[3]!["raw"], row("1-6", "2/30/20 1:00", `"A ""B""${newline}${newline}C"`));
    assert.ok(rejects.every((reject) => reject["file"] === file));
    const requests = await requestsIn(db);
    assert.deepEqual(
      requests.map((request) => [request["request_id"], request["srnumber"], request["address"]]),
      [
        [1, "1-1", "1 NEW ST"],
        [2, "1-2", `2 MAIN ST${newline}REAR`],
        [3, "1-8", null],
      ],
    );
    assert.deepEqual(
      ["type_name", "agency_name", "source_name", "council_name", "region_name", "latitude"].map((key) => requests[2]![key]),
      [null, null, null, "No council", "No region", null],
    );
  });

test("a newer file changes and adds requests; ids stay", async () => {
  const db = join(folder, "newer.duckdb");
  await ingest({ city, files: [write([row("1-1"), row("1-2")])], db });
  const newer = await ingest({
    city,
    files: [write([row("1-3"), row("1-2", undefined, undefined, "1/5/20 1:00")]), write([row("1-1"), row("1-4"), row("1-3")])],
    db,
  });
  assert.deepEqual([newer.added, newer.updated, newer.unchanged, newer.total], [2, 1, 1, 4]);
  assert.deepEqual(
    newer.files.map(({ kept, duplicates }) => [kept, duplicates]),
    [
      [1, 1],
      [3, 0],
    ],
  );
  const requests = await requestsIn(db);
  assert.deepEqual(
    requests.map((request) => [request["request_id"], request["srnumber"], request["closed"]]),
    [
      [1, "1-1", null],
      [2, "1-2", "2020-01-05 01:00:00"],
      [3, "1-3", null],
      [4, "1-4", null],
    ],
  );
});

test("what cannot be ingested says why and changes nothing", async () => {
  const db = join(folder, "kept.duckdb");
  await ingest({ city, files: [write([row("1-1")])], db });
  const bytes = readFileSync(db);
  const cut = join(folder, "cut.csv.gz");
  writeFileSync(cut, readFileSync(REAL_ROWS).subarray(0, 200_000));
  const other = join(folder, "other.csv");
  writeFileSync(other, "srnumber,createddate,colour\n1,2,3\n");
  const empty = join(folder, "empty.csv");
  writeFileSync(empty, "");
  const notJson = join(folder, "not.geojson");
  writeFileSync(notJson, "{");
  const synthetic = join(folder, "synthetic.duckdb");
  await makeSample({ db: synthetic, seed: 1, days: 10, requests: 100, until: "2024-01-31" });
  const cases: [Parameters<typeof ingest>[0], RegExp][] = [
    [{ city, files: [cut], db }, /cut\.csv\.gz is not a complete gzip file/],
    [{ city, files: [write([row("1-2"), 'x,"1-3'])], db }, /record that starts on line 3 has a quote that is not closed/],
    [
      { city, files: [other], db },
      /no column for closed \(accepted: closeddate\); type .* Found: srnumber, createddate, colour\./,
    ],
    [{ city, files: [empty], db }, /not even a header row/],
    [{ city, files: [join(folder, "absent.csv")], db }, /absent\.csv does not exist/],
    [{ city, files: [], db, boundaries: notJson }, /Cannot read the boundaries/],
    [{ city: "gotham", files: [cut], db }, /Unknown city "gotham"; accepted: los-angeles/],
    [{ city, files: [], db }, /Nothing to ingest/],
    [{ city, files: [REAL_ROWS], db: synthetic }, /holds synthetic data/],
    [{ city, files: [REAL_ROWS], db: other }, /is not a database of this program/],
  ];
  for (const [options, message] of cases) await assert.rejects(ingest(options), message);
  assert.deepEqual(readFileSync(db), bytes);
  assert.deepEqual(
    readdirSync(folder).filter((name) => /\.(new|lock|wal|spill)/.test(name)),
    [],
  );
});

test("a run that is killed half-way leaves the old data whole, and the next run goes through", async () => {
  const db = join(folder, "killed.duckdb");
  await ingest({ city, files: [write([row("1-1")])], db });
  const bytes = readFileSync(db);
  const [header, ...rows] = gunzipSync(readFileSync(REAL_ROWS)).toString().trimEnd().split("\r\n");
  const long = join(folder, "long.csv.gz");
  const copies = Array.from({ length: 10 }, (_, copy) => rows.map((text) => `${copy}${text}`)).flat();
  writeFileSync(long, gzipSync([header, ...copies].join("\n"), { level: 1 }));
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, "ingest", city, long, "--db", db], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  for await (const text of child.stderr.setEncoding("utf8")) if (String(text).includes("Reading")) child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  assert.equal(child.signalCode, "SIGKILL");
  assert.ok(existsSync(`${db}.new`), "it was in the middle of writing");
  assert.deepEqual(readFileSync(db), bytes);
  assert.equal((await requestsIn(db)).length, 1);
  const next = await ingest({ city, files: [REAL_ROWS], db });
  assert.equal(next.total, 10_001);
  assert.ok(!existsSync(`${db}.new`) && !existsSync(`${db}.lock`));
});

test("a lock that is just being written holds, one that was left empty does not", async () => {
  const db = join(folder, "starting.duckdb");
  writeFileSync(`${db}.lock`, "");
  await assert.rejects(ingest({ city, files: [REAL_ROWS], db }), /Another process is writing there already/);
  utimesSync(`${db}.lock`, new Date(0), new Date(0));
  await ingest({ city, files: [REAL_ROWS], db });
});

test("two runs do not write one database at once", async () => {
  const db = join(folder, "locked.duckdb");
  const runs = await Promise.allSettled([1, 2].map(() => ingest({ city, files: [REAL_ROWS], db })));
  const failed = runs.filter((run) => run.status === "rejected");
  assert.equal(failed.length, 1);
  assert.match(String(failed[0]!.reason), /is writing there already/);
});
