import {
  columnSum,
  councilParam,
  countsBy,
  coveredDays,
  createdIn,
  defineReport,
  donut,
  highlightParam,
  inPeriod,
  lines,
  noted,
  only,
  perDayAndEntity,
  periodParam,
  requestColumns,
  sumBy,
  unfinished,
} from "../src/report.js";

/** Rows of the table are fetched and kept up to so many. */
const MOST = 5000;

/** What came in and what was closed in one council lately, request by request. */
export default defineReport({
  title: { en: "Neighborhood, week by week", es: "Vecindario, semana a semana" },
  description: ({ params: { council, period }, format }) => ({
    en: `Requests created and closed in ${council} ${inPeriod(period, format).en}.`,
    es: `Solicitudes creadas y cerradas en ${council} ${inPeriod(period, format).es}.`,
  }),
  params: {
    council: councilParam("Arleta"),
    type: highlightParam("type"),
    period: periodParam("last-7-days"),
  },
  queries: ({ params: { council, period } }) => {
    const where = [createdIn(period), ...only("council_name", council)];
    const closedIn = { field: "closed_date", op: "between", value: [period.from, period.to] } as const;
    return {
      days: countsBy(["created_date", "type_name"], where),
      closed: countsBy([], [closedIn, ...only("council_name", council)]),
      requests: {
        kind: "requests",
        where,
        order: [{ by: "created", direction: "desc" }, { by: "srnumber" }],
        limit: MOST,
      },
      freshness: { kind: "freshness" },
    };
  },
  view: [
    {
      kind: "cards",
      from: ["days", "closed"],
      cards: [
        { label: { en: "New", es: "Nuevas" }, value: ({ days }) => columnSum(days, "count") },
        { label: { en: "Closed", es: "Cerradas" }, value: ({ closed }) => columnSum(closed, "count") },
        {
          label: { en: "Net change", es: "Cambio neto" },
          value: ({ days, closed }, { format }) => format.signed(columnSum(closed, "count") - columnSum(days, "count")),
        },
      ],
    },
    {
      kind: "figure",
      title: { en: "New requests per day", es: "Nuevas solicitudes por día" },
      from: ["days", "freshness"],
      height: 360,
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
      title: { en: "Share by request type", es: "Proporción por tipo de solicitud" },
      from: ["days"],
      height: 360,
      colors: "type",
      select: "type",
      draw: ({ days }, context) =>
        donut(context, { rows: sumBy(days, "count", "type_name"), category: "type_name", value: "count" }),
    },
    {
      kind: "table",
      title: { en: "New requests", es: "Nuevas solicitudes" },
      from: ["requests"],
      wide: true,
      page: 20,
      draw: ({ requests }, context) => ({
        columns: requestColumns("srnumber", "created", "closed", "type_name", "agency_name", "source_name", "address"),
        rows: requests,
        ...(requests.length === MOST && {
          note: context.text({
            en: `Only the newest ${context.format.integer(MOST)} are listed.`,
            es: `Solo figuran las ${context.format.integer(MOST)} más recientes.`,
          }),
        }),
      }),
    },
  ],
});
