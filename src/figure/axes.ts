/** Margins and tick labels of charts with two axes, set beforehand: measuring them itself is most of Plotly's time. */
import { extent } from "d3-array";
import type { Formats } from "../locale/formats.js";
import { plotlyLocale } from "./locale.js";
import { literal, shorten, widthOf, wrap } from "./text.js";
import type { PlotlyTrace } from "./engine.js";
import type { Theme } from "./theme.js";

/** Where the chart stands. */
export interface Surroundings {
  theme: Theme;
  width: number;
  height: number;
  formats: Formats;
  /** Names of the entities that are drawn emphasised. */
  chosen: ReadonlySet<string>;
  /** The reader points with a mouse: dragging zooms. */
  finePointer: boolean;
  /** Every number of the axes is set beforehand and nothing zooms: for figures that begin as still pictures. */
  settled: boolean;
  /** Nobody can point at a name to read all of it: names are written out, whatever room that takes. */
  whole?: boolean;
}

type Axis = Record<string, unknown> & { title?: { text?: string } };
type Labels = ReadonlyMap<string, string>;
type Kind = "category" | "date" | "number";

const MARK = "▸ ";
/** How much of the width names may take, and how long they may be where they are slanted: usually, and written out. */
const LONGEST = { usual: 0.38, whole: 0.65 };
const SLANTED = { usual: 110, whole: 260 };

/** The layout of axes, margins and hover for these traces, over which nothing else is laid. */
export function axes(
  data: readonly PlotlyTrace[],
  layout: Record<string, unknown>,
  around: Surroundings,
): Record<string, unknown> {
  const size = around.theme.fontSize;
  const font = `${size}px ${around.theme.font}`;
  const x = (layout["xaxis"] ?? {}) as Axis;
  const y = (layout["yaxis"] ?? {}) as Axis;
  const kinds = { x: kindOf("x", x, data), y: kindOf("y", y, data) };
  const names = { x: namesOn("x", x, data, kinds.x), y: namesOn("y", y, data, kinds.y) };
  const chosen = new Set([...around.chosen].map((name) => wrap(name, 48)));
  const title = kinds.y === "category" || around.settled ? undefined : y.title?.text;

  const length = around.whole ? "whole" : "usual";
  const room = around.width * LONGEST[length];
  const left = kinds.y === "category" ? fit(names.y, labelsOf(y), room, font, chosen) : null;
  const l = 12 + (left ? left.width : widthOf(largest("y", data, y, around.formats), font));
  // Half of a label on the last day or the largest number stands beyond it.
  const widest = kinds.x === "number" ? widthOf(largest("x", data, x, around.formats), font) : 0;
  const half = kinds.x === "date" ? size * 2.3 : Math.max(14, Math.ceil(widest / 2));
  const slot = (around.width - l - half) / Math.max(1, names.x.length);
  const below = kinds.x === "category" ? under(names.x, labelsOf(x), { slot, longest: SLANTED[length] }, font, chosen) : null;
  // Days have a second line where the year begins, unless every label has its year.
  const lines = kinds.x === "date" && !around.settled ? size * 2.5 : size * 1.3;
  const labels = Math.ceil((below ? below.height : lines) + 8 + (x.title?.text ? size * 1.7 : 0));
  const isOnTop = x["side"] === "top";
  // Slanted labels over the chart lean out of it.
  const r = isOnTop && below?.isSlanted ? below.height : half;
  const [t, b] = [isOnTop ? labels : title ? size * 2 : 8, isOnTop ? 8 : labels];
  const movable = around.finePointer && !around.settled;
  const zooms = movable && kinds.x !== "category" && kinds.y === "number" && data.some(({ type }) => type !== "box");
  const hovering = hover(data, layout);

  return {
    margin: { l: Math.ceil(l), r, t, b, autoexpand: false },
    ...(zooms && { dragmode: "zoom" }),
    ...hovering,
    ...(title && { annotations: [...((layout["annotations"] as object[] | undefined) ?? []), heading(title, l, size)] }),
    xaxis: {
      type: kinds.x === "number" ? undefined : kinds.x,
      ...(below ? below.ticks : { nticks: marksIn(around.width - l, widest, size) }),
      ...(typeof x["dtick"] === "number" && { dtick: x["dtick"] * stepThatFits(x["dtick"], data, around.width - l - r, size) }),
      ...(kinds.x === "date" && { hoverformat: plotlyLocale(around.formats.lang).format.dayMonthYear }),
      // A standoff makes Plotly measure all tick labels: only where there is a title.
      ...(x.title?.text && { title: { standoff: 8, font: { size } } }),
      showspikes: hovering["hovermode"] === "x unified",
      showgrid: kinds.y === "category",
      fixedrange: !zooms,
    },
    yaxis: {
      type: kinds.y === "number" ? undefined : kinds.y,
      ...(left ? every(names.y, left.labels, (around.height - t - b) / names.y.length, size) : { nticks: 6 }),
      showgrid: kinds.y !== "category",
      ...(title && { title: { text: "" } }),
    },
  };
}

