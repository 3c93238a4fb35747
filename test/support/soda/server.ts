/** A server that answers as Socrata's SODA 2.1 does, over tables of a DuckDB connection. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { DuckDBConnection } from "@duckdb/node-api";
import { SoqlError, sqlOf, type SoqlType } from "./soql.js";

/** One dataset: a table whose columns have the API's names. */
export interface Dataset {
  table: string;
  columns: Readonly<Record<string, SoqlType>>;
  /** When its rows were last changed, in seconds since 1970. */
  updated: number;
}

export interface SodaServer {
  /** Host and port, as the domain of a source. */
  domain: string;
  /** The queries that were asked, newest last. */
  asked: URL[];
  /** Answers the next requests with these, one each, before it goes on as usual. */
  failures: { status: number; headers?: Record<string, string>; body?: unknown }[];
  close(): Promise<void>;
}

/** Rows that one answer has at most; Socrata's older endpoints have the same bound. */
const MOST = 50_000;

export async function startSoda(
  connection: DuckDBConnection,
  datasets: Readonly<Record<string, Dataset>>,
): Promise<SodaServer> {
  const asked: URL[] = [];
  const failures: SodaServer["failures"] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url!, "http://soda");
    asked.push(url);
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*", ...headers });
      response.end(JSON.stringify(body));
    };
    const failure = failures.shift();
    if (failure) return send(failure.status, failure.body ?? {}, failure.headers);
    const [, id] = /^\/(?:resource|api\/views)\/(\w{4}-\w{4})\.json$/.exec(url.pathname) ?? [];
    const dataset = id ? datasets[id] : undefined;
    if (!dataset) return send(404, { code: "dataset.missing", error: true, message: "Not found" });
    if (url.pathname.startsWith("/api/")) return send(200, viewOf(id!, dataset));
    try {
      send(200, await rowsOf(connection, dataset, url.searchParams));
    } catch (error) {
      if (!(error instanceof SoqlError)) throw error;
      send(400, { code: error.code, error: true, message: error.message, data: { query: url.search } });
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(JSON.stringify({ error: true, message: String(error) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    domain: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    failures,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function viewOf(id: string, { columns, updated }: Dataset) {
  const listed = Object.entries(columns).map(([fieldName, dataTypeName]) => ({ name: fieldName, fieldName, dataTypeName }));
  return { id, rowsUpdatedAt: updated, columns: listed };
}

const PARAMETERS = ["$select", "$where", "$group", "$order", "$limit", "$offset", "$$app_token"];

/** Numbers are written as text, dates with milliseconds, and what is empty is left out. */
async function rowsOf(connection: DuckDBConnection, { table, columns }: Dataset, parameters: URLSearchParams) {
  for (const name of parameters.keys())
    if (!PARAMETERS.includes(name)) throw new SoqlError("query.compiler.malformed", `Unrecognized arguments [${name}]`);
  const text = (name: string) => parameters.get(name) ?? undefined;
  const limit = Number(text("$limit") ?? 1000);
  const offset = Number(text("$offset") ?? 0);
  const { sql, types } = sqlOf(
    {
      select: text("$select"),
      where: text("$where"),
      group: text("$group"),
      order: text("$order"),
      limit: Math.min(limit, MOST),
      offset,
    },
    table,
    columns,
  );
  const casts = Object.entries(types).map(([name, type]) =>
    type === "calendar_date"
      ? `strftime("${name}", '%Y-%m-%dT%H:%M:%S.000') AS "${name}"`
      : `CAST("${name}" AS VARCHAR) AS "${name}"`,
  );
  let rows: Record<string, unknown>[];
  try {
    rows = (await connection.runAndReadAll(`SELECT ${casts.join(", ")} FROM (${sql})`)).getRowObjects();
  } catch (error) {
    throw new SoqlError("query.compiler.malformed", (error as Error).message);
  }
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
}
