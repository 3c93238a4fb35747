import assert from "node:assert/strict";
import { expectCards, expectNote, expectPoints, expectText, figureOf, pointsOf, type Point } from "../../support/expect.js";
import type { Cell } from "../../support/shown.js";
import { knownAnswers, type Case } from "./truth.js";

interface TypeMap extends Case {
  cards: Record<string, Cell>;
  councils: [council: string, count: number][];
  nowhere: number;
}

const byName = (points: readonly Point[]) => points.toSorted(([a], [b]) => (a < b ? -1 : 1));

knownAnswers<TypeMap>("type-map", ({ cards, figures }, expected) => {
  expectCards(cards[0], expected.cards);
  const map = figureOf(figures, /by neighborhood council/);
  expectPoints(byName(map.traces.flatMap(pointsOf)), byName(expected.councils), map.title);
  expectText(map);
  const named = map.rows.map(([council, count]): Point => [String(council), count as number]);
  expectPoints(byName(named), byName(expected.councils), map.title);
  if (expected.nowhere) expectNote(map, expected.nowhere);
  else assert.equal(map.note, "");
});

interface Hotspots extends Case {
  cards: Record<string, Cell>;
  hotspots: [council: string, longitude: number, latitude: number, count: number][];
}

knownAnswers<Hotspots>("hotspots", ({ cards, figures }, expected) => {
  expectCards(cards[0], expected.cards);
  const map = figures[0]!;
  if (expected.hotspots.length === 0) {
    assert.deepEqual([map.traces, map.rows], [[], []]);
    assert.ok(map.message.startsWith("There are no hotspots."), map.message);
    return;
  }
  const places = (rows: readonly (readonly [number, number, number])[]) =>
    rows.map((row): Point => ["", ...row]).toSorted((a, b) => a[1]! - b[1]! || a[2]! - b[2]!);
  const spots = map.traces.find(({ type }) => type === "scattergeo")!;
  // A hotspot's area stands for its requests.
  const { size, sizemode } = spots.marker!;
  const power = sizemode === "area" ? 1 : 2;
  const largest = Math.max(...expected.hotspots.map(([, , , count]) => count));
  const counts = size!.map((one) => largest * (one / Math.max(...size!)) ** power);
  expectPoints(
    places(counts.map((count, i) => [spots.lon![i]!, spots.lat![i]!, count])),
    places(expected.hotspots.map(([, ...spot]) => spot)),
    map.title,
  );
  expectText(map);
  const listed = (rows: readonly (readonly Cell[])[]) => rows.map((row) => `${row[0]} ${row.at(-1)}`).sort();
  assert.deepEqual(
    listed(map.rows.map((row) => [row[0]!, row.find((cell) => Number.isInteger(cell))!])),
    listed(expected.hotspots),
  );
  expectNote(map, 12, 30);
});
