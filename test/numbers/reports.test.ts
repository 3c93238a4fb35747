import assert from "node:assert/strict";
import { test } from "node:test";
import councilComparison from "../../reports/council-comparison.js";
import councilSummary from "../../reports/council-summary.js";
import hotspots from "../../reports/hotspots.js";
import neighborhood from "../../reports/neighborhood.js";
import neighborhoodWeekly from "../../reports/neighborhood-weekly.js";
import overview from "../../reports/overview.js";
import typeMap from "../../reports/type-map.js";
import { formatsFor } from "../../src/locale/formats.js";
import { textIn } from "../../src/locale/text.js";
import type { Answer, Row, ServiceRequest } from "../../src/query/index.js";
import type { AnyValue, Context, Figure, Report, Scalar, Table, Text } from "../../src/report.js";
import { answerOver, cityOf, type City } from "../support/city.js";

/** What reports show of a few requests each, worked out by hand. */

/** Created and closed on these days of January 2020 (null: open), a Graffiti request in Arleta unless said otherwise. */
function request(created: number, closed: number | null, more: Partial<ServiceRequest> = {}): ServiceRequest {
  const [sample] = cityOf().requests;
  const day = (n: number) => `2020-01-${String(n).padStart(2, "0")}`;
  const times = { created: `${day(created)}T08:00:00`, closed: closed === null ? null : `${day(closed)}T17:30:00` };
  return { ...sample!, type_name: "Graffiti", council_name: "Arleta", ...times, ...more };
}

function cityWith(requests: ServiceRequest[]): City {
  const numbered = requests.map((one, i) => ({ ...one, request_id: i + 1, srnumber: `1-${i + 1}` }));
  return { ...cityOf(), requests: numbered.sort((a, b) => a.created.localeCompare(b.created)) };
}

interface Shown {
  cards: Scalar[][];
  /** Null where a block is empty. */
  drawn: (Figure | Table | null)[];
}

/** All blocks of a report, seen on 11 January 2020. */
function show(report: Report, params: Record<string, AnyValue>, city: City, lang = "en"): Shown {
  const context = {
    params,
    today: "2020-01-11",
    yesterday: "2020-01-10",
    text: (text: Text) => textIn(text, lang),
    format: formatsFor(lang),
  } as unknown as Context;
  const answers: Record<string, Answer> = Object.fromEntries(
    Object.entries(report.queries(context)).map(([name, question]) => [name, answerOver(city, question)]),
  );
  const blocks = report.view;
  return {
    cards: blocks.flatMap((block) => (block.kind === "cards" ? [block.cards.map((card) => card.value(answers, context))] : [])),
    drawn: blocks.flatMap((block) => {
      if (block.kind !== "figure" && block.kind !== "table") return [];
      const first = answers[block.from[0]!];
      return [Array.isArray(first) && first.length === 0 ? null : block.draw(answers, context)];
    }),
  };
}

const DAYS_1_TO_4 = { from: "2020-01-01", to: "2020-01-04" };
const series = (shown: Figure | Table | null | undefined) =>
  (shown as Figure).traces.map(({ name, y, ids, tone }) => ({ name, y, id: ids?.[0], tone }));

test("neighborhood: a council's rate against that of all councils, by residents and by date", () => {
  // Arleta has 34,000 residents, Sylmar 90,000.
  const city = cityWith([
    ...[1, 1, 3].map((day) => request(day, null)),
    ...[1, 4].map((day) => request(day, null, { council_name: "Sylmar" })),
    ...[1, 2, 2].map((day) => request(day, null, { council_name: "No council" })),
  ]);
  const { drawn } = show(neighborhood, { council: "Arleta", window: "1", type: "", period: DAYS_1_TO_4 }, city);
  const rates = [
    { name: "Arleta", id: "Arleta", tone: "accent", y: [2, 0, 1, 0].map((n) => (n / 34_000) * 10_000) },
    { name: "All councils", id: undefined, tone: "muted", y: [3, 0, 1, 1].map((n) => (n / 124_000) * 10_000) },
  ];
  assert.deepEqual(
    series(drawn[0]),
    rates.map(({ name, y, id, tone }) => ({ name, y, id, tone })),
  );
  assert.deepEqual(series(drawn[1]), [{ name: "Graffiti", y: [2, 0, 1, 0], id: "Graffiti", tone: undefined }]);
  assert.equal(drawn[0]!.note, undefined);
});

