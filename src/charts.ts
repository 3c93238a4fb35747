/**
 * The charts that reports are made of: from rows to a Figure, without colours. A report may also write its own traces.
 * Values that are missing are called so; the `ids` of points stay the values themselves, so that a click names them.
 */
import { sum } from "d3-array";
import { columns, type ColumnKey } from "./columns.js";
import { OTHERS, type Boundaries, type Row, type Scalar } from "./query/index.js";
import type { Context, Figure, Text, Trace } from "./definition.js";
import { weekdaysIn } from "./stats/days.js";
import type { Period } from "./stats/partial.js";
import { fillIn } from "./stats/rows.js";

interface Bars {
  rows: Row[];
  /** The column that names the bars, and the one that gives their length. */
  category: ColumnKey;
  value: ColumnKey;
  /** Names on the left, first row at the top. */
  horizontal?: boolean;
  /** The name of a bar where it is not the value of the category itself, and a short form of it for the axis. */
  label?: (value: Scalar) => string;
  tick?: (value: Scalar) => string;
  /** Category values whose period is not complete: drawn muted. */
  partial?: Scalar[];
}

/** One bar a row, in the order of the rows. */
export function bars(context: Context, { rows, category, value, horizontal, label, tick, partial = [] }: Bars): Figure {
  const names = rows.map((row) => (label ?? ((name) => nameOf(name, context)))(row[category]!));
  const lengths = rows.map((row) => Number(row[value]));
  const [names_, lengths_] = horizontal ? ["y", "x"] : ["x", "y"];
  const complete: Trace = {
    type: "bar",
    name: axisTitle(context, value),
    orientation: horizontal ? "h" : "v",
    [names_]: names,
    [lengths_]: lengths,
    ids: rows.map((row) => row[category]!),
    hovertemplate: horizontal ? "%{y}: %{x:,}<extra></extra>" : "%{x}: %{y:,}<extra></extra>",
  };
  const traces = partial.length
    ? splitPartial(
        complete,
        rows.map((row) => partial.includes(row[category]!)),
        context,
      )
    : [complete];
  const values = { title: { text: axisTitle(context, value) }, rangemode: "tozero" };
  const categories = {
    type: "category",
    categoryorder: "array",
    categoryarray: names,
    ...(horizontal && { autorange: "reversed" }),
    ...(tick && { tickvals: names, ticktext: rows.map((row) => tick(row[category]!)) }),
  };
  return {
    traces,
    layout: { barmode: "overlay", [`${names_}axis`]: categories, [`${lengths_}axis`]: values },
    table: { columns: columns(category, value), rows: rows.map((row, i) => ({ ...row, [category]: names[i]! })) },
  };
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
  const over = { en: `Over ${days} days up to ${format.day(to)}`, es: `De ${days} días hasta el ${format.day(to)}` };
  return { ...drawn, note: uneven ? `${text(over)}: ${each}.` : `${text(over)}.` };
}

interface Donut {
  rows: Row[];
  category: ColumnKey;
  value: ColumnKey;
}

/** The share of each row in the sum of all, in the order of the rows. */
export function donut(context: Context, { rows, category, value }: Donut): Figure {
  const total = sum(rows, (row) => Number(row[value]));
  return {
    traces: [
      {
        type: "pie",
        hole: 0.55,
        sort: false,
        direction: "clockwise",
        labels: rows.map((row) => nameOf(row[category]!, context)),
        values: rows.map((row) => Number(row[value])),
        ids: rows.map((row) => row[category]!),
        textinfo: "percent",
        hovertemplate: "%{label}: %{value:,} (%{percent})<extra></extra>",
      },
    ],
    table: {
      columns: columns(category, value, "share"),
      rows: rows.map((row) => ({ ...row, [category]: nameOf(row[category]!, context), share: Number(row[value]) / total })),
    },
  };
}

interface Lines {
  /** One row for each line and day that has requests. */
  rows: Row[];
  /** The days drawn, in order; days without a row count as zero. */
  days: string[];
  by: ColumnKey;
  value: ColumnKey;
}

const DAY_MS = 86_400_000;

