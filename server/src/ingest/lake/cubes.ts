import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import {
  CUBE_NAMES,
  cubeFile,
  cubeFolder,
  CUBES,
  DAYS,
  readCube,
  STAMP_KEY,
  stampOf,
  type Cube,
} from "../../store/lake/cubes.js";
import { text } from "../../store/literal.js";

/** A cube with more cells than this share of the partition's requests is left empty. */
const WORTH = 0.5;

/**
 * Writes the cubes of a partition's file, wherever it lies, into a folder on the file system of the lake.
 * @param present where cubes of it may be already.
 * @returns false when they are, and nothing was written.
 */
export async function draftCubes(
  connection: DuckDBConnection,
  file: string,
  present: string,
  drafts: string,
): Promise<boolean> {
  if (await areOf(connection, present, file)) return false;
  await mkdir(drafts, { recursive: true });
  for (const cube of CUBE_NAMES) await writeCube(connection, cube, file, cubeFile(drafts, cube));
  return true;
}

async function areOf(connection: DuckDBConnection, folder: string, file: string): Promise<boolean> {
  for (const cube of CUBE_NAMES)
    if ((await readCube(connection, cubeFile(folder, cube)))?.stamp !== (await stampOf(file, cube))) return false;
  return true;
}

async function writeCube(connection: DuckDBConnection, cube: Cube, file: string, draft: string): Promise<void> {
  const days = Object.entries(DAYS).map(([name, sql]) => `${sql} AS ${name}`);
  const rows = `read_parquet(${text(file)})`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE cells AS SELECT ${CUBES[cube].join(", ")}, CAST(count(*) AS INTEGER) AS requests
     FROM (SELECT *, ${days.join(", ")} FROM ${rows}) GROUP BY ALL`,
  );
  const isWorth = `(SELECT count(*) FROM cells) <= ${WORTH} * (SELECT count(*) FROM ${rows})`;
  await connection.run(
    `COPY (SELECT * FROM cells WHERE ${isWorth} ORDER BY ALL)
     TO ${text(draft)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${STAMP_KEY}: ${text(await stampOf(file, cube))}})`,
  );
  await connection.run("DROP TABLE cells");
  const written = await open(draft, "r+");
  await written.sync();
  await written.close();
}

/**
 * Takes the cubes of a partition away. This comes before its file is replaced and `placeCubes` after it, so that no cubes ever
 * stand beside a partition that they were not made of.
 */
export async function removeCubes(lake: string, partition: string): Promise<void> {
  await rm(cubeFolder(lake, partition), { recursive: true, force: true });
}

/** Puts drafted cubes where they belong, all in one step. */
export async function placeCubes(lake: string, partition: string, drafts: string): Promise<void> {
  const place = cubeFolder(lake, partition);
  await removeCubes(lake, partition);
  await mkdir(dirname(place), { recursive: true });
  await rename(drafts, place);
}
