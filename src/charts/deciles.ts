/** How many compare month by month: the deciles of all, and some of them by name. */
import { columns } from "../columns.js";
import type { Column, Context, Figure, Text, Trace } from "../definition.js";
import { decilesOf, FEWEST_FOR_DECILES } from "../stats/deciles.js";
import type { Entity } from "../stats/entities.js";
import { NUMBERS, type NumberFormat } from "./numbers.js";

interface Deciles {
  /** First days of the months drawn, in order. */
  months: readonly string[];
  /** All that the deciles are taken over. */
  entities: readonly Entity[];
  /** Names of those drawn over them as lines of their own. */
  highlighted: readonly string[];
  /** The one of these that the chart is about. */
  subject?: string;
  /** What the values are called, and how they are written. */
  value: Text;
  format: NumberFormat;
}

/** Place of the median among the nine deciles. */
const MEDIAN = 4;

/**
 * The deciles of each month as thin lines with the median among them, which is emphasised while nothing is highlighted. Where
 * no month has enough values for deciles each entity has a line of its own instead. Without months or values no traces.
 */
export function deciles(context: Context, { months, entities, highlighted, subject, value, format }: Deciles): Figure {
  const bands = bandsOf(months, entities);
  const lacking = bands.filter((band) => band === null).length;
  const hasBands = lacking < months.length;
  const named = hasBands ? entities.filter(({ name }) => highlighted.includes(name) || name === subject) : entities;
  return {
    traces: [
      ...(hasBands ? bandTraces(context, months, bands, format, named.length === 0) : []),
      ...named
        .filter(({ values }) => values.some((value) => value !== null))
        .map(({ name, values }) => ({
          ...line(
            months,
            values,
            months.map(() => name),
            format,
          ),
          name,
          names: months.map((month) => context.format.month(month)),
          ids: months.map(() => name),
          ...(name === subject && { tone: "accent" as const }),
        })),
    ],
    layout: {
      hovermode: "closest",
      // Ticks within a month would say more than there is.
      xaxis: { type: "date", ...(months.length < 4 && { dtick: "M1" }) },
      yaxis: {
        title: { text: context.text(value) },
        rangemode: "tozero",
        tickformat: NUMBERS[format].tick,
        hoverformat: NUMBERS[format].hover,
      },
    },
    table: tableOf(context, months, hasBands ? bands : [], named, format),
    ...(lacking > 0 && months.length > 0 && { note: context.text(TOO_FEW) }),
  };
}

type Bands = readonly (readonly number[] | null)[];

const known = new WeakMap<readonly Entity[], Bands>();

/** The deciles of each month; worked out once for all charts of the same entities. */
function bandsOf(months: readonly string[], entities: readonly Entity[]): Bands {
  let bands = known.get(entities);
  if (bands?.length !== months.length) {
    bands = months.map((_, i) => decilesOf(entities.map(({ values }) => values[i] ?? null)));
    known.set(entities, bands);
  }
  return bands;
}

const TOO_FEW: Text = {
  en: `Months with fewer than ${FEWEST_FOR_DECILES} values have no deciles.`,
  es: `Los meses con menos de ${FEWEST_FOR_DECILES} valores no tienen deciles.`,
};

function decileName(context: Context, i: number): string {
  if (i === MEDIAN) return context.text({ en: "Median", es: "Mediana" });
  const percent = context.format.integer(10 * (i + 1));
  return context.text({ en: `${percent}th percentile`, es: `Percentil ${percent}` });
}

/** Places of the other deciles. */
const AROUND = [0, 1, 2, 3, 5, 6, 7, 8];

function bandValues(bands: Bands, i: number): (number | null)[] {
  return bands.map((band) => band?.[i] ?? null);
}

/** The lines around the median are one trace with gaps between them: Plotly draws two traces in half the time of nine. */
function bandTraces(
  context: Context,
  months: readonly string[],
  bands: Bands,
  format: NumberFormat,
  isOnMedian: boolean,
): Trace[] {
  const inMonths = months.map((month) => context.format.month(month));
  const around = line(
    AROUND.flatMap(() => [...months, null]),
    AROUND.flatMap((i) => [...bandValues(bands, i), null]),
    AROUND.flatMap((i) => Array<string>(months.length + 1).fill(decileName(context, i))),
    format,
  );
  const median = line(
    months,
    bandValues(bands, MEDIAN),
    Array<string>(months.length).fill(decileName(context, MEDIAN)),
    format,
  );
  return [
    {
      ...around,
      name: context.text({ en: "Deciles", es: "Deciles" }),
      names: AROUND.flatMap((i) => [...inMonths.map((month) => `${decileName(context, i)}, ${month}`), ""]),
      tone: "muted",
      line: { width: 0.75 },
    },
    {
      ...median,
      name: decileName(context, MEDIAN),
      names: inMonths,
      ...(isOnMedian ? { tone: "accent" } : { tone: "muted", line: { dash: "dash" } }),
    },
  ];
}

/** A line, or dots where there is nothing for a line to join. What each point belongs to is said on hover. */
function line(
  x: readonly (string | null)[],
  y: readonly (number | null)[],
  names: readonly string[],
  format: NumberFormat,
): Trace {
  return {
    type: "scatter",
    mode: y.some((value, i) => value !== null && (y[i + 1] ?? null) !== null) ? "lines" : "markers",
    x,
    y,
    customdata: names,
    hovertemplate: `%{customdata}<br>%{x|%b %Y}: %{y:${NUMBERS[format].hover}}<extra></extra>`,
  };
}

function tableOf(
  context: Context,
  months: readonly string[],
  bands: Bands,
  named: readonly Entity[],
  format: NumberFormat,
): Figure["table"] {
  const deciles = bands.length ? [...AROUND.slice(0, MEDIAN), MEDIAN, ...AROUND.slice(MEDIAN)] : [];
  const lines = [
    ...deciles.map((i) => ({ key: `decile-${i + 1}`, label: decileName(context, i), values: bandValues(bands, i) })),
    ...named.map(({ name, values }, i) => ({ key: `entity-${i + 1}`, label: name, values })),
  ];
  const own = lines.map(({ key, label }): Column => ({ key, label, format }));
  return {
    columns: [...columns("month"), ...own],
    rows: months.map((month, i) => ({
      month,
      ...Object.fromEntries(lines.map(({ key, values }) => [key, values[i] ?? null])),
    })),
  };
}
