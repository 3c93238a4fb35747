/** Many over time at a glance: a row for each, a column for each month. */
import { columns, type ColumnKey } from "../columns.js";
import type { Context, Figure, Text } from "../definition.js";
import type { Entity } from "../stats/entities.js";
import { percentileRanks } from "../stats/ranks.js";
import { AXIS_IN_SIGHT, heightOf } from "./heights.js";
import { NUMBERS, type NumberFormat } from "./numbers.js";

interface Heatmap {
  /** First days of the months, in order. */
  months: readonly string[];
  /** In the order of the rows, from the top. */
  entities: readonly Entity[];
  /** Spreads the colours evenly over the cells, whatever the values are, so that few extremes do not leave the others alike. */
  equalise: boolean;
  /** The column of what the rows are. */
  by: ColumnKey;
  /** What the values are called, and how they are written. */
  value: Text;
  format: NumberFormat;
}

const BY_RANK: Text = {
  en: "Colours show the rank of a value among all of them, not its size.",
  es: "Los colores muestran el puesto de cada valor entre todos, no su tamaño.",
};

/** Colours by value, or by rank while hover and table keep the value. Without rows, months or values no trace. */
export function heatmap(context: Context, { months, entities, equalise, by, value, format }: Heatmap): Figure {
  const names = months.map((month) => context.format.month(month));
  const values = entities.map((row) => row.values);
  const isEmpty = !values.flat().some((value) => value !== null);
  return {
    traces: isEmpty
      ? []
      : [
          {
            type: "heatmap",
            name: context.text(value),
            x: names,
            y: entities.map(({ name }) => name),
            // Of ranks, the one in the middle is the median: what is below and what is above it are told apart.
            ...(equalise ? { z: ranked(values), zmin: 0, zmax: 1, tone: "diverging" as const } : { z: values }),
            customdata: values,
            ids: entities.map(({ name }) => name),
            hoverongaps: false,
            zhoverformat: NUMBERS[format].hover,
            hovertemplate: `%{y}<br>%{x}: %{customdata:${NUMBERS[format].hover}}<extra></extra>`,
          },
        ],
    layout: {
      xaxis: { type: "category", ...AXIS_IN_SIGHT, categoryorder: "array", categoryarray: names },
      yaxis: {
        type: "category",
        categoryorder: "array",
        categoryarray: entities.map(({ name }) => name),
        autorange: "reversed",
      },
    },
    table: {
      columns: [...columns(by), ...months.map((month, i) => ({ key: month, label: names[i]!, format }))],
      rows: entities.map((row) => ({
        [by]: row.name,
        ...Object.fromEntries(months.map((month, i) => [month, row.values[i] ?? null])),
      })),
    },
    height: heightOf(entities.length),
    ...(equalise && { note: context.text(BY_RANK) }),
  };
}

function ranked(rows: readonly (readonly (number | null)[])[]): (number | null)[][] {
  const ranks = percentileRanks(rows.flat());
  let from = 0;
  return rows.map(({ length }) => ranks.slice(from, (from += length)));
}
