import {
  columnSum,
  countsBy,
  covered,
  coveredDays,
  createdIn,
  defineReport,
  donut,
  highlightParam,
  inPeriod,
  lines,
  noted,
  perDayAndEntity,
  periodParam,
  sumBy,
  unfinished,
  weekdayBars,
  weekdayOf,
} from "../src/report.js";

/** What came in lately, day by day. */
export default defineReport({
  title: { en: "Recent requests", es: "Solicitudes recientes" },
  description: ({ params: { period }, format }) => ({
    en: `New service requests ${inPeriod(period, format).en}.`,
    es: `Nuevas solicitudes de servicio ${inPeriod(period, format).es}.`,
  }),
  params: {
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
        { label: { en: "Requests", es: "Solicitudes" }, value: ({ days }) => columnSum(days, "count") },
        { label: { en: "First day", es: "Primer día" }, value: ({ days }) => days[0]?.["created_date"] ?? null },
        { label: { en: "Last day", es: "Último día" }, value: ({ days }) => days.at(-1)?.["created_date"] ?? null },
      ],
    },
    {
      kind: "figure",
      title: { en: "New requests per day", es: "Nuevas solicitudes por día" },
      from: ["days", "freshness"],
      wide: true,
      height: 400,
      colors: "type",
      select: "type",
      draw: ({ days: rows, freshness }, context) => {
        const days = coveredDays(context.params.period, freshness, rows);
        const series = perDayAndEntity(rows, days, "type_name", "count");
        const drawn = lines(context, { days, series, by: "type_name", value: "count" });
        return noted(context, drawn, unfinished(context, days, freshness));
      },
    },
    {
      kind: "figure",
      title: { en: "Requests by day of week", es: "Solicitudes por día de la semana" },
      from: ["days", "freshness"],
      draw: ({ days, freshness }, context) => {
        const byWeekday = sumBy(days, "count", "created_dow", (row) => weekdayOf(String(row["created_date"])));
        return weekdayBars(context, byWeekday, covered(context.params.period, freshness));
      },
    },
    {
      kind: "figure",
      title: { en: "Share by request type", es: "Proporción por tipo de solicitud" },
      from: ["days"],
      colors: "type",
      select: "type",
      draw: ({ days }, context) =>
        donut(context, { rows: sumBy(days, "count", "type_name"), category: "type_name", value: "count" }),
    },
  ],
});
