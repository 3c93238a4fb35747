import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../errors.js";
import { stateOf } from "../state.js";

/** Raised whenever the columns of the lake change: a lake of another version is refused. */
export const LAKE_VERSION = 2;

/** What the lake says of a city, beside its partitions. */
export interface CityFacts {
  version: number;
  city: string;
  name: string;
  timeZone: string;
  requests: number;
  /** Days of the oldest and newest request. */
  oldest: string | null;
  newest: string | null;
  /** When the lake last took in a file of the city. */
  updated: string;
  /** The page of that run, within the lake. */
  run: string;
}

/**
 * What the lake says of the cities that have requests in it, in order of their names.
 * @throws UserError when there are none or the lake is of another version.
 */
export async function citiesIn(lake: string): Promise<CityFacts[]> {
  const files = await filesIn(lake);
  const all = await Promise.all(files.map(async (file) => JSON.parse(await readFile(file, "utf8")) as CityFacts));
  if (all.some(({ version }) => version !== LAKE_VERSION))
    throw new UserError(`${lake} was written by another version of this program; ingest into a new folder.`);
  const cities = all.filter(({ requests }) => requests > 0);
  if (cities.length === 0)
    throw new UserError(`There is no lake with requests at ${lake}. Make one with \`ingest --city … --lake …\`.`);
  return cities.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** As `stateOf`, of all that the lake says of its cities: an ingest writes it anew. */
export async function stateOfLake(lake: string): Promise<string> {
  return stateOf(await filesIn(lake));
}

async function filesIn(lake: string): Promise<string[]> {
  const folder = join(lake, "cities");
  const names = existsSync(folder) ? await readdir(folder) : [];
  return names.filter((name) => name.endsWith(".json")).map((name) => join(folder, name));
}
