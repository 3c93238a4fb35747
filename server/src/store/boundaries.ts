import type { DuckDBConnection } from "@duckdb/node-api";
import { polygonArea, polygonContains } from "d3-polygon";
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";
import type { GeometryCollection, Topology } from "topojson-specification";

/** What /geojson says of a council. */
export interface CouncilProperties {
  council_id: number;
  council_name: string;
  nc_id: string;
}

export type CouncilFeature = Feature<Polygon | MultiPolygon, CouncilProperties>;
export type Councils = FeatureCollection<Polygon | MultiPolygon, CouncilProperties>;

/** Areas smaller than this (square degrees, about 0.01 km²) are below a pixel on a small screen. */
const LOW_DETAIL = 1e-6;

/** Stores the boundaries as they are and simplified. Rings are wound as RFC 7946 asks: outer ones anticlockwise. */
export async function saveBoundaries(connection: DuckDBConnection, features: CouncilFeature[]): Promise<void> {
  const full: Councils = { type: "FeatureCollection", features: features.map(rewind) };
  for (const [detail, councils] of Object.entries({ full, low: simplified(full) }))
    await connection.run("INSERT INTO boundaries VALUES (?, ?)", [detail, JSON.stringify(councils)]);
}

/** The same areas with fewer points; borders that two areas share stay shared. */
export function simplified(councils: Councils): Councils {
  const shared = topology({ councils }, 1e6) as unknown as Topology<{ councils: GeometryCollection<CouncilProperties> }>;
  const weighed = presimplify(shared);
  const light = simplify(filter(weighed, filterWeight(weighed, LOW_DETAIL)), LOW_DETAIL);
  const { features } = feature(light, light.objects.councils) as Councils;
  return { type: "FeatureCollection", features: features.map((one) => rewind(mapRings(one, (ring) => ring.map(rounded)))) };
}

/** Whether a point lies in an area: within an outer ring and in none of its holes. */
export function contains(geometry: Polygon | MultiPolygon, point: Position): boolean {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const within = (ring: Position[]) => polygonContains(ring as [number, number][], point as [number, number]);
  return polygons.some(([outer, ...holes]) => within(outer!) && !holes.some(within));
}

function rounded([longitude, latitude]: Position): Position {
  return [Number(longitude!.toFixed(5)), Number(latitude!.toFixed(5))];
}

/** d3 takes y to grow downwards, so a ring that is anticlockwise on a map has a negative area there. */
function rewind(area: CouncilFeature): CouncilFeature {
  return mapRings(area, (ring, index) => {
    const anticlockwise = polygonArea(ring as [number, number][]) < 0;
    return anticlockwise === (index === 0) ? ring : [...ring].reverse();
  });
}

function mapRings(area: CouncilFeature, change: (ring: Position[], index: number) => Position[]): CouncilFeature {
  const { geometry } = area;
  const changed =
    geometry.type === "Polygon"
      ? { ...geometry, coordinates: geometry.coordinates.map(change) }
      : { ...geometry, coordinates: geometry.coordinates.map((polygon) => polygon.map(change)) };
  return { ...area, geometry: changed };
}
