import {
  addDays,
  bars,
  cityParam,
  closingBoxes,
  closingBy,
  closingQuartilesBy,
  columnSum,
  countsBy,
  covered,
  createdIn,
  defineReport,
  donut,
  fillIn,
  highlightParam,
  inPeriod,
  namesIn,
  noted,
  partialYears,
  rankedBy,
  requestsCard,
  shareByType,
  topRows,
  weekdayBars,
  withSurvivalMedians,
  type Period,
} from "../src/report.js";

/** The whole city: how many requests, of what, for whom, how they came in and how long they took. */
export default defineReport({
  title: { en: "Overview", es: "Panorama general" },
  description: ({ params, format }) => ({
    en: `All service requests created ${inPeriod(params, format).en}.`,
    es: `Todas las solicitudes de servicio creadas ${inPeriod(params, format).es}.`,
  }),
  params: {
    from: { kind: "day", label: { en: "From", es: "Desde" }, default: "2016-01-01" },
    to: { kind: "day", label: { en: "To", es: "Hasta" }, default: "yesterday" },
    city: cityParam(),
    type: highlightParam("type"),
    council: highlightParam("council"),
  },
  queries: ({ params: { from, to }, yesterday }) => {
    const where = [createdIn({ from, to })];
    return {
      years: countsBy(["created_year"], where),
      types: rankedBy(["type_name"], where),
      quartiles: closingQuartilesBy(["type_name"], where, yesterday),
      ...closingBy(["type_name"], where, yesterday),
      agencies: rankedBy(["agency_name"], where),
      sources: rankedBy(["source_name"], where),
      weekdays: countsBy(["created_dow"], [createdIn(lastYearTo(to))]),
      councils: rankedBy(["council_name"], where),
      freshness: { kind: "freshness" },
    };
  },
  view: [
    {
      kind: "cards",
      from: ["types", "councils", "sources", "agencies"],
      cards: [
        requestsCard("types"),
        {
          label: { en: "Neighborhood councils", es: "Consejos vecinales" },
          value: ({ councils }) => namesIn(councils, "council_name").length,
        },
        { label: { en: "Request types", es: "Tipos de solicitud" }, value: ({ types }) => namesIn(types, "type_name").length },
        { label: { en: "Sources", es: "Medios" }, value: ({ sources }) => namesIn(sources, "source_name").length },
        { label: { en: "Agencies", es: "Departamentos" }, value: ({ agencies }) => namesIn(agencies, "agency_name").length },
      ],
    },
    {
      kind: "figure",
      title: { en: "Requests per year", es: "Solicitudes por año" },
      from: ["years", "freshness"],
      draw: ({ years, freshness }, context) => {
        const days = covered(context.params, freshness);
        const partial = partialYears(days);
        const rows = fillIn(years, "created_year");
        return noted(
          context,
          bars(context, { rows, category: "created_year", value: "count", partial }),
          partial.length > 0 && {
            en: `${partial.join(", ")}: not a whole year (data ${inPeriod(days, context.format).en}).`,
            es: `${partial.join(", ")}: año incompleto (datos ${inPeriod(days, context.format).es}).`,
          },
        );
      },
    },
    { ...shareByType("types"), select: "type" },
    {
      kind: "figure",
      title: { en: "Days to close by request type", es: "Días hasta el cierre por tipo de solicitud" },
      from: ["quartiles", "closed", "open", "later"],
      height: 380,
      colors: "type",
      select: "type",
      draw: ({ quartiles, ...closing }, context) => {
        const closed = quartiles.filter((row) => row["days_to_close_n"]);
        const rows = withSurvivalMedians(closed, "type_name", closing, context.yesterday);
        const open = context.format.integer(columnSum(quartiles, "open"));
        const day = context.format.day(context.yesterday);
        return noted(context, closingBoxes(context, { rows, category: "type_name" }), {
          en: `First quartile, median and third quartile of closed requests; ${open} not closed by ${day} are left out. A ring marks the median with these counted as well (Kaplan–Meier); there is none where more than half are still open.`,
          es: `Primer cuartil, mediana y tercer cuartil de las cerradas; quedan fuera ${open} no cerradas hasta el ${day}. Un anillo marca la mediana contándolas también (Kaplan–Meier); falta donde más de la mitad sigue abierta.`,
        });
      },
    },
    {
      kind: "figure",
      title: { en: "Share by agency", es: "Proporción por departamento" },
      from: ["agencies"],
      height: 380,
      draw: ({ agencies }, context) =>
        donut(context, { rows: topRows(agencies, "agency_name", 4), category: "agency_name", value: "count" }),
    },
    {
      kind: "figure",
      title: { en: "Requests by source", es: "Solicitudes por medio" },
      from: ["sources"],
      draw: ({ sources }, context) =>
        bars(context, { rows: topRows(sources, "source_name", 4), category: "source_name", value: "count", horizontal: true }),
    },
    {
      kind: "figure",
      title: { en: "Requests by day of week", es: "Solicitudes por día de la semana" },
      from: ["weekdays", "freshness"],
      draw: ({ weekdays, freshness }, context) =>
        weekdayBars(context, weekdays, covered(lastYearTo(context.params.to), freshness)),
    },
    {
      kind: "figure",
      title: { en: "Requests by neighborhood council", es: "Solicitudes por consejo vecinal" },
      from: ["councils"],
      height: 480,
      wide: true,
      select: "council",
      draw: ({ councils }, context) =>
        bars(context, { rows: councils, category: "council_name", value: "count", horizontal: true, many: true }),
    },
  ],
});

function lastYearTo(to: string): Period {
  return { from: addDays(to, -364), to };
}
