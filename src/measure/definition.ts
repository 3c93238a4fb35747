/** What a measure is, and the params that reports let a reader vary of it. */
import type { Context, Params, Text } from "../definition.js";
import { councilParam, oneCityParam, periodParam, regionParam, sourcesParam, typesParam } from "../params.js";
import type { Dimension } from "../query/index.js";
import type { EntityOrder } from "../stats/entities.js";
import type { Period } from "../stats/partial.js";

/** How requests are counted: as they are, or held against something else. */
export type Denominator = "count" | "residents" | "all" | "types" | "closed" | "open";

/** What is compared with others of its kind. */
export type Grouping = Exclude<Dimension, "city">;

/** Which requests are counted, and how. */
export interface Formula {
  /** Names of request types and of sources; empty means all of them. */
  types: readonly string[];
  sources: readonly string[];
  denominator: Denominator;
  /** With `types`: the types whose requests they are held against. */
  ofTypes?: readonly string[];
  /** With `closed` and `open`: the days a request is given to be closed. */
  days?: number;
}

/**
 * A measure that somebody has thought of before: data, a row of `reports/measures.json`. It names types or sources but not both,
 * and with `closed` and `open` neither: so a few questions answer all of them together.
 */
export interface MeasureDefinition extends Formula {
  id: string;
  title: Text;
  /** Why it matters, in a sentence. */
  why: Text;
}

/** Which city, which part of it over which time, and what is compared there. */
export interface Scope {
  /** Empty where the source has one only. */
  city: string;
  groupby: Grouping;
  /** A name, or empty for all. */
  region: string;
  council: string;
  period: Period;
  /** Shows months that are covered only in part, too. */
  partial: boolean;
}

export const city = oneCityParam();

export const groupby = {
  kind: "choice",
  label: { en: "Compare", es: "Comparar" },
  options: {
    council: { en: "Neighborhood councils", es: "Consejos vecinales" },
    region: { en: "Regions", es: "Regiones" },
    agency: { en: "Agencies", es: "Departamentos" },
    source: { en: "Sources", es: "Medios" },
    type: { en: "Request types", es: "Tipos de solicitud" },
  },
  default: "council",
} as const satisfies Params[string];

export const highlight = {
  kind: "lookups",
  of: { param: "groupby" },
  label: { en: "Highlight", es: "Resaltar" },
  default: "",
} as const satisfies Params[string];

export const region = regionParam("");

export const partial = {
  kind: "flag",
  label: { en: "Show incomplete months", es: "Mostrar meses incompletos" },
  default: "off",
} as const satisfies Params[string];

export const period = periodParam("last-730-days");

/** What is counted, where, and of whom. */
const formulaParams = {
  city,
  types: typesParam(),
  sources: sourcesParam(),
  denominator: {
    kind: "choice",
    label: { en: "Shown as", es: "Mostrar como" },
    options: {
      count: { en: "Number of requests", es: "Número de solicitudes" },
      residents: { en: "Per 10,000 residents", es: "Por cada 10\u00a0000 habitantes" },
      all: { en: "Share of all requests", es: "Proporción de todas las solicitudes" },
      types: { en: "Percentage of other types", es: "Porcentaje de otros tipos" },
      closed: { en: "Share closed within days", es: "Proporción cerrada en un plazo" },
      open: { en: "Share not closed within days", es: "Proporción no cerrada en un plazo" },
    },
    default: "residents",
  },
  "of-types": {
    kind: "lookups",
    of: "type",
    label: { en: "Percentage of these types", es: "Porcentaje de estos tipos" },
    default: "",
    when: { param: "denominator", is: ["types"] },
  },
  days: {
    kind: "number",
    label: { en: "Days to close", es: "Días hasta el cierre" },
    least: 1,
    most: 365,
    default: "14",
    when: { param: "denominator", is: ["closed", "open"] },
  },
  groupby,
  region,
  council: councilParam(""),
} as const satisfies Params;

const hideSparse = {
  kind: "flag",
  label: { en: "Hide those with few requests", es: "Ocultar los que tienen pocas solicitudes" },
  default: "off",
} as const satisfies Params[string];

/** In which order, and over which months. */
const orderParams = {
  sort: {
    kind: "choice",
    label: { en: "Order", es: "Orden" },
    options: {
      "mean-descending": { en: "Largest of the last 6 months first", es: "Primero el mayor de los últimos 6 meses" },
      "mean-ascending": { en: "Smallest of the last 6 months first", es: "Primero el menor de los últimos 6 meses" },
      region: { en: "By region", es: "Por región" },
    } satisfies Record<EntityOrder, unknown>,
    default: "mean-descending",
  },
  partial,
  period,
} as const satisfies Params;

/** The params of `measure`. */
export const measureParams = {
  ...formulaParams,
  highlight,
  "hide-sparse": hideSparse,
  equalise: { kind: "flag", label: { en: "Spread colours evenly", es: "Repartir los colores por igual" }, default: "off" },
  ...orderParams,
} as const satisfies Params;

/** Those of `data-table`: the ones that decide of numbers and their order, not of how they are drawn. */
export const measureTableParams = { ...formulaParams, "hide-sparse": hideSparse, ...orderParams } as const satisfies Params;

export type MeasureContext = Context<typeof measureTableParams>;

/** The formula that a reader has put together. */
export function formulaOf({ params }: MeasureContext): Formula {
  const { types, sources, days } = params;
  return { types, sources, denominator: params.denominator as Denominator, ofTypes: params["of-types"], days };
}

/** The scope that a reader has chosen. */
export function scopeOf({ params: { city, groupby, region, council = "", period, partial } }: ScopeContext): Scope {
  return { city, groupby: groupby as Grouping, region, council, period, partial };
}

interface ScopeContext {
  params: { city: string; groupby: string; region: string; council?: string; period: Period; partial: boolean };
}
