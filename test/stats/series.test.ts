import assert from "node:assert/strict";
import { test } from "node:test";
import { coveredDays } from "../../src/stats/partial.js";
import { namesWithoutResidents, per10000, residentsOf, residentsOfAll } from "../../src/stats/residents.js";
import { movingAverage, perDay, perDayAndEntity, perDayInCouncils } from "../../src/stats/series.js";

/** Reference values: pandas 2.3.3, `pd.Series(values).rolling(w, center=True).mean()`. */
const VALUES = [3, 0, 4, 1, 5, 9, 2, 6, 5, 3];
const ROLLING: Record<number, (number | null)[]> = {
  1: [3, 0, 4, 1, 5, 9, 2, 6, 5, 3],
  4: [null, null, 2, 2.5, 4.75, 4.25, 5.5, 5.5, 4, null],
  7: [null, null, null, 3.4285714285714284, 3.857142857142857, 4.571428571428571, 4.428571428571429, null, null, null],
  10: [null, null, null, null, null, 3.8, null, null, null, null],
};

for (const [window, expected] of Object.entries(ROLLING)) {
  test(`the centred moving average over ${window} is that of pandas`, () => {
    const means = movingAverage(VALUES, Number(window));
    assert.deepEqual(
      means.map((mean) => mean === null),
      expected.map((mean) => mean === null),
    );
    means.forEach((mean, i) => assert.ok(mean === null || Math.abs(mean - expected[i]!) < 1e-12, `${i}: ${mean}`));
  });
}

test("fewer values than the window is wide have no average", () => {
  assert.deepEqual(movingAverage([1, 2, 3], 4), [null, null, null]);
  assert.deepEqual(movingAverage([], 7), []);
});

const DAYS = ["2020-01-01", "2020-01-02", "2020-01-03"];
const rows = [
  { created_date: "2020-01-01", type_name: "B", count: 1 },
  { created_date: "2020-01-01", type_name: "A", count: 2 },
  { created_date: "2020-01-03", type_name: "B", count: 1 },
  { created_date: "2020-01-03", type_name: null, count: 5 },
  { created_date: "2020-01-04", type_name: "A", count: 9 },
];

test("days without requests are zero, other days take no part", () => {
  assert.deepEqual(perDay(rows, DAYS, "count"), [3, 0, 6]);
  assert.deepEqual(perDay([], DAYS, "count"), [0, 0, 0]);
});

test("each entity has its own days; the largest comes first, equal ones by name", () => {
  assert.deepEqual(perDayAndEntity(rows, DAYS, "type_name", "count"), [
    { entity: null, values: [0, 0, 5] },
    { entity: "A", values: [2, 0, 0] },
    { entity: "B", values: [1, 0, 1] },
  ]);
});

test("requests in no council are taken off by date, not by place in the list", () => {
  const nowhere = [{ created_date: "2020-01-03", count: 4 }];
  assert.deepEqual(perDayInCouncils(rows, nowhere, DAYS), [3, 0, 2]);
});

test("days are drawn as far as the data reaches", () => {
  const period = { from: "2020-01-01", to: "2020-01-31" };
  const fresh = { oldest: "2020-01-02", newest: "2020-01-04", updated: null, timeZone: null, synthetic: false };
  assert.deepEqual(coveredDays(period, fresh, rows), ["2020-01-02", "2020-01-03", "2020-01-04"]);
  assert.deepEqual(coveredDays(period, { ...fresh, oldest: null }, rows.slice(2)), ["2020-01-03", "2020-01-04"]);
  assert.deepEqual(coveredDays(period, { ...fresh, oldest: null }, []), []);
  assert.deepEqual(coveredDays({ from: "2020-02-01", to: "2020-02-09" }, fresh, []), []);
});

test("rates need residents that are known", () => {
  const councils = [
    { name: "Arleta", population: 20_000 },
    { name: "Sylmar", population: 60_000 },
  ];
  assert.equal(residentsOf(councils, "Arleta"), 20_000);
  assert.equal(residentsOfAll(councils), 80_000);
  assert.equal(per10000(5, 20_000), 2.5);
  const some = [
    ...councils,
    { name: "Venice", population: null },
    { name: "Watts", population: null },
    { name: "Encino", population: 0 },
  ];
  assert.deepEqual(namesWithoutResidents(some), ["Venice", "Watts", "Encino"]);
  assert.deepEqual(
    ["Venice", "Watts", "Encino", "Nowhere"].map((name) => residentsOf(some, name)),
    [null, null, null, null],
  );
  assert.equal(residentsOfAll(some), null);
  assert.equal(residentsOfAll([]), null);
  assert.equal(per10000(5, null), null);
  assert.equal(per10000(null, 20_000), null);
});
