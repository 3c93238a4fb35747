import { group as groupBy } from "d3-array";
import { clustersByCouncil, rankClusters } from "./hotspots.js";
import {
  OTHERS,
  parseMeasure,
  type AggregateQuestion,
  type Condition,
  type Field,
  type Hotspot,
  type HotspotsQuestion,
  type Measure,
  type Order,
  type Points,
  type PointsQuestion,
  type RequestsQuestion,
  type Row,
  type Scalar,
  type ServiceRequest,
} from "./question.js";

/** Answers an aggregate question over rows in memory. Compiled to SQL and run over the same rows it answers alike. */
export function aggregate(question: AggregateQuestion, requests: readonly ServiceRequest[]): Row[] {
  return shape(question, requests, fieldOf, (measure, group) => measureOf(measure, group, question.as_of));
}

/**
 * Finishes an aggregate question over rows that a backend has grouped already, perhaps more finely and with fewer conditions:
 * filters, groups on, keeps the top, orders and limits. Each row must have every field that the question names. Only
 * additive measures can be finished from finer groups; others pass through when the groups already are the question's.
 * @throws Error when a measure would have to be computed from parts that do not add up.
 */
export function finish(question: AggregateQuestion, grouped: readonly Row[]): Row[] {
  if (areFinished(question, grouped)) return grouped.slice(0, question.limit);
  return shape(
    question,
    grouped,
    (row, field) => row[field] ?? null,
    (measure, group) => {
      if (group.length === 1) return group[0]![measure] ?? null;
      if (measure !== "count" && measure !== "open" && measure !== "closed")
        throw new Error(`${measure} of several groups cannot be put together from their own`);
      return group.reduce((sum, row) => sum + Number(row[measure]), 0);
    },
  );
}

/** Whether the rows are the answer already, as from a backend that does it all: distinct groups, in order. */
function areFinished({ by, measures, where, order, top }: AggregateQuestion, rows: readonly Row[]): boolean {
  if (where?.length || order?.length || top) return false;
  if (rows[0] && Object.keys(rows[0]).length > by.length + measures.length) return false;
  const ascending = by.map((field): Order => ({ by: field }));
  return rows.every((row, i) => i === 0 || compareRows(rows[i - 1]!, row, ascending) < 0);
}

/** Answers a requests question over rows in memory. */
export function selectRequests(question: RequestsQuestion, requests: readonly ServiceRequest[]): ServiceRequest[] {
  const order: Order[] = [
    ...(question.order ?? [{ by: "created", direction: "desc" }]),
    { by: "request_id", direction: "desc" },
  ];
  const skip = question.skip ?? 0;
  return keep(question.where, requests, fieldOf)
    .sort((a, b) => compareRows(a, b, order))
    .slice(skip, skip + (question.limit ?? 1000));
}

/** Answers a points question over rows in memory. */
export function selectPoints(question: PointsQuestion, requests: readonly ServiceRequest[]): Points {
  const located = keep(question.where, requests, fieldOf)
    .filter((request) => request.latitude !== null && request.longitude !== null)
    .sort((a, b) => compareRows(a, b, [{ by: "request_id" }]))
    .slice(0, question.limit);
  return {
    longitude: Float64Array.from(located, (request) => request.longitude!),
    latitude: Float64Array.from(located, (request) => request.latitude!),
    type_name: located.map((request) => request.type_name),
    council_name: located.map((request) => request.council_name),
  };
}

/** Answers a hotspots question over rows in memory. */
export function selectHotspots({ where }: HotspotsQuestion, requests: readonly ServiceRequest[]): Hotspot[] {
  const points = selectPoints({ kind: "points", ...(where && { where }) }, requests);
  return rankClusters([...clustersByCouncil(points)].flat());
}

/** Filter, group, top, order, limit: the part that raw requests, grouped rows and parts of an answer have in common. */
export function shape<T>(
  question: AggregateQuestion,
  items: readonly T[],
  read: (item: T, field: Field) => Scalar,
  weigh: (measure: Measure, group: T[]) => Scalar,
): Row[] {
  const kept = keep(question.where, items, read);
  const top = question.top && topValues(question.top, kept, read, weigh);
  const groups = new Map<string, { row: Row; others: boolean; items: T[] }>();
  for (const item of kept) {
    let others = false;
    const values = question.by.map((field) => {
      const value = read(item, field);
      if (field !== question.top?.field || top!.has(value)) return value;
      others = true;
      return OTHERS;
    });
    const key = values.reduce<string>(keyed, others ? "others" : "");
    const group = groups.get(key);
    if (group) group.items.push(item);
    else
      groups.set(key, { row: Object.fromEntries(question.by.map((field, i) => [field, values[i]!])), others, items: [item] });
  }
  const order: Order[] = [...(question.order ?? []), ...question.by.map((by) => ({ by }))];
  return [...groups.values()]
    .map((group) => {
      for (const measure of question.measures) group.row[measure] = weigh(measure, group.items);
      return group;
    })
    .sort((a, b) => Number(a.others) - Number(b.others) || compareRows(a.row, b.row, order))
    .map((group) => group.row)
    .slice(0, question.limit);
}

