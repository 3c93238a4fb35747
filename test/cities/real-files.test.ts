import assert from "node:assert/strict";
import { test } from "node:test";
import { QUIRKS, type CityField, type Quirk } from "../../src/cities/index.js";
import { cellsOf, cityOf, csv, normalised, tally, type Cells, type Normalised } from "./support.js";

/** The cities' own files, quirk by quirk; the counts are those of CITIES.md and README.md of the data, taken with another reader. */

interface Expected {
  file: string;
  city: string;
  rows: number;
  closed: number;
  located: number;
  from: string;
  to: string;
  statuses: Record<string, number>;
  categories: Record<string, number>;
  /** Those that are left out have none. */
  quirks?: Partial<Record<Quirk, number>>;
  rejects?: Record<string, number>;
  missing?: CityField[];
}

const FILES: Expected[] = [
  {
    file: "los_angeles/test_requests.csv.gz",
    city: "los-angeles",
    rows: 10_000,
    closed: 9951,
    located: 9989,
    from: "2020-01-01 00:02:00",
    to: "2020-01-03 14:22:00",
    statuses: { closed: 9723, cancelled: 244, open: 31, referred: 2 },
    categories: {
      "bulky-items": 4470,
      graffiti: 2628,
      "illegal-dumping": 901,
      encampments: 405,
      "electronic-waste": 335,
      "dead-animals": 172,
      "street-lights": 135,
      null: 954,
    },
    quirks: { no_location: 11, closed_when_created: 19, closed_without_date: 18, date_without_closed: 2 },
    missing: ["point"],
  },
  {
    file: "los_angeles/MyLA311_2018_first10k.csv.gz",
    city: "los-angeles",
    rows: 10_000,
    closed: 10_000,
    located: 8898,
    from: "2018-01-01 00:00:09",
    to: "2018-01-04 09:33:23",
    statuses: { closed: 9711, cancelled: 280, referred: 9 },
    categories: {
      "bulky-items": 4918,
      graffiti: 2082,
      "illegal-dumping": 1021,
      "electronic-waste": 426,
      encampments: 250,
      "dead-animals": 216,
      "street-lights": 128,
      null: 959,
    },
    quirks: { no_location: 1102, closed_before_created: 13, closed_when_created: 924, date_without_closed: 9 },
  },
  {
    file: "new_york/311_sample_2018-10.csv.gz",
    city: "new-york",
    rows: 6765,
    closed: 2441,
    located: 6650,
    from: "2018-10-21 00:00:00",
    to: "2018-10-22 02:41:00",
    statuses: { open: 3656 + 672 + 103 + 4 + 2 + 2, closed: 2326 },
    categories: {},
    quirks: { no_location: 115, closed_when_created: 112, closed_without_date: 2, date_without_closed: 117 },
    missing: ["detail", "district"],
  },
  {
    file: "new_york/311_2022-05-01.csv",
    city: "new-york",
    rows: 924,
    closed: 480,
    located: 913,
    from: "2022-05-01 00:00:03",
    to: "2022-05-01 02:06:26",
    statuses: { closed: 480, open: 444 },
    categories: {},
    quirks: { no_location: 11 },
    missing: ["detail", "district"],
  },
  {
    file: "san_francisco/311_Cases_noise_2010-2020.csv.gz",
    city: "san-francisco",
    rows: 8035,
    closed: 7968,
    located: 7617,
    from: "2010-02-08 12:09:45",
    to: "2020-03-01 23:05:00",
    statuses: { closed: 7968, open: 67 },
    categories: { noise: 8034, encampments: 1 },
    quirks: { placeholder_location: 418, closed_when_created: 1, template_text: 392 },
  },
  {
    file: "san_francisco/rats_2010-2015_old_header.csv",
    city: "san-francisco",
    rows: 656,
    closed: 654,
    located: 656,
    from: "2010-01-26 12:51:00",
    to: "2015-09-17 15:41:06",
    statuses: { closed: 654, open: 2 },
    categories: { rodents: 656 },
    missing: ["latitude", "longitude"],
  },
  {
    file: "boston/rodents_2011-2015_old_header.csv.gz",
    city: "boston",
    rows: 7466,
    closed: 7043,
    located: 7466 - 468,
    from: "2011-07-01 07:16:44",
    to: "2015-02-05 16:45:04",
    statuses: { closed: 7043, open: 423 },
    categories: { rodents: 7466 },
    quirks: { placeholder_location: 468 },
  },
  {
    file: "boston/animals_2017_legacy.csv.gz",
    city: "boston",
    rows: 7760,
    closed: 5920,
    located: 7750,
    from: "2017-01-01 03:02:00",
    to: "2017-12-31 21:56:00",
    statuses: { closed: 5920, open: 1840 },
    categories: { "dead-animals": 3658, animals: 2427 + 253 + 236 + 120, null: 735 + 331 },
    quirks: { no_location: 10, closed_before_created: 2, closed_when_created: 1 },
    missing: ["point"],
  },
  {
    file: "boston/new_system_2025-08_part1.csv",
    city: "boston",
    rows: 3500,
    closed: 2802,
    located: 3454,
    from: "2025-08-01 02:35:06",
    to: "2025-12-14 07:21:15",
    statuses: { closed: 2802, open: 698 },
    categories: { animals: 1155 + 626 + 133, "street-lights": 832 + 134 + 88, trees: 292 + 121 + 67 + 43, null: 9 },
    quirks: { no_location: 46 },
  },
  {
    file: "chicago/311_2021-01_part1.csv",
    city: "chicago",
    rows: 3500,
    closed: 3490,
    located: 3499,
    from: "2021-01-01 00:00:09",
    to: "2021-01-02 09:28:30",
    statuses: { closed: 3469, cancelled: 21, open: 10 },
    categories: {},
    quirks: { no_location: 1, closed_when_created: 1966 },
  },
  {
    file: "chicago/rodents_2015_old_header.csv",
    city: "chicago",
    rows: 1000,
    closed: 494,
    located: 999,
    from: "2015-01-19 00:00:00",
    to: "2015-02-10 00:00:00",
    statuses: { open: 486, closed: 478, duplicate: 19 + 16, null: 1 },
    categories: { rodents: 999, null: 1 },
    quirks: { no_location: 1, unknown_status: 1 },
    rejects: { "a header among the rows": 1 },
  },
  {
    file: "kansas_city/potholes_2020.csv",
    city: "kansas-city",
    rows: 4493,
    closed: 2355,
    located: 4451,
    from: "2020-01-01 01:39:00",
    to: "2020-02-25 22:45:00",
    statuses: { closed: 2812, open: 1681 },
    categories: { potholes: 4493 },
    quirks: { placeholder_location: 42, closed_when_created: 39, closed_without_date: 457 },
  },
  {
    file: "dallas/sample_rows_transcribed.csv",
    city: "dallas",
    rows: 5,
    closed: 5,
    located: 5,
    from: "2020-11-03 08:13:33",
    to: "2021-04-06 11:18:01",
    statuses: { closed: 5 },
    categories: { "dead-animals": 1, animals: 1, "illegal-parking": 1, null: 2 },
    quirks: { closed_when_created: 5 },
  },
];

