import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { City } from "../../../../src/cities/index.js";
import { cubeFolder } from "../../store/lake/cubes.js";
import { text } from "../../store/literal.js";
import type { Progress } from "../progress.js";
import { draftCubes } from "./cubes.js";
import { watch } from "./engine.js";
import { COLUMNS, FINGERPRINT } from "./stage.js";
import { judge } from "./winners.js";
import type { Work } from "./work.js";

/** How the rows of a run relate to what was there, and what is there now. */
export interface Merged {
  added: number;
  updated: number;
  unchanged: number;
  total: number;
}

export interface Drafted extends Merged {
  /** The years whose partitions were written anew. */
  years: number[];
  /** Days of the oldest and newest request. */
  oldest: string | null;
  newest: string | null;
  /** Paths within the lake of partitions that have no request any more, and of their cubes. */
  gone: string[];
}

/**
 * Drafts the partitions in which the staged rows change something, one after the other.
 * The table `judged` says what becomes of rows of `staged` that are not the only one of their request.
 */
export async function draftPartitions(
  connection: DuckDBConnection,
  city: City,
  work: Work,
  progress?: Progress,
): Promise<Drafted> {
  const present = await partitionsOf(city, work.lake);
  const narrow = "id, updated, position, year, fingerprint";
  const stored = [...present].map(([year, file]) => `SELECT ${narrow} FROM ${storedSql(year, file)}`);
  progress?.note("Comparing with what the lake has");
  await judge(connection, `(${[`SELECT ${narrow} FROM staged`, ...stored].join(" UNION ALL ")})`);
  const drafts = new Map<number, string>();
  const gone: string[] = [];
  const sizes = await changedYears(connection);
  const years = [...sizes.keys()];
  for (const year of years) {
    const path = partitionFile(city, year);
    const draft = await work.draftOf(path);
    const rows = await watch(connection, progress, [`Writing ${city.slug} ${year}`, sizes.get(year)!, "rows"], () =>
      writePartition(connection, year, present.get(year), draft),
    );
    if (rows > 0) drafts.set(year, draft);
    else gone.push(dirname(path), cubeFolder(path));
  }
  const after = new Map([...present, ...drafts]);
  for (const year of years) if (!drafts.has(year)) after.delete(year);
  for (const [year, file] of after) await draftCubes(connection, work, partitionFile(city, year), file);
  return { ...(await countFates(connection)), ...(await factsOf(connection, [...after.values()])), years, gone };
}

/** The rows of a partition in the lake; their positions come before those of all staged rows. */
function storedSql(year: number, file: string): string {
  return `(SELECT *, ${year} AS year, ${FINGERPRINT} AS fingerprint, place - (CAST(${year} AS BIGINT) << 40) AS position FROM read_parquet(${text(file)}, hive_partitioning = false))`;
}

/** The years in which something changes, in their order, with how many of the staged rows they have. */
async function changedYears(connection: DuckDBConnection): Promise<Map<number, number>> {
  const changed = await connection.runAndReadAll(
    `SELECT year, CAST(count(staged.year) AS INTEGER) FROM (
       SELECT year FROM judged WHERE (position = winner OR position < 0) AND fate IN ('added', 'updated')
       UNION SELECT year FROM staged ANTI JOIN judged USING (position)) AS changed
     LEFT JOIN staged USING (year) GROUP BY year ORDER BY year`,
  );
  return new Map(changed.getRows().map(([year, rows]) => [Number(year), rows as number]));
}

async function writePartition(
  connection: DuckDBConnection,
  year: number,
  present: string | undefined,
  draft: string,
): Promise<number> {
  const columns = COLUMNS.join(", ");
  const rows = [
    `SELECT ${columns}, position FROM staged WHERE created >= TIMESTAMP '${year}-01-01' AND created < TIMESTAMP '${year + 1}-01-01'`,
    ...(present === undefined ? [] : [`SELECT ${columns}, position FROM ${storedSql(year, present)}`]),
  ].join(" UNION ALL ");
  const losing = `(SELECT position FROM judged WHERE year = ${year} AND position <> winner)`;
  const { rowsChanged } = await connection.run(
    `COPY (SELECT *, row_number() OVER () - 1 AS place FROM (
       SELECT ${columns} FROM (${rows}) AS requests ANTI JOIN ${losing} AS losing USING (position) ORDER BY created, id)
     ) TO ${text(draft)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {report_311_writing: '${randomUUID()}'})`,
  );
  return rowsChanged;
}

async function countFates(connection: DuckDBConnection): Promise<Pick<Merged, "added" | "updated" | "unchanged">> {
  const fate = (name: string) => `CAST(count(*) FILTER (position = winner AND fate = '${name}') AS INTEGER) AS ${name}`;
  const reader = await connection.runAndReadAll(
    `SELECT ${["added", "updated", "unchanged"].map(fate).join(", ")},
       CAST((SELECT count(*) FROM staged) - count(*) FILTER (position >= 0) AS INTEGER) AS uncontested FROM judged`,
  );
  const { added, updated, unchanged, uncontested } = reader.getRowObjects()[0] as Record<string, number>;
  return { added: added! + uncontested!, updated: updated!, unchanged: unchanged! };
}

async function factsOf(
  connection: DuckDBConnection,
  files: readonly string[],
): Promise<Pick<Drafted, "total" | "oldest" | "newest">> {
  if (files.length === 0) return { total: 0, oldest: null, newest: null };
  const reader = await connection.runAndReadAll(
    `SELECT CAST(count(*) AS INTEGER) AS total, CAST(CAST(min(created) AS DATE) AS VARCHAR) AS oldest,
       CAST(CAST(max(created) AS DATE) AS VARCHAR) AS newest FROM read_parquet([${files.map(text).join(", ")}], hive_partitioning = false)`,
  );
  return reader.getRowObjects()[0] as unknown as Pick<Drafted, "total" | "oldest" | "newest">;
}

/** A partition's file within the lake. */
function partitionFile({ slug }: City, year: number): string {
  return join(`city=${slug}`, `year=${year}`, "requests.parquet");
}

/** The files of a city's partitions by their years, the oldest first. */
async function partitionsOf(city: City, lake: string): Promise<Map<number, string>> {
  const folder = join(lake, `city=${city.slug}`);
  if (!existsSync(folder)) return new Map();
  const years = (await readdir(folder)).flatMap((name) => /^year=(\d{4})$/.exec(name)?.[1] ?? []).sort();
  const files = years.map((year) => [Number(year), join(lake, partitionFile(city, Number(year)))] as const);
  return new Map(files.filter(([, file]) => existsSync(file)));
}