test("neighborhood: averages have no value where their window leaves the period, and the note says so", () => {
  const week = { from: "2020-01-01", to: "2020-01-09" };
  const city = cityWith([1, 2, 2, 9].map((day) => request(day, null)));
  const params = { council: "Arleta", window: "7", type: "", period: week };
  const { drawn } = show(neighborhood, params, city);
  assert.deepEqual(series(drawn[1])[0]!.y, [null, null, null, 3 / 7, 2 / 7, 1 / 7, null, null, null]);
  assert.match(drawn[1]!.note!, /mean of the 7 days around it/);
  assert.match(show(neighborhood, { ...params, window: "30" }, city).drawn[1]!.note!, /covers 9 days.*too few.*over 30/);
});

test("neighborhood: too few days for an average are said to be", () => {
  const city = cityWith([request(1, null), request(3, null)]);
  const { drawn } = show(neighborhood, { council: "Arleta", window: "7", type: "", period: DAYS_1_TO_4 }, city);
  for (const shown of drawn) {
    assert.deepEqual(series(shown), []);
    assert.match(shown!.note!, /covers 3 days.*too few.*over 7/);
  }
});

test("neighborhood: no rate is made up where residents are not known", () => {
  const city = cityWith([request(1, null), request(2, null, { council_name: "Sylmar" })]);
  city.lookups.council = city.lookups.council.map((row) => (row.name === "Sylmar" ? { ...row, population: null } : row));
  const params = { council: "Arleta", window: "1", type: "", period: DAYS_1_TO_4 };
  const [rates] = show(neighborhood, params, city).drawn;
  assert.deepEqual(
    series(rates).map(({ y }) => y),
    [[(1 / 34_000) * 10_000, 0]],
  );
  assert.match(rates!.note!, /no line of all councils/);
  assert.match(show(neighborhood, { ...params, council: "Sylmar" }, city).drawn[0]!.note!, /residents of Sylmar is not known/);
});

test("neighborhood-weekly: what was closed counts whenever it was created", () => {
  const city = cityWith([
    request(1, 5),
    request(2, 3),
    request(4, 6, { type_name: "Bulky Items", created: "2020-01-04T09:00:00" }),
    request(4, null),
    request(5, 5, { council_name: "Sylmar" }),
    request(6, 9),
  ]);
  const params = { council: "Arleta", type: "", period: { from: "2020-01-04", to: "2020-01-06" } };
  const { cards, drawn } = show(neighborhoodWeekly, params, city);
  assert.deepEqual(cards, [[3, 2, "-1"]]);
  assert.deepEqual(series(drawn[0]), [
    { name: "Graffiti", y: [1, 0, 1], id: "Graffiti", tone: undefined },
    { name: "Bulky Items", y: [1, 0, 0], id: "Bulky Items", tone: undefined },
  ]);
  const { columns, rows } = drawn[2] as Table;
  assert.deepEqual(
    columns.map(({ key }) => key),
    ["srnumber", "created", "closed", "type_name", "agency_name", "source_name", "address"],
  );
  assert.deepEqual(
    rows.map((row) => [row["srnumber"], row["closed"]]),
    [
      ["1-6", "2020-01-09T17:30:00"],
      ["1-3", "2020-01-06T17:30:00"],
      ["1-4", null],
    ],
  );
});

test("neighborhood-weekly: closed without new ones shows what was closed", () => {
  const city = cityWith([request(1, 9), request(2, 10), request(10, null, { council_name: "Sylmar" })]);
  const params = { council: "Arleta", type: "", period: { from: "2020-01-08", to: "2020-01-10" } };
  const { cards, drawn } = show(neighborhoodWeekly, params, city);
  assert.deepEqual(cards, [[0, 2, "+2"]]);
  assert.deepEqual(drawn, [null, null, null]);
});

/** In Arleta three closed on the day, one before it was created, four after 1 to 4 days, and two not yet; two in Sylmar. */
const summaryCity = cityWith([
  ...[1, 1, 2].map((day) => request(day, day)),
  request(3, 2),
  ...[1, 2, 3, 4].map((days) => request(3, 3 + days, { type_name: "Bulky Items" })),
  request(4, null),
  request(4, 20),
  ...[1, 3].map((day) => request(day, null, { council_name: "Sylmar" })),
  request(1, null, { council_name: "No council" }),
]);
const summaryParams = { council: "Arleta", types: [], "quality-filter": true, period: DAYS_1_TO_4 };