/** What stands in a column, quoted as the file has it, in the order of its rows, whatever it is called. */
function column(cells: Cells[], name: string): string[] {
  return cells.map((row) => row[name]!);
}

for (const expected of FILES)
  test(`${expected.file}: every row, its dates, places, status and quirks`, async () => {
    const { rows, layout } = await normalised(cityOf(expected.city), csv(expected.file));
    assert.equal(rows.length, expected.rows);
    assert.equal(new Set(rows.map(({ id }) => id)).size, expected.rows);
    assert.deepEqual(layout.missing, expected.missing ?? []);
    const present = (name: string) => rows.filter((row) => row[name] !== null);
    assert.equal(present("closed").length, expected.closed);
    assert.equal(present("latitude").length, expected.located);
    assert.equal(present("longitude").length, expected.located);
    const created = rows.map((row) => row["created"] as string | null).filter((moment) => moment !== null);
    assert.deepEqual([created.sort()[0], created.at(-1)], [expected.from, expected.to]);
    assert.deepEqual(tally(rows.map(({ status }) => status)), expected.statuses);
    if (Object.keys(expected.categories).length)
      assert.deepEqual(tally(rows.map(({ category }) => category)), expected.categories);
    const quirks = Object.fromEntries(
      (Object.keys(QUIRKS) as Quirk[])
        .map((quirk) => [quirk, rows.filter((row) => row[quirk] === true).length] as const)
        .filter(([, count]) => count > 0),
    );
    assert.deepEqual(quirks, expected.quirks ?? {});
    const rejected = rows.map(({ reject }) => reject).filter((reason) => reason !== null);
    assert.deepEqual(tally(rejected), expected.rejects ?? {});
    assert.ok(rows.every(({ city }) => city === expected.city));
  });

