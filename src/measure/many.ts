/** Many measures from the answers to a few questions. */
import type { Row } from "../query/index.js";
import type { MeasureDefinition, Scope } from "./definition.js";
import { matrixOf, type Answers, type Matrix } from "./matrix.js";
import { isAboutSpeed } from "./questions.js";

/** The answers to the questions of many measures; what a measure does not need may be missing. */
export type ManyAnswers = Pick<Answers, "entities" | "councils" | "freshness"> &
  Partial<Record<"types" | "sources" | "speed", readonly Row[]>> & {
    /** The types that the source has. */
    names?: readonly (Row & { name: string })[];
  };

/** The matrix of one of the measures. */
export function matrixAmong(definition: MeasureDefinition, scope: Scope, answers: ManyAnswers, yesterday: string): Matrix {
  return matrixOf(definition, scope, { ...answers, ...rowsOf(definition, answers) }, yesterday);
}

/** Whether the source has a measure's types and sources: another city may call them otherwise. */
export function isKnown({ types, sources }: MeasureDefinition, { names, sources: rows = [] }: ManyAnswers): boolean {
  const hasTypes = types.length === 0 || !names || names.some(({ name }) => types.includes(name));
  const hasSources = sources.length === 0 || rows.length === 0 || among(rows, "source_name", sources).length > 0;
  return hasTypes && hasSources;
}

/** The rows that a measure counts, and those that it holds them against. */
function rowsOf(definition: MeasureDefinition, { types = [], sources = [], speed = [] }: ManyAnswers) {
  if (isAboutSpeed(definition)) return { numerators: speed, denominators: speed };
  const rows = definition.sources.length ? sources : types;
  const numerators = among(among(rows, "type_name", definition.types), "source_name", definition.sources);
  return {
    numerators,
    denominators: definition.denominator === "types" ? among(types, "type_name", definition.ofTypes ?? []) : rows,
  };
}

function among(rows: readonly Row[], field: "type_name" | "source_name", names: readonly string[]): readonly Row[] {
  return names.length ? rows.filter((row) => names.includes(String(row[field]))) : rows;
}
