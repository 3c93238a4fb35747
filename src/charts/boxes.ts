/** Days to close by category as boxes. */
import { columns, type ColumnKey } from "../columns.js";
import type { Context, Figure, Trace } from "../definition.js";
import type { Row } from "../query/index.js";
import { AXIS_IN_SIGHT, heightOf } from "./heights.js";
import { nameOf } from "./names.js";

const QUARTILES = ["days_to_close_p25", "days_to_close_p50", "days_to_close_p75"] as const;

/** So many rows have room in a chart of the usual height. */
const FEW = 13;

/**
 * A box from first to third quartile of days to close with the median, a row each, in the order of the rows. Where the rows have
 * a median that counts open requests too, `days_to_close_km`, it is marked as well.
 */
export function closingBoxes(context: Context, { rows, category }: { rows: Row[]; category: ColumnKey }): Figure {
  const names = rows.map((row) => nameOf(row[category]!, context));
  const [q1, median, q3] = QUARTILES.map((key) => rows.map((row) => Number(row[key])));
  const ids = rows.map((row) => row[category]!);
  const both = rows.some((row) => "days_to_close_km" in row);
  const isTall = rows.length > FEW;
  const known = rows.filter((row) => typeof row["days_to_close_km"] === "number");
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
        ids,
        hoverinfo: "skip",
      },
      // Where the quartiles fall together there is no box to see.
      {
        type: "scatter",
        mode: "markers",
        name: context.text({ en: "Median of the closed", es: "Mediana de las cerradas" }),
        tone: "accent",
        marker: { symbol: "diamond", size: 9 },
        cliponaxis: false,
        x: median,
        y: names,
        ids,
        customdata: rows.map((_, i) => [q1![i]!, q3![i]!]),
        hovertemplate: context.text({
          en: "%{y}: median %{x} days, half of them %{customdata[0]}–%{customdata[1]} days<extra></extra>",
          es: "%{y}: mediana %{x} días, la mitad entre %{customdata[0]} y %{customdata[1]} días<extra></extra>",
        }),
      },
      ...(known.length ? [survivalMarks(context, known, category)] : []),
    ],
    layout: {
      xaxis: {
        title: { text: context.text({ en: "Days to close", es: "Días hasta el cierre" }) },
        rangemode: "tozero",
        ...(isTall && AXIS_IN_SIGHT),
      },
      // The range that Plotly chooses leaves a share of the height free for markers: with many rows, several rows.
      yaxis: { type: "category", categoryorder: "array", categoryarray: names, range: [rows.length - 0.5, -0.5] },
    },
    ...(isTall && { height: heightOf(rows.length) }),
    table: {
      columns: columns(category, ...QUARTILES, "days_to_close_n", "open", ...(both ? (["days_to_close_km"] as const) : [])),
      rows: rows.map((row, i) => ({ ...row, [category]: names[i]! })),
    },
  };
}

/** A ring at each median by Kaplan–Meier. */
function survivalMarks(context: Context, rows: Row[], category: ColumnKey): Trace {
  return {
    type: "scatter",
    mode: "markers",
    name: context.text({ en: "Median, open ones counted", es: "Mediana, contando las abiertas" }),
    marker: { symbol: "circle-open", size: 11, line: { width: 2 } },
    cliponaxis: false,
    x: rows.map((row) => row["days_to_close_km"]!),
    y: rows.map((row) => nameOf(row[category]!, context)),
    ids: rows.map((row) => row[category]!),
    hovertemplate: context.text({
      en: "%{y}: median %{x} days with open requests counted<extra></extra>",
      es: "%{y}: mediana %{x} días contando las abiertas<extra></extra>",
    }),
  };
}
