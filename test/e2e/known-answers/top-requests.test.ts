import { expectBars, expectCards, expectRows, figureOf } from "../../support/expect.js";
import type { Cell } from "../../support/shown.js";
import { knownAnswers, type Case } from "./truth.js";

interface TopRequests extends Case {
  cards: Record<string, Cell>;
  types: [name: string, count: number, share: number][];
}

knownAnswers<TopRequests>("top-requests", ({ cards, figures }, expected) => {
  expectCards(cards[0], expected.cards);
  const figure = figureOf(figures, /most frequent types/);
  expectBars(
    figure,
    expected.types.map(([name, count]) => [name, count]),
  );
  expectRows(figure, expected.types);
});
