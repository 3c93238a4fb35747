import type { AggregateQuestion, Field, PointsQuestion, SqlTable } from "../../../../src/query/index.js";
import { CUBE_NAMES, CUBES, type Cube } from "./cubes.js";
import { requestRows, scanOf, type LakeRows, type LakeTable } from "./table.js";

/** Files of partitions by what can tell of them: the cells of a cube, or only their requests. */
export interface CubeFiles {
  cells: readonly string[];
  requests: readonly string[];
}

/** The files of a lake: those with its requests, and each cube. */
export interface LakeFiles {
  partitions: readonly string[];
  cubes: Record<Cube, CubeFiles>;
}

/** The columns of the lake that fields stand on, beside the days of creation and of closing. No cube has the hour. */
const COLUMNS: Partial<Record<Field, string[]>> = {
  created_hour: ["created"],
  type_name: ["type_original"],
  category: ["category"],
  council_name: ["council"],
  region_name: ["council", "region"],
  agency_name: ["agency"],
  source_name: ["source"],
};

const CLOSING: readonly Field[] = ["closed_date", "days_to_close", "status"];

/** The rows of a lake to answer a question from, as few as will do. */
export function rowsFor(question: AggregateQuestion | PointsQuestion, files: LakeFiles, table: LakeTable): SqlTable {
  const where = (question.where ?? []).map(({ field }) => field);
  if (question.kind === "points") return table(requestRows(files.partitions), ["type_name", "council_name", ...where]);
  const { by, top, measures } = question;
  const fields = [...by, ...(top ? [top.field] : []), ...where];
  const sizes = [...measures, ...(top?.measure ? [top.measure] : [])];
  const isClosing = sizes.some((measure) => measure !== "count") || fields.some((field) => CLOSING.includes(field));
  return table(countedRows(fields, isClosing, files), fields);
}

/** Cells that tell these fields, or requests where there are none. */
export function countedRows(fields: readonly Field[], isClosing: boolean, { partitions, cubes }: LakeFiles): LakeRows {
  const columns = fields.flatMap((field) => COLUMNS[field] ?? []);
  const cube = CUBE_NAMES.find((name) => columns.every((column) => (CUBES[name] as readonly string[]).includes(column)));
  return cube && cubes[cube].cells.length ? cellRows(cube, isClosing, cubes[cube]) : requestRows(partitions);
}

/** The cells of a cube, each with a closed day where that is asked for, and the requests of the partitions without it. */
function cellRows(cube: Cube, isClosing: boolean, { cells, requests }: CubeFiles): LakeRows {
  const columns = ["city", ...CUBES[cube]].join(", ");
  const relations = [
    isClosing
      ? `SELECT ${columns}, created_date, created_date + closing.days AS closed_date, closing.requests AS requests
         FROM (SELECT *, unnest(closings) AS closing FROM ${scanOf(cells)})`
      : `SELECT ${columns}, created_date, requests FROM ${scanOf(cells)}`,
  ];
  if (requests.length)
    relations.push(
      `SELECT ${columns}, CAST(created AS DATE), ${isClosing ? "CAST(closed AS DATE), " : ""}1 FROM ${scanOf(requests)}`,
    );
  return {
    relation: `(${relations.join(" UNION ALL ")})`,
    created: "lake.created_date",
    closed: isClosing ? "lake.closed_date" : "CAST(NULL AS DATE)",
    weight: "lake.requests",
  };
}