/** `01/02/2018 01:53:33 PM`, `1/2/18 13:53`, `2018-01-02T13:53:33.000` and the like as `2018-01-02 13:53:33`. */
function iso(written: string): string | null {
  if (written === "") return null;
  const standard = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)/.exec(written);
  if (standard) return `${standard[1]} ${standard[2]}`;
  const [, month, day, year, hour = "0", minute = "00", second = "00", half] =
    /^(\d+)\/(\d+)\/(\d+)(?: (\d+):(\d\d)(?::(\d\d))?(?: ([AP]M))?)?$/.exec(written)!;
  const hours = half ? (Number(hour) % 12) + (half === "PM" ? 12 : 0) : Number(hour);
  const two = (number: unknown) => String(number).padStart(2, "0");
  return `${year!.padStart(4, "20")}-${two(month)}-${two(day)} ${two(hours)}:${minute}:${second}`;
}

/** A moment in UTC as the civil time of Boston, by the platform's own table of zones. */
function inBoston(written: string): string | null {
  if (written === "") return null;
  const moment = new Date(written.replace(" ", "T").replace("+00", "Z"));
  moment.setUTCMilliseconds(0);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "America/New_York", dateStyle: "short", timeStyle: "medium" }).format(
    moment,
  );
}

const MOMENTS: { file: string; city: string; created: (row: Cells) => string | null; closed: (row: Cells) => string | null }[] =
  [
    {
      file: "los_angeles/test_requests.csv.gz",
      city: "los-angeles",
      created: (row) => iso(row["createddate"]!),
      closed: (row) => iso(row["closeddate"]!),
    },
    {
      file: "new_york/311_sample_2018-10.csv.gz",
      city: "new-york",
      created: (row) => iso(row["Created Date"]!),
      closed: (row) => iso(row["Closed Date"]!),
    },
    {
      file: "san_francisco/311_Cases_noise_2010-2020.csv.gz",
      city: "san-francisco",
      created: (row) => iso(row["Opened"]!),
      closed: (row) => iso(row["Closed"]!),
    },
    {
      file: "boston/animals_2017_legacy.csv.gz",
      city: "boston",
      created: (row) => iso(row["open_dt"]!),
      closed: (row) => iso(row["closed_dt"]!),
    },
    {
      file: "boston/new_system_2025-08_part1.csv",
      city: "boston",
      created: (row) => inBoston(row["open_date"]!),
      closed: (row) => inBoston(row["close_date"]!),
    },
    {
      file: "chicago/311_2021-01_part1.csv",
      city: "chicago",
      created: (row) => iso(row["created_date"]!),
      closed: (row) => iso(row["closed_date"]!),
    },
    {
      file: "kansas_city/potholes_2020.csv",
      city: "kansas-city",
      created: (row) => iso(`${row["CREATION DATE"]} ${row["CREATION TIME"]!.replace(/^(\d+:\d+) /, "$1:00 ")}`),
      closed: (row) => iso(row["CLOSED DATE"]!),
    },
  ];

for (const { file, city, created, closed } of MOMENTS)
  test(`${file}: each created and closed date is the moment that the file says`, async () => {
    const { rows } = await normalised(cityOf(city), csv(file));
    const cells = cellsOf(file);
    assert.deepEqual(
      rows.map((row) => [row["created"], row["closed"]]),
      cells.map((row) => [created(row), closed(row)]),
    );
  });

