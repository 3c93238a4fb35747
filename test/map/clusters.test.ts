import assert from "node:assert/strict";
import { test } from "node:test";
import { formatsFor } from "../../src/locale/formats.js";
import { wordsFor } from "../../src/locale/words.js";
import { Clusters, type Mark } from "../../src/map/clusters.js";
import { NEAREST } from "../../src/map/projection.js";
import { entitiesOf, tellMap, tellMark } from "../../src/map/tell.js";

const WORLD = { from: { x: 0, y: 0 }, to: { x: 1, y: 1 } };
const LANGUAGE = { words: wordsFor("en"), formats: formatsFor("en") };

/** Points of three entities around a city, every tenth without a place and every seventh at one spot. */
const N = 2000;
const random = (i: number) => (Math.sin(i * 12.9898) * 43758.5453) % 1;
const longitude = Float64Array.from({ length: N }, (_, i) => (i % 10 ? (i % 7 ? -118.3 + random(i) / 5 : -118.25) : NaN));
const latitude = Float64Array.from({ length: N }, (_, i) => (i % 10 ? (i % 7 ? 34 + random(i + 0.5) / 5 : 34.05) : NaN));
const entity = Uint16Array.from({ length: N }, (_, i) => i % 3);
const located = Array.from({ length: N }, (_, i) => i).filter((i) => i % 10);

const total = (marks: readonly Mark[], of = -1) =>
  marks.reduce((all, { count, shares }) => all + (of < 0 ? count : (shares.find(([one]) => one === of)?.[1] ?? 0)), 0);

test("at every zoom the marks add up to all located points, in all and of each entity", () => {
  const clusters = new Clusters({ longitude, latitude, entity });
  assert.equal(clusters.size, located.length);
  for (let zoom = 1; zoom <= NEAREST; zoom++) {
    const marks = clusters.marksIn(WORLD, zoom);
    assert.equal(total(marks), located.length);
    for (const one of [0, 1, 2]) assert.equal(total(marks, one), located.filter((i) => i % 3 === one).length, `${zoom} ${one}`);
    const rows = marks.flatMap((mark) => clusters.rowsOf(mark, Infinity));
    assert.deepEqual(
      rows.sort((a, b) => a - b),
      located,
    );
  }
});

test("hidden entities are not among the marks", () => {
  const clusters = new Clusters({ longitude, latitude, entity }, (one) => one !== 1);
  const marks = clusters.marksIn(WORLD, 12);
  assert.equal(total(marks, 1), 0);
  assert.equal(total(marks), located.filter((i) => i % 3 !== 1).length);
});

test("points at one spot never fall apart, others do at the zoom that is said", () => {
  const clusters = new Clusters({ longitude, latitude, entity });
  const marks = clusters.marksIn(WORLD, NEAREST);
  const spot = marks.find(({ count }) => count > 50)!;
  assert.equal(clusters.zoomToSplit(spot), null);
  assert.equal(spot.count, located.filter((i) => i % 7 === 0).length);
  const wide = clusters.marksIn(WORLD, 8).find(({ row }) => row === null)!;
  const zoom = clusters.zoomToSplit(wide)!;
  const rows = new Set(clusters.rowsOf(wide, Infinity));
  const parts = clusters.marksIn(WORLD, zoom).filter((mark) => clusters.rowsOf(mark, 1).some((row) => rows.has(row)));
  assert.ok(parts.length > 1);
});

const column = { key: "type", label: "Type" };
const MAP = {
  longitude: new Float64Array([1, 1, 1, NaN]),
  latitude: new Float64Array([2, 2, 3, NaN]),
  entities: ["Potholes", "Graffiti", "Graffiti", "Graffiti"],
  areas: ["Arleta", "Sylmar", "Sylmar", "Arleta"],
  table: { columns: [column], rows: [] },
  told: [column],
};

test("a map and its marks are told by the located points alone", () => {
  const entities = entitiesOf(MAP);
  assert.deepEqual(
    [entities.names, entities.counts, [...entities.of]],
    [
      ["Graffiti", "Potholes"],
      [2, 1],
      [1, 0, 0, 0],
    ],
  );
  assert.equal(tellMap(MAP, entities, LANGUAGE), "On the map: 3. Graffiti 2, Potholes 1. Nowhere more than in Sylmar: 2.");
  const clusters = new Clusters({ ...MAP, entity: entities.of });
  const [mark] = clusters.marksIn(WORLD, 1);
  assert.equal(tellMark(mark!, entities.names, LANGUAGE), "Requests here: 3. Graffiti 2, Potholes 1.");
});
