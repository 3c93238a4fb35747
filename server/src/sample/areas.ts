import { Delaunay } from "d3-delaunay";
import type { MultiPolygon, Position } from "geojson";
import clipping, { type MultiPolygon as Clipped, type Ring } from "polygon-clipping";
import { OUTLINE } from "./outline.js";

/** Degrees of latitude are this much longer than those of longitude at 34° north. */
const STRETCH = 1 / Math.cos((34 * Math.PI) / 180);

/** The cells of the points nearest to each centre (longitude, latitude), cut off at the city limit. */
export function cells(centres: readonly Position[]): MultiPolygon[] {
  const flat = centres.map(([longitude, latitude]): [number, number] => [longitude!, latitude! * STRETCH]);
  const voronoi = Delaunay.from(flat).voronoi([-119, 33.5 * STRETCH, -118, 34.5 * STRETCH]);
  return centres.map((_, index) => {
    const cell = voronoi.cellPolygon(index).map(([x, y]): [number, number] => [x, y / STRETCH]);
    const parts: Clipped = clipping.intersection([cell], [OUTLINE as Ring]);
    return { type: "MultiPolygon", coordinates: parts.map((rings) => rings.map((ring) => ring.map(rounded))) };
  });
}

function rounded([longitude, latitude]: [number, number]): Position {
  return [Number(longitude.toFixed(6)), Number(latitude.toFixed(6))];
}
