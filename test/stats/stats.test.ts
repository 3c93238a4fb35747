import assert from "node:assert/strict";
import { test } from "node:test";
import { columnSum, fillIn, sumBy, topRows } from "../../src/stats/rows.js";
import { covered, partialYears } from "../../src/stats/partial.js";
import { addDays, daysBetween, daysFrom, todayIn, weekdayOf } from "../../src/stats/days.js";

test("days are counted on the calendar, through leap days and the change of summer time", () => {
  assert.equal(addDays("2020-02-28", 1), "2020-02-29");
  assert.equal(addDays("2021-03-01", -1), "2021-02-28");
  assert.equal(addDays("2020-11-01", 1), "2020-11-02");
  assert.deepEqual(daysFrom("2020-03-07", "2020-03-09"), ["2020-03-07", "2020-03-08", "2020-03-09"]);
  assert.deepEqual(daysFrom("2020-03-09", "2020-03-08"), []);
  assert.equal(daysBetween("2020-02-28", "2020-03-01"), 2);
  assert.equal(daysBetween("2020-03-01", "2020-02-28"), -2);
  assert.equal(daysBetween("2020-11-01", "2020-11-02"), 1);
  assert.equal(weekdayOf("2020-01-01"), 3);
});

test("today is the city's, not the reader's", () => {
  const moment = new Date("2020-01-04T07:30:00Z");
  assert.equal(todayIn("America/Los_Angeles", moment), "2020-01-03");
  assert.equal(todayIn("America/New_York", moment), "2020-01-04");
});

test("a period is cut to what the data covers, and years it only touches are partial", () => {
  const fresh = { oldest: "2018-03-05", newest: "2020-06-30", updated: null, timeZone: null, synthetic: false };
  assert.deepEqual(covered({ from: "2016-01-01", to: "2020-12-31" }, fresh), { from: "2018-03-05", to: "2020-06-30" });
  assert.deepEqual(covered({ from: "2019-01-01", to: "2019-12-31" }, fresh), { from: "2019-01-01", to: "2019-12-31" });
  const none = covered({ from: "2019-01-01", to: "2019-12-31" }, { ...fresh, oldest: null, newest: null });
  assert.deepEqual(daysFrom(none.from, none.to), []);
  assert.deepEqual(partialYears({ from: "2018-03-05", to: "2020-06-30" }), [2018, 2020]);
  assert.deepEqual(partialYears({ from: "2018-01-01", to: "2019-12-31" }), []);
  assert.deepEqual(partialYears({ from: "2020-02-01", to: "2020-03-01" }), [2020]);
  assert.deepEqual(partialYears({ from: "2021-01-01", to: "2020-12-31" }), []);
});

const rows = [
  { type_name: "A", count: 5 },
  { type_name: "B", count: 9 },
  { type_name: "C", count: 1 },
  { type_name: null, count: 2 },
];

test("top rows add up the rest as Others, last", () => {
  assert.deepEqual(topRows(rows, "type_name", 2), [
    { type_name: "B", count: 9 },
    { type_name: "A", count: 5 },
    { type_name: "Others", count: 3 },
  ]);
  assert.deepEqual(
    topRows(rows.slice(0, 2), "type_name", 2).map((row) => row["type_name"]),
    ["B", "A"],
  );
});

test("sums by key are largest first; gaps are filled with zero", () => {
  assert.equal(columnSum(rows, "count"), 17);
  const byFirst = sumBy([...rows, { type_name: "A", count: 6 }], "count", "type_name");
  assert.deepEqual(byFirst[0], { type_name: "A", count: 11 });
  assert.deepEqual(
    fillIn(
      [
        { created_year: 2018, count: 3 },
        { created_year: 2020, count: 4 },
      ],
      "created_year",
    ),
    [
      { created_year: 2018, count: 3 },
      { created_year: 2019, count: 0 },
      { created_year: 2020, count: 4 },
    ],
  );
  assert.equal(fillIn([], "created_dow", [0, 6]).length, 7);
});
