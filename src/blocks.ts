/** Blocks that many reports have, to be taken as they are or with more said: `{ ...shareByType("days"), select: "type" }`. */
import { donut, lines } from "./charts/index.js";
import type { Context, PeriodParam } from "./definition.js";
import { noted, unfinished } from "./phrases.js";
import type { Freshness, Row } from "./query/index.js";
import { coveredDays } from "./stats/partial.js";
import { columnSum, sumBy, topRows, topWithin } from "./stats/rows.js";
import { perDayAndEntity } from "./stats/series.js";

/** The answer to a question of counts, by the question's name. */
type Counts<Name extends string> = Record<Name, Row[]>;

/** As many types as there are colours to tell them apart. */
const TYPES = 12;

/** A card: how many requests there are. */
export function requestsCard<Name extends string>(from: Name) {
  return {
    label: { en: "Requests", es: "Solicitudes" },
    value: (tables: Counts<Name>) => columnSum(tables[from], "count"),
  };
}

/** How requests divide among types, the largest of them where there are many, from counts by type, or by type and more. */
export function shareByType<Name extends string>(from: Name) {
  return {
    kind: "figure",
    title: { en: "Share by request type", es: "Proporción por tipo de solicitud" },
    from: [from],
    colors: "type",
    draw: (tables: Counts<Name>, context: Context) =>
      donut(context, {
        rows: topRows(sumBy(tables[from], "count", "type_name"), "type_name", TYPES),
        category: "type_name",
        value: "count",
      }),
  } as const;
}

/** New requests on each day of the param `period`, a line for each of the largest types, from counts by day of creation and type. */
export function newPerDayByType<Name extends string>(from: Name) {
  return {
    kind: "figure",
    title: { en: "New requests per day", es: "Nuevas solicitudes por día" },
    from: [from, "freshness"],
    colors: "type",
    draw: (tables: Counts<Name> & { freshness: Freshness }, context: Context<{ period: PeriodParam }>) => {
      const days = coveredDays(context.params.period, tables.freshness, tables[from]);
      const series = perDayAndEntity(largestTypes(tables[from]), days, "type_name", "count");
      const drawn = lines(context, { days, series, by: "type_name", value: "count" });
      return noted(context, drawn, unfinished(context, days, tables.freshness));
    },
  } as const;
}

/** Counts by day of creation and type, with all but the largest types as one. */
export function largestTypes(rows: readonly Row[]): Row[] {
  return topWithin(rows, ["created_date", "type_name"], "type_name", TYPES);
}
