/** From answers to numbers: what each entity counts each month. */
import { min, rollup, sum } from "d3-array";
import type { NumberFormat } from "../charts/numbers.js";
import type { Freshness, Row } from "../query/index.js";
import { addDays } from "../stats/days.js";
import { isSparse, orderEntities, type Entity, type EntityOrder } from "../stats/entities.js";
import { monthsIn } from "../stats/months.js";
import { covered, type Period } from "../stats/partial.js";
import { per10000 } from "../stats/residents.js";
import { areasOf, type Named } from "./areas.js";
import { formulaOf, scopeOf, type Denominator, type Formula, type MeasureContext, type Scope } from "./definition.js";
import { isAboutSpeed, lastDay } from "./questions.js";

/** An entity with its value each month, which is the numerator over the denominator, and these. */
export interface Measured extends Entity {
  numerators: readonly number[];
  /** null where a number stands for itself, or nobody knows the residents. */
  denominators: readonly (number | null)[];
}

/** Entities × months, and what was left out of it. */
export interface Matrix {
  formula: Formula;
  scope: Scope;
  format: NumberFormat;
  /** The months shown, by their first day, in order. */
  months: readonly string[];
  entities: readonly Measured[];
  /** The days that there is data for and that can be judged; the months are cut from them. */
  days: Period;
  /** Months of which these days are only a part, whether shown or left out. */
  incomplete: readonly string[];
  /** Councils left out because the source does not know their residents. */
  unpopulated: readonly string[];
  /** Names of the sparse entities left out. */
  sparse: readonly string[];
}

/** The answers that a matrix is made from. */
export interface Answers {
  entities: readonly Named[];
  councils: readonly Named[];
  freshness: Freshness;
  /** Numbers by entity and month, or in finer groups. */
  numerators: readonly Row[];
  denominators: readonly Row[];
}

const FORMATS: Record<Denominator, NumberFormat> = {
  count: "integer",
  residents: "decimal",
  all: "share",
  types: "share",
  closed: "share",
  open: "share",
};

/** The matrix that a reader of `measure` or `data-table` has asked for, in the order asked for. */
export function measured(context: MeasureContext, answers: Answers): Matrix {
  const formula = formulaOf(context);
  const matrix = matrixOf(formula, scopeOf(context), answers, context.yesterday);
  const isLeftOut = ({ numerators, denominators }: Measured): boolean =>
    context.params["hide-sparse"] && isSparse(isAboutSpeed(formula) ? denominators.map(Number) : numerators);
  const shown = matrix.entities.filter((entity) => !isLeftOut(entity));
  return {
    ...matrix,
    entities: orderEntities(shown, context.params.sort as EntityOrder),
    sparse: matrix.entities.filter(isLeftOut).map(({ name }) => name),
  };
}

/**
 * The matrix of a formula over a scope. A value is the number of requests; or this over the number of residents, times 10,000;
 * or over the number of other requests; or the share of requests closed, or not closed, within so many days. It is null where
 * the denominator is 0 or not known.
 */
export function matrixOf(formula: Formula, scope: Scope, answers: Answers, yesterday: string): Matrix {
  const areas = areasOf(formula, scope, answers.entities, answers.councils);
  const days = daysOf(answers, { from: scope.period.from, to: lastDay(formula, scope.period, yesterday) });
  const touched = monthsIn(days);
  const months = touched.filter(({ isWhole }) => isWhole || scope.partial).map(({ month }) => month);
  const [over, under] = weightsOf(formula);
  const add = (rows: readonly Row[], weight: Weight) =>
    rollup(rows as Row[], (group) => sum(group, weight), areas.entityOf, monthOf);
  const numerators = add(answers.numerators, over);
  const denominators = add(answers.denominators, under);
  const against = (name: string, month: string): number | null =>
    formula.denominator === "count"
      ? null
      : formula.denominator === "residents"
        ? areas.residentsOf(name)
        : (denominators.get(name)?.get(month) ?? 0);
  const valueOf = (top: number, bottom: number | null): number | null =>
    formula.denominator === "count"
      ? top
      : formula.denominator === "residents"
        ? per10000(top, bottom)
        : bottom
          ? top / bottom
          : null;
  return {
    formula,
    scope,
    format: FORMATS[formula.denominator],
    months,
    entities: areas.names.map((name) => {
      const tops = months.map((month) => numerators.get(name)?.get(month) ?? 0);
      const bottoms = months.map((month) => against(name, month));
      return {
        name,
        region: areas.regionOf(name),
        numerators: tops.map(Math.round),
        denominators: bottoms,
        values: tops.map((top, i) => valueOf(top, bottoms[i]!)),
      };
    }),
    days,
    incomplete: touched.filter(({ isWhole }) => !isWhole).map(({ month }) => month),
    unpopulated: formula.denominator === "residents" ? areas.unpopulated : [],
    sparse: [],
  };
}

/**
 * The days of a period that the data covers; none when there is no request at all. A source that does not know its oldest day is
 * taken to begin after the first day of the first month with requests, which so does not pass for a whole one.
 */
function daysOf({ freshness, numerators, denominators }: Answers, period: Period): Period {
  if (freshness.newest === null) return { from: period.from, to: addDays(period.from, -1) };
  if (freshness.oldest !== null) return covered(period, freshness);
  const first = min([...numerators, ...denominators], monthOf);
  return covered(period, { ...freshness, oldest: first && first > period.from ? addDays(first, 1) : null });
}

const firstDays = new Map<number, string>();

/** The first day of a row's month. There are many rows and few months, so the texts are kept. */
function monthOf(row: Row): string {
  const [year, month] = [Number(row["created_year"]), Number(row["created_month"])];
  const key = year * 100 + month;
  let day = firstDays.get(key);
  if (day === undefined) firstDays.set(key, (day = `${year}-${String(month).padStart(2, "0")}-01`));
  return day;
}

type Weight = (row: Row) => number;

/** What a row adds to the numerator and to the denominator. */
function weightsOf({ denominator, days }: Formula): [over: Weight, under: Weight] {
  const within = `closed_within_${days}`;
  const share: Weight = (row) => (denominator === "open" ? 1 - Number(row[within]) : Number(row[within]));
  const judged: Weight = (row) => (row[within] === null ? 0 : Number(row["open"]) + Number(row["days_to_close_n"]));
  const count: Weight = (row) => Number(row["count"]);
  return denominator === "closed" || denominator === "open" ? [(row) => judged(row) * share(row), judged] : [count, count];
}
