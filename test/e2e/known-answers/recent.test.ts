import { expectBars, expectCards, expectLines, expectShares, figureOf, type Point, type Series } from "../../support/expect.js";
import type { Cell } from "../../support/shown.js";
import { knownAnswers, type Case } from "./truth.js";

interface Recent extends Case {
  cards: Record<string, Cell>;
  per_day: Series[];
  weekdays: Point[];
  types: Point[];
}

knownAnswers<Recent>("recent", ({ cards, figures }, expected) => {
  expectCards(cards[0], expected.cards);
  expectLines(figureOf(figures, /per day/), expected.per_day);
  expectBars(figureOf(figures, /day of week/), expected.weekdays);
  expectShares(figureOf(figures, /Share by request type/), expected.types);
});
