/** What a report needs to know of its source besides its own queries, and what of the answers it uses. */
import { cityOf, dimensionOf } from "./param-values.js";
import { inCity, type AnswerTo, type LookupQuestion, type Question, type Row } from "./query/index.js";
import type { Report } from "./report.js";
import type { Slot } from "./view.js";

/** The options of its filters, the colours of its entities, the date of the data: those of the city, where one is chosen. */
export function lookupQuestions({ params, view }: Report, texts: Record<string, string>): Record<string, Question> {
  const filters = Object.values(params).flatMap((param) =>
    param.kind === "lookup" || param.kind === "lookups" ? [dimensionOf(param, texts)] : [],
  );
  const colors = view.flatMap((block) => ("colors" in block && block.colors ? [block.colors] : []));
  const lookups = [...filters, ...colors].map((of): [string, Question] => [of, { kind: "lookup", of }]);
  return inCity(cityOf(params, texts), { ...Object.fromEntries(lookups), freshness: { kind: "freshness" } });
}

/** The names that params offer because a query says so, by param, as far as it is answered. */
export function offeredBy(
  { params }: Report,
  texts: Record<string, string>,
  slots: ReadonlyMap<string, Slot>,
): Map<string, string[]> {
  const known = Object.entries(params).flatMap(([name, param]) => {
    const isOffered = (param.kind === "lookup" || param.kind === "lookups") && param.offered;
    const rows = isOffered && (slots.get(param.offered!)?.answer as Row[] | undefined);
    if (!rows) return [];
    const column = `${dimensionOf(param, texts)}_name`;
    return [[name, rows.map((row) => row[column]).filter((value) => typeof value === "string")] as const];
  });
  return new Map(known);
}

type Facts = AnswerTo<LookupQuestion>;

const colors = new WeakMap<Facts, ReadonlyMap<string, string>>();
const NONE: ReadonlyMap<string, string> = new Map();

/** The colours that a source has for entities, by name; the same object for the same answer. */
export function colorsIn(facts: Facts | undefined): ReadonlyMap<string, string> {
  if (!facts) return NONE;
  let known = colors.get(facts);
  if (!known) {
    known = new Map(facts.flatMap(({ name, color }) => (color ? [[name, String(color)] as const] : [])));
    colors.set(facts, known);
  }
  return known;
}

/** The params that a choice in a chart of the report sets. */
export function selectsOf({ view }: Report): string[] {
  return [...new Set(view.flatMap((block) => ("select" in block && block.select ? [block.select] : [])))];
}
