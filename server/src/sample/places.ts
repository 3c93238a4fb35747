import type { MultiPolygon } from "geojson";
import { contains } from "../store/boundaries.js";

/** Somewhere that requests come from. */
export interface Place {
  address: string;
  latitude: number;
  longitude: number;
}

const STREETS = (
  "Alder Almond Amber Aspen Avocado Bay Birch Bluebell Canyon Cedar Cherry Clover Coral Cypress Dahlia Desert Elder Fern " +
  "Fig Garnet Harbor Hazel Heron Hickory Iris Jasmine Juniper Laurel Lemon Lilac Lupine Magnolia Maple Marigold Mesa " +
  "Mulberry Myrtle Oak Olive Orchard Palm Pepper Pine Poppy Quail Redwood Sage Sequoia Sierra Sparrow Sycamore Tamarind " +
  "Thistle Valley Walnut Willow Yucca Zinnia"
)
  .toUpperCase()
  .split(" ");
const SUFFIXES = ["ST", "ST", "ST", "AVE", "AVE", "BLVD", "DR", "PL", "WAY"];
const DIRECTIONS = ["N", "S", "E", "W"];

/** So many places evenly over an area, with made-up addresses that share a zip code. */
export function places(area: MultiPolygon, zip: number, count: number, random: () => number): Place[] {
  const points = area.coordinates.flatMap((polygon) => polygon[0]!);
  const [west, east] = range(points.map((point) => point[0]!));
  const [south, north] = range(points.map((point) => point[1]!));
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const found: Place[] = [];
  while (found.length < count) {
    const longitude = Number((west + random() * (east - west)).toFixed(6));
    const latitude = Number((south + random() * (north - south)).toFixed(6));
    if (!contains(area, [longitude, latitude])) continue;
    const number = 100 + Math.floor(random() * 9900);
    found.push({ address: `${number} ${one(DIRECTIONS)} ${one(STREETS)} ${one(SUFFIXES)}, ${zip}`, latitude, longitude });
  }
  return found;
}

function range(values: number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
