import {
  FIELDS,
  OTHERS,
  parseMeasure,
  REQUEST_COLUMNS,
  type AggregateQuestion,
  type Condition,
  type Field,
  type Measure,
  type Order,
  type PointsQuestion,
  type RequestsQuestion,
} from "./question.js";

/** A statement with `?` where its parameters go, in order. No text of a question ever becomes part of `sql`. */
export interface Statement {
  sql: string;
  params: (string | number)[];
}

/**
 * Where the requests are: a table (or view) and the SQL expression of each request column in it. `created` and `closed` are
 * timestamps in the city's civil time. Everything in here is trusted: it comes from code, not from a question.
 */
export interface SqlTable {
  from: string;
  columns: Record<(typeof REQUEST_COLUMNS)[number], string>;
}

/** A table whose columns are named as the request columns. */
export function plainTable(from: string): SqlTable {
  return { from, columns: Object.fromEntries(REQUEST_COLUMNS.map((column) => [column, column])) as SqlTable["columns"] };
}

/**
 * Compiles a question to one SELECT. Its rows hold the same values as the evaluator's (dates as ISO text), in the same order;
 * for points the columns longitude, latitude, type_name, council_name.
 */
export function compile(question: AggregateQuestion | RequestsQuestion | PointsQuestion, table: SqlTable): Statement {
  const params: Statement["params"] = [];
  const bind = (value: string | number) => (params.push(value), "?");
  const where = (conditions: readonly Condition[] | undefined) => ` WHERE ${conditionsSql(conditions, table, bind)}`;
  let sql: string;
  switch (question.kind) {
    case "aggregate":
      sql = aggregateSql(question, table, bind, where(question.where));
      break;
    case "requests": {
      const order: Order[] = [
        ...(question.order ?? [{ by: "created", direction: "desc" }]),
        { by: "request_id", direction: "desc" },
      ];
      const sorted = orderSql(order);
      const raw = REQUEST_COLUMNS.map((column) => `${table.columns[column]} AS ${column}`);
      const page = `SELECT ${raw.join(", ")} FROM ${table.from}${where(question.where)}${sorted} LIMIT ${bind(question.limit ?? 1000)} OFFSET ${bind(question.skip ?? 0)}`;
      sql = `SELECT ${REQUEST_COLUMNS.map(shownColumn).join(", ")} FROM (${page}) AS request${sorted}`;
      break;
    }
    case "points": {
      const { longitude, latitude, request_id } = table.columns;
      const columns = POINT_COLUMNS.map((column) => `${table.columns[column]} AS ${column}`);
      const located = `${where(question.where)} AND ${longitude} IS NOT NULL AND ${latitude} IS NOT NULL`;
      sql = `SELECT ${columns.join(", ")} FROM ${table.from}${located} ORDER BY ${request_id}`;
      if (question.limit !== undefined) sql += ` LIMIT ${bind(question.limit)}`;
    }
  }
  return { sql, params };
}

/** Compiles conditions to an expression that is true for the requests for which all of them hold. */
export function compileWhere(where: readonly Condition[], table: SqlTable): Statement {
  const params: Statement["params"] = [];
  return { sql: conditionsSql(where, table, (value) => (params.push(value), "?")), params };
}

type Bind = (value: string | number) => string;

function aggregateSql(question: AggregateQuestion, table: SqlTable, bind: Bind, where: string): string {
  const { by, measures, top } = question;
  // Parameters are bound in the order of their text: first the conditions (in `where`), then top, measures and limit.
  const fields = by.map((field) => `${fieldSql(field, table)} AS ${field}`);
  const facts = [`${day("created", table)} AS created_day`, `${day("closed", table)} AS closed_day`];
  const ctes = [`base AS (SELECT ${[...fields, ...facts].join(", ")} FROM ${table.from}${where})`];
  let from = "base";
  if (top) {
    const size = measureSql(top.measure ?? "count", question.as_of, bind);
    ctes.push(
      `ranked AS (SELECT ${top.field} AS value, row_number() OVER (ORDER BY ${size} DESC, ${top.field} ASC NULLS LAST) AS place FROM base GROUP BY ${top.field})`,
    );
    const n = bind(top.n);
    const others = bind(OTHERS);
    const folded = by.map((field) =>
      field === top.field ? `CASE WHEN is_others THEN ${others} ELSE ${field} END AS ${field}` : field,
    );
    ctes.push(
      `placed AS (SELECT base.*, place > ${n} AS is_others FROM base JOIN ranked ON base.${top.field} IS NOT DISTINCT FROM ranked.value)`,
      `folded AS (SELECT ${[...folded, "created_day", "closed_day", "is_others"].join(", ")} FROM placed)`,
    );
    from = "folded";
  }
  const groups = [...by, ...(top ? ["is_others"] : [])];
  const numbers = measures.map((measure) => `${measureSql(measure, question.as_of, bind)} AS ${measure}`);
  const grouped = `SELECT ${[...groups, ...numbers].join(", ")} FROM ${from}${groups.length ? ` GROUP BY ${groups.join(", ")}` : " HAVING count(*) > 0"}`;
  const order: Order[] = [...(question.order ?? []), ...by.map((field) => ({ by: field }))];
  const sorted = orderSql(top ? [{ by: "is_others" }, ...order] : order);
  const limit = question.limit === undefined ? "" : ` LIMIT ${bind(question.limit)}`;
  // Days are grouped as dates, which is quicker than as text, and become text at the very end.
  const shown = by.map((field) => (FIELDS[field] === "date" ? `CAST(${field} AS VARCHAR) AS ${field}` : field));
  return `WITH ${ctes.join(", ")}, grouped AS (${grouped}) SELECT ${[...shown, ...measures].join(", ")} FROM grouped${sorted}${limit}`;
}

