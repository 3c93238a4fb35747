import assert from "node:assert/strict";
import {
  day,
  expectBars,
  expectCards,
  expectLines,
  expectPoints,
  expectRows,
  expectShares,
  figureOf,
  integer,
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
    open: number;
    /** The day by which those are not closed. */
    until: string;
    median: number | null;
    kaplan_meier: number | null;
    width: number;
    bins: [start: number, count: number][];
  };
}

knownAnswers<Summary>("council-summary", ({ figures }, expected) => {
  const perDay = figureOf(figures, "Requests per day");
  expectLines(perDay, expected.per_day);
  assert.equal(perDay.note, "The average council has the requests in all 99 neighborhood councils divided by 99.");
  expectShares(figureOf(figures, "Share by request type"), expected.types);

  const histogram = figureOf(figures, "Days to close");
  const { shown, negative, not_positive, outliers, open, until, median, kaplan_meier, width, bins } = expected.durations;
  // Bars stand in the middle of their bins.
  const bars = bins.map(([start, count]): Point => [String(start + width / 2), count]);
  expectPoints(histogram.traces.flatMap(pointsOf), bars, histogram.title);
  const rows = bins.map(([start, count]) => [start, start + width - 1, count]);
  expectRows(histogram, rows);
  const leftOut =
    expected.attributes["quality-filter"] === "on"
      ? `${integer(not_positive)} closed on the day they were created or before, ` +
        `${integer(outliers)} outliers (more than 1.5 interquartile ranges outside the quartiles of the logarithm).`
      : `${integer(negative)} closed before they were created.`;
  assert.equal(
    bins.length ? histogram.note : histogram.message,
    `Closed requests shown: ${integer(shown)}. Left out: ${leftOut} ` +
      `Median days to close: ${median ?? "–"} for those shown; ${kaplan_meier ?? "not known yet"} for all, ` +
      `with the ${integer(open)} not closed by ${day(until)} counted as well (Kaplan–Meier).`,
  );
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
