import assert from "node:assert/strict";
import { test } from "node:test";
import {
  agesOf,
  closingTimes,
  quantileOf,
  quartilesOf,
  sizeOf,
  withoutNegative,
  withoutOutliers,
  type Duration,
} from "../../src/stats/durations.js";
import { binsOf } from "../../src/stats/histogram.js";
import { survivalMedian } from "../../src/stats/survival.js";

const list = (counts: Record<number, number>): Duration[] =>
  Object.entries(counts)
    .map(([days, count]) => ({ days: Number(days), count }))
    .sort((a, b) => a.days - b.days);
const each = (...days: number[]): Duration[] => {
  const counts: Record<number, number> = {};
  for (const day of days) counts[day] = (counts[day] ?? 0) + 1;
  return list(counts);
};
const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} ≠ ${expected}`);

/** 33 requests, skewed to the right as closing times are. Reference values: numpy 2.4.6. */
const SKEWED = list({ 0: 7, 1: 4, 2: 6, 3: 5, 5: 4, 8: 3, 13: 2, 40: 1, 900: 1 });

test("quantiles are numbers of days that occurred, as numpy's inverted_cdf has them", () => {
  const shares = [0.1, 0.25, 0.5, 0.75, 0.9, 1];
  assert.deepEqual(
    shares.map((share) => quantileOf(SKEWED, share)),
    [0, 1, 2, 5, 13, 900],
  );
  assert.equal(quantileOf(each(4, 6), 0.5), 4);
  assert.equal(quantileOf(each(4), 0), 4);
  assert.equal(quantileOf([], 0.5), null);
});

test("quartiles are interpolated as numpy does by default", () => {
  assert.deepEqual(quartilesOf(SKEWED, Number), [1, 5]);
  assert.deepEqual(quartilesOf(each(1, 2, 3, 10), Number), [1.75, 4.75]);
  const [q1, q3] = quartilesOf(
    SKEWED.filter(({ days }) => days > 0),
    Math.log,
  );
  near(q1, 0.6931471805599453);
  near(q3, 1.9619406343684018);
});

test("the quality filter keeps what lies within 1.5 IQR of the logarithm, and counts the rest", () => {
  const filtered = withoutOutliers([{ days: -2, count: 3 }, ...SKEWED]);
  assert.deepEqual(filtered, { kept: list({ 1: 4, 2: 6, 3: 5, 5: 4, 8: 3, 13: 2, 40: 1 }), impossible: 10, outliers: 1 });
  assert.deepEqual(withoutOutliers(list({ [-1]: 1, 0: 2 })), { kept: [], impossible: 3, outliers: 0 });
  assert.deepEqual(withoutOutliers([]), { kept: [], impossible: 0, outliers: 0 });
  // All quartiles equal: only that number of days is within, and rounding does not drop it.
  assert.deepEqual(withoutOutliers(list({ 7: 9, 8: 1 })), { kept: [{ days: 7, count: 9 }], impossible: 0, outliers: 1 });
  assert.deepEqual(withoutNegative(list({ [-1]: 2, 0: 1, 4: 5 })), { kept: list({ 0: 1, 4: 5 }), impossible: 2, outliers: 0 });
});

test("bins are as wide as Freedman and Diaconis say, in whole days", () => {
  // numpy: 2 · IQR · n^(−1/3) = 2.05; counts by np.histogram with bins of 2.
  const bins = binsOf(list({ 1: 4, 2: 6, 3: 5, 5: 4, 8: 3, 13: 2, 40: 1 }));
  assert.deepEqual(bins[0], { first: 1, last: 2, count: 10 });
  assert.deepEqual(
    bins.map(({ count }) => count),
    [10, 5, 4, 3, 0, 0, 2, ...Array<number>(12).fill(0), 1],
  );
});

test("there are never more than 100 bins, none of them narrower than a day", () => {
  const wide = binsOf(SKEWED);
  assert.equal(wide.length, 91);
  assert.deepEqual(
    wide.filter(({ count }) => count),
    [
      { first: 0, last: 9, count: 29 },
      { first: 10, last: 19, count: 2 },
      { first: 40, last: 49, count: 1 },
      { first: 900, last: 909, count: 1 },
    ],
  );
  assert.deepEqual(binsOf(list({ 3: 50, 4: 1 })), [
    { first: 3, last: 3, count: 50 },
    { first: 4, last: 4, count: 1 },
  ]);
  assert.equal(binsOf(list({ 0: 50, 99: 1 })).length, 100);
  assert.equal(binsOf(list({ 0: 50, 100: 1 })).length, 51);
  assert.deepEqual(binsOf([]), []);
});

/** Reference values: lifelines 0.30.3, `KaplanMeierFitter().fit(days, happened).median_survival_time_`. */
const CLOSED = each(1, 2, 2, 3, 3, 3, 5, 8, 8, 13);

test("the median by Kaplan–Meier is that of lifelines", () => {
  assert.equal(survivalMedian(CLOSED, []), 3);
  assert.equal(survivalMedian(CLOSED, each(2, 3, 4, 4, 6, 9, 9, 10)), 8);
  assert.equal(survivalMedian(CLOSED, each(1, 2, 4, 4, 6, 9, 9, 10, 20, 20, 20, 20, 20)), 13);
});

test("there is no such median while more than half are open, and it is reached at exactly one half", () => {
  assert.equal(survivalMedian(each(1), each(5, 5, 5)), null);
  assert.equal(survivalMedian([], each(5)), null);
  assert.equal(survivalMedian([], []), null);
  // Of 24 requests one a day: 23/24 · 22/23 · … · 12/13 is one half, which floating point misses.
  const days = Array.from({ length: 24 }, (_, day) => day);
  assert.ok(days.slice(0, 12).reduce((product, day) => product * (1 - 1 / (24 - day)), 1) > 0.5);
  assert.equal(survivalMedian(each(...days), []), 11);
});

test("open requests are at risk on the day they leave, and those closed before created never", () => {
  // At day 2 there are three, one of them open: 1 − 1/3 first, then 1 − 1/1.
  assert.equal(survivalMedian(each(2, 4), each(2)), 4);
  assert.equal(survivalMedian([{ days: -3, count: 50 }, ...each(2, 4)], each(2)), 4);
});

test("durations are read from counted rows", () => {
  const rows = [
    { days_to_close: 4, type_name: "A", count: 2 },
    { days_to_close: -1, type_name: "A", count: 1 },
    { days_to_close: 4, type_name: "B", count: 3 },
    { days_to_close: null, type_name: "B", count: 7 },
  ];
  assert.deepEqual(closingTimes(rows), list({ [-1]: 1, 4: 5 }));
  assert.equal(sizeOf(closingTimes(rows)), 6);
  const open = [
    { created_date: "2020-02-27", count: 1 },
    { created_date: "2020-03-01", count: 2 },
    { created_date: "2020-03-02", count: 4 },
  ];
  assert.deepEqual(agesOf(open, "2020-03-01"), list({ 0: 2, 3: 1 }));
});
