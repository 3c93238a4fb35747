import { parseMeasure, type AggregateQuestion, type Field, type Measure, type Row, type Scalar } from "./question.js";
import { shape } from "./evaluate.js";

/**
 * A row of what a backend without percentiles has reckoned for a group, or for a finer one: any of its fields, and of the
 * columns below. All of these add up.
 */
export type Part = Row;

/** The columns of parts that a measure is put together from. */
export function columnsOf(measure: Measure): string[] {
  const { name, n } = parseMeasure(measure);
  if (name === "closed_within_") return [`within_${n}`, `ripe_${n}`];
  return [needsDays(measure) ? "closings" : name];
}

/** Whether a measure stands on the distribution of days to close: parts with `days` and how many `closings` took so long. */
export function needsDays(measure: Measure): boolean {
  return measure.startsWith("days_to_close");
}

/** Answers an aggregate question from parts of it; `where` may have conditions on the fields that the parts have. */
export function finishParts(question: AggregateQuestion, parts: readonly Part[]): Row[] {
  return shape(question, parts, (part, field: Field) => part[field] ?? null, weigh);
}

function weigh(measure: Measure, group: readonly Part[]): Scalar {
  const sum = (column: string) => group.reduce((total, part) => total + Number(part[column] ?? 0), 0);
  const { name, n } = parseMeasure(measure);
  if (name === "closed_within_") {
    const ripe = sum(`ripe_${n}`);
    return ripe === 0 ? null : sum(`within_${n}`) / ripe;
  }
  if (name === "days_to_close_n") return sum("closings");
  if (name === "days_to_close_p") return percentile(group, n);
  return sum(name);
}

/** The smallest number of days that at least so many per cent of the closings did not exceed. */
function percentile(group: readonly Part[], percent: number): number | null {
  const closings = group
    .filter(({ days }) => typeof days === "number")
    .map(({ days, closings: n }) => ({ days: days as number, n: Number(n) }))
    .sort((a, b) => a.days - b.days);
  const all = closings.reduce((total, { n }) => total + n, 0);
  const rank = Math.max(1, Math.ceil((all * percent) / 100));
  let passed = 0;
  return closings.find(({ n }) => (passed += n) >= rank)?.days ?? null;
}
