import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { runCommand } from "../../server/src/cli/run.js";
import { ingestLake } from "../../server/src/ingest/lake/ingest-lake.js";
import type { LakeRun } from "../../server/src/ingest/lake/lake-run.js";
import { DATA } from "../support/data.js";
import { cityFile, MAIN, REAL_ROWS, temporaryFolder } from "./support.js";

const folder = temporaryFolder();
const city = "los-angeles";
const OLD_ROWS = cityFile("MyLA311_2018_first10k.csv.gz");

let made = 0;
const newLake = () => join(folder, `lake ${++made}`);
const write = (content: string | Buffer, ending = ".csv") => {
  const file = join(folder, `${++made}${ending}`);
  writeFileSync(file, content);
  return file;
};

type Row = Record<string, unknown>;

async function ask(sql: string): Promise<Row[]> {
  const instance = await DuckDBInstance.create(":memory:");
  try {
    return (await (await instance.connect()).runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    instance.closeSync();
  }
}

/** All requests of a lake as any reader of such a folder sees them. */
function requestsIn(lake: string, columns = "*"): Promise<Row[]> {
  return ask(`SELECT ${columns} FROM read_parquet('${lake}/city=*/year=*/*.parquet', hive_partitioning = true) ORDER BY id`);
}

/** The partitions of a lake with what would change if one were written anew. */
function partitionsOf(lake: string): Record<string, number> {
  const files = readdirSync(lake, { recursive: true, encoding: "utf8" }).filter((file) => /^city=.*\.parquet$/.test(file));
  return Object.fromEntries(files.sort().map((file) => [file, statSync(join(lake, file)).ino]));
}

const HEADER = "SRNumber,CreatedDate,ClosedDate,RequestType,Status,Latitude,Longitude";
const rows = (...lines: string[]) => [HEADER, ...lines, ""].join("\n");
const ONE = "1-1,01/02/2020 03:04:05 AM,,Bulky Items,Open,34.1,-118.2";
const TWO = "1-2,12/31/2020 11:00:00 PM,01/01/2021 01:00:00 AM,Graffiti Removal,Closed,34.2,-118.3";

function accounts({ files }: LakeRun) {
  return files.map(({ read, kept, duplicates, rejected }) => ({ read, kept, duplicates, rejected }));
}

test("two real exports become partitions of their years, every row accounted for", async () => {
  const lake = newLake();
  const run = await ingestLake({ city, inputs: [REAL_ROWS, OLD_ROWS], lake });
  const whole = { read: 10_000, kept: 10_000, duplicates: 0, rejected: 0 };
  assert.deepEqual(accounts(run), [whole, whole]);
  assert.deepEqual([run.added, run.updated, run.unchanged, run.total], [20_000, 0, 0, 20_000]);
  assert.deepEqual(Object.keys(partitionsOf(lake)), [
    "city=los-angeles/year=2018/requests.parquet",
    "city=los-angeles/year=2020/requests.parquet",
  ]);
  const stored = await ask(
    `SELECT city, year, CAST(count(*) AS INTEGER) AS requests, CAST(count(closed) AS INTEGER) AS closed, CAST(count(latitude) AS INTEGER) AS located,
       bool_and(year(created) = year) AS in_place FROM read_parquet('${lake}/city=*/year=*/*.parquet', hive_partitioning = true) GROUP BY ALL ORDER BY year`,
  );
  assert.deepEqual(stored, [
    { city, year: "2018", requests: 10_000, closed: 10_000, located: 8898, in_place: true },
    { city, year: "2020", requests: 10_000, closed: 9951, located: 9989, in_place: true },
  ]);
  const facts = JSON.parse(readFileSync(join(lake, "cities", "los-angeles.json"), "utf8")) as Row;
  assert.deepEqual(
    [facts["requests"], facts["oldest"], facts["newest"], facts["updated"]],
    [20_000, "2018-01-01", "2020-01-03", run.finished],
  );
  assert.deepEqual(readdirSync(lake).sort(), ["cities", "city=los-angeles", "index.html", "runs"]);
});

test("the same export again changes no file", async () => {
  const lake = newLake();
  await ingestLake({ city, inputs: [REAL_ROWS], lake });
  const before = partitionsOf(lake);
  const run = await ingestLake({ city, inputs: [REAL_ROWS], lake });
  assert.deepEqual([run.added, run.updated, run.unchanged, run.total, run.years], [0, 0, 10_000, 10_000, []]);
  assert.deepEqual(partitionsOf(lake), before);
});

test("a newer export updates its requests, moves them to another year and leaves the others", async () => {
  const lake = newLake();
  await ingestLake({ city, inputs: [write(rows(ONE, TWO, ONE.replace("1-1", "1-3")))], lake });
  const newer = rows(
    ONE.replace(",,", ",01/05/2020 06:00:00 PM,").replace("Open", "Closed"),
    TWO.replace("12/31/2020", "12/31/2019"),
    "1-4,02/03/2021 01:00:00 PM,,Other,Open,,",
  );
  const run = await ingestLake({ city, inputs: [write(newer)], lake });
  assert.deepEqual([run.added, run.updated, run.unchanged, run.total, run.years], [1, 2, 0, 4, [2019, 2020, 2021]]);
  assert.deepEqual(await requestsIn(lake, "id, year, closed, status"), [
    { id: "1-1", year: "2020", closed: "2020-01-05 18:00:00", status: "closed" },
    { id: "1-2", year: "2019", closed: "2021-01-01 01:00:00", status: "closed" },
    { id: "1-3", year: "2020", closed: null, status: "open" },
    { id: "1-4", year: "2021", closed: null, status: "open" },
  ]);
});

test("a partition from which the last request moves away is no longer there", async () => {
  const lake = newLake();
  await ingestLake({ city, inputs: [write(rows(ONE))], lake });
  await ingestLake({ city, inputs: [write(rows(ONE.replace("2020", "2019")))], lake });
  assert.deepEqual(Object.keys(partitionsOf(lake)), ["city=los-angeles/year=2019/requests.parquet"]);
});

test("of several rows of one request the last is kept, within a file and over files", async () => {
  const lake = newLake();
  const first = write(rows(ONE, TWO, ONE.replace("Bulky Items", "Electronic Waste")));
  const second = write(rows(TWO.replace("Graffiti Removal", "Other")));
  const run = await ingestLake({ city, inputs: [first, second], lake });
  assert.deepEqual(accounts(run), [
    { read: 3, kept: 1, duplicates: 2, rejected: 0 },
    { read: 1, kept: 1, duplicates: 0, rejected: 0 },
  ]);
  assert.deepEqual(await requestsIn(lake, "id, type_original AS type"), [
    { id: "1-1", type: "Electronic Waste" },
    { id: "1-2", type: "Other" },
  ]);
});

/** Rows of New York, which says of some requests when they were updated. */
const dated = (...lines: [id: string, type: string, updated: string][]) =>
  write(
    [
      "Unique Key,Created Date,Closed Date,Problem,Status,Resolution Action Updated Date",
      ...lines.map(([id, type, updated]) => `${id},01/02/2020 03:04:05 AM,,${type},Open,${updated}`),
    ].join("\n"),
  );
const OLD = "02/01/2020 12:00:00 PM";
const NEW = "03/01/2020 12:00:00 PM";

const WINNERS: [what: string, rows: [type: string, updated: string][], winner: string][] = [
  ["the newest date, given last", [["a", OLD], ["b", NEW]], "b"], // prettier-ignore
  ["the newest date, given first", [["a", NEW], ["b", OLD]], "a"], // prettier-ignore
  ["of one date the later row", [["a", NEW], ["b", NEW]], "b"], // prettier-ignore
  ["without dates the later row", [["a", ""], ["b", ""]], "b"], // prettier-ignore
  ["a later row without a date", [["a", NEW], ["b", ""]], "b"], // prettier-ignore
  ["a later row with a date after one without", [["a", ""], ["b", OLD]], "b"], // prettier-ignore
  ["what came before a row without a date no more", [["a", NEW], ["b", ""], ["c", OLD]], "c"], // prettier-ignore
  ["the row without a date no more", [["a", NEW], ["b", ""], ["c", NEW], ["d", OLD]], "c"], // prettier-ignore
  ["a date that stands for nothing as none", [["a", NEW], ["b", "01/01/1900"]], "b"], // prettier-ignore
];
for (const [what, given, winner] of WINNERS)
  test(`of several rows of one request counts: ${what}`, async () => {
    const kept = (lake: string) => requestsIn(lake, "id, type_original AS type");
    const expected = [{ id: "7", type: winner }];
    const files = given.map(([type, updated]) => dated(["7", type, updated]));
    const inOne = newLake();
    const rows = given.map(([type, updated]): [string, string, string] => ["7", type, updated]);
    await ingestLake({ city: "new-york", inputs: [dated(...rows)], lake: inOne });
    assert.deepEqual(await kept(inOne), expected, "in one file");
    const atOnce = newLake();
    const run = await ingestLake({ city: "new-york", inputs: files, lake: atOnce });
    assert.deepEqual(await kept(atOnce), expected, "in files of one run");
    assert.deepEqual(
      run.files.map((file) => file.kept),
      given.map(([type]) => Number(type === winner)),
    );
    const byRun = newLake();
    for (const file of files) await ingestLake({ city: "new-york", inputs: [file], lake: byRun });
    assert.deepEqual(await kept(byRun), expected, "in a run each");
  });

test("an older export after a newer one only adds what the lake does not have", async () => {
  const lake = newLake();
  await ingestLake({ city: "new-york", inputs: [dated(["1", "new", NEW], ["2", "old", OLD])], lake });
  const before = partitionsOf(lake);
  const again = await ingestLake({ city: "new-york", inputs: [dated(["1", "old", OLD], ["2", "old", OLD])], lake });
  assert.deepEqual(accounts(again), [{ read: 2, kept: 1, duplicates: 1, rejected: 0 }]);
  assert.deepEqual([again.added, again.updated, again.unchanged, again.total, again.years], [0, 0, 1, 2, []]);
  assert.deepEqual(partitionsOf(lake), before);
  await ingestLake({ city: "new-york", inputs: [dated(["1", "old", OLD], ["3", "older", OLD])], lake });
  assert.deepEqual(await requestsIn(lake, "id, type_original AS type"), [
    { id: "1", type: "new" },
    { id: "2", type: "old" },
    { id: "3", type: "older" },
  ]);
});

test("each request says its place in its partition's file, by date and id", async () => {
  const lake = newLake();
  await ingestLake({ city, inputs: [REAL_ROWS], lake });
  await ingestLake({ city, inputs: [write(rows(TWO, ONE, ONE.replace("1-1", "1-0")))], lake });
  const [counts] = await ask(
    `SELECT CAST(count(*) AS INTEGER) AS requests, bool_and(place = file_row_number) AS in_order,
       bool_and(place = expected) AS by_date FROM (
         SELECT place, file_row_number, row_number() OVER (ORDER BY created, id) - 1 AS expected
         FROM read_parquet('${lake}/city=*/year=2020/*.parquet', file_row_number = true))`,
  );
  assert.deepEqual(counts, { requests: 10_003, in_order: true, by_date: true });
});

test("rows that can be no request are kept apart with their reason, and counted to the last", async () => {
  const lake = newLake();
  const file = write(
    Buffer.concat([
      Buffer.from(
        rows(
          ONE,
          "1-2,01/02/2020,,Other",
          "1-3,01/02/2020,,Other,Open,1,2,3",
          ",01/02/2020,,Other,Open,,",
          "1-5,,,Other,Open,,",
          "1-6,02/30/2020,,Other,Open,,",
          "1-7,01/02/2020,soon,Other,Open,,",
          "SRNUMBER,CREATEDDATE,CLOSEDDATE,REQUESTTYPE,STATUS,LATITUDE,LONGITUDE",
          "1-9,01/01/1900,,Other,Open,,",
        ),
      ),
      Buffer.from("1-10,01/02/2020,,Caf\xe9,Open,,\n", "latin1"),
    ]),
  );
  const run = await ingestLake({ city, inputs: [file], lake });
  assert.deepEqual(accounts(run), [{ read: 10, kept: 1, duplicates: 0, rejected: 9 }]);
  assert.deepEqual(run.files[0]!.reasons, {
    "a header among the rows": 1,
    "closed date not readable": 1,
    "created date is a placeholder": 1,
    "created date not readable": 1,
    "invalid encoding": 1,
    "missing columns": 1,
    "no created date": 1,
    "no id": 1,
    "too many columns": 1,
  });
  const rejects = await ask(`SELECT * FROM read_csv('${join(lake, run.rejects!)}', header = true, all_varchar = true)`);
  assert.equal(rejects.length, 9);
  const unreadable = rejects.filter(({ line }) => line !== null);
  assert.deepEqual(
    unreadable.map(({ line, reason }) => [line, reason]),
    [
      ["11", "invalid encoding"],
      ["3", "missing columns"],
      ["4", "too many columns"],
    ].sort((a, b) => Number(a[0]) - Number(b[0])),
  );
  const soon = rejects.find(({ reason }) => reason === "closed date not readable: soon")!;
  assert.equal((JSON.parse(soon["raw"] as string) as Row)["SRNumber"], "1-7");
});

test("the summary of a run counts the quirks of a file", async () => {
  const lake = newLake();
  const inputs = [join(DATA, "san_francisco")];
  const run = await ingestLake({ city: "san-francisco", inputs, lake });
  const [noise, rats] = run.files;
  assert.equal(noise!.quirks.placeholder_location, 418);
  assert.equal(noise!.quirks.template_text, 392);
  assert.deepEqual(noise!.statuses, [
    { written: "Closed", status: "closed", rows: 7968 },
    { written: "Open", status: "open", rows: 67 },
  ]);
  assert.deepEqual(rats!.missing, ["latitude", "longitude"]);
  assert.deepEqual([rats!.oldest, rats!.newest], ["2010-01-26", "2015-09-17"]);
  const [name] = readdirSync(join(lake, "runs", "san-francisco")).filter((file) => file.endsWith(".json"));
  assert.deepEqual(JSON.parse(readFileSync(join(lake, "runs", "san-francisco", name!), "utf8")), run);
});

test("types without a category are told with their counts", async () => {
  const run = await ingestLake({ city, inputs: [REAL_ROWS], lake: newLake() });
  assert.deepEqual(run.files[0]!.uncategorised, {
    "Metal/Household Appliances": 833,
    Other: 115,
    "Report Water Waste": 6,
  });
});

const RECORDS = [
  {
    srnumber: "007",
    createddate: "2020-01-02T03:04:05.000",
    requesttype: "Bulky Items",
    closeddate: null,
    latitude: "34.1",
    longitude: "-118.2",
  },
  {
    srnumber: "8",
    createddate: "2020-01-03T00:00:00.000",
    requesttype: "Other",
    closeddate: "2020-02-03T00:00:00.000",
    latitude: null,
    longitude: null,
  },
];

test("CSV, JSON, JSON lines, GeoJSON and Parquet, gzipped or not, from a file, a folder or a URL, are the same requests", async () => {
  const header = Object.keys(RECORDS[0]!);
  const csv = [header.join(","), ...RECORDS.map((record) => Object.values(record).join(","))].join("\r\n");
  const json = JSON.stringify(RECORDS);
  const geoJson = JSON.stringify({
    type: "FeatureCollection",
    features: RECORDS.map(({ latitude, longitude, ...properties }) => ({
      type: "Feature",
      properties,
      geometry: latitude === null ? null : { type: "Point", coordinates: [Number(longitude), Number(latitude)] },
    })),
  });
  const parquet = join(folder, "typed.parquet");
  await ask(
    `COPY (SELECT * REPLACE (CAST(createddate AS TIMESTAMP) AS createddate, CAST(closeddate AS TIMESTAMP) AS closeddate, CAST(latitude AS DOUBLE) AS latitude)
     FROM read_csv('${write(csv)}', all_varchar = true, header = true)) TO '${parquet}' (FORMAT parquet)`,
  );
  const inFolder = join(folder, "exports", "of 2020");
  mkdirSync(inFolder, { recursive: true });
  writeFileSync(join(inFolder, "a.csv"), csv);
  writeFileSync(join(inFolder, "read me.txt"), "not a file to read");
  const server = createServer((_request, response) => response.end(gzipSync(csv))).listen(0, "127.0.0.1");
  await once(server, "listening");
  const sources = {
    csv: write(`\ufeff${csv}`),
    "csv.gz": write(gzipSync(csv), ".csv.gz"),
    json: write(json, ".json"),
    "json lines": write(RECORDS.map((record) => JSON.stringify(record)).join("\n"), ".ndjson"),
    geojson: write(geoJson, ".geojson"),
    "geojson by its content": write(gzipSync(geoJson), ".json.gz"),
    parquet,
    folder: join(folder, "exports"),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rows.csv.gz?accessType=DOWNLOAD`,
  };
  try {
    for (const [name, input] of Object.entries(sources)) {
      const lake = newLake();
      await ingestLake({ city, inputs: [input], lake });
      assert.deepEqual(
        await requestsIn(lake, "id, created, closed, type_original AS type, latitude, longitude"),
        [
          { id: "007", created: "2020-01-02 03:04:05", closed: null, type: "Bulky Items", latitude: 34.1, longitude: -118.2 },
          {
            id: "8",
            created: "2020-01-03 00:00:00",
            closed: "2020-02-03 00:00:00",
            type: "Other",
            latitude: null,
            longitude: null,
          },
        ],
        name,
      );
    }
  } finally {
    server.close();
  }
});

test("what cannot be read is refused with what is wrong, and the lake stays as it was", async () => {
  const lake = newLake();
  await ingestLake({ city, inputs: [write(rows(ONE))], lake });
  const before = partitionsOf(lake);
  const good = write(rows(TWO));
  const refused: [string, RegExp][] = [
    [write(readFileSync(REAL_ROWS).subarray(0, 200_000), ".csv.gz"), /is not a complete gzip file/],
    [write("a,b\n1,2\n"), /not an export of Los Angeles: no column for id \(accepted: .*Found: a, b\.$/],
    [
      write(rows(ONE, '1-2,01/02/2020,,"Other,Open,,', "1-3,01/02/2020,,Other,Open,,")),
      /line 3 has a quote that is not closed/,
    ],
    [write(""), /is empty: not even a header row/],
    [write("no json", ".json"), /cannot be read/],
    [write("PAR1", ".parquet"), /cannot be read/],
    [write("", ".xlsx"), /is no CSV, JSON, GeoJSON or Parquet file by its name/],
    [join(folder, "nowhere.csv"), /does not exist/],
    ["http://127.0.0.1:9/rows.csv", /cannot be downloaded/],
  ];
  for (const [file, message] of refused)
    await assert.rejects(ingestLake({ city, inputs: [good, file], lake }), { name: "UserError", message }, file);
  assert.deepEqual(partitionsOf(lake), before);
  assert.deepEqual(readdirSync(lake).sort(), ["cities", "city=los-angeles", "index.html", "runs"]);
  await assert.rejects(
    ingestLake({ city: "phoenix", inputs: [good], lake }),
    /Unknown city "phoenix"; accepted: berkeley, boston/,
  );
});

test("a run that is killed leaves the old data, and the next one completes it", async () => {
  const lake = newLake();
  await ingestLake({ city, inputs: [write(rows(ONE))], lake });
  const before = partitionsOf(lake);
  const args = ["--import", "tsx", MAIN, "ingest", "--city", city, "--lake", lake, OLD_ROWS, REAL_ROWS];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  const end = once(child, "exit");
  let told = "";
  for await (const chunk of child.stderr) {
    told += String(chunk);
    if (told.includes("Writing los-angeles 2018")) child.kill("SIGKILL");
  }
  assert.deepEqual(await end, [null, "SIGKILL"]);
  assert.deepEqual(partitionsOf(lake), before);
  assert.ok(existsSync(join(lake, ".work")));
  const run = await ingestLake({ city, inputs: [OLD_ROWS, REAL_ROWS], lake });
  assert.equal(run.total, 20_001);
  assert.ok(!existsSync(join(lake, ".work")));
});

test("the command fills a lake and says what became of each row", async () => {
  const lake = newLake();
  let printed = "";
  const file = write(rows(ONE, TWO, "no date,,,Other,Open,,"));
  await runCommand(["ingest", "--city", city, "--lake", lake, file], (text) => (printed += text));
  assert.match(printed, /total +3 +2 +0 +1\n/);
  assert.match(printed, /Of the 2 kept: 2 new, 0 changed, 0 as they were\./);
  assert.match(printed, /Written anew: 2020\./);
  assert.match(printed, /The rejected rows are in .*rejects\/los-angeles\/.*\.csv\./);
});

test("a lake of another version is refused", async () => {
  const lake = newLake();
  await ingestLake({ city, inputs: [write(rows(ONE))], lake });
  const facts = join(lake, "cities", "los-angeles.json");
  writeFileSync(facts, readFileSync(facts, "utf8").replace(/"version": \d+/, '"version": 0'));
  await assert.rejects(ingestLake({ city, inputs: [write(rows(TWO))], lake }), /another version/);
});

test("a draft mapping for a city that is not known has its columns, date formats, status words and box", async () => {
  const file = write(
    [
      "SRRecordID,ServiceRequestNum,SRType,MethodReceived,CreatedDate,SRStatus,DueDate,CloseDate,Agency,Address,Neighborhood,CouncilDistrict,Latitude,Longitude",
      "a,20-1,SW-Dirty Alley,API,03/01/2020 12:00:00 AM,Closed (Duplicate),,03/02/2020 01:00:00 PM,Solid Waste,1 MAIN ST,Canton,1,39.28,-76.57",
      "b,20-2,TRS-Parking,Phone,03/01/2020 12:05:00 AM,Open,,,Transportation,2 MAIN ST,Hampden,7,39.33,-76.63",
    ].join("\n"),
  );
  let printed = "";
  await runCommand(["ingest", "--guess", file], (text) => (printed += text));
  for (const line of [
    'id: "ServiceRequestNum",',
    'created: "CreatedDate",',
    'closed: "CloseDate",',
    'status: "SRStatus",',
    'type: "SRType",',
    'agency: "Agency",',
    'source: "MethodReceived",',
    'council: "Neighborhood",',
    'district: "CouncilDistrict",',
    'dates: ["%m/%d/%Y %I:%M:%S %p"],',
    '"closed (duplicate)": "duplicate",',
    '"open": "open",',
    "// Columns that are not used: SRRecordID, DueDate.",
    "box: [-76.73,39.18,-76.47,39.43],",
  ])
    assert.ok(printed.includes(line), `${line}\n${printed}`);
});
