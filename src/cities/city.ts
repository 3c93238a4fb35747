import type { Category } from "./categories.js";

/**
 * What a city's row may say of a request. `created_time` is the time of day where the city keeps it apart from the date; `council`
 * is the neighbourhood, `district` the council district or ward, `region` the larger part of the city; `point` is a location as one
 * text: `(lat, lon)`, `POINT (lon lat)`, GeoJSON or a dictionary with latitude and longitude.
 */
export const CITY_FIELDS = [
  "id",
  "created",
  "created_time",
  "closed",
  "updated",
  "status",
  "type",
  "subtype",
  "detail",
  "agency",
  "source",
  "council",
  "district",
  "region",
  "address",
  "latitude",
  "longitude",
  "point",
] as const;

export type CityField = (typeof CITY_FIELDS)[number];

/** What the words of a city's status column come to. */
export const STATUSES = ["open", "closed", "cancelled", "duplicate", "referred"] as const;
export type Status = (typeof STATUSES)[number];

/** One way in which a city has named its columns. A field that it leaves out is not published under these names. */
export interface Generation {
  /** Where and when these names are used. */
  name: string;
  /** The accepted column names of each field, the best first; letter case, spaces and punctuation do not matter. */
  columns: Partial<Record<CityField, string | readonly string[]>> &
    Record<"id" | "created" | "type", string | readonly string[]>;
  /** How dates are written: formats of strptime, tried in this order. */
  dates: readonly string[];
  /** `UTC` where the dates are not the city's civil time. */
  zone?: "UTC";
  /** The dates that have no time of day; they are compared as days. */
  wholeDays?: readonly ("created" | "closed")[];
}

/** Where a city publishes its requests. `holds` says which part of them a data set has, where it is not all. */
export interface Publication {
  portal: "socrata" | "ckan";
  domain: string;
  datasets: readonly { id: string; holds?: string }[];
}

/** How one city's exports become requests: data only, and the only place that knows the city's ways. */
export interface City {
  /** The name on command lines, in attributes and in the lake. */
  slug: string;
  name: string;
  /** The state's postal abbreviation. */
  state: string;
  country: string;
  /** IANA name of the zone of the city's civil time. */
  timeZone: string;
  /** Residents on 1 April 2020, as the decennial census counted them (Census Bureau, P.L. 94-171, table P1, of the place). */
  population?: number;
  /** All known headers, the newest first. */
  generations: readonly Generation[];
  /** The status words of all generations, in lower case. A word that is not here is kept, and means nothing. */
  statuses: Readonly<Record<string, Status>>;
  /** West, south, east, north: a point outside is no place in the city. */
  box: readonly [number, number, number, number];
  /** What stands for "not known": points as latitude and longitude besides 0, 0, and texts in lower case. */
  placeholders: { points?: readonly (readonly [number, number])[]; texts?: readonly string[] };
  /** The names of types, subtypes and details that mean what a common category means. What has no match is not comparable. */
  categories: Partial<Record<Category, readonly string[]>>;
  published: readonly Publication[];
  /** What one must know to read numbers of this city rightly. */
  notes: readonly string[];
}

/** States a city; a mistake in it is a mistake for the compiler. */
export function defineCity(city: City): City {
  return city;
}
