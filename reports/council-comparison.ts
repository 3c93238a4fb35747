import {
  bars,
  councilParam,
  countsBy,
  covered,
  coveredDays,
  createdIn,
  daysFrom,
  defineReport,
  inPeriod,
  lines,
  noted,
  oneCityParam,
  only,
  perDay,
  periodParam,
  rankedBy,
  requestsCard,
  unfinished,
  type Period,
  type Row,
} from "../src/report.js";

const DAYS = { en: "Days covered", es: "Días cubiertos" };

/** Two councils side by side. */
export default defineReport({
  title: { en: "Two councils compared", es: "Comparación de dos consejos" },
  description: ({ params: { council, versus, period, city }, format }) => ({
    en: `Requests created in ${council} and in ${versus} ${inPeriod({ ...period, city }, format).en}.`,
    es: `Solicitudes creadas en ${council} y en ${versus} ${inPeriod({ ...period, city }, format).es}.`,
  }),
  params: {
    city: oneCityParam(),
    council: councilParam("Arleta"),
    versus: { ...councilParam("Sylmar"), label: { en: "Compared with", es: "Comparado con" } },
    period: periodParam("last-365-days"),
  },
  queries: ({ params: { council, versus, period } }) => {
    const sourcesIn = (name: string) => rankedBy(["source_name"], [createdIn(period), ...only("council_name", name)]);
    return {
      council: sourcesIn(council),
      versus: sourcesIn(versus),
      days: countsBy(["created_date", "council_name"], [createdIn(period), ...only("council_name", [council, versus])]),
      freshness: { kind: "freshness" },
    };
  },
  view: [
    {
      kind: "cards",
      title: ({ params: { council } }) => council,
      from: ["council", "freshness"],
      side: "start",
      cards: [
        requestsCard("council"),
        { label: DAYS, value: ({ freshness }, { params: { period } }) => daysOf(covered(period, freshness)) },
      ],
    },
    {
      kind: "cards",
      title: ({ params: { versus } }) => versus,
      from: ["versus", "freshness"],
      side: "end",
      cards: [
        requestsCard("versus"),
        { label: DAYS, value: ({ freshness }, { params: { period } }) => daysOf(covered(period, freshness)) },
      ],
    },
    {
      kind: "figure",
      title: ({ params: { council } }) => ({ en: `${council}: requests by source`, es: `${council}: solicitudes por medio` }),
      from: ["council", "versus"],
      side: "start",
      draw: ({ council, versus }, context) =>
        bars(context, {
          rows: council,
          category: "source_name",
          value: "count",
          horizontal: true,
          most: most(council, versus),
        }),
    },
    {
      kind: "figure",
      title: ({ params: { versus } }) => ({ en: `${versus}: requests by source`, es: `${versus}: solicitudes por medio` }),
      from: ["versus", "council"],
      side: "end",
      draw: ({ council, versus }, context) =>
        bars(context, { rows: versus, category: "source_name", value: "count", horizontal: true, most: most(council, versus) }),
    },
    {
      kind: "figure",
      title: { en: "Requests per day", es: "Solicitudes por día" },
      from: ["days", "freshness"],
      wide: true,
      draw: ({ days: rows, freshness }, context) => {
        const { council, versus, period } = context.params;
        const days = coveredDays(period, freshness, rows);
        const series = [...new Set([council, versus])].map((entity) => {
          const own = rows.filter((row) => row["council_name"] === entity);
          return { entity, values: perDay(own, days, "count") };
        });
        return noted(
          context,
          lines(context, { days, series, by: "council_name", value: "count" }),
          unfinished(context, days, freshness),
          council === versus && {
            en: `Both sides show ${council}: choose another council to compare it with.`,
            es: `Ambos lados muestran ${council}: elija otro consejo con el que compararlo.`,
          },
        );
      },
    },
  ],
});

/** The largest count of both, so that their bars can be held against each other. */
function most(...sides: Row[][]): number {
  return Math.max(...sides.flat().map((row) => Number(row["count"])));
}

function daysOf({ from, to }: Period): number {
  return daysFrom(from, to).length;
}
