import { choropleth, columnSum, defineReport } from "../src/report.js";

/** Where in the city requests of one type come from. */
export default defineReport({
  title: { en: "Requests by council on the map", es: "Solicitudes por consejo en el mapa" },
  description: ({ params: { type, period }, format }) => ({
    en: `${type} requests created from ${format.day(period.from)} to ${format.day(period.to)}, by neighborhood council.`,
    es: `Solicitudes de ${type} creadas del ${format.day(period.from)} al ${format.day(period.to)}, por consejo vecinal.`,
  }),
  params: {
    type: { kind: "lookup", of: "type", label: { en: "Request type", es: "Tipo de solicitud" }, default: "Illegal Dumping" },
    period: { kind: "period", label: { en: "Period", es: "Período" }, default: "last-365-days" },
    council: { kind: "lookup", of: "council", label: { en: "Neighborhood council", es: "Consejo vecinal" }, default: "" },
  },
  queries: ({ params: { type, period } }) => ({
    councils: {
      kind: "aggregate",
      by: ["council_name"],
      measures: ["count"],
      where: [
        { field: "type_name", op: "=", value: type },
        { field: "created_date", op: "between", value: [period.from, period.to] },
      ],
      order: [{ by: "count", direction: "desc" }],
    },
    boundaries: { kind: "boundaries", of: "council" },
  }),
  view: [
    {
      kind: "cards",
      from: ["councils"],
      cards: [
        { label: { en: "Requests", es: "Solicitudes" }, value: ({ councils }) => columnSum(councils, "count") },
        {
          label: { en: "Chosen council", es: "Consejo elegido" },
          value: (_, { params: { council } }) => council || null,
        },
        {
          label: { en: "Requests there", es: "Solicitudes allí" },
          value: ({ councils }, { params: { council } }) =>
            council ? (councils.find((row) => row["council_name"] === council)?.["count"] ?? 0) : null,
        },
      ],
    },
    {
      kind: "figure",
      title: { en: "Requests by neighborhood council", es: "Solicitudes por consejo vecinal" },
      from: ["councils", "boundaries"],
      wide: true,
      height: 560,
      select: "council",
      draw: ({ councils, boundaries }, context) => {
        const map = choropleth(context, { rows: councils, boundaries, category: "council_name", value: "count" });
        const nowhere = columnSum(councils, "count") - columnSum(map.table.rows, "count");
        const note = {
          en: `${context.format.integer(nowhere)} requests lie in none of the areas of the map.`,
          es: `${context.format.integer(nowhere)} solicitudes no están en ninguna de las áreas del mapa.`,
        };
        return nowhere ? { ...map, note: context.text(note) } : map;
      },
    },
  ],
});
