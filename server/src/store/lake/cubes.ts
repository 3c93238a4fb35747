import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { text } from "../literal.js";

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
 * the columns of each cube, so that a cube of another make is none.
 */
export async function stampsOf(partition: string): Promise<Record<Cube, string>> {
  const file = await open(partition);
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(MAGIC_AND_LENGTH);
    await file.read(end, 0, MAGIC_AND_LENGTH, size - MAGIC_AND_LENGTH);
    const footer = Buffer.alloc(end.readUInt32LE(0));
    await file.read(footer, 0, footer.length, size - MAGIC_AND_LENGTH - footer.length);
    const stamp = (cube: Cube) => createHash("sha256").update(footer).update(CUBES[cube].join()).digest("base64url");
    return Object.fromEntries(CUBE_NAMES.map((cube) => [cube, stamp(cube)])) as Record<Cube, string>;
  } finally {
    await file.close();
  }
}

/** What a cube's file says of itself. */
export interface Described {
  /** Of the writing of the partition's file that it was made of. */
  stamp: string;
  /** None where it was left empty. */
  cells: number;
}

/** Reads what files of cubes say of themselves; what is missing or damaged says nothing. */
export async function describe(connection: DuckDBConnection, files: readonly string[]): Promise<Map<string, Described>> {
  if (files.length === 0) return new Map();
  const list = `[${files.map(text).join(", ")}]`;
  try {
    const reader = await connection.runAndReadAll(
      `SELECT file_name, decode(value), CAST(num_rows AS INTEGER) FROM parquet_kv_metadata(${list})
       JOIN parquet_file_metadata(${list}) USING (file_name) WHERE decode(key) = '${STAMP_KEY}'`,
    );
    const rows = reader.getRows() as [file: string, stamp: string, cells: number][];
    return new Map(rows.map(([file, stamp, cells]) => [file, { stamp, cells }]));
  } catch {
    // One of them is at fault, and is found by halving.
    if (files.length === 1) return new Map();
    const middle = files.length >> 1;
    const halves = [await describe(connection, files.slice(0, middle)), await describe(connection, files.slice(middle))];
    return new Map(halves.flatMap((half) => [...half]));
  }
}

/** Files of partitions by what can tell of them: the cells of a cube, or only their requests. */
export interface CubeFiles {
  cells: string[];
  requests: string[];
}

/**
 * Finds the cubes of a lake. Where one is not that of its partition, or was left empty because it would have saved too little,
 * there are only the requests.
 */
export async function findCubes(
  connection: DuckDBConnection,
  lake: string,
  partitions: readonly string[],
): Promise<Record<Cube, CubeFiles>> {
  const fileOf = (partition: string, cube: Cube) => join(lake, cubeFile(relative(lake, partition), cube));
  const described = await describe(
    connection,
    partitions.flatMap((partition) => CUBE_NAMES.map((cube) => fileOf(partition, cube))),
  );
  const found = Object.fromEntries(CUBE_NAMES.map((cube) => [cube, { cells: [], requests: [] }])) as unknown as Record<
    Cube,
    CubeFiles
  >;
  for (const partition of partitions) {
    const stamps = await stampsOf(partition);
    for (const cube of CUBE_NAMES) {
      const file = fileOf(partition, cube);
      const { stamp, cells } = described.get(file) ?? { stamp: null, cells: 0 };
      if (stamp === stamps[cube] && cells > 0) found[cube].cells.push(file);
      else found[cube].requests.push(partition);
    }
  }
  return found;
}
