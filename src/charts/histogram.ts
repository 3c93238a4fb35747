/** How durations are distributed, as touching bars. */
import { columns } from "../columns.js";
import type { Context, Figure, Text, Trace } from "../definition.js";
import type { Bin } from "../stats/histogram.js";
import { axisTitle } from "./names.js";

/** A bar for each bin of days to close, from its first day up to the day after its last; nothing to draw without bins. */
export function histogram(context: Context, bins: readonly Bin[]): Figure {
  const days = axisTitle(context, "days_to_close");
  const widths = bins.map(({ first, last }) => last + 1 - first);
  const names = bins.map((bin) => context.text(daysOf(bin)));
  const bars: Trace = {
    type: "bar",
    name: axisTitle(context, "count"),
    x: bins.map(({ first }, i) => first + widths[i]! / 2),
    y: bins.map(({ count }) => count),
    width: widths,
    names,
    customdata: names,
    hovertemplate: "%{customdata}: %{y:,}<extra></extra>",
  };
  return {
    traces: bins.length ? [bars] : [],
    layout: {
      bargap: 0,
      xaxis: { title: { text: days } },
      yaxis: { title: { text: axisTitle(context, "count") }, rangemode: "tozero" },
    },
    table: { columns: columns("first", "last", "count"), rows: bins.map((bin) => ({ ...bin })) },
  };
}

/** The days of a bin in words. */
function daysOf({ first, last }: Bin): Text {
  const days = first === last ? String(first) : `${first}–${last}`;
  return days === "1" ? { en: "1 day", es: "1 día" } : { en: `${days} days`, es: `${days} días` };
}
