import { areasFor, boundsOf, rewind, turning, type Area } from "../../src/figure/rings.js";
import { equal, ok } from "./check.js";

const SQUARE = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];
const HOLE = [
  [1, 1],
  [2, 1],
  [2, 2],
  [1, 2],
  [1, 1],
];

describe("rings", () => {
  it("knows which way a ring runs", () => {
    ok(turning(SQUARE) > 0, "against the clock is positive");
    ok(turning(SQUARE.toReversed()) < 0, "with the clock is negative");
  });

  it("turns outer rings with the clock and holes against it, whichever way they ran", () => {
    for (const polygon of [
      [SQUARE, HOLE],
      [SQUARE.toReversed(), HOLE.toReversed()],
    ]) {
      const [outer, hole] = rewind(polygon);
      ok(turning(outer!) < 0 && turning(hole!) > 0, "wrong way round");
    }
  });

  it("leaves scraps out, keeps what it was given as it was, and frames the rest", () => {
    const scrap = [
      [90, 90],
      [90.0001, 90],
      [90, 90.0001],
      [90, 90],
    ];
    const area: Area = {
      type: "Feature",
      properties: { name: "A" },
      geometry: { type: "MultiPolygon", coordinates: [[SQUARE], [scrap]] },
    };
    const before = JSON.stringify(area);
    const made = areasFor([area], ({ properties }) => String(properties!["name"]));
    equal(made.features[0]!.id, "A");
    equal((made.features[0]!.geometry!.coordinates as unknown[]).length, 1, "polygons");
    const { lon, lat } = boundsOf(made.features);
    ok(lon[0] < 0 && lon[1] < 5 && lat[1] < 5, "the scrap is in the frame");
    equal(JSON.stringify(area), before);
  });
});
