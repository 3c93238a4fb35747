import { existsSync } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { NORMALISED, type City } from "../../../../src/cities/index.js";
import { cubeFolder } from "../../store/lake/cubes.js";
import { text } from "../../store/literal.js";
import type { Progress } from "../progress.js";
import { draftCubes, placeCubes, removeCubes } from "./cubes.js";

/** What a partition's file has: the city and the year are in its path. */
const COLUMNS = Object.keys(NORMALISED).filter((column) => column !== "city");
const FACTS = COLUMNS.filter((column) => column !== "id");

/** How the rows of a run relate to what the lake had, and what it has now. */
export interface Merged {
  added: number;
  updated: number;
  unchanged: number;
  total: number;
  /** The years whose partitions were written anew. */
  years: number[];
}

/**
 * Makes the table `latest` of the staged rows: of several with one id the last is the newest, and is kept.
 * The table `fates` says of each what it means to the lake.
 */
async function compare(connection: DuckDBConnection, city: City, lake: string): Promise<void> {
  await connection.run(
    `CREATE TABLE latest AS SELECT file, ${COLUMNS.join(", ")} FROM staged WHERE reject IS NULL
     QUALIFY row_number() OVER (PARTITION BY id ORDER BY staged.rowid DESC) = 1`,
  );
  const files = await partitionFiles(city, lake);
  const none = `SELECT ${COLUMNS.map((column) => `CAST(NULL AS ${NORMALISED[column as keyof typeof NORMALISED]}) AS ${column}`).join(", ")}, 0 AS year WHERE FALSE`;
  await connection.run(
    `CREATE VIEW present AS ${files.length ? `SELECT ${COLUMNS.join(", ")}, year FROM read_parquet([${files.map(text).join(", ")}], hive_partitioning = true, hive_types = {year: INTEGER})` : none}`,
  );
  const row = (table: string) => `row(${FACTS.map((column) => `${table}.${column}`).join(", ")})`;
  await connection.run(
    `CREATE TABLE fates AS SELECT year(latest.created) AS year, present.year AS was,
       CASE WHEN present.id IS NULL THEN 'added' WHEN ${row("latest")} IS DISTINCT FROM ${row("present")} THEN 'updated' ELSE 'unchanged' END AS fate
     FROM latest LEFT JOIN present USING (id)`,
  );
}

/**
 * Puts the staged rows into the lake. Only partitions in which something changes are written, each beside the old one first;
 * when all are complete they take their places, each in one step.
 * @param drafts a folder on the file system of the lake.
 */
export async function mergeStaged(
  connection: DuckDBConnection,
  city: City,
  lake: string,
  drafts: string,
  progress?: Progress,
): Promise<Merged> {
  await compare(connection, city, lake);
  const changed = await connection.runAndReadAll(
    `SELECT DISTINCT year FROM (SELECT year FROM fates WHERE fate <> 'unchanged'
     UNION SELECT was FROM fates WHERE fate <> 'unchanged' AND was IS NOT NULL) AS changed ORDER BY year`,
  );
  const years = changed.getRows().map(([year]) => Number(year));
  const written: { draft: string; place: string; rows: number }[] = [];
  for (const year of years) {
    progress?.note(`Writing ${city.slug} ${year}`);
    const draft = join(drafts, `${year}.parquet`);
    const rows = await writePartition(connection, year, draft);
    written.push({ draft, rows, place: partitionFile(city, lake, year) });
  }
  const replaced = written.map(({ place }) => place);
  const kept = (await partitionFiles(city, lake)).filter((file) => !replaced.includes(file));
  const partitions = [
    ...written.filter(({ rows }) => rows > 0).map(({ draft, place }) => ({ file: draft, place })),
    ...kept.map((file) => ({ file, place: file })),
  ];
  const cubes: { drafts: string; place: string }[] = [];
  for (const [index, { file, place }] of partitions.entries()) {
    const folder = join(drafts, `cubes-${index}`);
    if (await draftCubes(connection, file, cubeFolder(lake, place), folder)) cubes.push({ drafts: folder, place });
  }
  for (const { draft, place, rows } of written) {
    await removeCubes(lake, place);
    await mkdir(dirname(place), { recursive: true });
    if (rows > 0) await rename(draft, place);
    else await rm(place, { force: true });
  }
  for (const { drafts, place } of cubes) await placeCubes(lake, place, drafts);
  const counts = await connection.runAndReadAll(
    `SELECT CAST(count(*) FILTER (WHERE fate = 'added') AS INTEGER), CAST(count(*) FILTER (WHERE fate = 'updated') AS INTEGER),
       CAST(count(*) FILTER (WHERE fate = 'unchanged') AS INTEGER) FROM fates`,
  );
  const [added, updated, unchanged] = counts.getRows()[0] as [number, number, number];
  return { added, updated, unchanged, years, total: await countRows(connection, city, lake) };
}

async function writePartition(connection: DuckDBConnection, year: number, draft: string): Promise<number> {
  const columns = COLUMNS.join(", ");
  const rows = `SELECT ${columns} FROM latest WHERE year(created) = ${year}
    UNION ALL SELECT ${columns} FROM present ANTI JOIN latest USING (id) WHERE present.year = ${year}`;
  const result = await connection.run(
    `COPY (SELECT * FROM (${rows}) AS requests ORDER BY created, id) TO ${text(draft)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  const file = await open(draft, "r+");
  await file.sync();
  await file.close();
  return result.rowsChanged;
}

function partitionFile(city: City, lake: string, year: number): string {
  return join(lake, `city=${city.slug}`, `year=${year}`, "requests.parquet");
}

/** The files of a city's partitions, oldest year first. */
export async function partitionFiles(city: City, lake: string): Promise<string[]> {
  const folder = join(lake, `city=${city.slug}`);
  if (!existsSync(folder)) return [];
  const years = (await readdir(folder)).filter((name) => /^year=\d{4}$/.test(name)).sort();
  return years.map((year) => join(folder, year, "requests.parquet")).filter((file) => existsSync(file));
}

async function countRows(connection: DuckDBConnection, city: City, lake: string): Promise<number> {
  const files = await partitionFiles(city, lake);
  if (files.length === 0) return 0;
  const reader = await connection.runAndReadAll(
    `SELECT CAST(count(*) AS INTEGER) FROM read_parquet([${files.map(text).join(", ")}])`,
  );
  return reader.getRows()[0]![0] as number;
}
