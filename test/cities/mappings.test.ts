import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { CATEGORIES, CITIES, type Category } from "../../src/cities/index.js";
import { columnKey } from "../../src/cities/match.js";
import { offsetsOf } from "../../src/cities/offsets.js";
import { query } from "./support.js";

test("each city has a file of its slug, and the other way round", () => {
  const rooms = ["categories", "city", "crosswalk", "dates", "index", "match", "offsets", "quirks", "sql", "values"];
  const files = readdirSync("src/cities").map((file) => file.replace(/\.ts$/, ""));
  assert.deepEqual(
    files.filter((file) => !rooms.includes(file)).sort(),
    CITIES.map(({ slug }) => slug),
  );
});

test("slugs, zones, boxes and placeholders make sense", () => {
  for (const { slug, timeZone, box, placeholders, statuses } of CITIES) {
    assert.match(slug, /^[a-z]+(-[a-z]+)*$/);
    assert.doesNotThrow(() => new Intl.DateTimeFormat("en", { timeZone }));
    const [west, south, east, north] = box;
    assert.ok(west < east && south < north && east - west < 1.2 && north - south < 1.2, slug);
    for (const word of [...Object.keys(statuses), ...(placeholders.texts ?? [])]) assert.equal(word, word.toLowerCase(), slug);
  }
});

test("within a generation no column name is accepted for two fields", () => {
  for (const { slug, generations } of CITIES)
    for (const { name, columns } of generations) {
      const keys = Object.values(columns).flat().map(columnKey);
      assert.equal(new Set(keys).size, keys.length, `${slug}: ${name}`);
    }
});

test("no type of a city is in two categories, and each category compares at least two cities", () => {
  const cities: Partial<Record<Category, number>> = {};
  for (const { slug, categories } of CITIES) {
    const names = Object.values(categories)
      .flat()
      .map((name) => name.toLowerCase());
    assert.equal(new Set(names).size, names.length, slug);
    for (const category of Object.keys(categories) as Category[]) cities[category] = (cities[category] ?? 0) + 1;
  }
  const alone = (Object.keys(CATEGORIES) as Category[]).filter((category) => (cities[category] ?? 0) < 2);
  assert.deepEqual(alone, []);
});

test("the offsets of a zone are those of its rules, to the hour of the change", async () => {
  const zone = "America/New_York";
  const change = offsetsOf(zone).filter(({ from }) => from.startsWith("2025"));
  assert.deepEqual(change, [
    { from: "2025-03-09 07:00:00", minutes: -240 },
    { from: "2025-11-02 06:00:00", minutes: -300 },
  ]);
  const offsets = offsetsOf("America/Los_Angeles");
  const values = offsets.map(({ from, minutes }) => `(TIMESTAMP '${from}', ${minutes})`).join(", ");
  const [wrong] = await query(
    `SELECT CAST(count(*) AS INTEGER) AS wrong FROM (
       SELECT TIMESTAMP '2001-01-01' + to_minutes(n * 290) AS utc FROM range(90000) AS moments(n)
     ) ASOF JOIN (VALUES ${values}) AS offsets("from", minutes) ON utc >= "from"
     WHERE utc + to_minutes(minutes) <> (utc AT TIME ZONE 'UTC') AT TIME ZONE 'America/Los_Angeles'`,
  );
  assert.deepEqual(wrong, { wrong: 0 });
});
