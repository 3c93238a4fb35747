import assert from "node:assert/strict";
import { test } from "node:test";
import { formatsFor } from "../../src/locale/formats.js";
import { wordsFor } from "../../src/locale/words.js";
import { clustersOf, type Clusters, type Mark } from "../../src/map/clusters.js";
import { NEAREST, placeOf } from "../../src/map/projection.js";
import { entitiesOf, tellMap, tellMark } from "../../src/map/tell.js";

const WORLD = { from: { x: 0, y: 0 }, to: { x: 1, y: 1 } };
const LANGUAGE = { words: wordsFor("en"), formats: formatsFor("en") };

/** Points of three entities around a city, every tenth without a place and every seventh at one spot. */
function pointsOf(n: number) {
  const random = (i: number) => (Math.sin(i * 12.9898) * 43758.5453) % 1;
  const along = (from: number, spot: number, seed: number) =>
    Float64Array.from({ length: n }, (_, i) => (i % 10 ? (i % 7 ? from + random(i + seed) / 5 : spot) : NaN));
  return {
    longitude: along(-118.3, -118.25, 0),
    latitude: along(34, 34.05, 0.5),
    entity: Uint16Array.from({ length: n }, (_, i) => i % 3),
  };
}

/** As many as are brought together at once, and so many that they are in slices. */
const FEW = 2000;
const MANY = 12_000;

const locatedIn = (n: number) => Array.from({ length: n }, (_, i) => i).filter((i) => i % 10);

/** All that has been brought together. */
function together(...points: Parameters<typeof clustersOf>): Clusters {
  const gathering = clustersOf(...points);
  for (;;) {
    const { done, value } = gathering.next();
    if (done) return value;
  }
}

const total = (marks: readonly Mark[], of = -1) =>
  marks.reduce((all, { count, shares }) => all + (of < 0 ? count : (shares.find(([one]) => one === of)?.[1] ?? 0)), 0);

for (const n of [FEW, MANY]) {
  const located = locatedIn(n);

  test(`at every zoom the marks add up to all located points, in all and of each entity: ${n}`, () => {
    const clusters = together(pointsOf(n));
    assert.equal(clusters.size, located.length);
    for (let zoom = 1; zoom <= NEAREST; zoom++) {
      const marks = clusters.marksIn(WORLD, zoom);
      assert.equal(total(marks), located.length);
      for (const one of [0, 1, 2])
        assert.equal(total(marks, one), located.filter((i) => i % 3 === one).length, `${zoom} ${one}`);
      const rows = marks.flatMap((mark) => clusters.rowsOf(mark, Infinity));
      assert.deepEqual(
        rows.sort((a, b) => a - b),
        located,
      );
      assert.equal(new Set(marks.map(({ id }) => id)).size, marks.length);
    }
  });

  test(`points at one spot never fall apart, others do at the zoom that is said: ${n}`, () => {
    const clusters = together(pointsOf(n));
    const marks = clusters.marksIn(WORLD, NEAREST);
    const spot = marks.reduce((most, mark) => (mark.count > most.count ? mark : most));
    assert.equal(clusters.zoomToSplit(spot), null);
    const there = new Set(clusters.rowsOf(spot, Infinity));
    assert.ok(located.every((row) => row % 7 !== 0 || there.has(row)));
    for (const from of [8, 12]) {
      const wide = clusters.marksIn(WORLD, from).find(({ row }) => row === null)!;
      const zoom = clusters.zoomToSplit(wide)!;
      const rows = new Set(clusters.rowsOf(wide, Infinity));
      const partsAt = (zoom: number) =>
        clusters.marksIn(WORLD, zoom).filter((mark) => clusters.rowsOf(mark, Infinity).some((row) => rows.has(row)));
      assert.ok(partsAt(zoom).length > 1, `${from} to ${zoom}`);
      assert.equal(partsAt(zoom - 1).length, 1, `${from} to ${zoom - 1}`);
    }
  });
}

test("a mark lies in the middle of its points", () => {
  const points = pointsOf(MANY);
  const clusters = together(points);
  for (const zoom of [6, 10, NEAREST])
    for (const mark of clusters.marksIn(WORLD, zoom).slice(0, 20)) {
      const places = clusters.rowsOf(mark, Infinity).map((row) => placeOf(points.longitude[row]!, points.latitude[row]!));
      for (const axis of ["x", "y"] as const) {
        const mean = places.reduce((sum, place) => sum + place[axis], 0) / places.length;
        assert.ok(Math.abs(mark[axis] - mean) < 1e-9);
      }
    }
});

test("many points are brought together in many steps", () => {
  const gathering = clustersOf(pointsOf(MANY));
  let steps = 0;
  while (!gathering.next().done) steps++;
  assert.ok(steps >= 3, String(steps));
  assert.equal(clustersOf(pointsOf(FEW)).next().done, true);
});

test("hidden entities are not among the marks", () => {
  const clusters = together(pointsOf(FEW), (one) => one !== 1);
  const marks = clusters.marksIn(WORLD, 12);
  assert.equal(total(marks, 1), 0);
  assert.equal(total(marks), locatedIn(FEW).filter((i) => i % 3 !== 1).length);
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
  const clusters = together({ ...MAP, entity: entities.of });
  const [mark] = clusters.marksIn(WORLD, 1);
  assert.equal(tellMark(mark!, entities.names, LANGUAGE), "Requests here: 3. Graffiti 2, Potholes 1.");
});
