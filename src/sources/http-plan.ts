import {
  ADDITIVE,
  NO_COUNCIL,
  NO_REGION,
  type AggregateQuestion,
  type Condition,
  type Dimension,
  type Row,
  type Scalar,
  type ServiceRequest,
} from "../query/index.js";
import { SourceError } from "./source.js";

/** How questions become queries of the 311 Data API, and its rows ours. */

/** The parameters of a query, in order; a name may come several times. */
export type Query = [name: string, value: string | number][];

/**
 * An aggregate question as a query of `/reports`, with the conditions that are left for memory. For a server of 2023, lists and
 * values with more than letters, digits, - and _ are left, and councils stand for regions.
 */
export function planReport(question: AggregateQuestion, of2023: boolean) {
  const filters: string[] = [];
  const residual: Condition[] = [];
  let newer = question.by.includes("region_name");
  for (const condition of question.where ?? []) {
    const { field, op, value } = condition;
    const values = (Array.isArray(value) ? value : [value]) as (string | number | null)[];
    const isNewer = op === "in" || field === "region_name" || !values.every((one) => /^[\w-]+$/.test(String(one)));
    if (values.length === 0 || values.includes(null) || (isNewer && of2023)) {
      residual.push(condition);
      continue;
    }
    newer ||= isNewer;
    if (op === "in") filters.push(`${field} in ${values.map((one) => encodeURIComponent(one!)).join(",")}`);
    else if (op === "between") filters.push(`${field}>=${values[0]}`, `${field}<=${values[1]}`);
    else filters.push(`${field}${op}${values[0]}`);
  }
  // Without any filter the server would take only the last two months, without any field two of its own choice.
  if (filters.length === 0) filters.push("created_date>=1900-01-01");
  const named = [...question.by, ...residual.map(({ field }) => field)];
  const councilsForRegions = of2023 && named.includes("region_name");
  const fields = [...new Set(named.map((field) => (of2023 && field === "region_name" ? "council_name" : field)))];
  if (fields.length === 0) fields.push("created_year");
  const measures = question.measures.filter((measure) => measure !== "count");
  const parts =
    (councilsForRegions || fields.length > question.by.length) &&
    question.measures.some((measure) => !ADDITIVE.includes(measure as "count"));
  if (parts)
    throw new SourceError("cannot-answer", `${question.measures.join(", ")} cannot be put together from finer groups.`);
  const query: Query = [
    ...fields.map((field): [string, string] => ["field", field]),
    ...filters.map((filter): [string, string] => ["filter", filter]),
    ...measures.map((measure): [string, string] => ["measure", measure]),
    ...(question.as_of && measures.length ? [["as_of", question.as_of] as [string, string]] : []),
  ];
  return { query, residual, newer, councilsForRegions };
}

/** The fields by whose names `/requests` can be filtered: the parameter, the dimension and the fact that it takes. */
export const PARAMETERS: Record<string, { parameter: string; of: Dimension; id: "id" | "name"; list: boolean }> = {
  type_name: { parameter: "type_id", of: "type", id: "id", list: true },
  council_name: { parameter: "council_id", of: "council", id: "id", list: true },
  city_name: { parameter: "city", of: "city", id: "name", list: false },
};

/** By field, what a parameter takes for each name. */
export type Ids = Record<string, Map<Scalar, string | number>>;

/** Conditions as a query of `/requests`: days, types, councils and the city; the rest is left for memory. */
export function planRequests(where: readonly Condition[], ids: Ids) {
  const query: Query = [];
  const residual: Condition[] = [];
  let start = "1900-01-01";
  let end = "9999-12-31";
  for (const condition of where) {
    const { field, op, value } = condition;
    const named = PARAMETERS[field];
    if (field === "created_date" && op === ">=") start = value > start ? String(value) : start;
    else if (field === "created_date" && op === "<=") end = value < end ? String(value) : end;
    else if (field === "created_date" && op === "between") {
      start = value[0] > start ? String(value[0]) : start;
      end = value[1] < end ? String(value[1]) : end;
    } else if (named && (op === "=" || (op === "in" && named.list))) {
      const names = [value].flat();
      const found = names.flatMap((name) => ids[field]?.get(name) ?? []);
      // A second condition on the same field would widen what the first one narrows.
      const isFirst = !query.some(([parameter]) => parameter === named.parameter);
      if (isFirst && found.length > 0 && found.length === names.length)
        query.push(...found.map((id): Query[number] => [named.parameter, id]));
      else residual.push(condition);
    } else residual.push(condition);
  }
  const days: Query = [["start_date", start], ...(end < "9999" ? [["end_date", end] as Query[number]] : [])];
  return { query: [...days, ...query], residual };
}

/** The region of each council. The list of councils leaves out the one that stands for none. */
export function regionsOf(councils: readonly Row[]): Map<Scalar, Scalar> {
  return new Map([...councils.map(({ name, region_name }) => [name!, region_name ?? null] as const), [NO_COUNCIL, NO_REGION]]);
}

export function requestOf(row: Row, regions: Map<Scalar, Scalar>): ServiceRequest {
  const text = (key: string) => (row[key] as string | null | undefined) ?? null;
  return {
    request_id: Number(row["requestId"]),
    srnumber: String(row["srnumber"]),
    created: String(row["createdDate"]),
    closed: text("closedDate"),
    type_name: text("typeName"),
    category: text("category"),
    council_name: text("councilName"),
    region_name: "regionName" in row ? text("regionName") : ((regions.get(text("councilName")) as string | undefined) ?? null),
    agency_name: text("agencyName"),
    source_name: text("sourceName"),
    city_name: text("cityName"),
    address: text("address"),
    latitude: row["latitude"] as number | null,
    longitude: row["longitude"] as number | null,
  };
}