test("texts are those of the file, without the space around them", async () => {
  const file = "boston/animals_2017_legacy.csv.gz";
  const { rows } = await normalised(cityOf("boston"), csv(file));
  const cells = cellsOf(file);
  const same = (name: string, from: string) =>
    assert.deepEqual(
      rows.map((row) => row[name]),
      column(cells, from).map((cell) => cell.trim() || null),
      name,
    );
  same("id", "case_enquiry_id");
  same("type_original", "type");
  same("agency", "department");
  same("council", "neighborhood");
  same("source", "source");
  same("address", "location");
  assert.ok(column(cells, "location").some((cell) => cell !== cell.trim()));
});

const distance = (row: Normalised, latitude: number, longitude: number) =>
  Math.hypot((row["latitude"] as number) - latitude, (row["longitude"] as number) - longitude);

test("a point is read from its own text where there are no columns of degrees, and says the same where there are", async () => {
  const { rows } = await normalised(cityOf("san-francisco"), csv("san_francisco/rats_2010-2015_old_header.csv"));
  cellsOf("san_francisco/rats_2010-2015_old_header.csv").forEach((row, index) => {
    const [, latitude, longitude] = /^\((.+), (.+)\)$/.exec(row["Point"]!)!;
    assert.ok(distance(rows[index]!, Number(latitude), Number(longitude)) === 0);
  });
  const without = {
    "los-angeles": ["los_angeles/MyLA311_2018_first10k.csv.gz", "Latitude", "Longitude"],
    chicago: ["chicago/311_2021-01_part1.csv", "latitude", "longitude"],
    "kansas-city": ["kansas_city/potholes_2020.csv", "LATITUDE", "LONGITUDE"],
  } as const;
  for (const [city, [file, latitude, longitude]] of Object.entries(without)) {
    const all = (await normalised(cityOf(city), csv(file))).rows;
    const bare = `(SELECT * EXCLUDE ("${latitude}", "${longitude}") FROM ${csv(file)})`;
    const { rows: points, layout } = await normalised(cityOf(city), bare);
    assert.deepEqual(layout.missing, ["latitude", "longitude"]);
    points.forEach((row, index) => {
      const { latitude, longitude } = all[index]!;
      if (latitude === null) assert.equal(row["latitude"], null);
      else assert.ok(distance(row, latitude as number, longitude as number) < 1e-6, `${city}, row ${index}`);
    });
  }
});

test("New York: what the agencies leave unspecified is not known, potholes are found by their descriptor", async () => {
  const file = "new_york/311_sample_2018-10.csv.gz";
  const { rows } = await normalised(cityOf("new-york"), csv(file));
  const cells = cellsOf(file);
  const named = column(cells, "Community Board").filter((cell) => !/unspecified/i.test(cell)).length;
  assert.equal(rows.filter(({ council }) => council !== null).length, named);
  const potholes = cells.filter((row) => row["Descriptor"] === "Pothole").length;
  assert.equal(tally(rows.map(({ category }) => category))["potholes"], potholes);
  const noise = cells.filter((row) => /^noise|^collection truck noise/i.test(row["Complaint Type"]!)).length;
  assert.equal(tally(rows.map(({ category }) => category))["noise"], noise);
});

test("a table of another type than text is read as well, and a quote in a name or column does no harm", async () => {
  const relation = `(SELECT 7::BIGINT AS srnumber, TIMESTAMP '2020-01-02 03:04:05.678' AS createddate, NULL::TIMESTAMP AS closeddate,
    'Bulky Items' AS requesttype, 34.1::DOUBLE AS latitude, -118.2::FLOAT AS longitude, 1 AS "it""s")`;
  const { rows } = await normalised(cityOf("los-angeles"), relation);
  assert.equal(rows[0]!["id"], "7");
  assert.equal(rows[0]!["created"], "2020-01-02 03:04:05");
  assert.equal(rows[0]!["closed"], null);
  assert.equal(rows[0]!["latitude"], 34.1);
});
