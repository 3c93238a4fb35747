import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { CUBE_NAMES, cubeFile, CUBES, DAYS, describe, STAMP_KEY, stampsOf, type Cube } from "../../store/lake/cubes.js";
import { text } from "../../store/literal.js";
import type { Work } from "./work.js";

/** A cube with more cells than this share of the partition's requests is left empty. */
const WORTH = 0.5;

/**
 * Drafts the cubes of a partition that the lake does not have.
 * @param partition the path of its file within the lake.
 * @param file where that lies: there, or where it is drafted.
 */
export async function draftCubes(connection: DuckDBConnection, work: Work, partition: string, file: string): Promise<void> {
  const stamps = await stampsOf(file);
  const present = (cube: Cube) => join(work.lake, cubeFile(partition, cube));
  const described = await describe(connection, CUBE_NAMES.map(present));
  for (const cube of CUBE_NAMES)
    if (described.get(present(cube))?.stamp !== stamps[cube])
      await writeCube(connection, cube, file, await work.draftOf(cubeFile(partition, cube)), stamps[cube]);
}

async function writeCube(connection: DuckDBConnection, cube: Cube, file: string, draft: string, stamp: string): Promise<void> {
  const days = Object.entries(DAYS).map(([name, sql]) => `${sql} AS ${name}`);
  const rows = `read_parquet(${text(file)}, hive_partitioning = false)`;
  await connection.run(
    `CREATE TEMP TABLE cells AS SELECT ${CUBES[cube].join(", ")}, CAST(count(*) AS INTEGER) AS requests
     FROM (SELECT *, ${days.join(", ")} FROM ${rows}) GROUP BY ALL`,
  );
  const isWorth = `(SELECT count(*) FROM cells) <= ${WORTH} * (SELECT count(*) FROM ${rows})`;
  await connection.run(
    `COPY (SELECT * FROM cells WHERE ${isWorth} ORDER BY ALL)
     TO ${text(draft)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${STAMP_KEY}: ${text(stamp)}})`,
  );
  await connection.run("DROP TABLE cells");
}
