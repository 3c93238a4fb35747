/** Axes of which every number is set beforehand, so that a still picture and Plotly draw the same. */
import { extent, sum, ticks } from "d3-array";
import { utcTicks } from "d3-time";
import type { PlotlyTrace } from "./engine.js";
import type { Formats } from "../locale/formats.js";
import type { Surroundings } from "./axes.js";
import { widthOf } from "./text.js";

type Axis = Record<string, unknown>;

const DAY_MS = 86_400_000;

/** The layout with ranges, ticks and their texts in place of what Plotly would choose itself. */
export function settled(
  data: readonly PlotlyTrace[],
  layout: Record<string, unknown>,
  { width, height, formats, theme }: Pick<Surroundings, "width" | "height" | "formats" | "theme">,
): Record<string, unknown> {
  const { l, r, t, b } = layout["margin"] as Record<"l" | "r" | "t" | "b", number>;
  const [x, y] = [layout["xaxis"] as Axis, layout["yaxis"] as Axis];
  const font = `${theme.fontSize}px ${theme.font}`;
  const settle = (letter: "x" | "y", axis: Axis, room: number): Axis => {
    if (axis["type"] === "category") return categories(letter, axis, data);
    const values = data.flatMap((trace) => valuesOf(trace, letter));
    return axis["type"] === "date"
      ? days(values as string[], data, { room, font, formats })
      : numbers(values, axis, letter, { room, font, formats });
  };
  return {
    ...layout,
    xaxis: { ...x, ...settle("x", x, width - l - r) },
    yaxis: { ...y, ...settle("y", y, height - t - b) },
  };
}

function valuesOf(trace: PlotlyTrace, letter: string): readonly unknown[] {
  return ((trace[letter] as readonly unknown[] | undefined) ?? []).filter((value) => value !== null);
}

function categories(letter: string, axis: Axis, data: readonly PlotlyTrace[]): Axis {
  const names = (axis["categoryarray"] as string[] | undefined) ?? [
    ...new Set(data.flatMap((trace) => valuesOf(trace, letter) as string[])),
  ];
  const range = [-0.5, names.length - 0.5];
  return {
    categoryorder: "array",
    categoryarray: names,
    range: axis["range"] ?? (axis["autorange"] === "reversed" ? range.toReversed() : range),
    autorange: false,
  };
}

interface Room {
  room: number;
  font: string;
  formats: Formats;
}

function days(values: readonly string[], data: readonly PlotlyTrace[], { room, font, formats }: Room): Axis {
  const times = [...new Set(values)].map((value) => Date.parse(value));
  const [first = 0, last = 0] = extent(times);
  // What is drawn with a width of its own sticks out by half of it.
  const wide = data.some(({ type }) => type !== "scatter");
  const step = times.length > 1 ? (last - first) / (times.length - 1) : DAY_MS;
  const space = wide ? step / 2 : first === last ? DAY_MS / 2 : 0;
  const range = [first - space, last + space].map((time) => new Date(time).toISOString().replace("Z", ""));
  return {
    range,
    autorange: false,
    tickmode: "array",
    ...marksThatFit(new Date(first), new Date(last), { room, font, formats }),
  };
}

/** The first day of some months, or some days, as many as there is room for. */
function marksThatFit(first: Date, last: Date, { room, font, formats }: Room): Pick<Axis, "tickvals" | "ticktext"> {
  for (let count = 8; ; count--) {
    const marks = utcTicks(first, last, count).filter((mark) => mark.getTime() % DAY_MS === 0);
    const isLong = marks.length > 1 && Number(marks[1]) - Number(marks[0]) > 27 * DAY_MS;
    const tickvals = marks.map((mark) => mark.toISOString().slice(0, 10));
    const ticktext = tickvals.map((day) => (isLong ? formats.month(day) : formats.shortDay(day)));
    const width = sum(ticktext, (label) => widthOf(label, font) + GAP);
    if (width <= room || count === 1) return { tickvals, ticktext };
  }
}

/** Pixels between two labels. */
const GAP = 12;

function around(values: readonly number[], axis: Axis): [from: number, to: number] {
  const [least = 0, most = 0] = extent(values);
  const from = axis["rangemode"] === "tozero" ? Math.min(0, least) : least;
  return [from, most > from ? from + (most - from) * 1.05 : from + 1];
}

function numbers(values: readonly unknown[], axis: Axis, letter: "x" | "y", { room, font, formats }: Room): Axis {
  const [from, to] = (axis["range"] as [number, number] | undefined) ?? around(values as number[], axis);
  const isShare = String(axis["tickformat"] ?? "").includes("%");
  const write = (mark: number) => (isShare ? formats.share(mark) : formats.number(mark));
  const fits = (marks: readonly number[]) => sum(marks, (mark) => widthOf(write(mark), font) + GAP) <= room;
  let count = Math.max(2, Math.floor(room / 40));
  // Labels under one another need no width.
  while (letter === "x" && count > 1 && !fits(ticks(from, to, count))) count--;
  const tickvals = ticks(from, to, count);
  return { range: [from, to], autorange: false, tickmode: "array", tickvals, ticktext: tickvals.map(write) };
}