test("council-summary: the average council is joined by date, of the same types", () => {
  const [perDay, share] = show(councilSummary, summaryParams, summaryCity).drawn;
  assert.deepEqual(series(perDay), [
    { name: "Arleta", y: [2, 1, 5, 2], id: "Arleta", tone: "accent" },
    { name: "Average council", y: [1.5, 0.5, 3, 1], id: undefined, tone: "muted" },
  ]);
  assert.deepEqual((share as Figure).traces[0]!["values"], [6, 4]);
  const [bulky] = show(councilSummary, { ...summaryParams, types: ["Bulky Items"] }, summaryCity).drawn;
  assert.deepEqual(
    series(bulky).map(({ y }) => y),
    [
      [0, 0, 4, 0],
      [0, 0, 2, 0],
    ],
  );
});

test("council-summary: durations, what is left out of them, and both medians", () => {
  const bars = (shown: Figure | Table | null | undefined) =>
    (shown as Figure).table.rows.map(({ first, last, count }) => [first, last, count]);
  const on = show(councilSummary, summaryParams, summaryCity).drawn[2];
  // 2 · IQR 1.5 · 4^(−1/3) = 1.89: bins of two days.
  assert.deepEqual(bars(on), [
    [1, 2, 2],
    [3, 4, 2],
  ]);
  assert.deepEqual(
    [(on as Figure).traces[0]!["x"], (on as Figure).traces[0]!["width"]],
    [
      [2, 4],
      [2, 2],
    ],
  );
  assert.match(on!.note!, /shown: 4\. Left out: 4 closed on the day .* or before, 0 outliers/);
  // 7 closed after 0, 0, 0, 1, 2, 3, 4 days, 2 open for 6: S is 6/9 at 0, 5/9 at 1, 4/9 at 2.
  assert.match(on!.note!, /2 for those shown; 2 for all, with the 2 not closed by Jan 10, 2020 counted as well/);
  const off = show(councilSummary, { ...summaryParams, "quality-filter": false }, summaryCity).drawn[2];
  assert.match(off!.note!, /shown: 7\. Left out: 1 closed before/);
  assert.match(off!.note!, /1 for those shown; 2 for all/);
});

test("council-summary: requests that were never closed say so, a council without requests is empty", () => {
  const city = cityWith([request(1, null), request(2, null, { council_name: "Sylmar" })]);
  const [, , durations] = show(councilSummary, summaryParams, city).drawn;
  assert.deepEqual(series(durations), []);
  assert.match(durations!.note!, /shown: 0\..* – for those shown; not known yet for all, with the 1 not closed/);
  const none = show(councilSummary, { ...summaryParams, types: ["Bulky Items"] }, city).drawn;
  assert.deepEqual(none, [null, null, null]);
});

test("council-comparison: each side has its own requests, both the days that the data covers", () => {
  const city = cityWith([
    request(1, null),
    request(3, null, { source_name: "Phone Call" }),
    request(3, null, { source_name: "Phone Call" }),
    request(2, null, { council_name: "Sylmar" }),
    request(2, null, { council_name: "No council" }),
  ]);
  const params = { council: "Arleta", versus: "Sylmar", period: { from: "2019-12-01", to: "2020-01-10" } };
  const { cards, drawn } = show(councilComparison, params, city);
  assert.deepEqual(cards, [
    [3, 3],
    [1, 3],
  ]);
  assert.deepEqual(
    [(drawn[0] as Figure).traces[0]!["y"], (drawn[0] as Figure).traces[0]!["x"]],
    [
      ["Phone Call", "Mobile App"],
      [2, 1],
    ],
  );
  assert.deepEqual(
    series(drawn[2]).map(({ name, y }) => [name, y]),
    [
      ["Arleta", [1, 0, 2]],
      ["Sylmar", [0, 1, 0]],
    ],
  );
});

test("council-comparison: the bars of both sides have one scale", () => {
  const city = cityWith([request(1, null), ...[2, 3, 4].map((day) => request(day, null, { council_name: "Sylmar" }))]);
  const { drawn } = show(councilComparison, { council: "Arleta", versus: "Sylmar", period: DAYS_1_TO_4 }, city);
  const ranges = drawn.slice(0, 2).map((figure) => ((figure as Figure).layout!["xaxis"] as { range: number[] }).range);
  assert.deepEqual(ranges[0], ranges[1]);
  assert.ok(ranges[0]![1]! >= 3);
});

