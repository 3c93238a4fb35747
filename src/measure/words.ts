/** A measure in words, in both languages: its title and the names of its numbers. */
import { COLUMNS, columns } from "../columns.js";
import type { Column } from "../definition.js";
import { inPeriod } from "../phrases.js";
import {
  formulaOf,
  scopeOf,
  type Denominator,
  type Formula,
  type Grouping,
  type MeasureContext,
  type Scope,
} from "./definition.js";
import type { Matrix } from "./matrix.js";

export type Words = Record<"en" | "es", string>;

type Language = keyof Words;

/** One of what is compared, as within a sentence. */
function oneOf(groupby: Grouping): Words {
  const { en, es } = COLUMNS[`${groupby}_name`];
  return { en: en.toLowerCase(), es: es.toLowerCase() };
}

/** Names that a sentence lists; of more it tells how many there are. */
const LISTED = 3;

/** Names as a sentence lists them, the first ones of many. */
export function list(
  names: readonly string[],
  language: Language,
  type: "conjunction" | "disjunction" = "conjunction",
): string {
  const rest = names.length - LISTED;
  const more = { en: `${rest} more`, es: `${rest} más` }[language];
  return new Intl.ListFormat(language, { type }).format(rest > 1 ? [...names.slice(0, LISTED), more] : names);
}

/** The requests of some types and sources, as within a sentence. */
function requestsOf(types: readonly string[], sources: readonly string[] = []): Words {
  const { en, es } = typesOf(types);
  if (sources.length === 0) return { en, es };
  return {
    en: `${en} via ${list(sources, "en", "disjunction")}`,
    es: `${es} recibidas por ${list(sources, "es", "disjunction")}`,
  };
}

function typesOf(types: readonly string[]): Words {
  const n = types.length;
  if (n === 0) return { en: "requests", es: "solicitudes" };
  if (n > LISTED) return { en: `requests of ${n} types`, es: `solicitudes de ${n} tipos` };
  return { en: `${list(types, "en")} requests`, es: `solicitudes de ${list(types, "es")}` };
}

/** The requests that those of a formula are a percentage of. */
function othersOf({ ofTypes = [] }: Formula): Words {
  const { en, es } = requestsOf(ofTypes);
  return ofTypes.length ? { en, es: `las ${es}` } : { en: "all requests", es: "todas las solicitudes" };
}

/** The days that requests are given, as within a sentence. */
export function daysOf({ days = 0 }: Formula): Words {
  return { en: days === 1 ? "1 day" : `${days} days`, es: days === 1 ? "1 día" : `${days} días` };
}

/** What a formula makes of its requests, and what its numbers are called. */
interface Said {
  whole: Words;
  numerator: Words;
  denominator: Words;
  value: Words;
}

const REQUESTS: Words = { en: "Requests", es: "Solicitudes" };
const NONE: Words = { en: "Divided by", es: "Dividido entre" };

const SAID: Record<Denominator, (requests: Words, formula: Formula) => Said> = {
  count: (whole) => ({ whole, numerator: REQUESTS, denominator: NONE, value: REQUESTS }),
  residents: ({ en, es }) => ({
    whole: { en: `${en} per 10,000 residents`, es: `${es} por cada 10\u00a0000 habitantes` },
    numerator: REQUESTS,
    denominator: { en: "Residents", es: "Habitantes" },
    value: COLUMNS.per_10000,
  }),
  all: ({ en, es }) => ({
    whole: { en: `${en} as a share of all requests`, es: `${es} como proporción de todas las solicitudes` },
    numerator: REQUESTS,
    denominator: { en: "All requests", es: "Todas las solicitudes" },
    value: { en: "Share of all requests", es: "Proporción de todas las solicitudes" },
  }),
  types: ({ en, es }, formula) => {
    const others = othersOf(formula);
    const denominator = formula.ofTypes?.length ? requestsOf(formula.ofTypes) : others;
    return {
      whole: { en: `${en} as a percentage of ${others.en}`, es: `${es} como porcentaje de ${others.es}` },
      numerator: REQUESTS,
      denominator: capitalised(denominator),
      value: { en: `Percentage of ${others.en}`, es: `Porcentaje de ${others.es}` },
    };
  },
  closed: ({ en, es }, formula) => {
    const { en: days, es: dias } = daysOf(formula);
    return {
      whole: { en: `share of ${en} closed within ${days}`, es: `proporción de ${es} cerradas en ${dias} o menos` },
      numerator: { en: `Closed within ${days}`, es: `Cerradas en ${dias} o menos` },
      denominator: REQUESTS,
      value: { en: `Share closed within ${days}`, es: `Proporción cerrada en ${dias} o menos` },
    };
  },
  open: ({ en, es }, formula) => {
    const { en: days, es: dias } = daysOf(formula);
    return {
      whole: { en: `share of ${en} not closed within ${days}`, es: `proporción de ${es} no cerradas en ${dias}` },
      numerator: { en: `Not closed within ${days}`, es: `No cerradas en ${dias}` },
      denominator: REQUESTS,
      value: { en: `Share not closed within ${days}`, es: `Proporción no cerrada en ${dias}` },
    };
  },
};

function saidOf(formula: Formula): Said {
  return SAID[formula.denominator](requestsOf(formula.types, formula.sources), formula);
}

function capitalised({ en, es }: Words): Words {
  const [upper, mayor] = [en, es].map((text) => text.charAt(0).toUpperCase() + text.slice(1));
  return { en: upper!, es: mayor! };
}

/** A formula and its scope as a sentence: “Graffiti requests per 10,000 residents, by neighborhood council in North Valley”. */
export function sentence(formula: Formula, { city, groupby, region, council }: Scope): Words {
  const { en, es } = capitalised(saidOf(formula).whole);
  const one = oneOf(groupby);
  const place = [council || region, city].filter(Boolean).join(", ");
  return {
    en: `${en}, by ${one.en}${place && ` in ${place}`}`,
    es: `${es}, por ${one.es}${place && ` en ${place}`}`,
  };
}

/** The title of what a reader has put together. */
export function measureTitle(context: MeasureContext): Words {
  return sentence(formulaOf(context), scopeOf(context));
}

/** The same with the period. */
export function measureDescription(context: MeasureContext): Words {
  const { en, es } = measureTitle(context);
  const when = inPeriod(context.params.period, context.format);
  return { en: `${en}, by month ${when.en}.`, es: `${es}, por mes ${when.es}.` };
}

/** What the values of a formula are called. */
export function valueLabel(formula: Formula): Words {
  const { en, es } = saidOf(formula).value;
  return { en, es };
}

/** The columns of the numbers behind a measure: entity, month, numerator, denominator and value. */
export function measureColumns({ formula, scope, format }: Matrix): Column[] {
  const { numerator, denominator, value } = saidOf(formula);
  return [
    ...columns(`${scope.groupby}_name`, "month"),
    { key: "numerator", label: numerator, format: "integer" },
    { key: "denominator", label: denominator, format: "integer" },
    { key: "value", label: value, format },
  ];
}
