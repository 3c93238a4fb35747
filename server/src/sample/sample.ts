import { randomLcg, randomLogNormal } from "d3-random";
import type { DuckDBConnection } from "@duckdb/node-api";
import { cityBySlug } from "../ingest/cities/index.js";
import type { City } from "../ingest/city.js";
import { loadDimensions } from "../ingest/dimensions.js";
import { saveBoundaries } from "../store/boundaries.js";
import { replaceDatabase, setMetadata } from "../store/replace.js";
import { cells } from "./areas.js";
import { calendar } from "./calendar.js";
import { CHECKSUM, INSERT } from "./generate.js";
import { fillTables, type Neighborhood } from "./tables.js";

const DAY = 86_400_000;

export interface SampleOptions {
  /** The database file to make; one that is there is replaced. */
  db: string;
  /** Another seed, other data; the same options, the same data. */
  seed: number;
  /** Days up to and with `until`. */
  days: number;
  requests: number;
  /** The last day, `YYYY-MM-DD`. */
  until: string;
}

export interface SampleResult {
  requests: number;
  open: number;
  /** Of all rows: equal exactly when the data is. */
  checksum: string;
}

/** Makes a database of synthetic requests in the manner of Los Angeles. @throws UserError when the file cannot be written. */
export async function makeSample({ db, seed, days, requests, until }: SampleOptions): Promise<SampleResult> {
  const city = cityBySlug("los-angeles");
  const random = randomLcg(seed / 2 ** 32);
  const last = new Date(`${until}T00:00:00Z`);
  const first = new Date(last.getTime() - (days - 1) * DAY);
  return replaceDatabase(db, async (connection) => {
    await loadDimensions(connection, city);
    const neighborhoods = await settle(connection, random);
    await fillTables(connection, calendar(first, days, requests, random), neighborhoods, random);
    return draw(connection, city, seed, first, until);
  });
}

/** Gives each council an area and a population, and stores both. */
async function settle(connection: DuckDBConnection, random: () => number): Promise<Neighborhood[]> {
  const result = await connection.runAndReadAll(
    "SELECT council_id, council_name, region_id, longitude, latitude, data_code FROM councils WHERE council_id <> 0 ORDER BY council_id",
  );
  const councils = result.getRowObjects() as unknown as {
    council_id: number;
    council_name: string;
    region_id: number;
    longitude: number;
    latitude: number;
    data_code: string;
  }[];
  const areas = cells(councils.map(({ longitude, latitude }) => [longitude, latitude]));
  const size = randomLogNormal.source(random)(Math.log(36_000), 0.45);
  const neighborhoods = councils.map(({ council_id, region_id }, index) => ({
    councilId: council_id,
    regionId: region_id,
    population: Math.round(size()),
    area: areas[index]!,
  }));
  for (const { councilId, population } of neighborhoods)
    await connection.run("UPDATE councils SET population = ? WHERE council_id = ?", [population, councilId]);
  await saveBoundaries(
    connection,
    councils.map(({ council_id, council_name, data_code }, index) => ({
      type: "Feature",
      geometry: areas[index]!,
      properties: { council_id, council_name, nc_id: data_code },
    })),
  );
  return neighborhoods;
}

async function draw(connection: DuckDBConnection, city: City, seed: number, first: Date, until: string): Promise<SampleResult> {
  await connection.run(INSERT, { seed: String(seed), first: first.toISOString().slice(0, 10), last: until, city: city.id });
  await setMetadata(connection, "synthetic", "true");
  await setMetadata(connection, "updated", new Date(Date.parse(`${until}T00:00:00Z`) + DAY).toISOString());
  const [counts] = (
    await connection.runAndReadAll(
      `SELECT CAST(count(*) AS INTEGER) AS requests, CAST(count(*) - count(closed) AS INTEGER) AS open, (${CHECKSUM}) AS checksum FROM requests`,
    )
  ).getRowObjects() as unknown as SampleResult[];
  return counts!;
}
