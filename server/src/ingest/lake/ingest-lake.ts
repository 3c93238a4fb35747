import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { City } from "../../../../src/cities/index.js";
import { UserError } from "../../errors.js";
import { LAKE_VERSION, type CityFacts } from "../../store/lake/cities.js";
import { text } from "../../store/literal.js";
import { indexPage, runPage } from "./pages.js";
import type { LakeRun } from "./lake-run.js";
import { draftPartitions } from "./partitions.js";
import { assess } from "./quality.js";
import { rejectsSql } from "./rejects.js";
import { withStaged, type IngestOptions, type Session } from "./session.js";

export interface LakeOptions extends IngestOptions {
  /** The folder of the lake; made when it does not exist. */
  lake: string;
}

/**
 * Reads a city's exports into the lake. Until all files are read and all changes are drafted the lake stays as it was; then they
 * take their places together.
 * @throws UserError saying what is wrong with the command, a file or the disk.
 */
export async function ingestLake({ lake, ...options }: LakeOptions): Promise<LakeRun> {
  await checkVersion(options.city, lake);
  const started = new Date().toISOString();
  return withStaged(options, lake, async (session) => {
    const { connection, city, staged, work } = session;
    const { gone, oldest, newest, ...merged } = await draftPartitions(connection, city, work, options.progress);
    const files = await assess(connection, staged);
    const moment = started.replaceAll(":", "-");
    const rejects = await draftRejects(session, join("rejects", city.slug, `${moment}.csv`));
    const page = join("runs", city.slug, `${moment}.html`);
    const run: LakeRun = { city: city.slug, started, finished: new Date().toISOString(), ...merged, files, rejects, page };
    const facts = factsOf(city, run, oldest, newest);
    await work.writeDraft(join("runs", city.slug, `${moment}.json`), json(run));
    await work.writeDraft(page, runPage(run, facts));
    await work.writeDraft(join("cities", `${city.slug}.json`), json(facts));
    await work.writeDraft("index.html", indexPage([...(await otherCities(lake, city)), facts]));
    await work.commit(gone);
    return run;
  });
}

async function checkVersion(slug: string, lake: string): Promise<void> {
  const facts = await readFile(join(lake, "cities", `${slug}.json`), "utf8").catch(() => undefined);
  if (facts !== undefined && (JSON.parse(facts) as CityFacts).version !== LAKE_VERSION)
    throw new UserError(`${lake} was written by another version of this program; ingest into a new folder.`);
}

/** @returns the file within the lake; null when no row was rejected. */
async function draftRejects({ connection, work, staged }: Session, path: string): Promise<string | null> {
  const draft = await work.draftOf(path);
  const { rowsChanged } = await connection.run(`COPY ${rejectsSql(staged)} TO ${text(draft)} (HEADER)`);
  if (rowsChanged > 0) return path;
  await rm(draft);
  return null;
}

function factsOf(city: City, run: LakeRun, oldest: string | null, newest: string | null): CityFacts {
  const { slug, name, timeZone } = city;
  return {
    version: LAKE_VERSION,
    city: slug,
    name,
    timeZone,
    requests: run.total,
    oldest,
    newest,
    updated: run.finished,
    run: run.page,
  };
}

async function otherCities(lake: string, { slug }: City): Promise<CityFacts[]> {
  const folder = join(lake, "cities");
  const files = await readdir(folder).catch(() => []);
  const others = files.filter((file) => file.endsWith(".json") && file !== `${slug}.json`);
  return Promise.all(others.map(async (file) => JSON.parse(await readFile(join(folder, file), "utf8")) as CityFacts));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
