import { CITIES, cityFacts, compileNormalised, matchHeader, NORMALISED, type City } from "../cities/index.js";
import {
  clustersByCouncil,
  compile,
  compileWhere,
  plainTable,
  rankClusters,
  REQUEST_COLUMNS,
  type Answer,
  type AnswerTo,
  type Dimension,
  type Freshness,
  type FreshnessQuestion,
  type Hotspot,
  type HotspotsQuestion,
  type LookupQuestion,
  type Points,
  type PointsQuestion,
  type Question,
  type Row,
  type SqlTable,
  type Statement,
} from "../query/index.js";
import { SourceError, type Asking, type Source } from "./source.js";

/** As much of a DuckDB-WASM connection (`AsyncDuckDBConnection`) as is used. */
export interface DuckdbConnection {
  prepare(sql: string): Promise<{
    query(...params: (string | number)[]): Promise<{ toArray(): { toJSON(): Record<string, unknown> }[] }>;
    close(): Promise<unknown>;
  }>;
}

/** Where the requests are in a database of the page. */
export interface DuckdbOptions {
  /** The table or view that has them, by its name in SQL, or a query in brackets. */
  table: string;
  /** The city whose export it is, or a part of a lake: its file says which columns mean what, and how dates and places are read. */
  city: City;
  /**
   * Columns (SQL) of requests that are in our form already, with no city's export to be read: `created` and `closed` are
   * timestamps of the city's civil time, `latitude` and `longitude` degrees. What is left out is empty.
   */
  columns?: Partial<Record<(typeof REQUEST_COLUMNS)[number], string>>;
}

/**
 * A DuckDB connection that the page has anyway, in place of a server. Of a city's export the requests are put into a temporary
 * table of the connection with the first question, as reading the export's dates each time would be slow. There are no
 * boundaries, no populations of councils and no colours.
 */
export function duckdbSource(connection: DuckdbConnection, options: DuckdbOptions): Source {
  const duckdb = new Duckdb(connection, options);
  return {
    id: `duckdb:${options.table}`,
    timeZone: options.city.timeZone,
    answer: <Q extends Question>(question: Q, asking: Asking = {}) => duckdb.answer(question, asking) as Promise<AnswerTo<Q>>,
  };
}

/** The column of each dimension. */
const COLUMN_OF = {
  type: "type_name",
  council: "council_name",
  region: "region_name",
  agency: "agency_name",
  source: "source_name",
  city: "city_name",
} as const satisfies Record<Dimension, string>;

class Duckdb {
  #table: Promise<SqlTable> | undefined;

  constructor(
    readonly connection: DuckdbConnection,
    readonly options: DuckdbOptions,
  ) {}

  async answer(question: Question, { signal }: Asking): Promise<Answer> {
    this.#table ??= this.#open();
    const table = await this.#table;
    signal?.throwIfAborted();
    switch (question.kind) {
      case "aggregate":
        return this.#rows(compile(question, table));
      case "requests":
        return this.#rows(compile(question, table));
      case "points":
        return this.#points(question, table);
      case "hotspots":
        return this.#hotspots(question, table);
      case "boundaries":
        return { type: "FeatureCollection", features: [] };
      case "lookup":
        return this.#lookup(question, table);
      case "freshness":
        return this.#freshness(question, table);
    }
  }

