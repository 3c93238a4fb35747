import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { CUBE_NAMES, cubeFile, CUBES, readCube, STAMP_KEY, stampOf, type Cube } from "../../store/lake/cubes.js";
import { text } from "../../store/literal.js";

/** A cube that was written beside the lake, and where it belongs. */
export interface CubeDraft {
  draft: string;
  place: string;
}

/** A cube with more cells than this share of the partition's requests is left empty. */
const WORTH = 0.5;

/**
 * Writes those cubes of a partition that are not in the lake.
 * @param partition where the partition's file belongs.
 * @param file where it lies: the same, or a draft that is to take its place.
 * @param prefix of the drafts' names, on the file system of the lake.
 */
export async function draftCubes(
  connection: DuckDBConnection,
  lake: string,
  partition: string,
  file: string,
  prefix: string,
): Promise<CubeDraft[]> {
  const drafts: CubeDraft[] = [];
  for (const cube of CUBE_NAMES) {
    const place = cubeFile(lake, cube, partition);
    const stamp = await stampOf(file, cube);
    if ((await readCube(connection, place))?.stamp === stamp) continue;
    const draft = `${prefix}.${cube}.parquet`;
    await writeCube(connection, cube, file, draft, stamp);
    drafts.push({ draft, place });
  }
  return drafts;
}

async function writeCube(connection: DuckDBConnection, cube: Cube, file: string, draft: string, stamp: string): Promise<void> {
  const dimensions = ["created_date", ...CUBES[cube]].join(", ");
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE closing AS
     SELECT CAST(created AS DATE) AS created_date, ${CUBES[cube].join(", ")},
       CAST(date_diff('day', CAST(created AS DATE), CAST(closed AS DATE)) AS INTEGER) AS days, CAST(count(*) AS INTEGER) AS requests
     FROM read_parquet(${text(file)}) GROUP BY ALL`,
  );
  const counted = await connection.runAndReadAll(
    `SELECT (SELECT count(*) FROM (SELECT DISTINCT ${dimensions} FROM closing)) <= ${WORTH} * (SELECT sum(requests) FROM closing)`,
  );
  const isWorth = counted.getRows()[0]![0] as boolean;
  await connection.run(
    `COPY (SELECT ${dimensions}, CAST(sum(requests) AS INTEGER) AS requests, list({days: days, requests: closing.requests}) AS closings
       FROM closing${isWorth ? "" : " WHERE FALSE"} GROUP BY ${dimensions} ORDER BY ${dimensions})
     TO ${text(draft)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${STAMP_KEY}: ${text(stamp)}})`,
  );
  await connection.run("DROP TABLE closing");
  const written = await open(draft, "r+");
  await written.sync();
  await written.close();
}

/**
 * Takes the cubes of a partition away. This comes before its file is replaced and `placeCubes` after it, so that no cube ever
 * stands beside a partition that it was not made of.
 */
export async function removeCubes(lake: string, partition: string): Promise<void> {
  for (const cube of CUBE_NAMES) await rm(dirname(cubeFile(lake, cube, partition)), { recursive: true, force: true });
}

export async function placeCubes(drafts: readonly CubeDraft[]): Promise<void> {
  for (const { draft, place } of drafts) {
    await mkdir(dirname(place), { recursive: true });
    await rename(draft, place);
  }
}
