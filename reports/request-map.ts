import {
  cityParam,
  columnSum,
  countsBy,
  createdIn,
  defineReport,
  inPeriod,
  noted,
  only,
  periodParam,
  pointMap,
  requestsCard,
  typesParam,
} from "../src/report.js";

/** Where single requests come from. */
export default defineReport({
  title: { en: "Requests on the map", es: "Solicitudes en el mapa" },
  description: ({ params: { period, city }, format }) => ({
    en: `Each service request created ${inPeriod({ ...period, city }, format).en}, at its place.`,
    es: `Cada solicitud de servicio creada ${inPeriod({ ...period, city }, format).es}, en su lugar.`,
  }),
  params: {
    city: cityParam(),
    types: typesParam(),
    period: periodParam("last-30-days"),
    limit: {
      kind: "number",
      label: { en: "At most", es: "Como máximo" },
      least: 1,
      most: 500_000,
      default: "100000",
    },
  },
  queries: ({ params: { types, period, limit } }) => {
    const where = [createdIn(period), ...only("type_name", types)];
    return {
      types: countsBy(["type_name"], where),
      requests: { kind: "requests", where, limit },
      boundaries: { kind: "boundaries", of: "council" },
    };
  },
  view: [
    {
      kind: "cards",
      from: ["types"],
      cards: [requestsCard("types")],
    },
    {
      kind: "map",
      title: { en: "Requests by type and place", es: "Solicitudes por tipo y lugar" },
      from: ["requests", "types"],
      wide: true,
      height: 560,
      colors: "type",
      outlines: "boundaries",
      draw: ({ requests, types }, context) => {
        const integer = (count: number) => context.format.integer(count);
        const map = pointMap(context, requests);
        const [shown, all] = [requests.length, columnSum(types, "count")];
        const nowhere = map.longitude.filter((angle) => Number.isNaN(angle)).length;
        return noted(
          context,
          map,
          shown < all && {
            en: `Shown are the newest ${integer(shown)} of ${integer(all)} requests.`,
            es: `Se muestran las ${integer(shown)} más recientes de ${integer(all)} solicitudes.`,
          },
          nowhere > 0 && {
            en: `Requests without a known place, which are only in the table: ${integer(nowhere)}.`,
            es: `Solicitudes sin ubicación conocida, que solo están en la tabla: ${integer(nowhere)}.`,
          },
        );
      },
    },
  ],
});
