import {
  bars,
  CATEGORIES,
  columns,
  columnSum,
  countsBy,
  createdIn,
  defineReport,
  inPeriod,
  noted,
  only,
  per10000,
  periodParam,
  rankedBy,
  residentsOf,
  sumBy,
  type Category,
  type Column,
  type Context,
  type Multiple,
  type Period,
  type Row,
  type Text,
} from "../src/report.js";

/** As many cities as can be told apart side by side. */
const MOST = 3;

const MEASURES = { count: "count", residents: "per_10000", share: "share" } as const;

const INCOMPARABLE = { en: "Without a counterpart", es: "Sin equivalente" };

const CITY_COLUMNS: Column[] = [
  ...columns("city_name"),
  { key: "residents", label: { en: "Residents (2020)", es: "Habitantes (2020)" }, format: "integer" },
  ...columns("count", "per_10000"),
  { key: "incomparable", label: INCOMPARABLE, format: "integer" },
  { key: "incomparable_share", label: { en: "Their share", es: "Su proporción" }, format: "share" },
  { key: "first", label: { en: "First day with requests", es: "Primer día con solicitudes" }, format: "day" },
  { key: "last", label: { en: "Last day with requests", es: "Último día con solicitudes" }, format: "day" },
];

/** What some cities are asked for most, by what their types have in common. */
export default defineReport({
  title: { en: "Cities compared", es: "Comparación de ciudades" },
  description: ({ params: { n, period }, format }) => ({
    en: `The ${n} most frequent categories of the service requests created ${inPeriod(period, format).en}, city by city.`,
    es: `Las ${n} categorías más frecuentes de las solicitudes de servicio creadas ${inPeriod(period, format).es}, por ciudad.`,
  }),
  params: {
    cities: {
      kind: "lookups",
      of: "city",
      label: { en: "Cities (three at most)", es: "Ciudades (tres como máximo)" },
      default: "",
      empty: { en: "The largest", es: "Las mayores" },
    },
    period: periodParam("last-365-days"),
    n: { kind: "number", label: { en: "How many categories", es: "Cuántas categorías" }, least: 1, most: 20, default: "5" },
    measure: {
      kind: "choice",
      label: { en: "Measure", es: "Medida" },
      options: {
        count: { en: "Number of requests", es: "Número de solicitudes" },
        residents: { en: "Per 10,000 residents", es: "Por cada 10\u00a0000 habitantes" },
        share: { en: "Share of the city's requests", es: "Proporción de las solicitudes de la ciudad" },
      },
      default: "count",
    },
  },
  queries: ({ params: { cities, period } }) => {
    const where = [createdIn(period), ...only("city_name", cities.slice(0, MOST))];
    return {
      categories: rankedBy(["city_name", "category"], where),
      types: rankedBy(["city_name", "type_name"], [...where, { field: "category", op: "=", value: null }]),
      days: countsBy(["city_name", "created_date"], where),
      cities: { kind: "lookup", of: "city" },
    };
  },
  view: [
    {
      kind: "multiples",
      title: ({ params: { n } }) => ({ en: `The ${n} most frequent categories`, es: `Las ${n} categorías más frecuentes` }),
      from: ["categories", "days", "cities"],
      draw: ({ categories, days, cities }, context) => {
        const { n, measure } = context.params;
        const shown = citiesIn(categories, context.params.cities).map((city) => seen(city, categories, days, cities));
        const top = shown.map(({ rows }) => rows.slice(0, n));
        const value = MEASURES[measure as keyof typeof MEASURES];
        const colored = sumBy(top.flat(), "count", "category").map(({ category }) => category!);
        const slots = Math.max(...top.map(({ length }) => length));
        const most = Math.max(0, ...top.flat().map((row) => Number(row[value])));
        return shown.map((city, i): Multiple => {
          const isKnown = measure !== "residents" || city.residents !== null;
          const drawn = bars(context, {
            rows: top[i]!,
            category: "category",
            value,
            horizontal: true,
            many: true,
            slots,
            label: (category) => context.text(CATEGORIES[category as Category] ?? String(category)),
            most,
            colored,
          });
          return {
            title: city.name,
            figure: noted(
              context,
              {
                ...drawn,
                traces: isKnown && city.rows.length ? drawn.traces : [],
                table: {
                  ...drawn.table,
                  columns: columns("category", "count", ...(city.residents === null ? [] : (["per_10000"] as const)), "share"),
                },
              },
              ...selection(context, categories, cities),
              !isKnown && { en: "Its residents are not known.", es: "No se conocen sus habitantes." },
              city.rows.length === 0 && nothingOf(city),
            ),
            text: [restOf(city, context), gapsOf(city, context)]
              .filter(Boolean)
              .map((text) => context.text(text!))
              .join(" "),
          };
        });
      },
    },
    {
      kind: "table",
      title: { en: "All requests of the cities", es: "Todas las solicitudes de las ciudades" },
      from: ["categories", "days", "cities"],
      wide: true,
      draw: ({ categories, days, cities }, context) => ({
        columns: CITY_COLUMNS,
        rows: citiesIn(categories, context.params.cities).map((city) => {
          const { name, residents, count, rest, first, last } = seen(city, categories, days, cities);
          return {
            city_name: name,
            residents,
            count,
            per_10000: per10000(count, residents),
            incomparable: rest,
            incomparable_share: count ? rest / count : null,
            first,
            last,
          };
        }),
        note: context.text({
          en: "Residents are those of the census of 2020.",
          es: "Los habitantes son los del censo de 2020.",
        }),
      }),
    },
    {
      kind: "table",
      title: { en: "Types without a counterpart", es: "Tipos sin equivalente" },
      from: ["categories", "types"],
      wide: true,
      draw: ({ categories, types }, context) => ({
        columns: columns("city_name", "type_name", "count", "share"),
        rows: citiesIn(categories, context.params.cities).flatMap((city) => {
          const all = columnSum(of(city, categories), "count");
          const largest = of(city, types).slice(0, context.params.n);
          return largest.map((row) => ({ ...row, share: Number(row["count"]) / all }));
        }),
        note: context.text(
          types.length
            ? {
                en: "The most frequent types of each city that mean none of the categories, or more than one. They are not compared.",
                es: "Los tipos más frecuentes de cada ciudad que no corresponden a ninguna categoría, o a más de una. No se comparan.",
              }
            : { en: "All types belong to a category.", es: "Todos los tipos pertenecen a una categoría." },
        ),
      }),
    },
  ],
});