  #open(): Promise<SqlTable> {
    const { table, columns } = this.options;
    if (!columns) return this.#read();
    const given = REQUEST_COLUMNS.map((column) => [column, columns[column] ?? "NULL"]);
    return Promise.resolve({ from: table, columns: Object.fromEntries(given) as SqlTable["columns"] });
  }

  /** Reads the city's export into a table of requests. */
  async #read(): Promise<SqlTable> {
    const { table, city } = this.options;
    const header = await this.#rows({ sql: `SELECT column_name AS name FROM (DESCRIBE SELECT * FROM ${table})`, params: [] });
    const names = header.map(({ name }) => String(name));
    const read = `"report-311 ${crypto.randomUUID()}"`;
    const requests = isLake(names) ? `(SELECT *, NULL AS reject FROM ${table})` : this.#normalised(names);
    await this.#rows({ sql: `CREATE TEMP TABLE ${read} AS ${requestsOf(city, requests)}`, params: [] });
    return plainTable(read);
  }

  #normalised(header: readonly string[]): string {
    const { table, city } = this.options;
    try {
      return compileNormalised(city, matchHeader(city, header), table);
    } catch (cause) {
      throw new SourceError("invalid", `The table ${table} is ${(cause as Error).message}`, { cause });
    }
  }

  async #rows({ sql, params }: Statement): Promise<Row[]> {
    try {
      const statement = await this.connection.prepare(sql);
      try {
        return (await statement.query(...params)).toArray().map((row) => row.toJSON() as Row);
      } finally {
        await statement.close();
      }
    } catch (cause) {
      throw new SourceError("invalid", `DuckDB could not answer: ${(cause as Error).message}`, { cause });
    }
  }

  async #points(question: PointsQuestion, table: SqlTable): Promise<Points> {
    const rows = await this.#rows(compile(question, table));
    return {
      longitude: Float64Array.from(rows, ({ longitude }) => longitude as number),
      latitude: Float64Array.from(rows, ({ latitude }) => latitude as number),
      type_name: rows.map(({ type_name }) => type_name as string | null),
      council_name: rows.map(({ council_name }) => council_name as string | null),
    };
  }

  async #hotspots({ where }: HotspotsQuestion, table: SqlTable): Promise<Hotspot[]> {
    const points = await this.#points({ kind: "points", ...(where && { where }) }, table);
    return rankClusters([...clustersByCouncil(points)].flat());
  }

  async #lookup({ of, city }: LookupQuestion, table: SqlTable): Promise<(Row & { name: string })[]> {
    const column = table.columns[COLUMN_OF[of]];
    const { sql: chosen, params } = whereCity(city, table);
    const sql = `SELECT DISTINCT ${column} AS name FROM ${table.from} WHERE ${column} IS NOT NULL AND ${chosen} ORDER BY name`;
    const rows = await this.#rows({ sql, params });
    if (rows.length === 0)
      throw new SourceError("cannot-answer", `The table ${this.options.table} has no ${of} of its requests.`);
    const named = rows as (Row & { name: string })[];
    return of === "city" ? named.map(({ name }) => cityFacts(name, [this.options.city, ...CITIES])) : named;
  }

  async #freshness({ city }: FreshnessQuestion, table: SqlTable): Promise<Freshness> {
    const day = (edge: string) => `CAST(CAST(${edge}(${table.columns.created}) AS DATE) AS VARCHAR)`;
    const { sql: chosen, params } = whereCity(city, table);
    const [days] = await this.#rows({
      sql: `SELECT ${day("min")} AS oldest, ${day("max")} AS newest FROM ${table.from} WHERE ${chosen}`,
      params,
    });
    const { oldest, newest } = days as { oldest: string | null; newest: string | null };
    return { oldest, newest, updated: null, timeZone: this.options.city.timeZone, synthetic: false };
  }
}

function whereCity(city: string | undefined, table: SqlTable): Statement {
  return compileWhere(city === undefined ? [] : [{ field: "city_name", op: "=", value: city }], table);
}

/** Whether rows are normalised already, as those of a lake. */
function isLake(header: readonly string[]): boolean {
  return Object.keys(NORMALISED).every((column) => column === "city" || header.includes(column));
}

/** The requests of a city's export in the columns of the question language. */
export function requestsOf({ name }: City, normalised: string): string {
  return `SELECT id AS request_id, id AS srnumber, created, closed, type_original AS type_name, category, council AS council_name,
region AS region_name, agency AS agency_name, source AS source_name, '${name.replaceAll("'", "''")}' AS city_name, address,
latitude, longitude FROM (${normalised}) AS normalised WHERE reject IS NULL`;
}
