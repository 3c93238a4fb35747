/** Params that many reports have. */
import type { LookupParam, PeriodParam } from "./definition.js";

export function periodParam(standard: string): PeriodParam {
  return { kind: "period", label: { en: "Period", es: "Período" }, default: standard };
}

export function councilParam(standard: string): LookupParam {
  return { kind: "lookup", of: "council", label: { en: "Neighborhood council", es: "Consejo vecinal" }, default: standard };
}

export function typeParam(standard: string): LookupParam {
  return { kind: "lookup", of: "type", label: { en: "Request type", es: "Tipo de solicitud" }, default: standard };
}

const HIGHLIGHTED = {
  council: { en: "Highlighted council", es: "Consejo destacado" },
  type: { en: "Highlighted request type", es: "Tipo de solicitud destacado" },
};

/** Which council or type is drawn emphasised, none at first. The numbers are the same whichever it is. */
export function highlightParam(of: keyof typeof HIGHLIGHTED): LookupParam {
  return { kind: "lookup", of, label: HIGHLIGHTED[of], default: "" };
}
