import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { NO_COUNCIL, selectHotspots, type ServiceRequest } from "../../src/query/index.js";

const EPS = 0.0003;
const MIN_POINTS = 12;

type Located = [longitude: number, latitude: number, council: string | null];

function requestsAt(points: readonly Located[]): ServiceRequest[] {
  return points.map(([longitude, latitude, council_name], index) => ({
    request_id: index + 1,
    srnumber: String(index),
    created: "2020-01-01T00:00:00",
    closed: null,
    type_name: "Graffiti",
    category: null,
    council_name,
    region_name: null,
    agency_name: null,
    source_name: null,
    city_name: null,
    address: null,
    latitude,
    longitude,
  }));
}

/** DBSCAN as its definition reads, of plane distances, in the order of the points: the size and the mean of each cluster. */
function dbscan(points: readonly Located[]): [longitude: number, latitude: number, size: number][] {
  const near = points.map(([x, y]) => points.flatMap(([a, b], index) => (Math.hypot(x - a, y - b) <= EPS ? [index] : [])));
  const clusterOf = new Map<number, number>();
  let clusters = 0;
  for (const start of points.keys()) {
    if (clusterOf.has(start) || near[start]!.length < MIN_POINTS) continue;
    const reached = [start];
    for (const index of reached) {
      if (clusterOf.has(index)) continue;
      clusterOf.set(index, clusters);
      if (near[index]!.length >= MIN_POINTS) reached.push(...near[index]!);
    }
    clusters++;
  }
  return Array.from({ length: clusters }, (_, cluster) => {
    const members = points.filter((_, index) => clusterOf.get(index) === cluster);
    const mean = (axis: 0 | 1) => members.reduce((total, point) => total + point[axis], 0) / members.length;
    return [mean(0), mean(1), members.length];
  });
}

const rounded = (rows: [number, number, number, string][]) =>
  rows.map(([x, y, count, council]) => `${council} ${count} ${x.toFixed(9)} ${y.toFixed(9)}`).sort();

test("hotspots are the clusters of DBSCAN by plane degrees in each council", () => {
  const council = fc.constantFrom("Arleta", "Sylmar", "Sylmar", NO_COUNCIL, null);
  const point = fc.tuple(
    fc.integer({ min: 0, max: 3 }).map((step) => -118.4 - step / 20),
    fc.double({ min: 0, max: 0.002, noNaN: true }),
    fc.double({ min: 0, max: 0.002, noNaN: true }),
    council,
    fc.integer({ min: 1, max: 15 }),
  );
  let found = 0;
  fc.assert(
    fc.property(fc.array(point, { minLength: 20, maxLength: 120 }), (list) => {
      const points = list.flatMap(([base, east, north, name, times]): Located[] =>
        Array<Located>(times).fill([base + east, 34.2 + north, name]),
      );
      const hotspots = selectHotspots({ kind: "hotspots" }, requestsAt(points));
      const expected = ["Arleta", "Sylmar"].flatMap((name) =>
        dbscan(points.filter((one) => one[2] === name)).map((cluster): [number, number, number, string] => [...cluster, name]),
      );
      assert.deepEqual(
        rounded(hotspots.map(({ longitude, latitude, count, council_name }) => [longitude, latitude, count, council_name])),
        rounded(expected),
      );
      found += hotspots.length;
    }),
    { numRuns: 60 },
  );
  assert.ok(found > 60, `${found} hotspots were compared`);
});

test("the largest comes first, numbered; conditions hold; the point itself counts", () => {
  const at = (longitude: number, council: string, times: number) => Array<Located>(times).fill([longitude, 34.2, council]);
  const points = [
    ...at(-118.4, "Sylmar", 12),
    ...at(-118.5, "Arleta", 12),
    ...at(-118.6, "Arleta", 13),
    ...at(-118.7, "Arleta", 11),
  ];
  assert.deepEqual(
    selectHotspots({ kind: "hotspots" }, requestsAt(points)).map((hotspot) => Object.values(hotspot)),
    [
      [-118.6, 34.2, "Arleta", 1, 13],
      [-118.5, 34.2, "Arleta", 2, 12],
      [-118.4, 34.2, "Sylmar", 3, 12],
    ],
  );
  const where = [{ field: "council_name", op: "=", value: "Sylmar" }] as const;
  assert.equal(selectHotspots({ kind: "hotspots", where }, requestsAt(points)).length, 1);
});

test("thousands of requests at one point are one hotspot", () => {
  const points = Array.from({ length: 40_000 }, (): Located => [-118.4, 34.2, "Arleta"]);
  assert.equal(selectHotspots({ kind: "hotspots" }, requestsAt(points))[0]!.count, 40_000);
});
