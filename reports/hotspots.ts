import {
  columnSum,
  createdIn,
  defineReport,
  highlightParam,
  hotspotMap,
  inPeriod,
  namesIn,
  noMap,
  noted,
  oneCityParam,
  only,
  periodParam,
  typeParam,
} from "../src/report.js";

/** The places in the city that requests of one type come from again and again. */
export default defineReport({
  title: { en: "Hotspots", es: "Puntos críticos" },
  description: ({ params: { type, period, city }, format }) => ({
    en: `Places with many requests for ${type} created ${inPeriod({ ...period, city }, format).en}.`,
    es: `Lugares con muchas solicitudes de ${type} creadas ${inPeriod({ ...period, city }, format).es}.`,
  }),
  params: {
    city: oneCityParam(),
    type: typeParam("Homeless Encampment"),
    council: highlightParam("council"),
    period: periodParam("last-365-days"),
  },
  queries: ({ params: { type, period } }) => ({
    hotspots: { kind: "hotspots", where: [createdIn(period), ...only("type_name", type)] },
    boundaries: { kind: "boundaries", of: "council" },
  }),
  view: [
    {
      kind: "cards",
      from: ["hotspots"],
      cards: [
        { label: { en: "Hotspots", es: "Puntos críticos" }, value: ({ hotspots }) => hotspots.length },
        {
          label: { en: "Requests in hotspots", es: "Solicitudes en puntos críticos" },
          value: ({ hotspots }) => columnSum(hotspots, "count"),
        },
        {
          label: { en: "Councils with hotspots", es: "Consejos con puntos críticos" },
          value: ({ hotspots }) => namesIn(hotspots, "council_name").length,
        },
      ],
    },
    {
      kind: "figure",
      title: { en: "Hotspots by number of requests", es: "Puntos críticos por número de solicitudes" },
      from: ["boundaries", "hotspots"],
      wide: true,
      height: 560,
      select: "council",
      draw: ({ hotspots, boundaries }, context) =>
        noted(
          context,
          hotspotMap(context, hotspots, boundaries),
          noMap(boundaries),
          hotspots.length === 0 && { en: "There are no hotspots.", es: "No hay puntos críticos." },
          {
            en: "A hotspot is a group of at least 12 requests within about 30 m of one another, in one neighborhood council. Requests without a known place are not in any.",
            es: "Un punto crítico es un grupo de al menos 12 solicitudes a unos 30 m unas de otras, en un mismo consejo vecinal. Las solicitudes sin ubicación conocida no están en ninguno.",
          },
        ),
    },
  ],
});
