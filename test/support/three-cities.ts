/** What Python's csv finds in real exports of three cities (`test/truth/three_cities.py`). */
import { readFileSync } from "node:fs";
import type { Category } from "../../src/cities/index.js";

export interface CityTruth {
  city: string;
  file: string;
  residents: number;
  count: number;
  /** Requests without a common category. */
  incomparable: number;
  /** Days of the oldest and newest request. */
  first: string;
  last: string;
  categories: [category: Category, count: number, per10000: number, share: number][];
}

export const THREE_CITIES = JSON.parse(
  readFileSync(new URL("../truth/three-cities.json", import.meta.url), "utf8"),
) as CityTruth[];

/** The same, the city with the most requests first. */
export const LARGEST_FIRST = THREE_CITIES.toSorted((a, b) => b.count - a.count);

export const slugOf = ({ city }: CityTruth): string => city.toLowerCase().replaceAll(" ", "-");
