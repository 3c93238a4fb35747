import assert from "node:assert/strict";
import { expectCards } from "../../support/expect.js";
import type { Cell } from "../../support/shown.js";
import { knownAnswers, type Case } from "./truth.js";

interface RequestMap extends Case {
  cards: Record<string, Cell>;
  shown: number;
  located: number;
  types: [name: string, count: number][];
  most: [council: string, count: number];
  /** The newest and the oldest that are shown. */
  first: string;
  last: string;
}

const number = (value: number) => value.toLocaleString("en");

knownAnswers<RequestMap>("request-map", ({ cards, maps }, expected) => {
  const { cards: all, shown, located, types, most, first, last } = expected;
  expectCards(cards[0], all);
  const [map] = maps;
  assert.equal(
    map!.marks.reduce((sum, count) => sum + count, 0),
    located,
  );
  assert.deepEqual(
    map!.legend,
    types.map(([name]) => name),
  );
  const told = types.slice(0, 5).map(([name, count]) => `${name} ${number(count)}`);
  const more = types.length > 5 ? [`and ${types.length - 5} more`] : [];
  const where = `Nowhere more than in ${most[0]}: ${number(most[1])}.`;
  assert.equal(map!.summary, `On the map: ${number(located)}. ${[...told, ...more].join(", ")}. ${where}`);
  const column = (key: string) => map!.rows.map((row) => row[map!.columns.indexOf(key)]!);
  assert.deepEqual([map!.rows.length, column("srnumber")[0], column("srnumber").at(-1)], [shown, first, last]);
  const latitudes = column("latitude");
  const placed = column("type_name").filter((_, i) => latitudes[i] !== null);
  assert.equal(placed.length, located);
  for (const [name, count] of types) assert.equal(placed.filter((type) => type === name).length, count, name);
  const notes = [
    ...(shown < Number(all["Requests"])
      ? [`Shown are the newest ${number(shown)} of ${number(Number(all["Requests"]))} requests.`]
      : []),
    ...(located < shown ? [`Requests without a known place, which are only in the table: ${number(shown - located)}.`] : []),
  ];
  assert.equal(map!.note, notes.join(" "));
});
