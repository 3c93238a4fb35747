import { categoryOf, FIRST_DAY, HeaderMismatch, isPlace, matchHeader, readText, type City } from "../cities/index.js";
import type { ServiceRequest } from "../query/index.js";
import { CATEGORISING, type SodaColumn, type SodaColumns } from "./socrata-plan.js";
import type { SodaView } from "./socrata-portal.js";
import { SourceError } from "./source.js";

/** The columns of a data set by what they mean, and those of a single request as a selection. */
export interface SodaFields extends SodaColumns {
  address?: SodaColumn;
  latitude?: SodaColumn;
  longitude?: SodaColumn;
  /** A location in one. */
  point?: SodaColumn;
  select: string;
}

/**
 * Finds in a data set what the city's file says of its columns.
 * @throws SourceError when it is none of the city's, or its dates are no dates.
 */
export function readColumns({ columns }: SodaView, city: City, dataset: string): SodaFields {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const header = [...byName.keys()];
  let found: Record<string, SodaColumn | undefined>;
  let hasTime: boolean;
  try {
    const layout = matchHeader(city, header);
    hasTime = layout.columns.created_time === undefined;
    found = Object.fromEntries(Object.entries(layout.columns).map(([field, name]) => [field, byName.get(name)]));
  } catch (error) {
    if (!(error instanceof HeaderMismatch)) throw error;
    throw new SourceError("invalid", `${dataset} is ${error.message}`, { url: dataset, cause: error });
  }
  for (const field of ["created", "closed"])
    if (found[field] && found[field].type !== "calendar_date")
      throw new SourceError(
        "cannot-answer",
        `${dataset}: the column ${found[field].name} has no dates but ${found[field].type}.`,
      );
  const named = {
    id: found["id"]!,
    created: found["created"]!,
    hasTime,
    ...Object.fromEntries(Object.entries(OURS).flatMap(([ours, theirs]) => (found[theirs] ? [[ours, found[theirs]]] : []))),
  } as Omit<SodaFields, "select">;
  const places = named.latitude && named.longitude ? [named.latitude, named.longitude] : [named.point];
  const shown = [named.id, named.created, ...SHOWN.map((field) => named[field]), ...places];
  const select = [...new Set(shown.flatMap((column) => (column ? [column.name] : [])))].join(",");
  return { ...named, select };
}

/** Our name of each field of a city's file. */
const OURS = {
  closed: "closed",
  type_name: "type",
  subtype: "subtype",
  detail: "detail",
  agency_name: "agency",
  source_name: "source",
  council_name: "council",
  region_name: "region",
  address: "address",
  latitude: "latitude",
  longitude: "longitude",
  point: "point",
} as const;

const SHOWN = ["closed", ...CATEGORISING, "council_name", "region_name", "agency_name", "source_name", "address"] as const;

/** A row of the selection as a request. */
export function requestOf(row: Record<string, unknown>, fields: SodaFields, city: City): ServiceRequest {
  const text = (column: SodaColumn | undefined) => (column ? readText(row[column.name], city) : null);
  const moment = (column: SodaColumn | undefined) => {
    const value = column && row[column.name];
    return typeof value === "string" && value >= FIRST_DAY ? value.slice(0, 19) : null;
  };
  const srnumber = String(row[fields.id.name]);
  const place = placeOf(row, fields);
  const [latitude, longitude] = place && isPlace(...place, city) ? place : [null, null];
  return {
    request_id: fields.id.type === "number" ? Number(srnumber) : srnumber,
    srnumber,
    created: moment(fields.created)!,
    closed: moment(fields.closed),
    type_name: text(fields.type_name),
    category: categoryOf(
      CATEGORISING.map((field) => text(fields[field])),
      city,
    ),
    council_name: text(fields.council_name),
    region_name: text(fields.region_name),
    agency_name: text(fields.agency_name),
    source_name: text(fields.source_name),
    city_name: city.name,
    address: text(fields.address),
    latitude,
    longitude,
  };
}

/** Latitude and longitude from their own columns, or from a point of Socrata's. */
function placeOf(row: Record<string, unknown>, { latitude, longitude, point }: SodaFields): [number, number] | undefined {
  if (latitude && longitude) return degrees(row[latitude.name], row[longitude.name]);
  const value = point && (row[point.name] as { latitude?: unknown; longitude?: unknown; coordinates?: unknown[] } | undefined);
  if (!value) return undefined;
  return value.coordinates ? degrees(value.coordinates[1], value.coordinates[0]) : degrees(value.latitude, value.longitude);
}

function degrees(latitude: unknown, longitude: unknown): [number, number] | undefined {
  if (latitude === undefined || longitude === undefined || latitude === "" || longitude === "") return undefined;
  const place: [number, number] = [Number(latitude), Number(longitude)];
  return place.some(Number.isNaN) ? undefined : place;
}
