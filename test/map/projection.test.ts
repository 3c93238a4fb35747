import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import {
  boxAround,
  degreesOf,
  fromScreen,
  movedBy,
  onScreen,
  placeOf,
  viewOf,
  worldAt,
  zoomedAbout,
} from "../../src/map/projection.js";

const SIZE = { width: 600, height: 400 };
const CITY = placeOf(-118.2437, 34.0522);

const near = (a: number, b: number, slack = 1e-6) => assert.ok(Math.abs(a - b) <= slack, `${a} is not ${b}`);

test("tiles of the well-known scheme lie where their servers have them", () => {
  // Los Angeles City Hall is in the tile 12/702/1635 of OpenStreetMap.
  const { x, y } = placeOf(-118.2427, 34.0537);
  assert.deepEqual([Math.floor(x * 2 ** 12), Math.floor(y * 2 ** 12)], [702, 1635]);
  assert.deepEqual(placeOf(0, 0), { x: 0.5, y: 0.5 });
});

test("degrees come back from their places", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -85, max: 85, noNaN: true }),
      (east, north) => {
        const [longitude, latitude] = degreesOf(placeOf(east, north));
        near(longitude, east, 1e-9);
        near(latitude, north, 1e-9);
      },
    ),
  );
});

test("what is seen at a point stays there in a zoom about it, and follows a move", () => {
  const zoom = fc.double({ min: 9, max: 17, noNaN: true });
  const pixel = (most: number) => fc.integer({ min: 0, max: most });
  fc.assert(
    fc.property(zoom, zoom, pixel(600), pixel(400), (from, to, x, y) => {
      const view = { ...CITY, zoom: from };
      const place = fromScreen({ x, y }, view, SIZE);
      const zoomed = onScreen(place, zoomedAbout(view, to, { x, y }, SIZE), SIZE);
      near(zoomed.x, x);
      near(zoomed.y, y);
      const moved = onScreen(place, movedBy(view, 30, -20), SIZE);
      near(moved.x, x + 30);
      near(moved.y, y - 20);
    }),
  );
});

test("a view shows its box whole, and not smaller than it must", () => {
  const box = { from: placeOf(-118.67, 34.34), to: placeOf(-118.15, 33.7) };
  const view = viewOf(box, SIZE, 20);
  const [from, to] = [onScreen(box.from, view, SIZE), onScreen(box.to, view, SIZE)];
  near(from.y, 20);
  near(to.y, 380);
  assert.ok(from.x >= 20 && to.x <= 580);
  near((box.to.y - box.from.y) * worldAt(view.zoom), 360);
});

test("the box is around all points, but for a few that are far away; without any there is none", () => {
  const east = Float64Array.from({ length: 1000 }, (_, i) => -118 - i / 10_000);
  const north = Float64Array.from({ length: 1000 }, (_, i) => 34 + i / 10_000);
  const whole = boxAround(east, north)!;
  near(degreesOf(whole.to)[0], -118);
  near(degreesOf(whole.from)[1], 34.0999);
  east[7] = north[7] = 0;
  east[8] = north[8] = NaN;
  const still = boxAround(east, north)!;
  assert.ok(degreesOf(still.to)[0] < -117.9 && degreesOf(still.to)[1] > 33.9);
  assert.equal(boxAround(new Float64Array([NaN]), new Float64Array([NaN])), null);
});
