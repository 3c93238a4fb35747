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

/** The key in a cube's Parquet metadata of the stamp of the partition that it was made of. */
export const STAMP_KEY = "report_311_partition";

/** The folder of the cubes of a partition's file. */
export function cubeFolder(lake: string, partition: string): string {
  return join(lake, "cubes", dirname(relative(lake, partition)));
}

export function cubeFile(folder: string, cube: Cube): string {
  return join(folder, `${cube}.parquet`);
}

const MAGIC_AND_LENGTH = 8;

/**
 * What tells the content of a Parquet file from any other's: a digest of its footer, which has the number of rows, and place,
 * size and bounds of every piece of a column; with the columns of the cube, so that one of another make is none.
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

/** What a cube's file says of itself: the stamp of its partition, and its cells; null when there is no such file, or a damaged one. */
export async function readCube(connection: DuckDBConnection, file: string): Promise<{ stamp: string; cells: number } | null> {
  try {
    const reader = await connection.runAndReadAll(
      `SELECT decode(value), CAST(num_rows AS INTEGER) FROM parquet_kv_metadata($1), parquet_file_metadata($1)
       WHERE decode(key) = '${STAMP_KEY}'`,
      [file],
    );
    const [row] = reader.getRows();
    return row ? { stamp: row[0] as string, cells: row[1] as number } : null;
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
 * Finds the cells of a cube. Where it is missing, belongs to another state of the partition or was left empty, because it would
 * have saved too little, there are only the requests.
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
    const file = cubeFile(cubeFolder(lake, partition), cube);
    const found = await readCube(connection, file);
    if (found && found.cells > 0 && found.stamp === (await stampOf(partition, cube))) cells.push(file);
    else requests.push(partition);
  }
  return { cells, requests };
}
