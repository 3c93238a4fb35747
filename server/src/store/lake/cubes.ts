import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";

/** The days on which cells stand, as they are worked out of requests. */
export const DAYS = { created_date: "CAST(created AS DATE)", closed_date: "CAST(closed AS DATE)" } as const;

const NAMES = ["created_date", "type_original", "category", "agency"] as const;

/**
 * The daily cubes of a partition, the coarsest first, each with the columns that its cells tell apart. `requests` is how many
 * requests a cell stands for.
 */
export const CUBES = {
  source: [...NAMES, "source"],
  council: [...NAMES, "council", "region"],
  "source-closed": [...NAMES, "source", "closed_date"],
  "council-closed": [...NAMES, "council", "region", "closed_date"],
} as const;

export type Cube = keyof typeof CUBES;

export const CUBE_NAMES = Object.keys(CUBES) as Cube[];

/** The key in a cube's Parquet metadata of the stamp of the file that it was made of. */
export const STAMP_KEY = "report_311_partition";

/** The folder within the lake of the cubes of a partition, whose file's path within the lake this is. */
export function cubeFolder(partition: string): string {
  return join("cubes", dirname(partition));
}

export function cubeFile(partition: string, cube: Cube): string {
  return join(cubeFolder(partition), `${cube}.parquet`);
}

const MAGIC_AND_LENGTH = 8;

/**
 * What tells one writing of a partition's file from any other: a digest of its footer, in which each has a mark of its own; and of
 * the cube's columns, so that a cube of another make is none.
 */
export async function stampOf(partition: string, cube: Cube): Promise<string> {
  const file = await open(partition);
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(MAGIC_AND_LENGTH);
    await file.read(end, 0, MAGIC_AND_LENGTH, size - MAGIC_AND_LENGTH);
    const footer = Buffer.alloc(end.readUInt32LE(0));
    await file.read(footer, 0, footer.length, size - MAGIC_AND_LENGTH - footer.length);
    return createHash("sha256").update(footer).update(CUBES[cube].join()).digest("base64url");
  } finally {
    await file.close();
  }
}

/**
 * The number of cells in a cube's file, none where it was left empty; null where the cube is missing, damaged or of another
 * writing of the partition's file.
 */
export async function countCells(connection: DuckDBConnection, file: string, stamp: string): Promise<number | null> {
  try {
    const reader = await connection.runAndReadAll(
      `SELECT CAST(num_rows AS INTEGER) FROM parquet_kv_metadata($1), parquet_file_metadata($1)
       WHERE decode(key) = '${STAMP_KEY}' AND decode(value) = $2`,
      [file, stamp],
    );
    return (reader.getRows()[0]?.[0] as number | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Files of partitions by what can tell of them: the cells of a cube, or only their requests. */
export interface CubeFiles {
  cells: readonly string[];
  requests: readonly string[];
}

/**
 * Finds the cells of a cube. Where it is not that of its partition, or was left empty because it would have saved too little,
 * there are only the requests.
 */
export async function findCells(
  connection: DuckDBConnection,
  lake: string,
  cube: Cube,
  partitions: readonly string[],
): Promise<CubeFiles> {
  const cells: string[] = [];
  const requests: string[] = [];
  for (const partition of partitions) {
    const file = join(lake, cubeFile(relative(lake, partition), cube));
    if (await countCells(connection, file, await stampOf(partition, cube))) cells.push(file);
    else requests.push(partition);
  }
  return { cells, requests };
}
