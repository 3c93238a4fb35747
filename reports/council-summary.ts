import {
  agesOf,
  binsOf,
  closingBy,
  closingTimes,
  councilParam,
  countsBy,
  coveredDays,
  createdIn,
  defineReport,
  histogram,
  inCouncilsByDay,
  inPeriod,
  linesAgainst,
  noted,
  oneCityParam,
  only,
  perDay,
  perDayInCouncils,
  periodParam,
  quantileOf,
  shareByType,
  sizeOf,
  survivalMedian,
  typesParam,
  unfinished,
  withoutNegative,
  withoutOutliers,
  type Context,
  type Duration,
  type Filtered,
  type Text,
} from "../src/report.js";

/** One council: how much it asks for against the average council, of what, and how long that takes. */
export default defineReport({
  title: { en: "Council summary", es: "Resumen del consejo" },
  description: ({ params: { council, types, period, city }, format }) => ({
    en: `${types.length ? types.join(", ") : "All"} requests created in ${council} ${inPeriod({ ...period, city }, format).en}.`,
    es: `Solicitudes ${types.length ? `de ${types.join(", ")} ` : ""}creadas en ${council} ${inPeriod({ ...period, city }, format).es}.`,
  }),
  params: {
    city: oneCityParam(),
    council: councilParam("Arleta"),
    types: { ...typesParam(), offered: "offered" },
    "quality-filter": {
      kind: "flag",
      label: { en: "Leave out doubtful durations", es: "Omitir duraciones dudosas" },
      default: "on",
    },
    period: periodParam("last-365-days"),
  },
  queries: ({ params: { council, types, period }, yesterday }) => {
    const where = [createdIn(period), ...only("type_name", types)];
    const here = only("council_name", council);
    return {
      own: countsBy(["created_date", "type_name"], [...where, ...here]),
      ...inCouncilsByDay(where),
      offered: countsBy(["type_name"], [createdIn(period), ...here]),
      ...closingBy([], [...where, ...here], yesterday),
      councils: { kind: "lookup", of: "council" },
      freshness: { kind: "freshness" },
    };
  },
  view: [
    {
      kind: "figure",
      title: { en: "Requests per day", es: "Solicitudes por día" },
      from: ["own", "all", "nowhere", "councils", "freshness"],
      wide: true,
      draw: ({ own, all, nowhere, councils, freshness }, context) => {
        const days = coveredDays(context.params.period, freshness, all);
        const average = perDayInCouncils(all, nowhere, days).map((count) => count / councils.length);
        const drawn = linesAgainst(context, {
          days,
          entity: context.params.council,
          values: perDay(own, days, "count"),
          others: { name: { en: "Average council", es: "Consejo medio" }, values: average },
          by: "council_name",
          value: "per_day",
        });
        const n = context.format.integer(councils.length);
        return noted(context, drawn, unfinished(context, days, freshness), {
          en: `The average council has the requests in all ${n} neighborhood councils divided by ${n}.`,
          es: `El consejo medio tiene las solicitudes de los ${n} consejos vecinales divididas entre ${n}.`,
        });
      },
    },
    { ...shareByType("own"), height: 380 },
    {
      kind: "figure",
      title: { en: "Days to close", es: "Días hasta el cierre" },
      from: ["own", "closed", "open", "later"],
      height: 380,
      draw: ({ closed, open, later }, context) => {
        const times = closingTimes(closed);
        const waiting = agesOf([...open, ...later], context.yesterday);
        const isFiltered = context.params["quality-filter"];
        const filtered = isFiltered ? withoutOutliers(times) : withoutNegative(times);
        return noted(
          context,
          histogram(context, binsOf(filtered.kept)),
          leftOut(filtered, isFiltered, context),
          medians(filtered.kept, times, waiting, context),
        );
      },
    },
  ],
});

function leftOut({ kept, impossible, outliers }: Filtered, isFiltered: boolean, { format }: Pick<Context, "format">): Text {
  const [shown, early, far] = [format.integer(sizeOf(kept)), format.integer(impossible), format.integer(outliers)];
  return isFiltered
    ? {
        en: `Closed requests shown: ${shown}. Left out: ${early} closed on the day they were created or before, ${far} outliers (more than 1.5 interquartile ranges outside the quartiles of the logarithm).`,
        es: `Solicitudes cerradas mostradas: ${shown}. Quedan fuera: ${early} cerradas el día de su creación o antes, ${far} atípicas (a más de 1,5 rangos intercuartílicos de los cuartiles del logaritmo).`,
      }
    : {
        en: `Closed requests shown: ${shown}. Left out: ${early} closed before they were created.`,
        es: `Solicitudes cerradas mostradas: ${shown}. Quedan fuera: ${early} cerradas antes de su creación.`,
      };
}

function medians(
  shown: Duration[],
  all: Duration[],
  waiting: Duration[],
  { format, yesterday }: Pick<Context, "format" | "yesterday">,
): Text {
  const [plain, survival] = [quantileOf(shown, 0.5), survivalMedian(all, waiting)];
  const [open, day] = [format.integer(sizeOf(waiting)), format.day(yesterday)];
  return {
    en: `Median days to close: ${plain ?? "–"} for those shown; ${survival ?? "not known yet"} for all, with the ${open} not closed by ${day} counted as well (Kaplan–Meier).`,
    es: `Mediana de días hasta el cierre: ${plain ?? "–"} para las mostradas; ${survival ?? "aún desconocida"} para todas, contando también las ${open} no cerradas hasta el ${day} (Kaplan–Meier).`,
  };
}
