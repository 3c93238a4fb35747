/** Boundaries the way round that Plotly fills them: RFC 7946 winds outer rings against the clock, Plotly's d3 with it. */

type Position = readonly number[];
type Ring = readonly Position[];
type Polygon = readonly Ring[];

interface Area {
  type: string;
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

/** A copy of the features with rings rewound and `id` set by a function. */
export function areasFor<A extends Area>(features: readonly A[], id: (area: A) => string): object {
  return { type: "FeatureCollection", features: features.map((area) => ({ ...area, id: id(area), geometry: rewound(area) })) };
}

function rewound({ geometry }: Area): Area["geometry"] {
  if (geometry?.type === "Polygon") return { ...geometry, coordinates: rewind(geometry.coordinates as Polygon) };
  if (geometry?.type === "MultiPolygon") return { ...geometry, coordinates: (geometry.coordinates as Polygon[]).map(rewind) };
  return geometry;
}
