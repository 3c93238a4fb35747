import {
  addDays,
  agesOf,
  bars,
  closingBoxes,
  closingBy,
  closingTimes,
  columnSum,
  countsBy,
  covered,
  createdIn,
  defineReport,
  donut,
  fillIn,
  highlightParam,
  inPeriod,
  NO_COUNCIL,
  noted,
  only,
  partialYears,
  rankedBy,
  survivalMedian,
  topRows,
  weekdayBars,
  type Period,
  type Row,
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
    city: { kind: "lookup", of: "city", label: { en: "City", es: "Ciudad" }, default: "" },
    type: highlightParam("type"),
    council: highlightParam("council"),
  },
  queries: ({ params: { from, to, city }, yesterday }) => {
    const where = [createdIn({ from, to }), ...only("city_name", city)];
    return {
      years: countsBy(["created_year"], where),
      types: rankedBy(["type_name"], where),
      boxes: {
        kind: "aggregate",
        by: ["type_name"],
        measures: ["days_to_close_p25", "days_to_close_p50", "days_to_close_p75", "days_to_close_n", "open"],
        where,
        order: [{ by: "days_to_close_p50" }],
        as_of: yesterday,
      },
      ...closingBy(["type_name"], where, yesterday),
      agencies: rankedBy(["agency_name"], where),
      sources: rankedBy(["source_name"], where),
      weekdays: countsBy(["created_dow"], [createdIn(lastYearTo(to)), ...only("city_name", city)]),
      councils: rankedBy(["council_name"], where),
      freshness: { kind: "freshness" },
    };
  },
  view: [
    {
      kind: "cards",
      from: ["types", "councils", "sources", "agencies"],
      cards: [
        { label: { en: "Requests", es: "Solicitudes" }, value: ({ types }) => columnSum(types, "count") },
        {
          label: { en: "Neighborhood councils", es: "Consejos vecinales" },
          value: ({ councils }) => councils.filter(({ council_name }) => council_name && council_name !== NO_COUNCIL).length,
        },
        {
          label: { en: "Request types", es: "Tipos de solicitud" },
          value: ({ types }) => types.filter((row) => row["type_name"]).length,
        },
        { label: { en: "Sources", es: "Medios" }, value: ({ sources }) => sources.filter((row) => row["source_name"]).length },
        {
          label: { en: "Agencies", es: "Departamentos" },
          value: ({ agencies }) => agencies.filter((row) => row["agency_name"]).length,
        },
      ],
    },
    {
      kind: "figure",
      title: { en: "Requests per year", es: "Solicitudes por año" },
      from: ["years", "freshness"],
      draw: ({ years, freshness }, context) => {
        const days = covered(context.params, freshness);
        const partial = partialYears(days);
        const drawn = bars(context, { rows: fillIn(years, "created_year"), category: "created_year", value: "count", partial });
        return noted(
          context,
          drawn,
          partial.length > 0 && {
            en: `${partial.join(", ")}: not a whole year (data ${inPeriod(days, context.format).en}).`,
            es: `${partial.join(", ")}: año incompleto (datos ${inPeriod(days, context.format).es}).`,
          },
        );
      },
    },
    {
      kind: "figure",
      title: { en: "Share by request type", es: "Proporción por tipo de solicitud" },
      from: ["types"],
      colors: "type",
      select: "type",
      draw: ({ types }, context) => donut(context, { rows: types, category: "type_name", value: "count" }),
    },
    {
      kind: "figure",
      title: { en: "Days to close by request type", es: "Días hasta el cierre por tipo de solicitud" },
      from: ["boxes", "closed", "open", "later"],
      height: 380,
      colors: "type",
      select: "type",
      draw: ({ boxes, closed, open, later }, context) => {
        const { format, yesterday } = context;
        const rows = boxes
          .filter((row) => row["days_to_close_n"])
          .map((row) => {
            const own = (others: Row[]) => others.filter(({ type_name }) => type_name === row["type_name"]);
            const waiting = agesOf(own([...open, ...later]), yesterday);
            return { ...row, days_to_close_km: survivalMedian(closingTimes(own(closed)), waiting) };
          });
        const left = format.integer(columnSum(boxes, "open"));
        return noted(context, closingBoxes(context, { rows, category: "type_name" }), {
          en: `First quartile, median and third quartile of closed requests; ${left} not closed by ${format.day(yesterday)} are left out. A ring marks the median with these counted as well (Kaplan–Meier); there is none where more than half are still open.`,
          es: `Primer cuartil, mediana y tercer cuartil de las cerradas; quedan fuera ${left} no cerradas hasta el ${format.day(yesterday)}. Un anillo marca la mediana contándolas también (Kaplan–Meier); falta donde más de la mitad sigue abierta.`,
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
      draw: ({ councils }, context) => ({
        ...bars(context, { rows: councils, category: "council_name", value: "count", horizontal: true }),
        height: 70 + 22 * councils.length,
      }),
    },
  ],
});

function lastYearTo(to: string): Period {
  return { from: addDays(to, -364), to };
}