/** A key with one more value: of no two lists of values the same. */
function keyed(key: string, value: Scalar): string {
  return typeof value === "string" ? `${key}${value.length}:${value}` : `${key}${value};`;
}

function topValues<T>(
  top: NonNullable<AggregateQuestion["top"]>,
  items: T[],
  read: (item: T, field: Field) => Scalar,
  weigh: (measure: Measure, group: T[]) => Scalar,
): Set<Scalar> {
  const ranked = [...groupBy(items, (item) => read(item, top.field))]
    .map(([value, group]) => ({ value, size: weigh(top.measure ?? "count", group) }))
    .sort((a, b) => compareRows(a, b, [{ by: "size", direction: "desc" }, { by: "value" }]));
  return new Set(ranked.slice(0, top.n).map(({ value }) => value));
}

function keep<T>(where: readonly Condition[] | undefined, items: readonly T[], read: (item: T, field: Field) => Scalar): T[] {
  return items.filter((item) => (where ?? []).every((condition) => holds(condition, read(item, condition.field))));
}

/** Whether one condition holds for a value. A missing value only ever equals null. */
function holds(condition: Condition, value: Scalar): boolean {
  if (condition.op === "=") return value === condition.value;
  if (value === null) return false;
  switch (condition.op) {
    case "in":
      return condition.value.includes(value as string | number);
    case "between":
      return compare(value, condition.value[0]) >= 0 && compare(value, condition.value[1]) <= 0;
    case ">":
      return compare(value, condition.value) > 0;
    case ">=":
      return compare(value, condition.value) >= 0;
    case "<":
      return compare(value, condition.value) < 0;
    case "<=":
      return compare(value, condition.value) <= 0;
  }
}

/** The value of a field of a request, as the language defines it. */
export function fieldOf(request: ServiceRequest, field: Field): Scalar {
  switch (field) {
    case "created_year":
      return Number(request.created.slice(0, 4));
    case "created_month":
      return Number(request.created.slice(5, 7));
    case "created_date":
      return request.created.slice(0, 10);
    case "created_dow":
      return new Date(`${request.created.slice(0, 10)}T00:00:00Z`).getUTCDay();
    case "created_hour":
      return Number(request.created.slice(11, 13));
    case "closed_date":
      return request.closed?.slice(0, 10) ?? null;
    case "days_to_close":
      return daysToClose(request);
    case "status":
      return request.closed === null ? "open" : "closed";
    default:
      return request[field];
  }
}

const DAY = 86_400_000;

/** Whole days from created to closed date, both as days of the city's calendar; null while open. */
function daysToClose(request: ServiceRequest): number | null {
  if (request.closed === null) return null;
  return (Date.parse(request.closed.slice(0, 10)) - Date.parse(request.created.slice(0, 10))) / DAY;
}

/** Whether a request has been closed; with a day, whether it had been by the end of it. */
function isClosed({ closed }: ServiceRequest, asOf: string | undefined): boolean {
  return closed !== null && (asOf === undefined || closed.slice(0, 10) <= asOf);
}

function measureOf(measure: Measure, group: ServiceRequest[], asOf: string | undefined): Scalar {
  const { name, n } = parseMeasure(measure);
  switch (name) {
    case "count":
      return group.length;
    case "open":
      return group.filter((request) => !isClosed(request, asOf)).length;
    case "closed":
      return group.filter((request) => isClosed(request, asOf)).length;
    case "closed_within_": {
      const ripe = group.filter((request) => {
        const days = daysToClose(request);
        const old = asOf === undefined || Date.parse(request.created.slice(0, 10)) + n * DAY <= Date.parse(asOf);
        return old && (days === null || days >= 0);
      });
      if (ripe.length === 0) return null;
      return ripe.filter((request) => (daysToClose(request) ?? Infinity) <= n).length / ripe.length;
    }
    default: {
      const days = group
        .filter((request) => isClosed(request, asOf))
        .map(daysToClose)
        .filter((value): value is number => value !== null && value >= 0)
        .sort((a, b) => a - b);
      if (name === "days_to_close_n") return days.length;
      return days.length === 0 ? null : days[Math.max(1, Math.ceil((days.length * n) / 100)) - 1]!;
    }
  }
}

function compareRows(a: Row, b: Row, order: readonly Order[]): number {
  for (const { by, direction } of order) {
    const left = a[by] ?? null;
    const right = b[by] ?? null;
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return direction === "desc" ? compare(right, left) : compare(left, right);
  }
  return 0;
}

const SURROGATE = /[\ud800-\udfff]/;

/** Numbers by size, text by code point, as databases with a binary collation do. */
function compare(a: Scalar, b: Scalar): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const left = String(a);
  const right = String(b);
  // Without characters of two units, the order of the units is that of the code points.
  if (!SURROGATE.test(left) && !SURROGATE.test(right)) return left < right ? -1 : left > right ? 1 : 0;
  let i = 0;
  while (i < left.length && i < right.length) {
    const x = left.codePointAt(i)!;
    const y = right.codePointAt(i)!;
    if (x !== y) return x - y;
    i += x > 0xffff ? 2 : 1;
  }
  return left.length - right.length;
}
