/** What a measure asks. */
import { min } from "d3-array";
import { createdIn, only } from "../conditions.js";
import type { AggregateQuestion, Condition, Field, FreshnessQuestion, LookupQuestion, Measure } from "../query/index.js";
import { addDays } from "../stats/days.js";
import type { Period } from "../stats/partial.js";
import {
  formulaOf,
  scopeOf,
  type Denominator,
  type Formula,
  type MeasureContext,
  type MeasureDefinition,
  type Scope,
} from "./definition.js";

/** What every measure asks besides requests: what is compared, the councils with their regions and residents, which days there are. */
type Surroundings = {
  entities: LookupQuestion;
  councils: LookupQuestion;
  freshness: FreshnessQuestion;
};

/** The questions of one measure. Where no other requests are held against its own, both are the same question. */
export type MeasureQueries = Surroundings & { numerators: AggregateQuestion; denominators: AggregateQuestion };

/** The questions of many measures together: which types there are, requests by type, by source, and how fast they were closed. */
export type MeasuresQueries = Surroundings & {
  names: LookupQuestion;
  types: AggregateQuestion;
  sources: AggregateQuestion;
  speed: AggregateQuestion;
};

/** Whether a formula asks how long requests took. */
export function isAboutSpeed({ denominator }: Formula): boolean {
  return denominator === "closed" || denominator === "open";
}

/** The last day whose requests a formula can judge: they have had all the days they are given by yesterday. */
export function lastDay(formula: Formula, { to }: Period, yesterday: string): string {
  return min([to, isAboutSpeed(formula) ? addDays(yesterday, -(formula.days ?? 0)) : yesterday])!;
}

export function measureQueries(context: MeasureContext): MeasureQueries {
  const formula = formulaOf(context);
  const scope = scopeOf(context);
  const within = { ...scope, period: { from: scope.period.from, to: lastDay(formula, scope.period, context.yesterday) } };
  const chosen = [...only("type_name", formula.types), ...only("source_name", formula.sources)];
  const numerators = isAboutSpeed(formula)
    ? speedQuestion(within, [formula.days!], context.yesterday, chosen)
    : countQuestion(within, formula.denominator === "residents" ? ["council_name"] : [], chosen);
  const others: Partial<Record<Denominator, AggregateQuestion>> = {
    all: countQuestion(within, []),
    types: countQuestion(within, [], only("type_name", formula.ofTypes ?? [])),
  };
  return { ...surroundings(scope), numerators, denominators: others[formula.denominator] ?? numerators };
}

export function measuresQueries(definitions: readonly MeasureDefinition[], scope: Scope, yesterday: string): MeasuresQueries {
  const days = [...new Set(definitions.filter(isAboutSpeed).map((definition) => definition.days!))];
  return {
    ...surroundings(scope),
    names: { kind: "lookup", of: "type" },
    types: countQuestion(scope, ["council_name", "type_name"]),
    sources: countQuestion(scope, ["council_name", "source_name"]),
    speed: speedQuestion(scope, days, yesterday),
  };
}

function surroundings({ groupby }: Scope): Surroundings {
  return {
    entities: { kind: "lookup", of: groupby },
    councils: { kind: "lookup", of: "council" },
    freshness: { kind: "freshness" },
  };
}

/** Numbers of requests add up: those of regions are put together from their councils', which every server knows. */
function countQuestion(scope: Scope, also: readonly Field[], chosen: readonly Condition[] = []): AggregateQuestion {
  const entity: Field = scope.groupby === "region" ? "council_name" : `${scope.groupby}_name`;
  return aggregate(scope, [entity, ...also], ["count"], chosen);
}

/** Shares do not add up. Requests closed and open at the end of yesterday are those that are judged. */
function speedQuestion(
  scope: Scope,
  days: readonly number[],
  yesterday: string,
  chosen: readonly Condition[] = [],
): AggregateQuestion {
  const shares = days.map((n): Measure => `closed_within_${n}`);
  return { ...aggregate(scope, [`${scope.groupby}_name`], ["open", "days_to_close_n", ...shares], chosen), as_of: yesterday };
}

function aggregate(
  { region, council, period }: Scope,
  by: readonly Field[],
  measures: readonly Measure[],
  chosen: readonly Condition[],
): AggregateQuestion {
  return {
    kind: "aggregate",
    by: [...new Set<Field>(["created_year", "created_month", ...by])],
    measures,
    where: [createdIn(period), ...only("region_name", region), ...only("council_name", council), ...chosen],
  };
}
