import assert from "node:assert/strict";
import {
  day,
  expectColumns,
  expectPoints,
  expectRows,
  heatmapRows,
  month,
  pointsByData,
  pointsOf,
  type Point,
  type Series,
} from "../../support/expect.js";
import type { ShownFigure } from "../../support/shown.js";
import { knownAnswers, type Case } from "./truth.js";

interface Months {
  months: string[];
  left_out: {
    /** null when there are none. */
    days: [from: string, to: string] | null;
    is_partial: boolean;
    partial_months: string[];
    unripe_after: string | null;
    ripe_days: number;
    sparse: string[];
  };
}

interface Compared extends Months {
  title: string;
  /** None where no month has enough values. */
  deciles?: { percentile: number; points: Point[] }[];
  lines?: Series[];
}

interface Measure extends Case, Compared {
  heatmap?: Series[];
  ranks?: Series[] | null;
}

knownAnswers<Measure>("measure", ({ figures }, expected) => {
  const [deciles, map] = figures as [ShownFigure, ShownFigure];
  expectDeciles(deciles, expected);
  if (expected.months.length) assert.equal(deciles.note, noteOf(expected));
  assert.equal(map.title, `${expected.title}: month by month`);
  if (expected.months.length === 0) {
    assert.deepEqual(map.traces, []);
    assert.equal(map.message, leftOut(expected));
    return;
  }
  assert.equal(map.traces.length, 1);
  const rows = heatmapRows(map.traces[0]!);
  const drawn = (expected.ranks ?? expected.heatmap!).map(({ name, points }) => ({ name, points: points.map(inMonths) }));
  assert.deepEqual(
    rows.map(({ name }) => name),
    drawn.map(({ name }) => name),
    map.title,
  );
  drawn.forEach(({ name, points }, i) => expectPoints(rows[i]!.points, points, `${map.title}, ${name}`));
  const table = expected.heatmap!.map(({ name, points }) => [name, ...points.map(([, value]) => value!)]);
  assert.deepEqual(map.columns.slice(1), expected.months.map(month));
  expectRows(map, table);
  const ranked = expected.ranks ? "Colours show the rank of a value among all of them, not its size." : "";
  assert.equal(map.note, [ranked, leftOut(expected)].filter(Boolean).join(" "));
});

const inMonths = ([key, ...values]: Point): Point => [month(key), ...values];

/** The deciles, all but the median as one trace; over them, or where there are none in their place, lines of entities. */
function expectDeciles(figure: ShownFigure, expected: Compared): void {
  const { title, months, deciles = [], lines = [] } = expected;
  assert.equal(figure.title, title);
  if (months.length === 0) {
    assert.deepEqual(figure.traces, []);
    assert.equal(figure.message, leftOut(expected));
    return;
  }
  const percentiles = deciles.map(({ percentile, points }): Series => {
    return { name: percentile === 50 ? "Median" : `${percentile}th percentile`, points };
  });
  const hasValue = ({ points }: Series) => points.some(([, value]) => value !== null);
  const bands = figure.traces.slice(0, deciles.length ? 2 : 0);
  const others = figure.traces.slice(bands.length);
  assert.deepEqual(
    bands.map(({ name }) => name),
    deciles.length ? ["Deciles", "Median"] : [],
  );
  expectSeries(bands.flatMap(pointsByData), percentiles, title);
  expectSeries(
    others.map((trace) => ({ name: trace.name!, points: pointsOf(trace) })),
    lines.filter(hasValue),
    title,
  );
  for (const { name, customdata } of others) assert.deepEqual(new Set<unknown>(customdata), new Set([name]));
  expectColumns(figure, [...percentiles, ...lines]);
}

/** The same series in any order. */
function expectSeries(shown: readonly Series[], expected: readonly Series[], what: string): void {
  const named = new Map(shown.map(({ name, points }) => [name, points]));
  assert.deepEqual([...named.keys()].sort(), expected.map(({ name }) => name).sort(), what);
  assert.equal(named.size, shown.length, what);
  for (const { name, points } of expected) expectPoints(named.get(name)!, points, `${what}, ${name}`);
}

/** What a chart of deciles says besides its numbers. */
function noteOf(expected: Compared): string {
  const { months, deciles = [] } = expected;
  const lacks = months.length > 0 && (deciles[0]?.points ?? [["", null]]).some(([, value]) => value === null);
  return [...(lacks ? ["Months with fewer than 10 values have no deciles."] : []), leftOut(expected)].filter(Boolean).join(" ");
}

/** What numbers by month leave out, in words. */
function leftOut({ months, left_out }: Months): string {
  const { days, is_partial, partial_months, unripe_after, ripe_days, sparse } = left_out;
  const said: string[] = [];
  if (!days) said.push(`There is no data on any day of this period${unripe_after ? " that is long enough ago" : ""}.`);
  else if (months.length === 0)
    said.push(`There is no whole month among the days covered, from ${days.map(day).join(" to ")}.`);
  else if (partial_months.length) {
    said.push(
      `${is_partial ? "Covered only in part" : "Left out because covered only in part"}: ${list(partial_months.map(month))}.`,
    );
  }
  if (unripe_after) {
    const within = ripe_days === 1 ? "1 day" : `${ripe_days} days`;
    said.push(`Left out: requests created after ${day(unripe_after)}, which may still be closed within ${within}.`);
  }
  if (sparse.length) said.push(`Hidden because there are few requests: ${list(sparse)}.`);
  return said.join(" ");
}

/** Three of many names. */
function list(names: readonly string[]): string {
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return new Intl.ListFormat("en").format(shown);
}

interface DataTable extends Case, Months {
  title: string;
  rows: [entity: string, month: string, numerator: number, denominator: number | null, value: number | null][];
}

knownAnswers<DataTable>("data-table", ({ figures, tables }, expected) => {
  if (expected.rows.length === 0) {
    assert.deepEqual(
      figures.map(({ title, message }) => [title, message]),
      [[expected.title, leftOut(expected)]],
    );
    return;
  }
  const [table] = tables;
  assert.ok(table);
  assert.equal(table.title, expected.title);
  expectRows(table, expected.rows);
  assert.equal(table.note, leftOut(expected));
});

interface Measures extends Case {
  blocks: { title: string; charts: (Compared & { text: string | null })[] }[];
}

knownAnswers<Measures>("measures", ({ figures, multiples }, { blocks }) => {
  const [groups, empty] = [true, false].map((hasMonths) =>
    blocks.filter(({ charts }) => charts.some(({ months }) => months.length > 0) === hasMonths),
  );
  assert.deepEqual(
    figures.map(({ title, message }) => [title, message]),
    empty!.map(({ title, charts }) => [title, leftOut(charts[0]!)]),
  );
  assert.deepEqual(
    multiples.map(({ title }) => title),
    groups!.map(({ title }) => title),
  );
  groups!.forEach(({ charts }, i) => {
    const shown = multiples[i]!;
    assert.equal(shown.charts.length, charts.length);
    assert.deepEqual(
      shown.texts,
      charts.flatMap(({ text }) => text ?? []),
    );
    charts.forEach((chart, j) => expectDeciles(shown.charts[j]!, chart));
    // What is said of all charts is said once.
    const notes = charts.filter(({ months }) => months.length > 0).map(noteOf);
    const isSame = notes.every((note) => note === notes[0]);
    assert.equal(shown.note, isSame ? notes[0] : "");
    assert.deepEqual(
      shown.charts.filter(({ traces }) => traces.length > 0).map(({ note }) => note),
      isSame ? notes.map(() => "") : notes,
    );
  });
});
