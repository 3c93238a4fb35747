import {
  columnSum,
  councilParam,
  countsBy,
  createdIn,
  defineReport,
  highlightParam,
  inPeriod,
  newPerDayByType,
  noted,
  oneCityParam,
  only,
  periodParam,
  requestColumns,
  shareByType,
} from "../src/report.js";

/** Rows of the table are fetched and kept up to so many. */
const MOST = 5000;

/** What came in and what was closed in one council lately, request by request. */
export default defineReport({
  title: { en: "A week in the neighborhood", es: "Una semana en el vecindario" },
  description: ({ params: { council, period, city }, format }) => ({
    en: `Requests created and closed in ${council} ${inPeriod({ ...period, city }, format).en}.`,
    es: `Solicitudes creadas y cerradas en ${council} ${inPeriod({ ...period, city }, format).es}.`,
  }),
  params: {
    city: oneCityParam(),
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
    { ...newPerDayByType("days"), select: "type", height: 360 },
    { ...shareByType("days"), select: "type", height: 360 },
    {
      kind: "table",
      title: { en: "New requests", es: "Nuevas solicitudes" },
      from: ["requests"],
      wide: true,
      page: 20,
      draw: ({ requests: rows }, context) => {
        const columns = requestColumns("srnumber", "created", "closed", "type_name", "agency_name", "source_name", "address");
        const most = context.format.integer(MOST);
        return noted(
          context,
          { columns, rows },
          rows.length === MOST && { en: `Only the newest ${most} are listed.`, es: `Solo figuran las ${most} más recientes.` },
        );
      },
    },
  ],
});
