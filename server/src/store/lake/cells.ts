import type { AggregateQuestion, Field, PointsQuestion, SqlTable } from "../../../../src/query/index.js";
import { CUBE_NAMES, CUBES, DAYS, type Cube, type CubeFiles } from "./cubes.js";
import { requestRows, scanOf, type LakeRows, type LakeTable } from "./table.js";

/** The files of a lake: those with its requests, and each cube. */
export interface LakeFiles {
  partitions: readonly string[];
  cubes: Record<Cube, CubeFiles>;
}

/** The columns that fields stand on, beside city and created date. No cube has the moment, and so the hour. */
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

/** The rows of a lake to answer a question from, as few as will do. */
export function rowsFor(question: AggregateQuestion | PointsQuestion, files: LakeFiles, table: LakeTable): SqlTable {
  const where = (question.where ?? []).map(({ field }) => field);
  if (question.kind === "points") return table(requestRows(files.partitions), ["type_name", "council_name", ...where]);
  const { by, top, measures } = question;
  const fields = [...by, ...(top ? [top.field] : []), ...where];
  const isCount = [...measures, top?.measure ?? "count"].every((measure) => measure === "count");
  return table(countedRows(isCount ? fields : [...fields, "closed_date"], files), fields);
}

/** Cells that tell these fields, or requests where there are none. */
export function countedRows(fields: readonly Field[], { partitions, cubes }: LakeFiles): LakeRows {
  const columns = fields.flatMap((field) => COLUMNS[field] ?? []);
  const cube = CUBE_NAMES.find((name) => columns.every((column) => (CUBES[name] as readonly string[]).includes(column)));
  return cube && cubes[cube].cells.length ? cellRows(cube, cubes[cube]) : requestRows(partitions);
}

/** The cells of a cube, and the requests of the partitions that are without. */
function cellRows(cube: Cube, { cells, requests }: CubeFiles): LakeRows {
  const columns: readonly string[] = ["city", ...CUBES[cube]];
  const counted = `SELECT ${columns.join(", ")}, requests FROM ${scanOf(cells)}`;
  const single = columns.map((column) => DAYS[column as keyof typeof DAYS] ?? column).join(", ");
  return {
    relation: requests.length ? `(${counted} UNION ALL SELECT ${single}, 1 FROM ${scanOf(requests)})` : `(${counted})`,
    created: "lake.created_date",
    closed: columns.includes("closed_date") ? "lake.closed_date" : "CAST(NULL AS DATE)",
    weight: "lake.requests",
  };
}