/** Lines tell of all values at once, wherever the pointer is: their points may lie far apart. */
function hover(data: readonly PlotlyTrace[], layout: Record<string, unknown>): Record<string, unknown> {
  const hasLines = data.some(({ type, mode }) => type === "scatter" && /lines/.test(String(mode ?? "lines")));
  const hovermode = layout["hovermode"] ?? (hasLines ? "x unified" : "closest");
  return { hovermode, ...(String(hovermode).startsWith("x") && { hoverdistance: -1 }) };
}

/** The title of the vertical axis, lying over it instead of standing beside it. */
function heading(text: string, left: number, size: number): object {
  const place = {
    xref: "paper",
    yref: "paper",
    x: 0,
    y: 1,
    xanchor: "left",
    yanchor: "bottom",
    xshift: 4 - left,
    yshift: size * 0.5,
  };
  return { ...place, text, showarrow: false, captureevents: false };
}

function kindOf(letter: string, axis: Axis, data: readonly PlotlyTrace[]): Kind {
  if (axis["type"] === "category" || axis["type"] === "date") return axis["type"];
  if (axis["type"] !== undefined) return "number";
  const value = data
    .flatMap((trace) => ((trace[letter] as unknown[] | undefined) ?? []).slice(0, 1))
    .find((first) => first != null);
  if (typeof value !== "string" || (value.trim() !== "" && !Number.isNaN(Number(value)))) return "number";
  return /^\d{4}-\d\d/.test(value) ? "date" : "category";
}

function namesOn(letter: string, axis: Axis, data: readonly PlotlyTrace[], kind: Kind): string[] {
  if (kind !== "category") return [];
  const given =
    (axis["categoryarray"] as unknown[] | undefined) ?? data.flatMap((trace) => (trace[letter] as unknown[] | undefined) ?? []);
  return [...new Set(given.map(String))];
}

/** How many labels as wide as the widest find room, but three where that is possible. */
function marksIn(room: number, widest: number, size: number): number {
  return Math.max(widest * 3 <= room ? 3 : 2, Math.floor(room / Math.max(size * 6, widest + size)));
}

/** What an author wants to be written for some of the names. */
function labelsOf(axis: Axis): Labels {
  const texts = (axis["ticktext"] as string[] | undefined) ?? [];
  const values = (axis["tickvals"] as unknown[] | undefined) ?? [];
  return new Map(values.map((value, i) => [String(value), texts[i] ?? String(value)]));
}

/** Labels shortened to a width, the chosen ones marked, and the width they then take. */
function fit(
  names: readonly string[],
  labels: Labels,
  room: number,
  font: string,
  chosen: ReadonlySet<string>,
): { labels: string[]; width: number } {
  const average = widthOf("abcdefghilmnoprstu", font) / 18;
  const short = names.map((name) => {
    const whole = plainText(labels.get(name) ?? name);
    const cut = widthOf(whole, font) <= room ? whole : shorten(whole, Math.max(3, Math.floor(room / average)));
    return chosen.has(name) ? MARK + cut : cut;
  });
  return { labels: short.map(literal), width: Math.max(0, ...short.map((label) => widthOf(label, font))) };
}

/** Labels under the chart: level where they fit into their slots, else slanted. */
function under(
  names: readonly string[],
  labels: Labels,
  { slot, longest }: { slot: number; longest: number },
  font: string,
  chosen: ReadonlySet<string>,
): { ticks: object; height: number; isSlanted: boolean } {
  const size = parseFloat(font);
  const level = fit(names, labels, Infinity, font, chosen);
  if (level.width + 4 <= slot)
    return { ticks: { tickmode: "array", tickvals: names, ticktext: level.labels }, height: size * 1.3, isSlanted: false };
  const slanted = fit(names, labels, longest, font, chosen);
  const ticks = { ...every(names, slanted.labels, slot, size * 1.4), tickangle: -45 };
  return { ticks, height: (slanted.width + size) * Math.SQRT1_2 + 4, isSlanted: true };
}

/** How many of the days that an author wants labelled stand between two labels, so that these find room. */
function stepThatFits(dtick: number, data: readonly PlotlyTrace[], room: number, size: number): number {
  const days = data.flatMap((trace) => ((trace["x"] as string[] | undefined) ?? []).map((day) => Date.parse(day)));
  const [first = 0, last = 0] = extent(days);
  return Math.max(1, Math.ceil((((last - first) / dtick + 1) * size * 4.5) / room));
}

/** As many labels as find room, evenly. */
function every(names: readonly string[], labels: readonly string[], slot: number, size: number): object {
  const step = Math.max(1, Math.ceil((size * 1.15) / slot));
  const kept = <T>(all: readonly T[]): T[] => all.filter((_, i) => i % step === 0);
  return { tickmode: "array", tickvals: kept(names), ticktext: kept(labels) };
}

/** The longest tick label that numbers of this size can have. */
function largest(letter: string, data: readonly PlotlyTrace[], axis: Axis, formats: Formats): string {
  if (String(axis["tickformat"] ?? "").includes("%")) return "100%";
  const numbers = data.flatMap((trace) => (trace[letter] as unknown[] | undefined) ?? []).map(Number);
  const most = numbers.reduce((max, value) => Math.max(max, Math.abs(value) || 0), 0);
  return most < 10 ? "0.00" : formats.integer(most * 1.1).replace(/\d/g, "0");
}

function plainText(name: string): string {
  return name.replaceAll("<br>", "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
