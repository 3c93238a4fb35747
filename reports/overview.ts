import {
  addDays,
  bars,
  closingBoxes,
  columnSum,
  covered,
  defineReport,
  donut,
  fillIn,
  NO_COUNCIL,
  partialYears,
  topRows,
  weekdayBars,
} from "../src/report.js";

/** The whole city: how many requests, of what, for whom, how they came in and how long they took. */
export default defineReport({
  title: { en: "Overview", es: "Panorama general" },
  description: ({ params: { from, to }, format }) => ({
    en: `All service requests created from ${format.day(from)} to ${format.day(to)}.`,
    es: `Todas las solicitudes de servicio creadas del ${format.day(from)} al ${format.day(to)}.`,
  }),
  params: {
    from: { kind: "day", label: { en: "From", es: "Desde" }, default: "2016-01-01" },
    to: { kind: "day", label: { en: "To", es: "Hasta" }, default: "yesterday" },
    city: { kind: "lookup", of: "city", label: { en: "City", es: "Ciudad" }, default: "" },
  },
  queries: ({ params: { from, to, city }, yesterday }) => {
    const inCity = city ? [{ field: "city_name", op: "=", value: city } as const] : [];
    const where = [{ field: "created_date", op: "between", value: [from, to] } as const, ...inCity];
    const order = [{ by: "count", direction: "desc" } as const];
    return {
      years: { kind: "aggregate", by: ["created_year"], measures: ["count"], where },
      types: { kind: "aggregate", by: ["type_name"], measures: ["count"], where, order },
      closing: {
        kind: "aggregate",
        by: ["type_name"],
        measures: ["days_to_close_p25", "days_to_close_p50", "days_to_close_p75", "days_to_close_n", "open"],
        where,
        order: [{ by: "days_to_close_p50" }],
        as_of: yesterday,
      },
      agencies: { kind: "aggregate", by: ["agency_name"], measures: ["count"], where, order },
      sources: { kind: "aggregate", by: ["source_name"], measures: ["count"], where, order },
      weekdays: {
        kind: "aggregate",
        by: ["created_dow"],
        measures: ["count"],
        where: [{ field: "created_date", op: "between", value: [addDays(to, -364), to] }, ...inCity],
      },
      councils: { kind: "aggregate", by: ["council_name"], measures: ["count"], where, order },
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
        const note = {
          en: `${partial.join(", ")}: not a whole year (data from ${context.format.day(days.from)} to ${context.format.day(days.to)}).`,
          es: `${partial.join(", ")}: año incompleto (datos del ${context.format.day(days.from)} al ${context.format.day(days.to)}).`,
        };
        return partial.length ? { ...drawn, note: context.text(note) } : drawn;
      },
    },
    {
      kind: "figure",
      title: { en: "Share by request type", es: "Proporción por tipo de solicitud" },
      from: ["types"],
      colors: "type",
      draw: ({ types }, context) => donut(context, { rows: types, category: "type_name", value: "count" }),
    },
    {
      kind: "figure",
      title: { en: "Days to close by request type", es: "Días hasta el cierre por tipo de solicitud" },
      from: ["closing"],
      height: 380,
      colors: "type",
      draw: ({ closing }, context) => ({
        ...closingBoxes(context, { rows: closing.filter((row) => row["days_to_close_n"]), category: "type_name" }),
        note: context.text({
          en: `First quartile, median and third quartile of closed requests; ${context.format.integer(columnSum(closing, "open"))} not closed by ${context.format.day(context.yesterday)} are left out.`,
          es: `Primer cuartil, mediana y tercer cuartil de las cerradas; quedan fuera ${context.format.integer(columnSum(closing, "open"))} no cerradas hasta el ${context.format.day(context.yesterday)}.`,
        }),
      }),
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
        weekdayBars(context, weekdays, covered({ from: addDays(context.params.to, -364), to: context.params.to }, freshness)),
    },
    {
      kind: "figure",
      title: { en: "Requests by neighborhood council", es: "Solicitudes por consejo vecinal" },
      from: ["councils"],
      height: 480,
      wide: true,
      draw: ({ councils }, context) => ({
        ...bars(context, { rows: councils, category: "council_name", value: "count", horizontal: true }),
        height: 70 + 22 * councils.length,
      }),
    },
  ],
});
