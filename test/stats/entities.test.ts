import assert from "node:assert/strict";
import { test } from "node:test";
import { decilesOf } from "../../src/stats/deciles.js";
import { isSparse, orderEntities, recentMean, type Entity } from "../../src/stats/entities.js";
import { monthsIn } from "../../src/stats/months.js";
import { percentileRanks } from "../../src/stats/ranks.js";

/** Expected deciles and means are from NumPy 2.4.6 and pandas 3.1.1, ranks from SciPy 1.17.1. */

function near(actual: readonly (number | null)[] | null, expected: readonly (number | null)[]): void {
  assert.equal(actual?.length, expected.length);
  expected.forEach((value, i) => {
    const found = actual[i]!;
    if (value === null) assert.equal(found, null);
    else assert.ok(Math.abs(found - value) < 1e-12, `${i}: ${found} is not ${value}`);
  });
}

test("months are whole when the period has all of their days, also in February and over the turn of a year", () => {
  assert.deepEqual(monthsIn({ from: "2019-12-02", to: "2020-02-29" }), [
    { month: "2019-12-01", isWhole: false },
    { month: "2020-01-01", isWhole: true },
    { month: "2020-02-01", isWhole: true },
  ]);
  assert.deepEqual(monthsIn({ from: "2020-02-01", to: "2020-02-28" }), [{ month: "2020-02-01", isWhole: false }]);
  assert.deepEqual(monthsIn({ from: "2020-01-03", to: "2020-01-03" }), [{ month: "2020-01-01", isWhole: false }]);
  assert.deepEqual(monthsIn({ from: "2020-01-02", to: "2020-01-01" }), []);
});

test("deciles interpolate between the values as numpy.percentile does", () => {
  // numpy.percentile([…], range(10, 100, 10))
  near(decilesOf([0, 1.5, 2, 2, 3.7, 5.1, 8, 9.9, 14.2, 40, 7.3]), [1.5, 2, 2, 3.7, 5.1, 7.3, 8, 9.9, 14.2]);
  near(decilesOf([3, 1, 4, 1, 5, 9, 2, 6, 5, 3]), [1, 1.8, 2.7, 3, 3.5, 4.4, 5, 5.2, 6.3]);
});

test("deciles need ten values; missing ones do not count, and nothing is changed", () => {
  const values = Object.freeze([3, null, 1, 4, 1, 5, 9, 2, 6, 5, null, 3]);
  near(decilesOf(values), [1, 1.8, 2.7, 3, 3.5, 4.4, 5, 5.2, 6.3]);
  assert.equal(decilesOf(values.slice(1)), null);
  assert.equal(decilesOf([]), null);
});

test("ranks spread evenly from 0 to 1, equal values sharing theirs", () => {
  // (scipy.stats.rankdata([10, 2, 2, 7, -1]) - 0.5) / 5
  near(percentileRanks([10, null, 2, 2, 7, -1]), [0.9, null, 0.4, 0.4, 0.7, 0.1]);
  assert.deepEqual(percentileRanks([5]), [0.5]);
  assert.deepEqual(percentileRanks([null]), [null]);
});

function entity(name: string, region: string | null, ...values: (number | null)[]): Entity {
  return { name, region, values };
}

test("the recent mean is over the values of the last six months", () => {
  // pandas.Series([1, 2, None, 4, 5, 6, 7]).tail(6).mean()
  assert.equal(recentMean([1, 2, null, 4, 5, 6, 7]), 4.8);
  assert.equal(recentMean([3, 5]), 4);
  assert.equal(recentMean([100, null, null, null, null, null, null]), undefined);
});

test("entities stand in the order of their recent mean, those without one last, equal ones by name", () => {
  const entities = Object.freeze([
    entity("Without", "East", null),
    entity("Small", "West", 1),
    entity("Large", "West", 9),
    entity("Zeta", "East", 4),
    entity("Alpha", "West", 4),
    // The first month is too long ago to count.
    entity("Once large", null, 100, 0, 0, 0, 0, 0, 0),
  ]);
  const names = (order: Parameters<typeof orderEntities>[1]) => orderEntities(entities, order).map(({ name }) => name);
  assert.deepEqual(names("mean-descending"), ["Large", "Alpha", "Zeta", "Small", "Once large", "Without"]);
  assert.deepEqual(names("mean-ascending"), ["Once large", "Small", "Alpha", "Zeta", "Large", "Without"]);
  assert.deepEqual(names("region"), ["Zeta", "Without", "Large", "Alpha", "Small", "Once large"]);
});

test("sparse are those with requests in fewer than 6 of the last 12 months, or in fewer than half of less", () => {
  const year = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0];
  assert.equal(isSparse(year), false);
  assert.equal(isSparse([...year.slice(0, 10), 0, 0]), true);
  assert.equal(isSparse([9, 9, 9, 9, ...year.slice(0, 10), 0, 0]), true);
  assert.equal(isSparse([1, 0, 0]), true);
  assert.equal(isSparse([1, 0]), false);
  assert.equal(isSparse([]), false);
});