test("council-comparison: a council without requests is a line of zeros, and one twice is said to be", () => {
  const city = cityWith([request(1, null), request(2, null)]);
  const params = { council: "Arleta", versus: "Sylmar", period: DAYS_1_TO_4 };
  const { cards, drawn } = show(councilComparison, params, city);
  assert.deepEqual(cards[1], [0, 2]);
  assert.equal(drawn[1], null);
  assert.deepEqual(series(drawn[2])[1]!.y, [0, 0]);
  const twice = show(councilComparison, { ...params, versus: "Arleta" }, city).drawn[2];
  assert.equal(series(twice).length, 1);
  assert.match(twice!.note!, /Both sides show Arleta/);
});

test("hotspots: circles by number of requests on plain ground", () => {
  const at = (n: number, council_name: string, latitude: number) =>
    Array.from({ length: n }, () => request(2, null, { council_name, latitude, longitude: -118.4 }));
  const city = cityWith([
    ...at(12, "Arleta", 34.21),
    ...at(11, "Arleta", 34.22),
    ...at(24, "Sylmar", 34.25),
    ...at(20, "No council", 34.3),
  ]);
  const { cards, drawn } = show(hotspots, { type: "Graffiti", council: "", period: DAYS_1_TO_4 }, city);
  assert.deepEqual(cards, [[2, 36, 2]]);
  const [ground, circles] = (drawn[0] as Figure).traces;
  const { features } = city.boundaries;
  assert.deepEqual(
    ground!["z"],
    features.map(() => 0),
  );
  assert.equal(ground!.tone, "muted");
  assert.deepEqual(
    [circles!["lat"], circles!.ids],
    [
      [34.25, 34.21],
      ["Sylmar", "Arleta"],
    ],
  );
  const { size, sizeref, sizemode } = circles!["marker"] as { size: number[]; sizeref: number; sizemode: string };
  assert.deepEqual(size, [24, 12]);
  assert.equal(sizemode, "area");
  // Plotly: a circle is √(2 · size / sizeref) pixels across.
  assert.equal((2 * size[0]!) / sizeref, 36 ** 2);
});

test("hotspots: none are said to be none", () => {
  const [map] = show(hotspots, { type: "Graffiti", council: "", period: DAYS_1_TO_4 }, cityWith([request(1, null)])).drawn;
  assert.deepEqual((map as Figure).traces, []);
  assert.match(map!.note!, /^There are no hotspots/);
});

test("type-map: the chosen council's requests, and those in none of the areas", () => {
  const city = cityWith([
    request(1, null),
    request(2, null, { council_name: "Sylmar" }),
    request(3, null, { council_name: "Elsewhere" }),
  ]);
  const { cards, drawn } = show(typeMap, { type: "Graffiti", council: "Sylmar", period: DAYS_1_TO_4 }, city);
  assert.deepEqual(cards, [[3, "Sylmar", 1]]);
  assert.match(drawn[0]!.note!, /none of the areas of the map: 1\./);
});

test("overview: medians with open requests counted, where there are such", () => {
  const city = cityWith([
    // Graffiti: closed after 1, 2, 8 days, open for 9 and 9.
    ...[1, 2, 8].map((days) => request(1, 1 + days)),
    request(1, null),
    request(1, 25),
    // Bulky Items: closed after 1 day, open for 5 and 6.
    request(2, 3, { type_name: "Bulky Items" }),
    request(4, null, { type_name: "Bulky Items" }),
    request(5, null, { type_name: "Bulky Items" }),
  ]);
  const params = { from: "2020-01-01", to: "2020-01-10", city: "", type: "", council: "" };
  const boxes = show(overview, params, city).drawn[2] as Figure;
  assert.deepEqual(
    boxes.table.rows.map((row: Row) => [row["type_name"], row["days_to_close_p50"], row["open"], row["days_to_close_km"]]),
    [
      ["Bulky Items", 1, 2, null],
      ["Graffiti", 2, 2, 8],
    ],
  );
  const rings = boxes.traces.find(({ name }) => name === "Median, open ones counted")!;
  assert.deepEqual([rings["y"], rings["x"]], [["Graffiti"], [8]]);
  assert.deepEqual((boxes.layout!["yaxis"] as { range: unknown }).range, [1.5, -0.5], "no room but for the rows");
});
