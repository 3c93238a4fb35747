import type { Condition } from "../../../../src/query/index.js";
import { text } from "../literal.js";
import type { CityFacts } from "./cities.js";

/**
 * Leaves those partitions of a relation, by its columns `city` and `year`, that can have requests for which conditions hold: the
 * files of the others need not be opened.
 */
export function partitionsFor(
  relation: string,
  where: readonly Condition[],
  cities: readonly Pick<CityFacts, "city" | "name">[],
): string {
  const bounds = where.flatMap((condition) => boundsOf(condition, cities));
  return bounds.length ? `(SELECT * FROM ${relation} AS partitions WHERE ${bounds.join(" AND ")})` : relation;
}

function boundsOf({ field, op, value }: Condition, cities: readonly Pick<CityFacts, "city" | "name">[]): string[] {
  if (value === null) return [];
  if (field === "city_name") {
    const named = op === "=" ? [value] : op === "in" ? value : undefined;
    return named
      ? [
          among(
            "city",
            cities.filter(({ name }) => named.includes(name)).map(({ city }) => text(city)),
          ),
        ]
      : [];
  }
  if (field !== "created_date" && field !== "created_year") return [];
  // A day begins with its year, and there are days before and after it in the same year.
  const year = (of: string | number) => Number.parseInt(String(of), 10);
  switch (op) {
    case "in":
      return [among("year", value.map(year).map(String))];
    case "between":
      return [`year BETWEEN ${year(value[0])} AND ${year(value[1])}`];
    case ">":
      return [`year >= ${year(value)}`];
    case "<":
      return [`year <= ${year(value)}`];
    default:
      return [`year ${op} ${year(value)}`];
  }
}

function among(column: string, values: readonly string[]): string {
  return values.length ? `${column} IN (${values.join(", ")})` : "FALSE";
}