const POINT_COLUMNS = ["longitude", "latitude", "type_name", "council_name"] as const;

function daysSql(from: string, to: string): string {
  return `date_diff('day', ${from}, ${to})`;
}

function day(column: "created" | "closed", table: SqlTable): string {
  return `CAST(${table.columns[column]} AS DATE)`;
}

function fieldSql(field: Field, table: SqlTable): string {
  const { created, closed } = table.columns;
  switch (field) {
    case "created_year":
      return `CAST(extract(year FROM ${created}) AS INTEGER)`;
    case "created_month":
      return `CAST(extract(month FROM ${created}) AS INTEGER)`;
    case "created_dow":
      return `CAST(extract(dow FROM ${created}) AS INTEGER)`;
    case "created_hour":
      return `CAST(extract(hour FROM ${created}) AS INTEGER)`;
    case "created_date":
      return day("created", table);
    case "closed_date":
      return day("closed", table);
    case "days_to_close":
      return `CAST(${daysSql(day("created", table), day("closed", table))} AS INTEGER)`;
    case "status":
      return `CASE WHEN ${closed} IS NULL THEN 'open' ELSE 'closed' END`;
    default:
      return table.columns[field];
  }
}

function shownColumn(column: (typeof REQUEST_COLUMNS)[number]): string {
  return column === "created" || column === "closed" ? `strftime(${column}, '%Y-%m-%dT%H:%M:%S') AS ${column}` : column;
}

function conditionsSql(where: readonly Condition[] | undefined, table: SqlTable, bind: Bind): string {
  return (where ?? []).map((condition) => conditionSql(condition, table, bind)).join(" AND ") || "TRUE";
}

function conditionSql(condition: Condition, table: SqlTable, bind: Bind): string {
  const { field, op, value } = condition;
  const dated = FIELDS[field] === "date";
  const left = fieldSql(field, table);
  const right = (item: string | number) => (dated ? `CAST(${bind(item)} AS DATE)` : bind(item));
  if (value === null) return `${left} IS NULL`;
  if (op === "in") return value.length ? `${left} IN (${value.map(right).join(", ")})` : "FALSE";
  if (op === "between") return `(${left} >= ${right(value[0])} AND ${left} <= ${right(value[1])})`;
  return `${left} ${op} ${right(value)}`;
}

/** The aggregate of a measure over rows with created_day and closed_day. */
function measureSql(measure: Measure, asOf: string | undefined, bind: Bind): string {
  const { name, n } = parseMeasure(measure);
  const days = daysSql("created_day", "closed_day");
  const isClosed = () => (asOf === undefined ? "closed_day IS NOT NULL" : `closed_day <= CAST(${bind(asOf)} AS DATE)`);
  switch (name) {
    case "count":
      return "CAST(count(*) AS INTEGER)";
    case "open":
      return `CAST(count(*) - count(*) FILTER (WHERE ${isClosed()}) AS INTEGER)`;
    case "closed":
      return `CAST(count(*) FILTER (WHERE ${isClosed()}) AS INTEGER)`;
    case "closed_within_": {
      // n is a number by the language's own pattern, so it may stand in the text.
      const inTime = `closed_day IS NOT NULL AND ${days} BETWEEN 0 AND ${n}`;
      const ripe = [
        "(closed_day IS NULL OR closed_day >= created_day)",
        ...(asOf === undefined ? [] : [`${daysSql("created_day", `CAST(${bind(asOf)} AS DATE)`)} >= ${n}`]),
      ].join(" AND ");
      return `avg(CASE WHEN ${ripe} THEN CASE WHEN ${inTime} THEN 1.0E0 ELSE 0.0E0 END END)`;
    }
    default: {
      const counted = `closed_day >= created_day AND ${isClosed()}`;
      return name === "days_to_close_n"
        ? `CAST(count(*) FILTER (WHERE ${counted}) AS INTEGER)`
        : `CAST(quantile_disc(${days}, CAST(${n / 100} AS DECIMAL(3, 2))) FILTER (WHERE ${counted}) AS INTEGER)`;
    }
  }
}

function orderSql(order: readonly Order[]): string {
  const terms = order.map(({ by, direction }) => `${by} ${direction === "desc" ? "DESC" : "ASC"} NULLS LAST`);
  return terms.length ? ` ORDER BY ${terms.join(", ")}` : "";
}
