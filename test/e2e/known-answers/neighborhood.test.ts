import assert from "node:assert/strict";
import { expectCards, expectLines, expectRows, expectShares, figureOf, type Point, type Series } from "../../support/expect.js";
import type { Cell } from "../../support/shown.js";
import { knownAnswers, type Case } from "./truth.js";

interface Neighborhood extends Case {
  rate: Series[];
  types: Series[];
}

knownAnswers<Neighborhood>("neighborhood", ({ figures }, expected) => {
  const { window } = expected.attributes;
  for (const [title, series] of [
    [/per 10,000 residents/, expected.rate],
    [/type/, expected.types],
  ] as const) {
    const figure = figureOf(figures, title);
    const values = series.flatMap(({ points }) => points.map(([, value]) => value));
    if (values.some((value) => value !== null)) expectLines(figure, series);
    else {
      const days = series[0]!.points.length;
      assert.deepEqual(figure.traces, []);
      assert.equal(figure.message, `The data covers ${days} days of the period: too few for an average over ${window}.`);
    }
  }
});

interface Weekly extends Case {
  cards: Record<string, Cell>;
  per_day: Series[];
  types: Point[];
  requests: [
    srnumber: string,
    created: string,
    closed: string | null,
    type: string,
    agency: string,
    source: string,
    address: string,
  ][];
}

knownAnswers<Weekly>("neighborhood-weekly", ({ cards, figures, tables }, expected) => {
  expectCards(cards[0], expected.cards);
  const [perDay, share] = [figureOf(figures, /per day/), figureOf(figures, /Share by request type/)];
  if (expected.requests.length === 0) {
    for (const { traces, message } of [perDay, share]) assert.ok(traces.length === 0 && message !== "");
    return;
  }
  expectLines(perDay, expected.per_day);
  expectShares(share, expected.types);
  const [table] = tables;
  assert.ok(table);
  // Newest first; within a minute any order will do.
  const moments = table.rows.map(([, created]) => String(created));
  assert.deepEqual(moments, moments.toSorted().reverse());
  const byNumber = <R extends readonly Cell[]>(rows: readonly R[]) => rows.toSorted(([a], [b]) => (a! < b! ? -1 : 1));
  const order = byNumber(table.rows.map(([number], i) => [number!, i] as const)).map(([, i]) => i);
  expectRows(
    { ...table, rows: order.map((i) => table.rows[i]!), text: order.map((i) => table.text[i]!) },
    byNumber(expected.requests),
  );
});
