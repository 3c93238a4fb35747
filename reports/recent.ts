import {
  columnSum,
  covered,
  daysFrom,
  defineReport,
  donut,
  lines,
  partialDay,
  sumBy,
  weekdayBars,
  weekdayOf,
} from "../src/report.js";

/** What came in lately, day by day. */
export default defineReport({
  title: { en: "Recent requests", es: "Solicitudes recientes" },
  description: ({ params: { period }, format }) => ({
    en: `New service requests from ${format.day(period.from)} to ${format.day(period.to)}.`,
    es: `Nuevas solicitudes de servicio del ${format.day(period.from)} al ${format.day(period.to)}.`,
  }),
  params: {
    period: { kind: "period", label: { en: "Period", es: "Período" }, default: "last-30-days" },
  },
  queries: ({ params: { period } }) => ({
    days: {
      kind: "aggregate",
      by: ["created_date", "type_name"],
      measures: ["count"],
      where: [{ field: "created_date", op: "between", value: [period.from, period.to] }],
    },
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
      draw: ({ days, freshness }, context) => {
        const { from, to } = covered(context.params.period, freshness);
        // A source that does not know its oldest day is drawn from the first request on.
        const first = freshness.oldest ? from : String(days[0]!["created_date"]);
        const drawn = lines(context, { rows: days, days: daysFrom(first, to), by: "type_name", value: "count" });
        const unfinished = partialDay({ from, to }, context.today, freshness);
        const day = unfinished && context.format.day(unfinished);
        return day
          ? { ...drawn, note: context.text({ en: `${day} is not over yet.`, es: `El ${day} aún no ha terminado.` }) }
          : drawn;
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
      draw: ({ days }, context) =>
        donut(context, { rows: sumBy(days, "count", "type_name"), category: "type_name", value: "count" }),
    },
  ],
});
