/** Shares of a whole as slices. */
import { sum } from "d3-array";
import { columns, type ColumnKey } from "../columns.js";
import type { Context, Figure } from "../definition.js";
import type { Row } from "../query/index.js";
import { axisTitle, nameOf } from "./names.js";

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
        name: axisTitle(context, value),
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
