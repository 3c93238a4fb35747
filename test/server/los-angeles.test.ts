import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { runCommand } from "../../server/src/cli/run.js";
import { ingest } from "../../server/src/ingest/ingest.js";
import { cityFile, openApp, REAL_ROWS, requestsIn, temporaryFolder } from "./support.js";

/** Los Angeles' exports of several years, quirk by quirk; counts are taken from the files themselves. */

const folder = temporaryFolder();
const city = "los-angeles";
const OLD_ROWS = cityFile("MyLA311_2018_first10k.csv.gz");

let files = 0;
const write = (text: string) => {
  const file = join(folder, `${++files}.csv`);
  writeFileSync(file, text);
  return file;
};
const database = () => join(folder, `${++files}.duckdb`);

function rowsOf(file: string): Record<string, string>[] {
  return parse(gunzipSync(readFileSync(file)), { columns: (header: string[]) => header.map((name) => name.toLowerCase()) });
}

function tally(values: unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}

/** `01/02/2018 01:53:33 PM` as `2018-01-02 13:53:33`. */
function iso(text: string): string {
  const [, month, day, year, hour, rest, half] = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d:\d\d) ([AP]M)$/.exec(text)!;
  const hours = (Number(hour) % 12) + (half === "PM" ? 12 : 0);
  return `${year}-${month}-${day} ${String(hours).padStart(2, "0")}:${rest}`;
}

test("the export of 2018: each row is a request, and each of its cells is what the file says", async () => {
  const db = database();
  const result = await ingest({ city, files: [OLD_ROWS], db });
  assert.deepEqual(result.files, [{ file: OLD_ROWS, read: 10_000, kept: 10_000, duplicates: 0, rejected: 0 }]);
  assert.deepEqual(result.missing, []);
  assert.deepEqual(result.unmatched, [{ cell: "council", value: null, requests: 138 }]);
  const raw = rowsOf(OLD_ROWS);
  const requests = await requestsIn(db);
  assert.deepEqual(
    requests.map(({ srnumber, created, closed, address, latitude, longitude, district_id }) => [
      srnumber,
      created,
      closed,
      address,
      latitude,
      longitude,
      district_id,
    ]),
    raw.map((row) => [
      row["srnumber"],
      iso(row["createddate"]!),
      iso(row["closeddate"]!),
      row["address"] || null,
      row["latitude"] ? Number(row["latitude"]) : null,
      row["longitude"] ? Number(row["longitude"]) : null,
      row["cd"] ? Number(row["cd"]) : null,
    ]),
  );
  const codes = (table: string, name: string) =>
    new Map(
      parse<Record<string, string>>(readFileSync(cityFile(`${table}.csv`)), { columns: true }).map((row) => [
        row["data_code"],
        row[name],
      ]),
    );
  for (const [column, table, name] of [
    ["requesttype", "types", "type_name"],
    ["owner", "agencies", "agency_name"],
    ["requestsource", "sources", "source_name"],
    ["nc", "councils", "council_name"],
  ] as const) {
    const names = codes(table, name);
    assert.deepEqual(
      requests.map((request) => request[name]),
      raw.map((row) => names.get(row[column]) ?? "No council"),
      column,
    );
  }
});

