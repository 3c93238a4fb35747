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
import { columnsOf } from "./parts.js";

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
  /** The expression of how many requests a row stands for, where rows are not single requests. Above 0. */
  weight?: string;
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
      const page = `SELECT ${raw.join(", ")} FROM ${table.from}${where(question.where)}${sorted} OFFSET ${bind(question.skip ?? 0)} LIMIT ${bind(question.limit ?? 1000)}`;
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
  const { by, measures, top, as_of } = question;
  // Parameters are bound in the order of their text: first the conditions (in `where`), then top, measures and limit.
  const fields = by.map((field) => `${fieldSql(field, table)} AS ${field}`);
  const facts = [`${day("created", table)} AS created_day`, `${day("closed", table)} AS closed_day`];
  const carried = ["created_day", "closed_day", ...(table.weight ? ["weight"] : [])];
  if (table.weight) facts.push(`${table.weight} AS weight`);
  const total = totalSql(table);
  const ctes = [`base AS (SELECT ${[...fields, ...facts].join(", ")} FROM ${table.from}${where})`];
  let from = "base";
  if (top) {
    const size = measureSql(top.measure ?? "count", (part) => partSql(part, as_of, total, bind));
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
      `folded AS (SELECT ${[...folded, ...carried, "is_others"].join(", ")} FROM placed)`,
    );
    from = "folded";
  }
  const groups = [...by, ...(top ? ["is_others"] : [])];
  let part = (name: string) => partSql(name, as_of, total, bind);
  if (measures.some(isPercentile)) {
    ctes.push(...distributionSql(measures, groups, from, part));
    from = "distribution";
    part = (name) => `sum(${name})`;
  }
  const numbers = measures.map((measure) => `${measureSql(measure, part)} AS ${measure}`);
  const grouped = `SELECT ${[...groups, ...numbers].join(", ")} FROM ${from}${groups.length ? ` GROUP BY ${groups.join(", ")}` : " HAVING count(*) > 0"}`;
  const order: Order[] = [...(question.order ?? []), ...by.map((field) => ({ by: field }))];
  const sorted = orderSql(top ? [{ by: "is_others" }, ...order] : order);
  const limit = question.limit === undefined ? "" : ` LIMIT ${bind(question.limit)}`;
  // Days are grouped as dates, which is quicker than as text, and become text at the very end.
  const shown = by.map((field) => (FIELDS[field] === "date" ? `CAST(${field} AS VARCHAR) AS ${field}` : field));
  return `WITH ${ctes.join(", ")}, grouped AS (${grouped}) SELECT ${[...shown, ...measures].join(", ")} FROM grouped${sorted}${limit}`;
}

/**
 * Steps towards percentiles, which stand on how many requests took how many days: `parts`, the parts of the measures by group and
 * days, and `distribution`, the same with the number of closings of the group, and of those that took no longer.
 */
function distributionSql(
  measures: readonly Measure[],
  groups: readonly string[],
  from: string,
  part: (name: string) => string,
): string[] {
  const names = new Set(["closings", ...measures.flatMap(columnsOf)]);
  const parts = [...names].map((name) => `${part(name)} AS ${name}`);
  const within = groups.length ? `PARTITION BY ${groups.join(", ")}` : "";
  return [
    `parts AS (SELECT ${[...groups, `${DAYS} AS days`, ...parts].join(", ")} FROM ${from} GROUP BY ${[...groups, DAYS].join(", ")})`,
    `distribution AS (SELECT *, sum(closings) OVER (${within} ORDER BY days) AS up_to, sum(closings) OVER (${within}) AS in_all FROM parts)`,
  ];
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
      // Sunday is 0 in DuckDB and 7 in Trino.
      return `CAST(extract(dow FROM ${created}) % 7 AS INTEGER)`;
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
  return column === "created" || column === "closed" ? `${isoSql(column)} AS ${column}` : column;
}

/** A moment as ISO text, in whole seconds. */
export function isoSql(moment: string): string {
  return `replace(substr(CAST(${moment} AS VARCHAR), 1, 19), ' ', 'T')`;
}

