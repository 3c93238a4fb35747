import {
  cityParam,
  countsBy,
  covered,
  createdIn,
  defineReport,
  highlightParam,
  inPeriod,
  newPerDayByType,
  periodParam,
  requestsCard,
  shareByType,
  sumBy,
  weekdayBars,
  weekdayOf,
} from "../src/report.js";

/** What came in lately, day by day. */
export default defineReport({
  title: { en: "Recent requests", es: "Solicitudes recientes" },
  description: ({ params: { period, city }, format }) => ({
    en: `New service requests ${inPeriod({ ...period, city }, format).en}.`,
    es: `Nuevas solicitudes de servicio ${inPeriod({ ...period, city }, format).es}.`,
  }),
  params: {
    city: cityParam(),
    type: highlightParam("type"),
    period: periodParam("last-30-days"),
  },
  queries: ({ params: { period } }) => ({
    days: countsBy(["created_date", "type_name"], [createdIn(period)]),
    freshness: { kind: "freshness" },
  }),
  view: [
    {
      kind: "cards",
      from: ["days"],
      cards: [
        requestsCard("days"),
        { label: { en: "First day", es: "Primer día" }, value: ({ days }) => days[0]?.["created_date"] ?? null },
        { label: { en: "Last day", es: "Último día" }, value: ({ days }) => days.at(-1)?.["created_date"] ?? null },
      ],
    },
    { ...newPerDayByType("days"), select: "type", wide: true, height: 400 },
    {
      kind: "figure",
      title: { en: "Requests by day of week", es: "Solicitudes por día de la semana" },
      from: ["days", "freshness"],
      draw: ({ days, freshness }, context) => {
        const byWeekday = sumBy(days, "count", "created_dow", (row) => weekdayOf(String(row["created_date"])));
        return weekdayBars(context, byWeekday, covered(context.params.period, freshness));
      },
    },
    { ...shareByType("days"), select: "type" },
  ],
});
