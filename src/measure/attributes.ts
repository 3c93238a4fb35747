import { encodeList } from "../param-texts.js";
import type { Formula, Scope } from "./definition.js";

/** The attributes with which the report `measure` shows a formula over a scope. */
export function measureAttributes(
  { types, sources, denominator, ofTypes, days }: Formula,
  { city, groupby, region, council, partial, period }: Scope,
  highlight: readonly string[],
): Record<string, string> {
  const texts = {
    city,
    types: encodeList(types),
    sources: encodeList(sources),
    denominator,
    "of-types": encodeList(ofTypes ?? []),
    days: days === undefined ? "" : String(days),
    groupby,
    region,
    council,
    highlight: encodeList(highlight),
    partial: partial ? "on" : "",
    period: `${period.from}..${period.to}`,
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
}
