import type { AggregateQuestion, Field, PointsQuestion, SqlTable } from "../../../../src/query/index.js";
import { text } from "../literal.js";
import type { CityFacts } from "./cities.js";
import { CUBE_NAMES, CUBES, DAYS, type Cube, type CubeFiles } from "./cubes.js";
import { partitionsFor } from "./pruning.js";
import type { LakeRows, LakeTable } from "./table.js";

/** What a lake is read from: its requests, and the cubes that it has. */
export interface LakeRelations {
  requests: LakeRows;
  cubes?: Record<Cube, CubeFiles>;
}

/** The table from which a question is answered. */
export type TableFor = (question: AggregateQuestion | PointsQuestion) => SqlTable;

/** The columns of the lake that fields stand on, beside city and created date. No cube has the moment, and so the hour. */
const COLUMNS: Partial<Record<Field, string[]>> = {
  created_hour: ["created"],
  closed_date: ["closed_date"],
  days_to_close: ["closed_date"],
  status: ["closed_date"],
  type_name: ["type_original"],
  category: ["category"],
  council_name: ["council"],
  region_name: ["council", "region"],
  agency_name: ["agency"],
  source_name: ["source"],
};

/** Leaves the partitions of a relation that a question is about. */
type Within = (relation: string) => string;

/** Answers each question from as few rows of a lake as will do. */
export function tableFor(relations: LakeRelations, table: LakeTable, cities: readonly CityFacts[]): TableFor {
  return (question) => {
    const where = question.where ?? [];
    const within: Within = (relation) => partitionsFor(relation, where, cities);
    const asked = where.map(({ field }) => field);
    if (question.kind === "points") return table(singleRows(relations, within), ["type_name", "council_name", ...asked]);
    const { by, top, measures } = question;
    const fields = [...by, ...(top ? [top.field] : []), ...asked];
    const isCount = [...measures, top?.measure ?? "count"].every((measure) => measure === "count");
    return table(countedRows(isCount ? fields : [...fields, "closed_date"], relations, within), fields);
  };
}

/** Cells that tell these fields, or requests where there are none. */
export function countedRows(
  fields: readonly Field[],
  relations: LakeRelations,
  within: Within = (relation) => relation,
): LakeRows {
  const columns = fields.flatMap((field) => COLUMNS[field] ?? []);
  const cube = CUBE_NAMES.find((name) => columns.every((column) => (CUBES[name] as readonly string[]).includes(column)));
  const files = cube && relations.cubes?.[cube];
  return files?.cells.length ? cellRows(cube!, files, within) : singleRows(relations, within);
}

function singleRows({ requests }: LakeRelations, within: Within): LakeRows {
  return { ...requests, relation: within(requests.relation) };
}

/** The cells of a cube, and the requests of the partitions that are without. */
function cellRows(cube: Cube, { cells, requests }: CubeFiles, within: Within): LakeRows {
  const columns: readonly string[] = ["city", ...CUBES[cube]];
  const counted = `SELECT ${columns.join(", ")}, requests FROM ${within(scanOf(cells))}`;
  const single = columns.map((column) => DAYS[column as keyof typeof DAYS] ?? column).join(", ");
  return {
    relation: requests.length ? `(${counted} UNION ALL SELECT ${single}, 1 FROM ${within(scanOf(requests))})` : `(${counted})`,
    created: "lake.created_date",
    closed: columns.includes("closed_date") ? "lake.closed_date" : "CAST(NULL AS DATE)",
    weight: "lake.requests",
  };
}

/** Files of partitions as DuckDB reads them, with `city` and `year` from their paths. */
export function scanOf(files: readonly string[]): string {
  return `read_parquet([${files.map(text).join(", ")}], hive_partitioning = true, hive_types = {city: VARCHAR, year: INTEGER})`;
}