function conditionsSql(where: readonly Condition[] | undefined, table: SqlTable, bind: Bind): string {
  return (where ?? []).map((condition) => conditionSql(condition, table, bind)).join(" AND ") || "TRUE";
}

function conditionSql(condition: Condition, table: SqlTable, bind: Bind): string {
  const { field, op, value } = condition;
  if (value === null) return `${fieldSql(field, table)} IS NULL`;
  if (op === "between") {
    const [from, to] = value.map((end, index) => conditionSql({ field, op: index ? "<=" : ">=", value: end }, table, bind));
    return `(${from} AND ${to})`;
  }
  const right = (item: string | number) => (FIELDS[field] === "date" ? `CAST(${bind(item)} AS DATE)` : bind(item));
  if (op === "in") return value.length ? `${fieldSql(field, table)} IN (${value.map(right).join(", ")})` : "FALSE";
  if (op !== "=" && (field === "created_date" || field === "closed_date"))
    return momentSql(table.columns[field === "created_date" ? "created" : "closed"], op, right(value));
  return `${fieldSql(field, table)} ${op} ${right(value)}`;
}

/** Compares the day of a moment by the moment itself: files sorted by it are then read in part only. */
function momentSql(moment: string, op: ">" | ">=" | "<" | "<=", day: string): string {
  const nextDay = `${day} + INTERVAL '1' DAY`;
  switch (op) {
    case ">":
      return `${moment} >= ${nextDay}`;
    case "<=":
      return `${moment} < ${nextDay}`;
    default:
      return `${moment} ${op} ${day}`;
  }
}

const DAYS = daysSql("created_day", "closed_day");

/** Compiles the number of requests, of all or of those for which a condition holds. */
type Total = (condition?: string) => string;

function totalSql({ weight }: SqlTable): Total {
  return (condition) => {
    const filter = condition === undefined ? "" : ` FILTER (WHERE ${condition})`;
    return weight ? `coalesce(sum(weight)${filter}, 0)` : `count(*)${filter}`;
  };
}

function isPercentile(measure: Measure): boolean {
  return measure.startsWith("days_to_close_p");
}

/** A part of a measure over rows with created_day and closed_day. */
function partSql(part: string, asOf: string | undefined, total: Total, bind: Bind): string {
  const [name, n] = part.split("_");
  const isClosed = () => (asOf === undefined ? "closed_day IS NOT NULL" : `closed_day <= CAST(${bind(asOf)} AS DATE)`);
  switch (name) {
    case "count":
      return total();
    case "open":
      return `${total()} - ${total(isClosed())}`;
    case "closed":
      return total(isClosed());
    case "closings":
      return total(`closed_day >= created_day AND ${isClosed()}`);
    // n is a number by the language's own pattern, so it may stand in the text.
    case "within":
      return total(`${ripeSql(n!, asOf, bind)} AND ${DAYS} BETWEEN 0 AND ${n}`);
    default:
      return total(ripeSql(n!, asOf, bind));
  }
}

/** Whether a request can tell if requests are closed within n days. */
function ripeSql(n: string, asOf: string | undefined, bind: Bind): string {
  const inOrder = "(closed_day IS NULL OR closed_day >= created_day)";
  return asOf === undefined ? inOrder : `${inOrder} AND ${daysSql("created_day", `CAST(${bind(asOf)} AS DATE)`)} >= ${n}`;
}

/** A measure put together from its parts; a percentile from the distribution. */
function measureSql(measure: Measure, part: (name: string) => string): string {
  const { name, n } = parseMeasure(measure);
  const [first, second] = isPercentile(measure) ? [] : columnsOf(measure).map(part);
  if (name === "closed_within_") return `CAST(${first} AS DOUBLE PRECISION) / nullif(${second}, 0)`;
  if (isPercentile(measure)) return `CAST(min(days) FILTER (WHERE closings > 0 AND up_to * 100 >= in_all * ${n}) AS INTEGER)`;
  return `CAST(${first} AS INTEGER)`;
}

function orderSql(order: readonly Order[]): string {
  const terms = order.map(({ by, direction }) => `${by} ${direction === "desc" ? "DESC" : "ASC"} NULLS LAST`);
  return terms.length ? ` ORDER BY ${terms.join(", ")}` : "";
}
