import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { expectCards, expectShares, figureOf, integer, type Point } from "../../support/expect.js";
import { show, type Cell, type Shown } from "../../support/shown.js";
import { drawn, openLakeSite, openPage, type Site } from "../../support/site.js";

/** Every report over a lake of two cities, about one of them: what it shows is that city's, by `test/truth/two_cities.py`. */

interface City {
  city: string;
  slug: string;
  file: string;
  count: number;
  first: string;
  last: string;
  types: [name: string, count: number][];
  councils: [name: string, count: number][];
  sources: [name: string, count: number][];
  /** The first council by name, with its types. */
  first_council: [name: string, types: [name: string, count: number][]];
  /** Of the second most frequent type: its councils, and how many requests are at one and the same place. */
  type_by_council: [name: string, count: number][];
  most_at_one_place: number;
}

const CITIES = JSON.parse(readFileSync(new URL("../../truth/two-cities.json", import.meta.url), "utf8")) as City[];
const AS_OF = "2026-01-01";
const PERIOD = "2021-01-01..2025-12-31";

let site: Site;
before(async () => {
  site = await openLakeSite(Object.fromEntries(CITIES.map(({ slug, file }) => [slug, file])));
});
after(() => site.close());

const total = (points: readonly (readonly [string, number])[]) => points.reduce((sum, [, count]) => sum + count, 0);

/** A chart's numbers by name, without those that have none; all together are as many as they should be. */
function named(rows: readonly Cell[][], all: number): Point[] {
  const points = rows.map(([name, count]) => [String(name), Number(count)] as const);
  assert.equal(total(points), all);
  return points.filter(([name]) => name !== "Not given");
}

const sorted = (points: readonly Point[]) => points.toSorted(([a], [b]) => (a < b ? -1 : 1));

function showFor(name: string, attributes: Record<string, string>): Promise<Shown> {
  return show(site, name, { "as-of": AS_OF, period: PERIOD, ...attributes });
}

for (const {
  city,
  count,
  first,
  last,
  types,
  councils,
  sources,
  first_council,
  type_by_council,
  most_at_one_place,
} of CITIES) {
  const [council, ofCouncil] = first_council;
  const [type, ofType] = types[1]!;

  test(`${city}: overview`, async () => {
    const { cards, figures } = await showFor("overview", { city });
    assert.deepEqual(
      [cards[0]!["Requests"], cards[0]!["Request types"], cards[0]!["Sources"]],
      [count, types.length, sources.length].map((number) => integer(number)),
    );
    assert.deepEqual(sorted(named(figureOf(figures, /by neighborhood council/).rows, count)), sorted(councils));
  });

  test(`${city}: recent`, async () => {
    const { cards } = await showFor("recent", { city });
    expectCards(cards[0], { Requests: count, "First day": first, "Last day": last });
  });

  test(`${city}: top-requests`, async () => {
    const { cards, figures } = await showFor("top-requests", { city, n: "2" });
    expectCards(cards[0], { Requests: count, "Request types": types.length });
    assert.deepEqual(named(figures[0]!.rows, total(types.slice(0, 2))), types.slice(0, 2));
  });

  test(`${city}: type-map without outlines has bars, and says why`, async () => {
    const { cards, figures } = await showFor("type-map", { city, type });
    assert.equal(cards[0]!["Requests"], integer(ofType));
    assert.deepEqual(sorted(named(figures[0]!.rows, ofType)), sorted(type_by_council));
    assert.match(figures[0]!.note, /no outlines of the councils/);
  });

  test(`${city}: hotspots lie in its councils`, async () => {
    const { figures } = await showFor("hotspots", { city, type });
    const own = new Set(councils.map(([name]) => name));
    const found = figures[0]!.rows.map(([name, requests]) => [String(name), Number(requests)] as const);
    assert.ok(
      found.every(([name]) => own.has(name)),
      found.join(),
    );
    assert.ok(total(found) <= ofType, found.join());
    if (most_at_one_place >= 12) assert.ok(found[0]![1] >= most_at_one_place, found.join());
  });

  test(`${city}: the reports on a council begin with its first`, async () => {
    const weekly = await showFor("neighborhood-weekly", { city });
    assert.equal(weekly.cards[0]!["New"], integer(total(ofCouncil)));
    expectShares(figureOf(weekly.figures, /Share/), byCount(weekly, ofCouncil));
    const { cards } = await showFor("council-comparison", { city });
    const second = councils.map(([name]) => name).toSorted()[1]!;
    assert.deepEqual(
      cards.map((card) => card["Requests"]),
      [council, second].map((name) => integer(councils.find(([one]) => one === name)![1])),
    );
    const summary = await showFor("council-summary", { city });
    expectShares(figureOf(summary.figures, /Share/), byCount(summary, ofCouncil));
  });

  test(`${city}: the numbers of a measure are those of its types, and of no others`, async () => {
    const { tables } = await showFor("data-table", { city, groupby: "type", denominator: "count", partial: "on" });
    const sums = new Map<string, number>();
    for (const [name, , requests] of tables[0]!.rows) sums.set(String(name), (sums.get(String(name)) ?? 0) + Number(requests));
    assert.deepEqual(sorted([...sums]), sorted(types));
    assert.match(tables[0]!.title, new RegExp(`in ${city}$`));
  });

  test(`${city}: names, sentence and newest day are the city's`, async () => {
    const { page } = await openPage(
      site,
      `<report-311 name="council-summary" api="/" city="${city}" as-of="${AS_OF}" period="${PERIOD}"></report-311>`,
    );
    await drawn(page);
    const seen = await page.evaluate(() => {
      const root = document.querySelector("report-311")!.shadowRoot!;
      const filters = root.querySelector("report-311-filters")!;
      return {
        councils: filters.names.get("council"),
        types: filters.names.get("type"),
        sentence: root.querySelector("[part=description]")!.textContent.trim(),
        footer: root.querySelector("[part=footer]")!.textContent,
      };
    });
    assert.deepEqual(seen.councils!.toSorted(), councils.map(([name]) => name).toSorted());
    assert.deepEqual(seen.types!.toSorted(), types.map(([name]) => name).toSorted());
    assert.ok(seen.sentence.startsWith(`All requests created in ${council} in ${city} from `), seen.sentence);
    const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" }).format(new Date(last));
    assert.ok(seen.footer.includes(day), seen.footer);
    await page.close();
  });
}

/** Types of equal counts stand in the order in which the chart has them. */
function byCount({ figures }: Shown, expected: readonly [string, number][]): Point[] {
  const order = figureOf(figures, /Share/).rows.map(([name]) => String(name));
  return expected.toSorted((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0]));
}

test("without a city: all of them where that makes sense, else the first", async () => {
  const { cards } = await showFor("recent", {});
  assert.equal(cards[0]!["Requests"], integer(CITIES.reduce((sum, { count }) => sum + count, 0)));
  const weekly = await showFor("neighborhood-weekly", {});
  assert.equal(weekly.cards[0]!["New"], integer(total(CITIES[0]!.first_council[1])));
});
