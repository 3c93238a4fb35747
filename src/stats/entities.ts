import { ascending, descending, mean } from "d3-array";

/** What is compared with others of its kind month by month: a council, an agency, … */
export interface Entity {
  name: string;
  /** The region it lies in, where it lies in one. */
  region: string | null;
  /** A value for each month shown, in order; null where there is none. */
  values: readonly (number | null)[];
}

export type EntityOrder = "mean-descending" | "mean-ascending" | "region";

/** Months that an order looks back on. */
const RECENT = 6;

/** Months that decide whether an entity is sparse. */
const YEAR = 12;

/**
 * The mean of the values of the last six months, in their unit. Months without a value do not count; undefined when none of the
 * six has one.
 */
export function recentMean(values: readonly (number | null)[]): number | undefined {
  return mean(values.slice(-RECENT), (value) => value ?? undefined);
}

/**
 * Entities by their recent mean, largest or smallest first, or by the name of their region and within it largest first. Those
 * without a mean or a region come last, equal ones by name.
 */
export function orderEntities<E extends Entity>(entities: readonly E[], order: EntityOrder): E[] {
  const means = new Map(entities.map((entity) => [entity, recentMean(entity.values)]));
  const compare = order === "mean-ascending" ? ascending : descending;
  const byRegion = (a: E, b: E): number =>
    order === "region" ? Number(a.region === null) - Number(b.region === null) || ascending(a.region ?? "", b.region ?? "") : 0;
  const byMean = (a: E, b: E): number => {
    const [left, right] = [means.get(a), means.get(b)];
    return Number(left === undefined) - Number(right === undefined) || compare(left, right) || 0;
  };
  return [...entities].sort((a, b) => byRegion(a, b) || byMean(a, b) || ascending(a.name, b.name));
}

/**
 * Whether there are requests in fewer than 6 of the last 12 months; where fewer than 12 months are shown, in fewer than half of
 * them. Takes the number of requests of each month shown, in order.
 */
export function isSparse(counts: readonly number[]): boolean {
  const last = counts.slice(-YEAR);
  return last.filter((count) => count > 0).length < last.length / 2;
}