test("what is odd in the export of 2018 is kept, and does not spoil the statistics", async () => {
  const db = database();
  await ingest({ city, files: [OLD_ROWS], db });
  const app = await openApp(db);
  const count = async (query: string) =>
    (await app.inject(`/reports?field=created_year&${query}`))
      .json<{ counts: number }[]>()
      .reduce((sum, row) => sum + row.counts, 0);
  const raw = rowsOf(OLD_ROWS);
  const day = (text: string) => iso(text).slice(0, 10);
  const early = raw.filter((row) => day(row["closeddate"]!) < day(row["createddate"]!)).length;
  assert.equal(raw.filter((row) => iso(row["closeddate"]!) < iso(row["createddate"]!)).length, 13);
  assert.equal(await count("filter=created_year=2018"), 10_000);
  assert.equal(await count("filter=days_to_close<0"), early);
  assert.equal(await count("filter=status=closed"), 10_000, "nine of them say that they were referred out");
  assert.deepEqual(tally(raw.map((row) => row["status"])), { Closed: 9711, Cancelled: 280, "Referred Out": 9 });
  const [all] = (
    await app.inject("/reports?field=city_name&filter=created_year=2018&measure=days_to_close_n&measure=days_to_close_p0")
  ).json<Record<string, number>[]>();
  assert.deepEqual([all!["days_to_close_n"], all!["days_to_close_p0"]], [10_000 - early, 0]);
  const requests = (await app.inject("/requests?start_date=2018-01-01&limit=100000")).json<Record<string, unknown>[]>();
  assert.equal(requests.filter((request) => request["latitude"] === null).length, 1102);
  const pins = await app.inject({
    method: "POST",
    url: "/requests/pins",
    payload: { startDate: "2018-01-01", endDate: "2018-12-31" },
  });
  assert.equal(pins.json<unknown[]>().length, 10_000 - 1102);
});

test("two years in one database: both are there, and what the tables do not know is said with its count", async () => {
  const { total, unmatched } = await ingest({ city, files: [OLD_ROWS, REAL_ROWS], db: database() });
  assert.equal(total, 20_000);
  const codes = tally(rowsOf(REAL_ROWS).map((row) => row["nc"]));
  assert.deepEqual(unmatched, [
    { cell: "council", value: null, requests: 138 + codes[""]! },
    { cell: "council", value: "123", requests: codes["123"]! },
    { cell: "council", value: "65", requests: codes["65"]! },
    { cell: "council", value: "117", requests: codes["117"]! },
  ]);
});

for (const file of [OLD_ROWS, REAL_ROWS])
  test(`councils by name are those by code: ${file.split("/").at(-1)}`, async () => {
    const [byCode, byName] = [database(), database()];
    await ingest({ city, files: [file], db: byCode });
    const text = gunzipSync(readFileSync(file)).toString();
    const end = text.indexOf("\n");
    const header = text.slice(0, end).replace(/,nc,/i, ",code,");
    const { unmatched } = await ingest({ city, files: [write(header + text.slice(end))], db: byName });
    const councils = async (db: string) => (await requestsIn(db)).map((request) => request["council_name"]);
    assert.deepEqual(await councils(byName), await councils(byCode));
    const unknown = file === OLD_ROWS ? [null] : [null, "UNITED FOR VICTORY", "BRENTWOOD CC", "PACIFIC PALISADES NC"];
    assert.deepEqual(
      unmatched.map(({ value }) => value),
      unknown,
    );
  });

const HEADER_2026 =
  "casenumber,createddate,closeddate,status,type,origin,department_name__c,locator_gis_returned_address,locator_council_district," +
  "locator_sr_neigborhood_council,locator_sr_neigborhood_council_1,geolocation__latitude__s,geolocation__longitude__s";

