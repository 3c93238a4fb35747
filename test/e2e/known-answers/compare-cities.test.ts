import assert from "node:assert/strict";
import { expectPoints, expectRows, pointsOf } from "../../support/expect.js";
import type { Cell } from "../../support/shown.js";
import { knownAnswers, type Case } from "./truth.js";

interface Compared extends Case {
  categories: [name: string, count: number, rate: number, share: number][];
  city: Cell[];
  types: Cell[][];
}

const COLUMN = { count: 1, residents: 2, share: 3 };

knownAnswers<Compared>("compare-cities", ({ multiples, tables }, { attributes, categories, city, types }) => {
  const { charts, note } = multiples[0]!;
  assert.match(note, /The source has one city/);
  assert.deepEqual(
    charts.map(({ title }) => title),
    ["Los Angeles"],
  );
  const column = COLUMN[(attributes["measure"] ?? "count") as keyof typeof COLUMN];
  const [chart] = charts;
  expectPoints(
    chart!.traces.flatMap(pointsOf),
    categories.map((row) => [row[0], row[column] as number]),
    "the bars",
  );
  expectRows(chart!, categories);
  expectRows(tables[0]!, [city]);
  expectRows(tables[1]!, types);
});
