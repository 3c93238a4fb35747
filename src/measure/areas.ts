/** Where requests lie and whose they are: the entities of a grouping, their regions and their residents. */
import { sum } from "d3-array";
import { NO_COUNCIL, type Row, type Scalar } from "../query/index.js";
import type { Formula, Grouping, Scope } from "./definition.js";

/** A row of a lookup. */
export type Named = Row & { name: string };

export interface Areas {
  /** The entities that are compared, with or without requests. */
  names: readonly string[];
  /** The region of an entity, where the entities are councils. */
  regionOf: (entity: string) => string | null;
  /** null where it is not known, or nobody lives there. */
  residentsOf: (entity: string) => number | null;
  /** The entity that a row of an answer counts for; null when it counts for none. */
  entityOf: (row: Row) => Scalar;
  /** Councils whose residents the source does not know. */
  unpopulated: readonly string[];
}

/**
 * The residents of an agency, a source or a type are all those of the scope. Per resident only requests in councils with known
 * residents count for regions and for these: the others are nobody's.
 */
export function areasOf(
  formula: Formula,
  { groupby, region, council }: Scope,
  entities: readonly Named[],
  all: readonly Named[],
): Areas {
  const councils = all.filter(
    (row) => row.name !== NO_COUNCIL && (!region || row["region_name"] === region) && (!council || row.name === council),
  );
  const regions = new Map(councils.map((row) => [row.name, (row["region_name"] ?? null) as string | null]));
  const [populated, unpopulated] = [true, false].map((isKnown) =>
    councils.filter((row) => Boolean(row["population"]) === isKnown),
  );
  const counted = new Set<Scalar | undefined>(populated!.map(({ name }) => name));
  const isIn = (row: Named, entity: string): boolean =>
    groupby === "council" ? row.name === entity : groupby !== "region" || row["region_name"] === entity;
  const compared: Record<Grouping, readonly (string | null)[]> = {
    council: [...regions.keys()],
    region: [...regions.values()],
    agency: [],
    source: formula.sources,
    type: formula.types,
  };
  const names = compared[groupby].length ? compared[groupby] : entities.map(({ name }) => name);
  return {
    names: [...new Set(names)].filter((name) => name !== null),
    regionOf: (entity) => (groupby === "council" ? (regions.get(entity) ?? null) : null),
    residentsOf: (entity) => sum(populated!, (row) => Number(isIn(row, entity) && row["population"])) || null,
    entityOf: (row) => {
      const within = row["council_name"];
      if (formula.denominator === "residents" && groupby !== "council" && !counted.has(within)) return null;
      return groupby === "region" && within !== undefined
        ? (regions.get(String(within)) ?? null)
        : (row[`${groupby}_name`] ?? null);
    },
    unpopulated: unpopulated!.map(({ name }) => name),
  };
}
