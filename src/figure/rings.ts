/** Boundaries the way round that Plotly fills them: RFC 7946 winds outer rings against the clock, Plotly's d3 with it. */
import { extent, sum } from "d3-array";

type Position = readonly number[];
type Ring = readonly Position[];
type Polygon = readonly Ring[];

/** What is needed of a GeoJSON feature. */
export interface Area {
  type: string;
  id?: unknown;
  properties?: Record<string, unknown> | null;
  geometry: { type: string; coordinates: unknown } | null;
}

/** Twice the signed area: positive when the ring runs against the clock. */
export function turning(ring: Ring): number {
  return ring.reduce((sum, [x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** Outer ring with the clock, holes against it. */
export function rewind(polygon: Polygon): Polygon {
  return polygon.map((ring, i) => (turning(ring) > 0 === (i === 0) ? ring.toReversed() : ring));
}

/** Part of all area below which a polygon is a scrap left by whoever drew the boundaries, perhaps far outside the city. */
const SCRAP = 1e-7;

/** A copy of the features without scraps, with rings rewound and `id` set by a function. */
export function areasFor(features: readonly Area[], id: (area: Area) => string): { type: string; features: Area[] } {
  const polygons = features.map(({ geometry }) => polygonsOf(geometry));
  const least = sum(polygons.flat(), sizeOf) * SCRAP;
  return {
    type: "FeatureCollection",
    features: features.map((area, i) => {
      const coordinates = polygons[i]!.filter((polygon) => sizeOf(polygon) > least).map(rewind);
      return { ...area, id: id(area), geometry: { type: "MultiPolygon", coordinates } };
    }),
  };
}

function polygonsOf(geometry: Area["geometry"]): Polygon[] {
  if (geometry?.type === "Polygon") return [geometry.coordinates as Polygon];
  return geometry?.type === "MultiPolygon" ? (geometry.coordinates as Polygon[]) : [];
}

function sizeOf([outer]: Polygon): number {
  return outer ? Math.abs(turning(outer)) : 0;
}

/** West, south, east and north end of all features, with a little space around. */
export function boundsOf(features: readonly Area[]): { lon: [number, number]; lat: [number, number] } {
  const positions = features.flatMap(({ geometry }) => polygonsOf(geometry).flat(2));
  return { lon: spread(positions.map(([lon = 0]) => lon)), lat: spread(positions.map(([, lat = 0]) => lat)) };
}

function spread(values: readonly number[]): [number, number] {
  const [from = 0, to = 0] = extent(values);
  const space = (to - from) * 0.02 || 0.01;
  return [from - space, to + space];
}
