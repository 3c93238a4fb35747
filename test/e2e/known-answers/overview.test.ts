import assert from "node:assert/strict";
import {
  day,
  expectBars,
  expectCards,
  expectNote,
  expectPoints,
  expectRows,
  expectShares,
  figureOf,
  integer,
  pointsOf,
  type Point,
} from "../../support/expect.js";
import type { Cell } from "../../support/shown.js";
import { knownAnswers, type Case } from "./truth.js";

type Box = [type: string, q1: number, median: number, q3: number, closed: number, open: number, kaplanMeier: number | null];

interface Overview extends Case {
  cards: Record<string, Cell>;
  covered: [from: string, to: string];
  years: Point[];
  types: Point[];
  days_to_close: Box[];
  open: number;
  /** The day by which those are not closed. */
  until: string;
  agencies: Point[];
  sources: Point[];
  weekdays: {
    days: [from: string, to: string, number: number];
    occurrences: number[];
    points: [weekday: string, count: number][];
  };
  councils: Point[];
}

knownAnswers<Overview>("overview", ({ cards, figures }, expected) => {
  expectCards(cards[0], expected.cards);
  expectBars(figureOf(figures, /per year/), expected.years);
  expectShares(figureOf(figures, /Share by request type/), expected.types);
  expectShares(figureOf(figures, /Share by agency/), expected.agencies);
  expectBars(figureOf(figures, /by source/), expected.sources);
  expectBars(figureOf(figures, /by neighborhood council/), expected.councils);

  const weekday = figureOf(figures, /day of week/);
  const { days, occurrences, points } = expected.weekdays;
  expectBars(weekday, points);
  if (days[2] < 7 * 7) {
    assert.ok(weekday.note.startsWith(`Over ${days[2]} days up to ${day(days[1])}.`), weekday.note);
    assert.ok(
      weekday.note.includes(points.map(([name], i) => `${name.slice(0, 3)} ${occurrences[i]}`).join(", ")),
      weekday.note,
    );
  }

  const closing = figureOf(figures, /Days to close/);
  const column = (...at: number[]) => expected.days_to_close.map((box): Point => [box[0], ...at.map((i) => box[i] as number)]);
  const boxes = closing.traces.filter(({ type }) => type === "box");
  expectPoints(boxes.flatMap(pointsOf), column(1, 2, 3), closing.title);
  // A type of which more than half are still open has no Kaplan–Meier median to mark.
  const marked = (points: readonly Point[]) => points.filter(([, median]) => median !== null);
  const marks = (name: string) => closing.traces.filter((trace) => trace.name === name).flatMap(pointsOf);
  expectPoints(marks("Median of the closed"), column(2), closing.title);
  expectPoints(marks("Median, open ones counted"), marked(column(6)), `${closing.title}, Kaplan–Meier`);
  expectRows(closing, expected.days_to_close);
  expectNote(closing, `; ${integer(expected.open)} not closed by ${day(expected.until)} are left out.`);
});
