import {
  bars,
  choropleth,
  columnSum,
  createdIn,
  defineReport,
  highlightParam,
  inPeriod,
  noMap,
  noted,
  oneCityParam,
  only,
  periodParam,
  rankedBy,
  requestsCard,
  typeParam,
} from "../src/report.js";

/** Where in the city requests of one type come from. */
export default defineReport({
  title: { en: "Requests by council on the map", es: "Solicitudes por consejo en el mapa" },
  description: ({ params: { type, period, city }, format }) => ({
    en: `${type} requests created ${inPeriod({ ...period, city }, format).en}, by neighborhood council.`,
    es: `Solicitudes de ${type} creadas ${inPeriod({ ...period, city }, format).es}, por consejo vecinal.`,
  }),
  params: {
    city: oneCityParam(),
    type: typeParam("Illegal Dumping"),
    period: periodParam("last-365-days"),
    council: highlightParam("council"),
  },
  queries: ({ params: { type, period } }) => ({
    councils: rankedBy(["council_name"], [createdIn(period), ...only("type_name", type)]),
    boundaries: { kind: "boundaries", of: "council" },
  }),
  view: [
    {
      kind: "cards",
      from: ["councils"],
      cards: [
        requestsCard("councils"),
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
        if (boundaries.features.length === 0)
          return noted(
            context,
            bars(context, { rows: councils, category: "council_name", value: "count", horizontal: true, many: true }),
            noMap(boundaries),
          );
        const map = choropleth(context, { rows: councils, boundaries, category: "council_name", value: "count" });
        const nowhere = columnSum(councils, "count") - columnSum(map.table.rows, "count");
        return noted(
          context,
          map,
          nowhere > 0 && {
            en: `Requests in none of the areas of the map: ${context.format.integer(nowhere)}.`,
            es: `Solicitudes en ninguna de las áreas del mapa: ${context.format.integer(nowhere)}.`,
          },
        );
      },
    },
  ],
});
