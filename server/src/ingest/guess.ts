import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import {
  CITIES,
  CITY_FIELDS,
  columnKey,
  LOCAL_DATES,
  UTC_DATES,
  type CityField,
  type Status,
} from "../../../src/cities/index.js";
import { text } from "../store/literal.js";
import { openInputs } from "./lake/inputs.js";
import { openRaw } from "./lake/raw.js";

const ROWS = 10_000;

/** What column names of no known city sound like, the most telling fields first. */
const SOUNDS: readonly [CityField, RegExp][] = [
  ["latitude", /^(lat|latitude|ycoord.*|.*latitude.*)$/],
  ["longitude", /^(lon|long|lng|longitude|.*longitude.*)$/],
  ["closed", /(clos|complet|resol).*(date|time|dt|at|on)?/],
  ["updated", /(updat|modif|lastaction).*(date|time|dt|at|on)?/],
  ["created", /(creat|open|request|receiv|report|submit).*(date|time|dt|at|on)$/],
  ["id", /(ticket|case|request|incident|service|sr).*(num|number|no)$/],
  ["id", /(ticket|case|request|incident|service|sr).*(id|key)$|^(id|uniquekey|objectid)$/],
  ["status", /status/],
  ["subtype", /(subtype|subcategory|descriptor|detail)/],
  ["type", /(type|category|issue|problem|topic|servicename)/],
  ["agency", /(agency|department|dept|owner|division)/],
  ["source", /(source|origin|method|channel)/],
  ["district", /(councildistrict|district|ward)/],
  ["council", /(neighborhood|neighbourhood|council|communit)/],
  ["region", /(borough|county|region|area)/],
  ["address", /(address|location|street)/],
  ["point", /(point|geom|geocod|latlong)/],
];

/** What status words sound like. */
const MEANINGS: readonly [Status, RegExp][] = [
  ["duplicate", /dup/],
  ["cancelled", /cancel/],
  ["referred", /refer|transfer/],
  ["closed", /clos|complet|resol|done|fixed/],
  ["open", /./],
];

/**
 * Drafts a city's mapping for a file: a column for each field by its name, the formats in which its dates can be read, its status
 * words and the box of its points. What cannot be guessed is marked `TODO`.
 * @throws UserError when the file cannot be read.
 */
export async function guessMapping(file: string): Promise<string> {
  const downloads = await mkdtemp(join(tmpdir(), "report-311-"));
  const instance = await DuckDBInstance.create(":memory:");
  try {
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    const [input] = await openInputs([file], () => downloads);
    const { header, relation } = await openRaw(connection, input!, "guess");
    await connection.run(`CREATE TABLE sample AS SELECT * FROM ${relation} AS rows LIMIT ${ROWS}`);
    return draft(file, header, await look(connection, guessColumns(header)));
  } finally {
    instance.closeSync();
    await rm(downloads, { recursive: true, force: true });
  }
}

type Columns = Partial<Record<CityField, string>>;

interface Sight {
  columns: Columns;
  dates: string[];
  utc: boolean;
  statuses: string[];
  box: number[] | undefined;
}

function guessColumns(header: readonly string[]): Columns {
  const known = new Map<string, CityField>();
  for (const { columns } of CITIES.flatMap(({ generations }) => generations))
    for (const [field, names] of Object.entries(columns))
      for (const name of [names].flat()) if (!known.has(columnKey(name))) known.set(columnKey(name), field as CityField);
  const columns: Columns = {};
  const left = new Set(header);
  const take = (field: CityField, name: string | undefined) => {
    if (name === undefined || columns[field] !== undefined) return;
    columns[field] = name;
    left.delete(name);
  };
  for (const name of header) {
    const field = known.get(columnKey(name));
    if (field) take(field, name);
  }
  for (const [field, sound] of SOUNDS)
    take(
      field,
      [...left].find((name) => sound.test(columnKey(name))),
    );
  return columns;
}

async function look(connection: DuckDBConnection, columns: Columns): Promise<Sight> {
  const values = async (sql: string) => (await connection.runAndReadAll(sql)).getRows().map(([value]) => value);
  const cell = (field: CityField) => `CAST("${columns[field]!.replaceAll('"', '""')}" AS VARCHAR)`;
  const dates: string[] = [];
  const moments = (["created", "closed", "updated"] as const).filter((field) => columns[field]);
  for (const format of [...LOCAL_DATES, ...UTC_DATES]) {
    const readable = moments.map((field) => `count(try_strptime(${cell(field)}, ${text(format)}))`);
    const [rows] = readable.length ? await values(`SELECT CAST(${readable.join(" + ")} AS INTEGER) FROM sample`) : [0];
    if (Number(rows) > 0) dates.push(format);
  }
  const statuses = columns.status
    ? await values(`SELECT DISTINCT lower(trim(${cell("status")})) AS word FROM sample WHERE word <> '' ORDER BY word LIMIT 50`)
    : [];
  return {
    columns,
    dates,
    utc: dates.some((format) => UTC_DATES.includes(format)),
    statuses: statuses as string[],
    box: await boxOf(connection, columns, cell),
  };
}

/** The box of all but the outermost hundredth of the points, with a tenth of a degree around it. */
async function boxOf(
  connection: DuckDBConnection,
  columns: Columns,
  cell: (field: CityField) => string,
): Promise<number[] | undefined> {
  if (!columns.latitude || !columns.longitude) return undefined;
  const [north, east] = (["latitude", "longitude"] as const).map((field) => `TRY_CAST(${cell(field)} AS DOUBLE)`);
  const edges = [`quantile_cont(x, 0.01)`, `quantile_cont(y, 0.01)`, `quantile_cont(x, 0.99)`, `quantile_cont(y, 0.99)`];
  const reader = await connection.runAndReadAll(
    `SELECT ${edges.join(", ")} FROM (SELECT ${east} AS x, ${north} AS y FROM sample) AS points WHERE x <> 0 AND y <> 0`,
  );
  const box = reader.getRows()[0]!;
  return box[0] === null ? undefined : box.map((edge, index) => Math.round(Number(edge) * 100 + (index < 2 ? -10 : 10)) / 100);
}

function draft(file: string, header: readonly string[], { columns, dates, utc, statuses, box }: Sight): string {
  const fields = CITY_FIELDS.filter((field) => columns[field] !== undefined).map(
    (field) => `        ${field}: ${JSON.stringify(columns[field])},`,
  );
  const lacking = (["id", "created", "type"] as const).filter((field) => columns[field] === undefined);
  const unused = header.filter((name) => !Object.values(columns).includes(name));
  const words = statuses.map((word) => {
    const [status] = MEANINGS.find(([, sound]) => sound.test(word))!;
    return `    ${JSON.stringify(word)}: "${status}",`;
  });
  return `// A draft for ${file}: check each line, then save it as src/cities/<slug>.ts and list it in src/cities/index.ts.
// Columns that are not used: ${unused.join(", ") || "none"}.
import { defineCity } from "./city.js";

export default defineCity({
  slug: "TODO",
  name: "TODO",
  state: "TODO",
  country: "US",
  timeZone: "America/TODO",
  generations: [
    {
      name: "TODO: where and when these names are used",
      columns: {
${[...lacking.map((field) => `        ${field}: "TODO",`), ...fields].join("\n")}
      },
      dates: ${JSON.stringify(dates)},${utc ? '\n      zone: "UTC",' : ""}
    },
  ],
  statuses: {
${words.join("\n")}
  },
  box: ${box ? JSON.stringify(box) : "TODO: [west, south, east, north]"},
  placeholders: {},
  categories: {},
  published: [],
  notes: [],
});
`;
}
