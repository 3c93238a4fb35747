import assert from "node:assert/strict";
import {
  expectBars,
  expectCards,
  expectLines,
  expectNote,
  expectPoints,
  expectShares,
  expectText,
  figureOf,
  pointsOf,
  type Point,
  type Series,
} from "../../support/expect.js";
import type { Cell } from "../../support/shown.js";
import { knownAnswers, type Case } from "./truth.js";

interface Summary extends Case {
  per_day: Series[];
  types: Point[];
  durations: {
    shown: number;
    negative: number;
    not_positive: number;
    outliers: number;
    median: number;
    kaplan_meier: number | null;
    width: number;
    bins: number[][];
  };
}

knownAnswers<Summary>("council-summary", ({ figures }, expected) => {
  expectLines(figureOf(figures, /per day/), expected.per_day);
  expectShares(figureOf(figures, /Share by request type/), expected.types);

  const histogram = figureOf(figures, /[Dd]ays to close/);
  const { shown, negative, not_positive, outliers, median, kaplan_meier, width, bins } = expected.durations;
  // A bar stands on its bin's start or in its middle; the table gives the start, and the end where bins are wider than a day.
  const counts = (bins: readonly (number | null | undefined)[]) => bins.map((count, i): Point => [`bin ${i + 1}`, count!]);
  const drawn = histogram.traces.filter(({ type }) => type === "bar").flatMap(pointsOf);
  expectPoints(counts(drawn.map(([, count]) => count)), counts(bins.map(([, count]) => count)), histogram.title);
  drawn.slice(1).forEach(([at], i) => assert.ok(Math.abs(Number(at) - Number(drawn[i]![0]) - width) < 1e-9, `bin ${i + 2}`));
  expectText(histogram);
  assert.deepEqual(
    histogram.rows.map((row) => [parseInt(String(row[0])), row.at(-1)]),
    bins,
  );
  expectNote(histogram, shown, median, kaplan_meier ?? "more than half");
  for (const left of expected.attributes["quality-filter"] === "on" ? [not_positive, outliers] : [negative]) {
    if (left) expectNote(histogram, left);
  }
});

interface Comparison extends Case {
  sides: { name: string; cards: Record<string, Cell>; sources: Point[] }[];
  per_day: Series[];
}

knownAnswers<Comparison>("council-comparison", ({ cards, figures }, expected) => {
  const sources = figures.filter(({ title }) => /source/.test(title));
  assert.equal(sources.length, 2);
  expected.sides.forEach((side, i) => {
    expectCards(cards[i], side.cards);
    expectBars(sources[i]!, side.sources);
  });
  expectLines(figureOf(figures, /per day/), expected.per_day);
});
