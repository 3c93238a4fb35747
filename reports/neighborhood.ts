import {
  councilParam,
  countsBy,
  coveredDays,
  createdIn,
  defineReport,
  highlightParam,
  inCouncilsByDay,
  inPeriod,
  largestTypes,
  lines,
  linesAgainst,
  movingAverage,
  noted,
  oneCityParam,
  only,
  per10000,
  perDay,
  perDayAndEntity,
  perDayInCouncils,
  periodParam,
  residentsOf,
  residentsOfAll,
  unfinished,
  type Text,
} from "../src/report.js";

/** One council against all councils together, by residents, and what is asked for in it. */
export default defineReport({
  title: { en: "Neighborhood", es: "Vecindario" },
  description: ({ params: { council, period, city }, format }) => ({
    en: `Requests created in ${council} ${inPeriod({ ...period, city }, format).en}, against all neighborhood councils together.`,
    es: `Solicitudes creadas en ${council} ${inPeriod({ ...period, city }, format).es}, frente a todos los consejos vecinales juntos.`,
  }),
  params: {
    city: oneCityParam(),
    council: councilParam("Arleta"),
    window: {
      kind: "choice",
      label: { en: "Moving average", es: "Media móvil" },
      options: {
        1: { en: "None: each day", es: "Ninguna: cada día" },
        7: { en: "7 days", es: "7 días" },
        30: { en: "30 days", es: "30 días" },
      },
      default: "1",
    },
    type: highlightParam("type"),
    period: periodParam("last-365-days"),
  },
  queries: ({ params: { council, period } }) => ({
    own: countsBy(["created_date", "type_name"], [createdIn(period), ...only("council_name", council)]),
    ...inCouncilsByDay([createdIn(period)]),
    councils: { kind: "lookup", of: "council" },
    freshness: { kind: "freshness" },
  }),
  view: [
    {
      kind: "figure",
      title: { en: "Requests per 10,000 residents", es: "Solicitudes por cada 10\u00a0000 habitantes" },
      from: ["own", "all", "nowhere", "councils", "freshness"],
      wide: true,
      draw: ({ own, all, nowhere, councils, freshness }, context) => {
        const { council, period, window } = context.params;
        const days = coveredDays(period, freshness, all);
        const rates = (counts: number[], residents: number | null) =>
          movingAverage(counts, Number(window)).map((mean) => per10000(mean, residents));
        const [here, everywhere] = [residentsOf(councils, council), residentsOfAll(councils)];
        const together = rates(perDayInCouncils(all, nowhere, days), everywhere);
        const drawn = linesAgainst(context, {
          days,
          entity: council,
          values: rates(perDay(own, days, "count"), here),
          others: { name: { en: "All councils", es: "Todos los consejos" }, values: together },
          by: "council_name",
          value: "per_10000",
        });
        return noted(
          context,
          drawn,
          averaged(context, days),
          unfinished(context, days, freshness),
          here === null && {
            en: `The number of residents of ${council} is not known.`,
            es: `No se conoce el número de habitantes de ${council}.`,
          },
          everywhere === null && {
            en: "There is no line of all councils, as the residents of some are not known.",
            es: "No hay línea de todos los consejos, porque no se conocen los habitantes de algunos.",
          },
        );
      },
    },
    {
      kind: "figure",
      title: { en: "Requests per day by request type", es: "Solicitudes por día y tipo" },
      from: ["own", "all", "freshness"],
      wide: true,
      height: 400,
      colors: "type",
      select: "type",
      draw: ({ own, all, freshness }, context) => {
        const { period, window } = context.params;
        const days = coveredDays(period, freshness, all);
        const series = perDayAndEntity(largestTypes(own), days, "type_name", "count").map(({ entity, values }) => ({
          entity,
          values: movingAverage(values, Number(window)),
        }));
        const value = window === "1" ? "count" : "per_day";
        return noted(
          context,
          lines(context, { days, series, by: "type_name", value }),
          averaged(context, days),
          unfinished(context, days, freshness),
        );
      },
    },
  ],
});

/** What the lines average, or why there is nothing to average; null where each day stands for itself. */
function averaged({ params: { window } }: { params: { window: string } }, days: string[]): Text | null {
  if (window === "1") return null;
  if (days.length < Number(window))
    return {
      en: `The data covers ${days.length} days of the period: too few for an average over ${window}.`,
      es: `Los datos cubren ${days.length} días del período: muy pocos para una media de ${window}.`,
    };
  return {
    en: `Each point is the mean of the ${window} days around it, so that the lines begin and end within the period.`,
    es: `Cada punto es la media de los ${window} días a su alrededor; por eso las líneas empiezan y terminan dentro del período.`,
  };
}
