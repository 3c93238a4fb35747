import { DOUBLE, INTEGER, VARCHAR, type DuckDBConnection } from "@duckdb/node-api";
import { randomLogNormal } from "d3-random";
import type { MultiPolygon } from "geojson";
import { createTemporary } from "../store/appender.js";
import type { DayCount } from "./calendar.js";
import { NO_COUNCIL } from "./outline.js";
import { places } from "./places.js";
import { HOURS, PROFILES } from "./profile.js";
import { slots } from "./shares.js";

/** Places of each council, numbered 0 … in the table `places`. */
export const PLACES = 600;

/** Entries of each list in the table `draws`. */
export const SLOTS = 4096;

/** What the generator knows of a council. */
export interface Neighborhood {
  councilId: number;
  regionId: number;
  population: number;
  area: MultiPolygon;
}

/** Fills the temporary tables from which requests are drawn: `calendar`, `profiles`, `places` and `draws`. */
export async function fillTables(
  connection: DuckDBConnection,
  days: readonly DayCount[],
  neighborhoods: readonly Neighborhood[],
  random: () => number,
): Promise<void> {
  const calendar = await createTemporary(connection, "calendar", { day: INTEGER, type_id: INTEGER, n: INTEGER });
  for (const { day, typeId, count } of days) calendar.add([day, typeId, count]);
  calendar.close();

  const profiles = await createTemporary(connection, "profiles", {
    type_id: INTEGER,
    log_median: DOUBLE,
    spread: DOUBLE,
    forgotten: DOUBLE,
    clustering: DOUBLE,
  });
  for (const [id, { days, forgotten, clustering }] of Object.entries(PROFILES))
    profiles.add([Number(id), Math.log(days[0]), days[1], forgotten, clustering]);
  profiles.close();

  const table = await createTemporary(connection, "places", {
    council_id: INTEGER,
    place: INTEGER,
    address: VARCHAR,
    latitude: DOUBLE,
    longitude: DOUBLE,
  });
  const nowhere = { councilId: 0, area: { type: "MultiPolygon" as const, coordinates: [[NO_COUNCIL]] } };
  for (const { councilId, area } of [nowhere, ...neighborhoods])
    for (const [place, { address, latitude, longitude }] of places(area, 90001 + councilId, PLACES, random).entries())
      table.add([councilId, place, address, latitude, longitude]);
  table.close();

  await fillDraws(connection, neighborhoods, random);
}

/** By type and slot: the hour, council, agency and source that a request with this slot drawn gets. */
async function fillDraws(
  connection: DuckDBConnection,
  neighborhoods: readonly Neighborhood[],
  random: () => number,
): Promise<void> {
  const table = await createTemporary(connection, "draws", {
    type_id: INTEGER,
    slot: INTEGER,
    hour: INTEGER,
    council_id: INTEGER,
    agency_id: INTEGER,
    source_id: INTEGER,
  });
  const liking = randomLogNormal.source(random)(0, 0.3);
  const activity = new Map(neighborhoods.map(({ councilId, population }) => [councilId, population * liking()]));
  const people = [...activity.values()].reduce((a, b) => a + b, 0);
  for (const [id, { agencies, sources }] of Object.entries(PROFILES)) {
    const byRegion = Array.from({ length: 13 }, liking);
    const councils = neighborhoods.map(
      ({ councilId, regionId }) => [councilId, activity.get(councilId)! * byRegion[regionId]!] as const,
    );
    const rest = Array.from({ length: 18 }, (_, index) => [index + 1, 0.4] as const);
    const lists = [
      slots(new Map(HOURS.map((weight, hour) => [hour, weight])), SLOTS),
      slots(new Map([[0, people * 0.01], ...councils]), SLOTS),
      slots(numbered(agencies), SLOTS),
      slots(new Map([...rest, ...numbered(sources)]), SLOTS),
    ];
    for (let slot = 0; slot < SLOTS; slot++) table.add([Number(id), slot, ...lists.map((list) => list[slot]!)]);
  }
  table.close();
}

function numbered(weights: Record<number, number>): Map<number, number> {
  return new Map(Object.entries(weights).map(([id, weight]) => [Number(id), weight]));
}
