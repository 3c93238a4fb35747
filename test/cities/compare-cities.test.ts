import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import compareCities from "../../reports/compare-cities.js";
import { CATEGORIES, cityFacts } from "../../src/cities/index.js";
import { formatsFor } from "../../src/locale/formats.js";
import { textIn } from "../../src/locale/text.js";
import type { Answer, ServiceRequest } from "../../src/query/index.js";
import type { Figure, Multiple, Queries, Row, Table, Tables, Text } from "../../src/report.js";
import { answerOver, cityOf as smallCity, type City } from "../support/city.js";
import { DATA } from "../support/data.js";
import { loadExport, requestsIn } from "../support/exports.js";
import { LARGEST_FIRST, slugOf, THREE_CITIES } from "../support/three-cities.js";
import { cityOf } from "./support.js";

/** The report over real exports of three cities, held against what Python's csv finds in them (`test/truth/three_cities.py`). */

const PERIOD = { from: "2010-01-01", to: "2022-12-31" };

let lake: City;
before(async () => {
  const requests: ServiceRequest[] = [];
  for (const city of THREE_CITIES) {
    const connection = await loadExport(join(DATA, city.file));
    requests.push(...(await requestsIn(connection, cityOf(slugOf(city)))));
    connection.closeSync();
  }
  lake = lakeOf(
    requests,
    THREE_CITIES.map(({ city }) => city),
  );
});

function lakeOf(requests: ServiceRequest[], names: string[]): City {
  const city = smallCity();
  return { ...city, requests, lookups: { ...city.lookups, city: names.map((name) => cityFacts(name)) } };
}

interface Shown {
  charts: Multiple[];
  cities: Table;
  types: Table;
}

function show(city: City, params: object = {}, lang = "en"): Shown {
  const context = {
    params: { cities: [], period: PERIOD, n: 5, measure: "count", ...params },
    today: "2023-01-01",
    yesterday: "2022-12-31",
    text: (text: Text) => textIn(text, lang),
    format: formatsFor(lang),
  } as unknown as Parameters<typeof compareCities.queries>[0];
  const answers = Object.fromEntries(
    Object.entries(compareCities.queries(context)).map(([name, question]): [string, Answer] => [
      name,
      answerOver(city, question),
    ]),
  ) as unknown as Tables<Queries>;
  const [charts, cities, types] = compareCities.view.map((block) =>
    (block as unknown as { draw(tables: Tables<Queries>, context: unknown): unknown }).draw(answers, context),
  );
  return { charts, cities, types } as Shown;
}

/** The bars of a chart from the top, each with the place of its colour. */
function barsOf({ traces }: Figure): { name: string; length: number; place: number }[] {
  const bars = traces.flatMap(({ x, y }, place) =>
    (y as string[]).map((name, i) => ({ name, length: (x as number[])[i]!, place })),
  );
  const order = (traces.length ? bars : []).toSorted((a, b) => b.length - a.length);
  return order;
}

const near = (shown: unknown, expected: number) =>
  assert.ok(Math.abs(Number(shown) - expected) <= 1e-10 * (1 + expected), `${shown} is not ${expected}`);

for (const [measure, column] of Object.entries({ count: 1, residents: 2, share: 3 }))
  test(`the top categories of three cities: ${measure}`, () => {
    const { charts } = show(lake, { measure });
    assert.deepEqual(
      charts.map(({ title }) => title),
      LARGEST_FIRST.map(({ city }) => city),
    );
    LARGEST_FIRST.forEach(({ categories }, i) => {
      const bars = barsOf(charts[i]!.figure);
      assert.deepEqual(
        bars.map(({ name }) => name),
        categories.map(([category]) => CATEGORIES[category].en),
      );
      bars.forEach(({ length }, at) => near(length, categories[at]![column] as number));
      charts[i]!.figure.table.rows.forEach(({ count, per_10000, share }, at) => {
        const [, n, rate, part] = categories[at]!;
        assert.equal(count, n);
        near(per_10000, rate);
        near(share, part);
      });
    });
  });

test("one scale and one colour for each category", () => {
  const { charts } = show(lake);
  const ranges = charts.map(({ figure }) => (figure.layout!["xaxis"] as { range: number[] }).range);
  assert.deepEqual(new Set(ranges.map(String)).size, 1);
  const places = new Map<string, Set<number>>();
  for (const { name, place } of charts.flatMap(({ figure }) => barsOf(figure)))
    places.set(name, (places.get(name) ?? new Set()).add(place));
  assert.deepEqual(
    [...places.values()].filter(({ size }) => size > 1),
    [],
  );
  assert.equal(places.get("Noise")?.size, 1);
});

test("all requests of the cities, and what has no counterpart", () => {
  const { cities, types, charts } = show(lake);
  const rows = LARGEST_FIRST.map(({ city, residents, count, incomparable, first, last }): Row => ({
    city_name: city,
    residents,
    count,
    per_10000: (count / residents) * 10_000,
    incomparable,
    incomparable_share: incomparable / count,
    first,
    last,
  }));
  assert.deepEqual(cities.rows, rows);
  assert.deepEqual(types.rows[0], {
    city_name: "Chicago",
    type_name: "311 INFORMATION ONLY CALL",
    count: 2096,
    share: 2096 / 3500,
  });
  assert.match(charts[1]!.text!, /^Not comparable: 2,295 requests of types without a counterpart \(65\.6% of all\)\./);
  assert.match(charts[1]!.text!, /It has requests from Jan 1, 2021 to Jan 2, 2021 only: not the whole period\.$/);
});

test("chosen cities stand in the order of the choice, three at most", () => {
  const { charts } = show(lake, { cities: ["New York", "Chicago", "Boston", "San Francisco"] });
  assert.deepEqual(
    charts.map(({ title }) => title),
    ["New York", "Chicago", "Boston"],
  );
  assert.match(charts[0]!.figure.note!, /Only the first 3 of the chosen cities are shown\./);
  assert.deepEqual(charts[2]!.figure.traces, []);
  assert.match(charts[2]!.figure.note!, /It has no requests in the period\./);
});

test("without residents there is no rate", () => {
  const { city } = lake.lookups;
  const unknown = city.map(({ name }) => (name === "Chicago" ? { name } : cityFacts(name)));
  const { charts, cities } = show({ ...lake, lookups: { ...lake.lookups, city: unknown } }, { measure: "residents" });
  const [chart] = charts.filter(({ title }) => title === "Chicago");
  assert.deepEqual(chart!.figure.traces, []);
  assert.equal(chart!.figure.note, "Its residents are not known.");
  const row = cities.rows.find(({ city_name }) => city_name === "Chicago")!;
  assert.deepEqual([row["residents"], row["per_10000"]], [null, null]);
});

test("a source of one city shows it and says how to see more", () => {
  const alone = lake.requests.filter(({ city_name }) => city_name === "Chicago");
  const { charts } = show(lakeOf(alone, ["Chicago"]));
  assert.deepEqual(
    charts.map(({ title }) => title),
    ["Chicago"],
  );
  assert.match(charts[0]!.figure.note!, /The source has one city\./);
});

test("categories are called as the reader speaks", () => {
  const [first] = barsOf(show(lake, {}, "es").charts[1]!.figure);
  assert.equal(first!.name, "Ruido");
});