/** A line for each value of `by`, largest sum first, over days. */
export function lines(context: Context, { rows, days, by, value }: Lines): Figure {
  const series = new Map<Scalar, Map<Scalar, number>>();
  for (const row of rows) {
    if (!series.has(row[by]!)) series.set(row[by]!, new Map());
    series.get(row[by]!)!.set(row["created_date"]!, Number(row[value]));
  }
  const sorted = [...series].sort(([, a], [, b]) => sum(b.values()) - sum(a.values()));
  return {
    traces: sorted.map(([name, counts]) => ({
      type: "scatter",
      mode: days.length > 1 ? "lines" : "markers",
      name: nameOf(name, context),
      x: days,
      y: days.map((day) => counts.get(day) ?? 0),
      ids: days.map(() => name),
    })),
    layout: {
      hovermode: "x unified",
      // Ticks within a day would say more than there is.
      xaxis: { type: "date", ...(days.length < 14 && { dtick: DAY_MS }) },
      yaxis: { title: { text: axisTitle(context, value) }, rangemode: "tozero" },
    },
    table: {
      columns: columns("created_date", by, value),
      rows: days.flatMap((day) =>
        sorted.map(([name, counts]) => ({ created_date: day, [by]: nameOf(name, context), [value]: counts.get(day) ?? 0 })),
      ),
    },
  };
}

/** A box from first to third quartile of days to close with the median, a row each, in the order of the rows. */
export function closingBoxes(context: Context, { rows, category }: { rows: Row[]; category: ColumnKey }): Figure {
  const names = rows.map((row) => nameOf(row[category]!, context));
  const [q1, median, q3] = (["days_to_close_p25", "days_to_close_p50", "days_to_close_p75"] as const).map((key) =>
    rows.map((row) => Number(row[key])),
  );
  return {
    traces: [
      {
        type: "box",
        orientation: "h",
        y: names,
        q1,
        median,
        q3,
        lowerfence: q1,
        upperfence: q3,
        ids: rows.map((row) => row[category]!),
        hoverinfo: "skip",
      },
      // Where the quartiles fall together there is no box to see.
      {
        type: "scatter",
        mode: "markers",
        tone: "accent",
        marker: { symbol: "diamond", size: 9 },
        cliponaxis: false,
        x: median,
        y: names,
        ids: rows.map((row) => row[category]!),
        customdata: rows.map((_, i) => [q1![i]!, q3![i]!]),
        hovertemplate: context.text({
          en: "%{y}: median %{x} days, half of them %{customdata[0]}–%{customdata[1]} days<extra></extra>",
          es: "%{y}: mediana %{x} días, la mitad entre %{customdata[0]} y %{customdata[1]} días<extra></extra>",
        }),
      },
    ],
    layout: {
      xaxis: { title: { text: context.text({ en: "Days to close", es: "Días hasta el cierre" }) }, rangemode: "tozero" },
      yaxis: { type: "category", categoryorder: "array", categoryarray: names, autorange: "reversed" },
    },
    table: {
      columns: columns(category, "days_to_close_p25", "days_to_close_p50", "days_to_close_p75", "days_to_close_n", "open"),
      rows: rows.map((row, i) => ({ ...row, [category]: names[i]! })),
    },
  };
}

interface Choropleth {
  rows: Row[];
  boundaries: Boundaries;
  category: ColumnKey;
  value: ColumnKey;
}

/** Areas coloured by a number; an area without a row counts as zero. */
export function choropleth(context: Context, { rows, boundaries, category, value }: Choropleth): Figure {
  const numbers = new Map(rows.map((row) => [row[category], Number(row[value])]));
  const areas = boundaries.features.map((feature) => feature.properties.name);
  const sized = areas.map((name) => ({ [category]: name, [value]: numbers.get(name) ?? 0 }));
  return {
    traces: [
      {
        type: "choropleth",
        name: axisTitle(context, value),
        geojson: boundaries,
        featureidkey: "properties.name",
        locations: areas,
        z: sized.map((row) => row[value]!),
        ids: areas,
        hovertemplate: "%{location}: %{z:,}<extra></extra>",
      },
    ],
    table: {
      columns: columns(category, value),
      rows: sized.sort((a, b) => Number(b[value]) - Number(a[value])),
    },
  };
}

function axisTitle(context: Context, key: ColumnKey): string {
  return context.text(columns(key)[0]!.label);
}

const NO_NAME: Text = { en: "Not given", es: "Sin dato" };
const OTHERS_NAME: Text = { en: "Others", es: "Otros" };

function nameOf(value: Scalar, context: Context): string {
  return value === null ? context.text(NO_NAME) : value === OTHERS ? context.text(OTHERS_NAME) : String(value);
}
