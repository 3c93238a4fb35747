/** Numbers by category as bars. */
import { sum } from "d3-array";
import { columns, type ColumnKey } from "../columns.js";
import type { Context, Figure, Trace } from "../definition.js";
import type { Row, Scalar } from "../query/index.js";
import { weekdaysIn } from "../stats/days.js";
import type { Period } from "../stats/partial.js";
import { fillIn } from "../stats/rows.js";
import { AXIS_IN_SIGHT, heightOf } from "./heights.js";
import { axisTitle, idOf, nameOf } from "./names.js";
import { NUMBERS } from "./numbers.js";

interface Bars {
  rows: Row[];
  /** The column that names the bars, and the one that gives their length. */
  category: ColumnKey;
  value: ColumnKey;
  /** Names on the left, first row at the top. */
  horizontal?: boolean;
  /** Horizontal bars that are many: as tall as their names need, however low the block is. */
  many?: boolean;
  /** Horizontal bars are as thick as if there were so many, where bars of several charts stand side by side. */
  slots?: number;
  /** The name of a bar where it is not the value of the category itself, and a short form of it for the axis. */
  label?: (value: Scalar) => string;
  tick?: (value: Scalar) => string;
  /** How far the axis of the lengths goes, where bars of several charts are held against each other. */
  most?: number | undefined;
  /** Category values whose period is not complete: drawn muted. */
  partial?: Scalar[];
  /** The values of the category in the order of the colours that they have, where bars of several charts are alike by colour. */
  colored?: readonly Scalar[] | undefined;
}

/** One bar a row, in the order of the rows. */
export function bars(
  context: Context,
  { rows, category, value, horizontal, many, slots, most, label, tick, partial = [], colored }: Bars,
): Figure {
  const names = rows.map((row) => (label ?? ((name) => nameOf(name, context)))(row[category]!));
  const lengths = rows.map((row) => Number(row[value]));
  const [names_, lengths_] = horizontal ? ["y", "x"] : ["x", "y"];
  const { format } = columns(value)[0]!;
  const numbers = format === "decimal" || format === "share" ? NUMBERS[format] : undefined;
  const hover = numbers?.hover ?? ",";
  const unnamed: Trace = {
    type: "bar",
    orientation: horizontal ? "h" : "v",
    [names_]: names,
    [lengths_]: lengths,
    ids: rows.map((row) => idOf(row[category]!)),
    hovertemplate: horizontal ? `%{y}: %{x:${hover}}<extra></extra>` : `%{x}: %{y:${hover}}<extra></extra>`,
  };
  const complete = { ...unnamed, name: axisTitle(context, value) };
  const traces = colored
    ? colored.map((one) =>
        barOf(
          unnamed,
          rows.findIndex((row) => row[category] === one),
        ),
      )
    : partial.length
      ? splitPartial(
          complete,
          rows.map((row) => partial.includes(row[category]!)),
          context,
        )
      : [complete];
  const values = {
    title: { text: axisTitle(context, value) },
    rangemode: "tozero",
    ...(many && !slots && AXIS_IN_SIGHT),
    ...(most && { range: [0, most * 1.05] }),
    ...(numbers && { tickformat: numbers.tick, hoverformat: numbers.hover }),
  };
  const categories = {
    type: "category",
    categoryorder: "array",
    categoryarray: names,
    ...(horizontal && (slots ? { range: [slots - 0.5, -0.5] } : { autorange: "reversed" })),
    ...(tick && { tickvals: names, ticktext: rows.map((row) => tick(row[category]!)) }),
  };
  return {
    traces,
    layout: { barmode: "overlay", [`${names_}axis`]: categories, [`${lengths_}axis`]: values },
    table: { columns: columns(category, value), rows: rows.map((row, i) => ({ ...row, [category]: names[i]! })) },
    ...(many && { height: heightOf(slots ?? rows.length) }),
  };
}

/** A bar of the trace as a trace of its own; empty where there is no such bar. */
function barOf(trace: Trace, at: number): Trace {
  const only = (key: string) => (at < 0 ? [] : [(trace[key] as Scalar[])[at]!]);
  return { ...trace, x: only("x"), y: only("y"), ids: only("ids") };
}

/** A trace taken apart into the complete bars and the muted ones of periods that are not over. */
function splitPartial(trace: Trace, isPartial: boolean[], context: Context): Trace[] {
  const only = (wanted: boolean): Trace => ({
    ...trace,
    x: (trace["x"] as Scalar[]).filter((_, i) => isPartial[i] === wanted),
    y: (trace["y"] as Scalar[]).filter((_, i) => isPartial[i] === wanted),
    ids: trace.ids!.filter((_, i) => isPartial[i] === wanted),
  });
  const muted = {
    ...only(true),
    name: context.text({ en: "Part of the period", es: "Parte del período" }),
    tone: "muted" as const,
  };
  const whole = { ...only(false), name: context.text({ en: "Whole period", es: "Período completo" }) };
  return [whole, muted].filter(({ ids }) => ids!.length > 0);
}

/**
 * Requests by day of the week over a period, Sunday to Saturday. Where the period holds more of one weekday than of another, or
 * none, the note says so: their bars cannot be held against each other as they are.
 */
export function weekdayBars(context: Context, rows: Row[], { from, to }: Period): Figure {
  const { format, text } = context;
  const drawn = bars(context, {
    rows: fillIn(rows, "created_dow", [0, 6]),
    category: "created_dow",
    value: "count",
    label: (dow) => format.weekday(Number(dow), "long"),
    tick: (dow) => format.weekday(Number(dow), "short"),
  });
  const counts = weekdaysIn(from, to);
  const days = format.integer(sum(counts));
  const uneven = [...new Set(counts)].sort((a, b) => b - a).length > 1;
  const each = counts.map((n, dow) => `${format.weekday(dow, "short")} ${n}`).join(", ");
  const over = { en: `Over ${days} days up to ${format.day(to)}.`, es: `En ${days} días hasta el ${format.day(to)}.` };
  const ofEach = { en: `How many there are of each: ${each}.`, es: `Cuántos hay de cada uno: ${each}.` };
  return { ...drawn, note: uneven ? `${text(over)} ${text(ofEach)}` : text(over) };
}
