import assert from "node:assert/strict";
import {
  day,
  expectPointRows,
  expectPoints,
  expectRows,
  expectText,
  figureOf,
  heatmapRows,
  month,
  pointsOf,
} from "../../support/expect.js";
import type { Point, Series } from "../../support/expect.js";
import type { ShownFigure } from "../../support/shown.js";
import { knownAnswers, type Case } from "./truth.js";

interface Decile {
  percentile: number;
  points: Point[];
}

interface Measure extends Case {
  covered: [from: string, to: string];
  months: string[];
  partial_months: string[];
  deciles?: Decile[];
  highlighted?: Series[];
  heatmap?: Series[];
  ranks?: Series[];
}

knownAnswers<Measure>("measure", ({ figures }, expected) => {
  const [deciles, map] = figures as [ShownFigure, ShownFigure];
  if (expected.months.length === 0) {
    for (const { traces, message } of [deciles, map]) {
      assert.deepEqual(traces, []);
      for (const covered of expected.covered) assert.ok(message.includes(day(covered)), message);
    }
    return;
  }
  expectDeciles(deciles, expected.deciles!, expected.highlighted!);

  const heatmap = map.traces.find(({ type }) => type === "heatmap")!;
  const rows = heatmapRows(heatmap);
  // The first row is at the top of the chart: the end of Plotly's axis, unless that is turned round.
  if (rows[0]?.name !== expected.heatmap![0]?.name) rows.reverse();
  const drawn = expected.ranks ?? expected.heatmap!;
  assert.deepEqual(
    rows.map(({ name }) => name),
    drawn.map(({ name }) => name),
    map.title,
  );
  drawn.forEach(({ name, points }, i) => expectPoints(rows[i]!.points, points, `${map.title}, ${name}`));
  expectPointRows(map, expected.heatmap!);
  for (const partial of expected.partial_months) {
    assert.ok(
      figures.some(({ note }) => note.includes(month(partial))),
      `no note names ${month(partial)}`,
    );
  }
});

/** Nine lines or none from the lowest to the highest, then the highlighted entities by name. */
function expectDeciles(figure: ShownFigure, deciles: readonly Decile[], highlighted: readonly Series[]): void {
  const names = new Set(highlighted.map(({ name }) => name));
  const lines = figure.traces.filter(({ name, ids }) => !names.has(name ?? "") && !names.has(String(ids?.[0])));
  assert.equal(lines.length, deciles.length, `${figure.title}: deciles`);
  const height = (points: readonly Point[]) => points.reduce((sum, [, value]) => sum + (value ?? 0), 0);
  const drawn = lines.map(pointsOf).toSorted((a, b) => height(a) - height(b));
  deciles.forEach(({ percentile, points }, i) => expectPoints(drawn[i]!, points, `${figure.title}, ${percentile} %`));
  for (const { name, points } of highlighted) expectLine(figure, name, points);
}

function expectLine(figure: ShownFigure, name: string, points: readonly Point[]): void {
  const line = figure.traces.find((trace) => trace.name === name || trace.ids?.[0] === name);
  assert.ok(line, `${figure.title}: no line of ${name}`);
  expectPoints(pointsOf(line), points, `${figure.title}, ${name}`);
}

interface DataTable extends Case {
  rows: [entity: string, month: string, numerator: number, denominator: number | null, value: number | null][];
}

knownAnswers<DataTable>("data-table", ({ tables }, expected) => {
  const [table] = tables;
  assert.ok(table);
  expectText(table);
  const keyOf = ([entity, month]: readonly unknown[]) => `${entity} ${String(month).slice(0, 7)}`;
  const inOrder = <R extends readonly unknown[]>(rows: readonly R[]) => rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const order = inOrder(table.rows.map((row, i) => [row[0], row[1], i] as const)).map(([, , i]) => i);
  expectRows(
    { ...table, rows: order.map((i) => table.rows[i]!), text: order.map((i) => table.text[i]!) },
    inOrder(expected.rows),
  );
});

interface Measures extends Case {
  measures?: { deciles: Decile[]; highlighted: Series[] }[];
  entities?: Series[];
}

knownAnswers<Measures>("measures", ({ multiples }, { measures, entities }) => {
  if (measures) {
    assert.equal(multiples.length, measures.length);
    measures.forEach(({ deciles, highlighted }, i) => expectDeciles(multiples[i]!, deciles, highlighted));
  }
  if (entities) {
    assert.deepEqual(multiples.map(({ title }) => title).sort(), entities.map(({ name }) => name).sort());
    for (const { name, points } of entities) expectLine(figureOf(multiples, name), name, points);
  }
});
