import { join } from "node:path";
import { NO_COUNCIL, NO_REGION, type SqlTable } from "../../../../src/query/index.js";
import { text } from "../literal.js";
import type { CityFacts } from "./cities.js";
import { isTranslated, type Translated } from "./names.js";

/** The requests of a lake, to be asked for these columns of it only: names that are not asked for need not be looked up. */
export type LakeTable = (named: readonly string[]) => SqlTable;

/** The column of each dimension in the lake, as its names are looked up. */
const WRITTEN: Record<Translated, string> = {
  type: "lake.type_original",
  council: "upper(lake.council)",
  agency: "lake.agency",
  source: "lake.source",
};

/** The names that need to be looked up. */
const LOOKED_UP: Record<string, Translated> = {
  type_name: "type",
  council_name: "council",
  region_name: "council",
  agency_name: "agency",
  source_name: "source",
};

/** What an engine reads a lake from, in its SQL. */
export interface LakeRelations {
  /** The rows of all partitions. */
  rows: string;
  /** The names of a dimension (city, written, name, region), as `createNames` makes them. */
  names: (of: Translated) => string;
}

/** The files of a lake, read by DuckDB, once `createNames` has been called. */
export function lakeFiles(lake: string): LakeRelations {
  const files = text(join(lake, "city=*", "year=*", "requests.parquet"));
  return {
    rows: `read_parquet(${files}, hive_partitioning = true, hive_types = {city: VARCHAR, year: INTEGER})`,
    names: (of) => `${of}_names`,
  };
}

/** The requests of a lake. */
export function lakeTable(cities: readonly CityFacts[], { rows, names }: LakeRelations): LakeTable {
  const translated = cities.filter(isTranslated).map(({ city }) => text(city));
  const columns = columnsOf(cities, translated);
  return (named) => {
    const dimensions = new Set(named.flatMap((name) => LOOKED_UP[name] ?? []));
    const joins = [...(translated.length ? dimensions : [])].map(
      (of) => `LEFT JOIN ${names(of)} AS ${of}_names ON ${of}_names.city = lake.city AND ${of}_names.written = ${WRITTEN[of]}`,
    );
    return { from: [`${rows} AS lake`, ...joins].join(" "), columns };
  };
}

function columnsOf(cities: readonly CityFacts[], translated: readonly string[]): SqlTable["columns"] {
  const byCity = (value: (city: CityFacts, index: number) => string | number) =>
    `CASE lake.city ${cities.map((city, index) => `WHEN ${text(city.city)} THEN ${value(city, index)}`).join(" ")} END`;
  const name = (of: Translated, written: string) => (translated.length ? `coalesce(${of}_names.name, ${written})` : written);
  const inTables = `lake.city IN (${translated.join(", ")})`;
  return {
    // The place of the request: city, year, row. As a DOUBLE it is exact, and a number to every client.
    request_id: `((${byCity((_, index) => index + 1)} * 1000 + lake.year - 1900) * 1e9 + lake.place)`,
    srnumber: "lake.id",
    created: "lake.created",
    closed: "lake.closed",
    type_name: name("type", "lake.type_original"),
    category: "lake.category",
    council_name: translated.length
      ? `coalesce(council_names.name, CASE WHEN ${inTables} THEN ${text(NO_COUNCIL)} ELSE lake.council END)`
      : "lake.council",
    region_name: translated.length
      ? `coalesce(council_names.region, CASE WHEN ${inTables} THEN ${text(NO_REGION)} ELSE lake.region END)`
      : "lake.region",
    agency_name: name("agency", "lake.agency"),
    source_name: name("source", "lake.source"),
    city_name: byCity(({ name }) => text(name)),
    address: "lake.address",
    latitude: "lake.latitude",
    longitude: "lake.longitude",
  };
}
