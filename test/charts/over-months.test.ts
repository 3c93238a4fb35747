import assert from "node:assert/strict";
import { test } from "node:test";
import { deciles } from "../../src/charts/deciles.js";
import { heatmap } from "../../src/charts/heatmap.js";
import type { Entity } from "../../src/stats/entities.js";
import { contextOf, deepFreeze } from "../measure/city.js";

const context = contextOf({});
const MONTHS = ["2020-01-01", "2020-02-01"];

/** Eleven of them, with the values 0, 10, … 100 in January and the double in February; all their deciles are whole numbers. */
const ELEVEN: Entity[] = deepFreeze(
  Array.from({ length: 11 }, (_, i) => ({ name: `E${i}`, region: null, values: [i * 10, i * 20] })),
);
const OPTIONS = {
  months: MONTHS,
  entities: ELEVEN,
  highlighted: [],
  value: { en: "Share", es: "Parte" },
  format: "share",
} as const;

test("deciles: eight lines in one trace with gaps, each point knowing its own, and the median emphasised", () => {
  const { traces, note } = deciles(context, OPTIONS);
  assert.deepEqual(
    traces.map(({ name, tone, ids }) => [name, tone, ids]),
    [
      ["Deciles", "muted", undefined],
      ["Median", "accent", undefined],
    ],
  );
  const [around, median] = traces as Record<string, unknown>[];
  assert.deepEqual((around!["x"] as string[]).slice(0, 6), [...MONTHS, null, ...MONTHS, null]);
  assert.deepEqual(
    around!["y"],
    [10, 20, 30, 40, 60, 70, 80, 90].flatMap((p) => [p, 2 * p, null]),
  );
  assert.deepEqual((around!["customdata"] as string[]).slice(0, 4), [
    ...Array<string>(3).fill("10th percentile"),
    "20th percentile",
  ]);
  assert.deepEqual(median!["y"], [50, 100]);
  assert.equal(note, undefined);
});

test("deciles: highlighted entities are lines that a click names, and the median steps back", () => {
  const { traces, table } = deciles(context, { ...OPTIONS, highlighted: ["E3", "Nobody"], subject: "E9" });
  assert.deepEqual(
    traces.map(({ name, tone, ids, line }) => [name, tone, ids, line]),
    [
      ["Deciles", "muted", undefined, { width: 0.75 }],
      ["Median", "muted", undefined, { dash: "dash" }],
      ["E3", undefined, ["E3", "E3"], undefined],
      ["E9", "accent", ["E9", "E9"], undefined],
    ],
  );
  assert.deepEqual(
    table.columns.map(({ label }) => context.text(label)),
    [
      "Month",
      ...[10, 20, 30, 40].map((p) => `${p}th percentile`),
      "Median",
      ...[60, 70, 80, 90].map((p) => `${p}th percentile`),
      "E3",
      "E9",
    ],
  );
  assert.deepEqual(Object.values(table.rows[1]!), ["2020-02-01", 20, 40, 60, 80, 100, 120, 140, 160, 180, 60, 180]);
});

test("deciles: fewer than ten are all drawn instead; a month with fewer than ten values has none", () => {
  const few = deciles(context, { ...OPTIONS, entities: ELEVEN.slice(0, 9), highlighted: ["E3"] });
  assert.deepEqual(
    few.traces.map(({ name }) => name),
    ["E0", "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8"],
  );
  assert.equal(few.note, "Months with fewer than 10 values have no deciles.");
  const gaps = ELEVEN.map((entity, i) => (i < 2 ? { ...entity, values: [null, entity.values[1]!] } : entity));
  const partly = deciles(context, { ...OPTIONS, entities: gaps });
  assert.deepEqual(partly.traces[1]!["y"], [null, 100]);
  assert.equal(partly.traces[1]!["mode"], "markers");
  assert.equal(partly.note, few.note);
});

test("deciles and heatmap: nothing to draw is no trace", () => {
  const empty = [{ name: "E", region: null, values: [null, null] }];
  assert.deepEqual(deciles(context, { ...OPTIONS, months: [], entities: [] }).traces, []);
  assert.deepEqual(deciles(context, { ...OPTIONS, entities: empty }).traces, []);
  const shown = { months: MONTHS, equalise: false, by: "council_name", value: "Requests", format: "integer" } as const;
  assert.deepEqual(heatmap(context, { ...shown, entities: empty }).traces, []);
  assert.deepEqual(heatmap(context, { ...shown, months: [], entities: [] }).traces, []);
});

const THREE: Entity[] = deepFreeze([
  { name: "Top", region: null, values: [1000, 3] },
  { name: "Middle", region: null, values: [2, 2] },
  { name: "Bottom", region: null, values: [1, null] },
]);

test("heatmap: rows from the top in their order, taller with more of them; an empty cell stays empty", () => {
  const shown = { months: MONTHS, entities: THREE, equalise: false, by: "council_name", value: "Requests" } as const;
  const options = { ...shown, format: "decimal" } as const;
  const { traces, layout, table, height } = heatmap(context, options);
  const [trace] = traces;
  assert.deepEqual(trace!.ids, ["Top", "Middle", "Bottom"]);
  assert.deepEqual(trace!["y"], trace!.ids);
  assert.deepEqual(trace!["x"], ["Jan 2020", "Feb 2020"]);
  assert.deepEqual(trace!["z"], [
    [1000, 3],
    [2, 2],
    [1, null],
  ]);
  assert.equal((layout as { yaxis: { autorange: string } }).yaxis.autorange, "reversed");
  assert.deepEqual(table.rows[2], { council_name: "Bottom", "2020-01-01": 1, "2020-02-01": null });
  assert.equal(heatmap(context, { ...options, entities: [...THREE, ...THREE] }).height! - height!, 3 * 22);
});

test("heatmap: equalised, colours go by rank, while hover and table keep the values", () => {
  const options = { months: MONTHS, entities: THREE, equalise: true, by: "council_name", value: "Requests" } as const;
  const { traces, table } = heatmap(context, { ...options, format: "decimal" });
  // Five values: 1 · 2 2 · 3 · 1000.
  assert.deepEqual(traces[0]!["z"], [
    [0.9, 0.7],
    [0.4, 0.4],
    [0.1, null],
  ]);
  assert.deepEqual(
    traces[0]!["customdata"],
    THREE.map(({ values }) => values),
  );
  assert.equal(table.rows[0]!["2020-01-01"], 1000);
});