type Asked = Context<Record<"period", { kind: "period"; label: Text; default: string }>>;

/** What the answers say of one city. */
interface Seen {
  name: string;
  residents: number | null;
  /** All its requests, and those of no category. */
  count: number;
  rest: number;
  /** Its categories with their numbers, the largest first. */
  rows: Row[];
  first: string | null;
  last: string | null;
}

const of = (city: string, rows: readonly Row[]): Row[] => rows.filter((row) => row["city_name"] === city);

/** The chosen cities, or else those with the most requests. */
function citiesIn(categories: readonly Row[], chosen: readonly string[]): string[] {
  const largest = sumBy(categories, "count", "city_name").map((row) => String(row["city_name"]));
  return (chosen.length ? chosen : largest).slice(0, MOST);
}

function seen(
  name: string,
  categories: readonly Row[],
  days: readonly Row[],
  cities: readonly (Row & { name: string })[],
): Seen {
  const own = of(name, categories);
  const residents = residentsOf(cities, name);
  const count = columnSum(own, "count");
  const comparable = own.filter(({ category }) => category !== null);
  const dates = of(name, days)
    .map((row) => String(row["created_date"]))
    .sort();
  return {
    name,
    residents,
    count,
    rest: count - columnSum(comparable, "count"),
    rows: comparable.map((row) => ({
      ...row,
      per_10000: per10000(Number(row["count"]), residents),
      share: Number(row["count"]) / count,
    })),
    first: dates[0] ?? null,
    last: dates.at(-1) ?? null,
  };
}

/** Which of the cities of the source are shown, where that is not what the reader might think. */
function selection({ params }: Context, categories: readonly Row[], cities: readonly unknown[]): (Text | false)[] {
  const chosen = params["cities"] as readonly string[];
  const found = new Set(categories.map((row) => row["city_name"])).size;
  return [
    cities.length === 1 && {
      en: "The source has one city. Over a source that has several, they stand side by side.",
      es: "La fuente tiene una sola ciudad. Con una fuente que tenga varias, aparecen lado a lado.",
    },
    chosen.length === 0 &&
      found > MOST && {
        en: `Of ${found} cities, the ${MOST} with the most requests are shown; choose others above.`,
        es: `De ${found} ciudades se muestran las ${MOST} con más solicitudes; elija otras arriba.`,
      },
    chosen.length > MOST && {
      en: `Only the first ${MOST} of the chosen cities are shown.`,
      es: `Solo se muestran las primeras ${MOST} de las ciudades elegidas.`,
    },
  ];
}

function nothingOf({ count }: Seen): Text {
  return count
    ? { en: "None of its requests has a counterpart.", es: "Ninguna de sus solicitudes tiene equivalente." }
    : { en: "It has no requests in the period.", es: "No tiene solicitudes en el período." };
}

/** How many requests belong to no category. */
function restOf({ rest, count }: Seen, { format }: Pick<Context, "format">): Text | null {
  if (count === 0) return null;
  const [n, share] = [format.integer(rest), format.share(rest / count)];
  return {
    en: `Not comparable: ${n} requests of types without a counterpart (${share} of all).`,
    es: `No comparables: ${n} solicitudes de tipos sin equivalente (${share} del total).`,
  };
}

/** That the data of a city does not cover the whole period. */
function gapsOf(
  { first, last }: Seen,
  { params: { period }, yesterday, format }: Pick<Asked, "params" | "yesterday" | "format">,
): Text | null {
  const to = period.to < yesterday ? period.to : yesterday;
  if (first === null || last === null || (first <= period.from && last >= to)) return null;
  const days: Period = { from: first, to: last };
  return {
    en: `It has requests ${inPeriod(days, format).en} only: not the whole period.`,
    es: `Solo tiene solicitudes ${inPeriod(days, format).es}: no todo el período.`,
  };
}
