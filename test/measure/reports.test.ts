import assert from "node:assert/strict";
import { test } from "node:test";
import dataTable from "../../reports/data-table.js";
import measure from "../../reports/measure.js";
import type { Figure, Report, Table } from "../../src/report.js";
import { answersTo, measureContext, type MeasureContext } from "./city.js";

/** What the reports on a measure draw of the rows in city.ts, block by block. */
function drawnBy(report: typeof measure | typeof dataTable, asked: Partial<MeasureContext["params"]>): (Figure | Table)[] {
  const context = measureContext(asked);
  const answers = answersTo(report.queries(context));
  return (report as Report).view.map((block) => {
    assert.ok(block.kind === "figure" || block.kind === "table");
    return block.draw(answers, context);
  });
}

test("measure: highlighted entities stand out in the chart, colours by rank are said to be", () => {
  const [chart, cells] = drawnBy(measure, { denominator: "count", highlight: ["Arleta"], equalise: true }) as [Figure, Figure];
  // Fewer than ten councils have no deciles: each has its own line.
  assert.deepEqual(
    chart.traces.map(({ name, ids }) => [name, ids?.[0]]),
    [
      ["Arleta", "Arleta"],
      ["Sylmar", "Sylmar"],
      ["Venice", "Venice"],
    ],
  );
  assert.deepEqual(chart.traces[0]!.names, ["Jan 2020", "Feb 2020"]);
  assert.match(cells.note!, /^Colours show the rank/);
  assert.doesNotMatch(drawnBy(measure, { denominator: "count" })[1]!.note!, /rank/);
});

test("data-table: a row for each entity and month, with what is divided by what", () => {
  const [table] = drawnBy(dataTable, { types: ["Graffiti"], denominator: "types", "of-types": ["Bulky Items"] }) as [Table];
  assert.deepEqual(
    table.rows.filter(({ council_name }) => council_name === "Arleta"),
    [
      { council_name: "Arleta", month: "2020-01-01", numerator: 3, denominator: 1, value: 3 },
      { council_name: "Arleta", month: "2020-02-01", numerator: 1, denominator: 0, value: null },
    ],
  );
});

test("data-table: offers what decides of numbers and their order, not what only drawings have", () => {
  const missing = Object.keys(measure.params).filter((name) => !(name in dataTable.params));
  assert.deepEqual(missing, ["highlight", "equalise"]);
});

test("measure and data-table: without a whole month nothing is drawn, and each block says why", () => {
  for (const report of [measure, dataTable])
    for (const shown of drawnBy(report, { period: { from: "2020-01-02", to: "2020-02-20" } })) {
      assert.equal(("traces" in shown ? shown.traces : shown.rows).length, 0);
      assert.match(shown.note!, /no whole month/);
    }
});
