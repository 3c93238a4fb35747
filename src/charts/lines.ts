/** Numbers over days as lines. */
import { columns, type ColumnKey } from "../columns.js";
import type { Context, Figure, Text, Trace } from "../definition.js";
import type { Scalar } from "../query/index.js";
import { axisTitle, nameOf } from "./names.js";

/** One line. */
interface Line {
  /** Whose numbers these are: what a click on the line names. Left out where they are nobody's own, such as an average. */
  entity?: Scalar;
  /** What the line is called where that is not the entity itself. */
  name?: string;
  /** One for each of the days; the line has a gap where it is null. */
  values: readonly (number | null)[];
  tone?: Trace["tone"];
}

interface Lines {
  /** The days drawn, in order. */
  days: readonly string[];
  series: readonly Line[];
  /** The column of what the lines are the numbers of, and the one of the numbers. */
  by: ColumnKey;
  value: ColumnKey;
}

interface Against extends Omit<Lines, "series">, Pick<Line, "values"> {
  entity: Scalar;
  /** What its numbers are held against. */
  others: { name: Text; values: Line["values"] };
}

/** The numbers of one entity, and as context those that they are held against. */
export function linesAgainst(context: Context, { entity, values, others, ...shown }: Against): Figure {
  const theirs: Line = { name: context.text(others.name), values: others.values, tone: "muted" };
  return lines(context, { ...shown, series: [{ entity, values, tone: "accent" }, theirs] });
}

const DAY_MS = 86_400_000;

/** A line for each series, over days; one without any value is in the table only. */
export function lines(context: Context, { days, series, by, value }: Lines): Figure {
  const named = series.map((line) => ({ ...line, name: line.name ?? nameOf(line.entity ?? null, context) }));
  const isWhole = columns(value)[0]!.format === "integer";
  return {
    traces: named.flatMap(({ entity, name, values, tone }): Trace[] => {
      const points = values.filter((value) => value !== null).length;
      if (points === 0) return [];
      const ids = entity === undefined ? undefined : days.map(() => entity);
      // A line through a single point cannot be seen.
      const mode = points > 1 ? "lines" : "markers";
      return [{ type: "scatter", mode, name, x: days, y: values, ...(ids && { ids }), ...(tone && { tone }) }];
    }),
    layout: {
      hovermode: "x unified",
      // Ticks within a day would say more than there is.
      xaxis: { type: "date", ...(days.length < 14 && { dtick: DAY_MS }) },
      yaxis: {
        title: { text: axisTitle(context, value) },
        rangemode: "tozero",
        ...(!isWhole && { hoverformat: ",.1f" }),
      },
    },
    table: {
      columns: columns("created_date", by, value),
      rows: days.flatMap((day, i) => named.map(({ name, values }) => ({ created_date: day, [by]: name, [value]: values[i]! }))),
    },
  };
}
