/** Params that many reports have. */
import type { LookupParam, LookupsParam, PeriodParam } from "./definition.js";

export function periodParam(standard: string): PeriodParam {
  return { kind: "period", label: { en: "Period", es: "Período" }, default: standard };
}

export function councilParam(standard: string): LookupParam {
  return { kind: "lookup", of: "council", label: { en: "Neighborhood council", es: "Consejo vecinal" }, default: standard };
}

const CITY = { kind: "lookup", of: "city", label: { en: "City", es: "Ciudad" }, default: "" } as const satisfies LookupParam;

/** One of the cities that the source has, at first all of them together. All that the report asks is asked of it alone. */
export function cityParam(): LookupParam {
  return { ...CITY, empty: { en: "All", es: "Todas" } };
}

/** The same for what makes sense within one city only: of several, the first where none is chosen. */
export function oneCityParam(): LookupParam {
  return { ...CITY, one: true };
}

export function regionParam(standard: string): LookupParam {
  return {
    kind: "lookup",
    of: "region",
    label: { en: "Region", es: "Región" },
    default: standard,
    empty: { en: "All", es: "Todas" },
  };
}

export function typeParam(standard: string): LookupParam {
  return { kind: "lookup", of: "type", label: { en: "Request type", es: "Tipo de solicitud" }, default: standard };
}

const ALL = { en: "All", es: "Todos" };

/** Some request types, at first all of them. */
export function typesParam(): LookupsParam {
  return { kind: "lookups", of: "type", label: { en: "Request types", es: "Tipos de solicitud" }, default: "", empty: ALL };
}

/** Some sources, at first all of them. */
export function sourcesParam(): LookupsParam {
  return { kind: "lookups", of: "source", label: { en: "Sources", es: "Medios" }, default: "", empty: ALL };
}

const HIGHLIGHTED = {
  council: { en: "Highlighted council", es: "Consejo destacado" },
  type: { en: "Highlighted request type", es: "Tipo de solicitud destacado" },
};

/** Which council or type is drawn emphasised, none at first. The numbers are the same whichever it is. */
export function highlightParam(of: keyof typeof HIGHLIGHTED): LookupParam {
  return { kind: "lookup", of, label: HIGHLIGHTED[of], default: "", empty: { en: "None", es: "Ninguno" } };
}
