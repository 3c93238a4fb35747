import type { Formula, Scope } from "./definition.js";

/** The attributes with which the report `measure` shows a formula over a scope. */
export function measureAttributes(
  { types, sources, denominator, ofTypes, days }: Formula,
  { groupby, region, council, partial, period }: Scope,
  highlight: readonly string[],
): Record<string, string> {
  const texts = {
    types: listText(types),
    sources: listText(sources),
    denominator,
    "of-types": listText(ofTypes ?? []),
    days: days === undefined ? "" : String(days),
    groupby,
    region,
    council,
    highlight: listText(highlight),
    partial: partial ? "on" : "",
    period: `${period.from}..${period.to}`,
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
}

/** Names as they stand in the attribute of a `lookups` param. */
function listText(names: readonly string[]): string {
  return [...new Set(names)].map((name) => name.replace(/[,%]|^\s|\s$/g, encodeURIComponent)).join(",");
}
