import {
  bars,
  cityParam,
  columns,
  columnSum,
  createdIn,
  defineReport,
  inPeriod,
  namesIn,
  noted,
  periodParam,
  rankedBy,
  requestsCard,
} from "../src/report.js";

/** What a city is asked for most. */
export default defineReport({
  title: { en: "Top requests", es: "Solicitudes más frecuentes" },
  description: ({ params: { n, period, city }, format }) => ({
    en: `The ${n} most frequent types of the service requests created ${inPeriod({ ...period, city }, format).en}.`,
    es: `Los ${n} tipos más frecuentes de las solicitudes de servicio creadas ${inPeriod({ ...period, city }, format).es}.`,
  }),
  params: {
    city: cityParam(),
    period: periodParam("last-365-days"),
    n: { kind: "number", label: { en: "How many types", es: "Cuántos tipos" }, least: 1, most: 50, default: "5" },
  },
  queries: ({ params: { period } }) => ({
    types: rankedBy(["type_name"], [createdIn(period)]),
  }),
  view: [
    {
      kind: "cards",
      from: ["types"],
      cards: [
        requestsCard("types"),
        { label: { en: "Request types", es: "Tipos de solicitud" }, value: ({ types }) => namesIn(types, "type_name").length },
      ],
    },
    {
      kind: "figure",
      title: ({ params: { n } }) => ({ en: `The ${n} most frequent types`, es: `Los ${n} tipos más frecuentes` }),
      from: ["types"],
      colors: "type",
      wide: true,
      draw: ({ types }, context) => {
        const all = columnSum(types, "count");
        const rows = types.slice(0, context.params.n).map((row) => ({ ...row, share: Number(row["count"]) / all }));
        const drawn = bars(context, { rows, category: "type_name", value: "count", horizontal: true, many: true });
        const together = context.format.share(columnSum(rows, "share"));
        return noted(
          context,
          { ...drawn, table: { ...drawn.table, columns: columns("type_name", "count", "share") } },
          rows.length < types.length && {
            en: `Together they are ${together} of all requests of the period.`,
            es: `Juntos son el ${together} de todas las solicitudes del período.`,
          },
        );
      },
    },
  ],
});
