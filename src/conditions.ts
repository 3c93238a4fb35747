/** Questions and conditions as reports often need them. */
import { NO_COUNCIL, type AggregateQuestion, type Condition, type Field } from "./query/index.js";
import type { Period } from "./stats/partial.js";

/** Created in a period, its first and last day included. */
export function createdIn({ from, to }: Period): Condition {
  return { field: "created_date", op: "between", value: [from, to] };
}

/** Only requests with the chosen value of a field, or one of the chosen ones; all of them where nothing is chosen. */
export function only(field: Field, chosen: string | readonly string[]): Condition[] {
  const values = [chosen].flat().filter(Boolean);
  if (values.length > 1) return [{ field, op: "in", value: values }];
  return values.map((value) => ({ field, op: "=", value }));
}

/** How many requests there are by some fields. */
export function countsBy(by: readonly Field[], where: readonly Condition[]): AggregateQuestion {
  return { kind: "aggregate", by, measures: ["count"], where };
}

/** The same, the largest first. */
export function rankedBy(by: readonly Field[], where: readonly Condition[]): AggregateQuestion {
  return { ...countsBy(by, where), order: [{ by: "count", direction: "desc" }] };
}

/**
 * What must be asked to know how many requests lie in any council day by day: `all` of them, and those `nowhere`. That is far
 * less than all of them by day and council.
 */
export function inCouncilsByDay(where: readonly Condition[]) {
  return {
    all: countsBy(["created_date"], where),
    nowhere: countsBy(["created_date"], [...where, ...only("council_name", NO_COUNCIL)]),
  };
}

/** How many days the closed requests took by the end of a day, by some fields: quartiles, the shortest median first. */
export function closingQuartilesBy(by: readonly Field[], where: readonly Condition[], asOf: string): AggregateQuestion {
  const measures = ["days_to_close_p25", "days_to_close_p50", "days_to_close_p75", "days_to_close_n", "open"] as const;
  return { kind: "aggregate", by, measures, where, order: [{ by: "days_to_close_p50" }], as_of: asOf };
}

/**
 * What must be asked, by some fields, to know how long requests took to close with those counted that are still open at the end
 * of a day: `closed` by then, by days to close; `open` and, where the data is newer than that day, closed `later`, both by day
 * of creation.
 */
export function closingBy(by: readonly Field[], where: readonly Condition[], asOf: string) {
  return {
    closed: countsBy([...by, "days_to_close"], [...where, { field: "closed_date", op: "<=", value: asOf }]),
    open: countsBy([...by, "created_date"], [...where, { field: "status", op: "=", value: "open" }]),
    later: countsBy([...by, "created_date"], [...where, { field: "closed_date", op: ">", value: asOf }]),
  };
}
