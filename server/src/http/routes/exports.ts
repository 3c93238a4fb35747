import { pipeline, type Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { Type } from "typebox";
import { compileWhere, type Row, type Statement } from "../../../../src/query/index.js";
import type { Store } from "../../store/store.js";
import { hangUp, type Api, type App } from "../api.js";
import { NotFound } from "../errors.js";
import { cityParameter, conditionsOf } from "../parameters.js";
import { Missing, Problems } from "../schemas.js";
import { readable } from "../send.js";

/** The columns and their SQL, given that of a DOUBLE as text. */
const COLUMNS: Record<string, string | ((decimal: Store["decimal"]) => string)> = {
  request_id: "CAST(request_id AS BIGINT)",
  srnumber: quoted("srnumber"),
  created_date: secondsOf("created"),
  closed_date: secondsOf("closed"),
  type_id: "type_id",
  agency_id: "agency_id",
  source_id: "source_id",
  council_id: "council_id",
  region_id: "region_id",
  address: quoted("address"),
  latitude: (decimal) => decimal("latitude"),
  longitude: (decimal) => decimal("longitude"),
  city_id: quoted("CAST(district_id AS VARCHAR)"),
};
const FILES = {
  csv: { type: "text/csv; charset=utf-8", pack: (text: Readable) => text },
  "csv.gz": { type: "application/gzip", pack: (text: Readable) => pipeline(text, createGzip(), () => {}) },
};

export function exportRoutes(app: App, { store }: Api): void {
  for (const [ending, { type, pack }] of Object.entries(FILES))
    app.get(
      `/reports/export/:year/service_requests.${ending}`,
      {
        config: { cacheable: true },
        schema: {
          tags: ["exports"],
          summary: `The requests created in a year, as ${ending}`,
          description:
            `Columns ${Object.keys(COLUMNS).join(", ")}; city_id is the council district (the city's own "cd"), what is not known is empty. ` +
            "In order of request_id; lines end with CR and LF. A year without requests is not found.",
          params: Type.Object({ year: Type.Integer({ minimum: 1900, maximum: 2199 }) }),
          querystring: Type.Object({ city: cityParameter(store.facts) }),
          response: {
            200: {
              description: "The file, made while it is read",
              content: { [type.split(";")[0]!]: { schema: { type: "string", format: "binary" } } },
            },
            404: Missing,
            422: Problems,
          },
        },
      },
      async ({ params: { year }, query }, reply) => {
        const choice = { ...query, from: `${year}-01-01`, to: `${year}-12-31` };
        const statement = lines(compileWhere(conditionsOf(choice, store.facts), store.requests), store);
        const text = await readable(csv(store.stream(statement, { signal: hangUp(reply) })));
        return reply
          .type(type)
          .header("content-disposition", `attachment; filename="service_requests-${year}.${ending}"`)
          .send(pack(text) as never);
      },
    );
}

/**
 * One line of CSV for each request, made by the database: to hand over each cell by itself takes ten times as long. The rows
 * of a database file are laid down in order of request_id, and DuckDB keeps that order: nothing needs to be sorted.
 */
function lines({ sql, params }: Statement, { requests, inOrder, decimal }: Store): Statement {
  const columns = Object.values(COLUMNS).map((column) => (typeof column === "string" ? column : column(decimal)));
  const cells = columns.map((column) => `coalesce(CAST(${column} AS VARCHAR), '')`);
  return { sql: `SELECT concat_ws(',', ${cells.join(", ")}) AS line FROM ${requests.from} WHERE ${sql}${inOrder}`, params };
}

/** @throws NotFound when there is no line. */
async function* csv(chunks: AsyncIterable<Row[]>): AsyncGenerator<string> {
  let before = `${Object.keys(COLUMNS).join(",")}\r\n`;
  for await (const rows of chunks) {
    if (rows.length === 0) continue;
    yield before + rows.map((row) => `${row["line"]}\r\n`).join("");
    before = "";
  }
  if (before) throw new NotFound();
}

/** A text as a cell: in quotes where it has to be, with its own quotes doubled. */
function quoted(column: string): string {
  const needed = `translate(${column}, '",\r\n', '') <> ${column}`;
  return `CASE WHEN ${needed} THEN '"' || replace(${column}, '"', '""') || '"' ELSE ${column} END`;
}

/** A moment as text, in whole seconds. */
function secondsOf(column: string): string {
  return `substr(CAST(${column} AS VARCHAR), 1, 19)`;
}