test("the cases of 2026: other names, councils by code or by name, types that are new", async () => {
  const rows = [
    '04342632,2026-01-05T08:15:00.000,2026-01-07T10:00:00.000,Closed,Graffiti Removal,Call,OCB,"1 MAIN ST, 90012",14,52,DOWNTOWN LOS ANGELES,34.05,-118.25',
    "04342633,2026-01-05T09:00:00.000,,New,Item Pickups,Web,LASAN,,,,Noho West NC,34.2,-118.4",
    "04342634,2026-01-06T09:00:00.000,,New,Item Pickups,Mobile App,LASAN,,,0,,34.2,-118.4",
  ];
  const db = database();
  const whole = write([HEADER_2026, ...rows].join("\n"));
  const result = await ingest({ city, files: [whole], db });
  assert.deepEqual(result.files, [{ file: whole, read: 3, kept: 3, duplicates: 0, rejected: 0 }]);
  assert.deepEqual(result.missing, []);
  assert.deepEqual(result.unmatched, [
    { cell: "type", value: "Item Pickups", requests: 2 },
    { cell: "source", value: "Web", requests: 1 },
    { cell: "council", value: null, requests: 1 },
  ]);
  const shown = async (of: string) =>
    (await requestsIn(of)).map((request) =>
      ["srnumber", "created", "closed", "type_name", "agency_id", "source_name", "council_name", "district_id", "address"].map(
        (name) => request[name],
      ),
    );
  assert.deepEqual(await shown(db), [
    [
      "04342632",
      "2026-01-05 08:15:00",
      "2026-01-07 10:00:00",
      "Graffiti",
      4,
      "Phone Call",
      "Downtown Los Angeles",
      14,
      "1 MAIN ST, 90012",
    ],
    ["04342633", "2026-01-05 09:00:00", null, null, 3, null, "No council", null, null],
    ["04342634", "2026-01-06 09:00:00", null, null, 3, "Mobile App", "No council", null, null],
  ]);

  const app = await openApp(db);
  assert.deepEqual((await app.inject("/requests/counts/open/types")).json(), [{ typeId: null, typeName: null, typeCount: 2 }]);

  // As the export was seen without codes of councils, departments and origins.
  const byName = database();
  const names = parse<Record<string, string>>([HEADER_2026, ...rows].join("\n"), { columns: true });
  const kept = HEADER_2026.split(",").filter((name) => !/council$|department|origin/.test(name));
  const partial = write([kept.join(","), ...names.map((row) => kept.map((name) => `"${row[name]}"`).join(","))].join("\n"));
  const { missing } = await ingest({ city, files: [partial], db: byName });
  assert.deepEqual(missing, [{ file: partial, cells: ["agency", "source"] }]);
  assert.deepEqual(
    (await shown(byName)).map((request) => request[6]),
    ["Downtown Los Angeles", "North Hollywood West", "No council"],
  );
});

test("every council has a population, three of them under another name", async () => {
  const population = cityFile("NC_pop_2020.csv");
  const db = database();
  const result = await ingest({ city, files: [], db, population });
  assert.deepEqual([result.councilsWithoutPopulation, result.unknownPopulations], [[], []]);
  const app = await openApp(db);
  const councils = (await app.inject("/councils?with=population")).json<Record<string, unknown>[]>();
  const listed = parse<Record<string, string>>(readFileSync(population), { columns: true });
  const residents = new Map(listed.map((row) => [row["council_name"]!, Number(row["population"])]));
  const named: Record<string, string> = {
    "Arts District Little Tokyo": "Historic Cultural",
    "North Hollywood West": "Noho West",
    "United Neighborhoods": "UNNC",
  };
  assert.equal(councils.length, 99);
  for (const { councilName, population: given } of councils)
    assert.equal(given, residents.get(named[String(councilName)] ?? String(councilName)), String(councilName));
});

test("populations of councils that are not known are said", async () => {
  const population = write("council_name,population\nARLETA NC,5\nGotham,7\n");
  const { unknownPopulations, councilsWithoutPopulation } = await ingest({ city, files: [], db: database(), population });
  assert.deepEqual(unknownPopulations, ["Gotham"]);
  assert.equal(councilsWithoutPopulation.length, 98);
});

test("the command prints what the city's tables do not know", async () => {
  const file = write("srnumber,requesttype,createddate,closeddate,nc,latitude,longitude\n1-1,Potholes,1/2/20 3:04,,6,,\n");
  let printed = "";
  await runCommand(["ingest", city, file, "--db", database()], (text) => void (printed += text));
  assert.match(printed, /has no column for: agency, source, district, address\n/);
  assert.match(printed, /do not have these values:\n {2}type: Potholes 1\n {2}agency: \(empty\) 1\n {2}source: \(empty\) 1\n/);
  assert.doesNotMatch(printed, /council:/);
});
