/** The points of a figure as names and numbers: for telling them in words and for walking through them by keyboard. */
import type { Formats } from "../locale/formats.js";
import type { Figure, Scalar, Trace } from "../report.js";
import { choosable, pointEntities, traceEntity } from "./entities.js";

/** One number that a figure shows, and where it stands. */
export interface Point {
  /** Place of its trace in the figure, and of the point in the trace (of a heatmap: row by row). */
  trace: number;
  index: number;
  /** The line that the point belongs to, where there are several, or the row of a heatmap. */
  series: Scalar;
  name: Scalar;
  value: number;
  /** What a choice of it chooses; null where it is no entity. */
  entity: string | null;
}

/** What of a figure its points tell. */
export type Drawn = Pick<Figure, "traces" | "layout">;

/** The points that have a number, a row for each line (or row of a heatmap), each in the order in which it is drawn. */
export function pointRows({ traces }: Pick<Figure, "traces">): Point[][] {
  const rows = traces.flatMap((trace, i) => (trace.type === "heatmap" ? heatmapRows(trace, i) : [rowOf(trace, i)]));
  const told = rows.filter((row) => row.length > 0);
  const isOne = told.length === 1 && traces[told[0]![0]!.trace]!.type !== "heatmap";
  return isOne ? told.map((row) => row.map((point) => ({ ...point, series: null }))) : told;
}

/** A number as its table writes it: as the axis or the colours of its trace say. */
export function valueText(
  { traces, layout }: Drawn,
  { trace, value }: Pick<Point, "trace" | "value">,
  formats: Formats,
): string {
  const format = formatOf(traces[trace]!, layout);
  if (format.includes("%")) return formats.share(value);
  const isWhole = format.endsWith("d") || (Number.isInteger(value) && !format.includes("."));
  return isWhole ? formats.integer(value) : formats.decimal(value);
}

/** What the numbers of a trace are: the title of their axis or, where there is none, the name of the trace itself. */
export function unitOf({ traces, layout }: Drawn, trace: number): string {
  const { type, name = "" } = traces[trace]!;
  const title = valueAxis(traces[trace]!, layout)?.title?.text;
  return title ?? (["pie", "choropleth", "scattergeo", "heatmap"].includes(type) ? name : "");
}

/** Where the points of a trace are, which is what they are called unless it names them, and where their numbers stand. */
function fieldsOf(trace: Trace): [places: string, values: string] {
  if (trace.type === "pie") return ["labels", "values"];
  if (trace.type === "choropleth") return ["locations", "z"];
  if (trace.type === "scattergeo") return ["text", "customdata"];
  if (trace.type === "box") return [isLying(trace) ? "y" : "x", "median"];
  return isLying(trace) ? ["y", "x"] : ["x", "y"];
}

/** Whether the names stand on the vertical axis and the numbers lie along the other. */
function isLying({ orientation, x, y }: Trace): boolean {
  const first = (values: unknown): unknown => (values as readonly unknown[] | undefined)?.[0];
  return orientation === "h" || (typeof first(y) === "string" && typeof first(x) === "number");
}

interface Axis {
  title?: { text?: string };
  tickformat?: string;
  hoverformat?: string;
}

function valueAxis(trace: Trace, layout: Figure["layout"]): Axis | undefined {
  return layout?.[isLying(trace) ? "xaxis" : "yaxis"] as Axis | undefined;
}

function formatOf(trace: Trace, layout: Figure["layout"]): string {
  if (trace.type === "heatmap" || trace.type === "choropleth") return String(trace["zhoverformat"] ?? "");
  const { hoverformat, tickformat = "" } = valueAxis(trace, layout) ?? {};
  return hoverformat ?? tickformat;
}

function rowOf(trace: Trace, at: number): Point[] {
  // What is only the ground of a map has no numbers to tell.
  if (trace.type === "choropleth" && trace.tone === "muted") return [];
  const [places, values] = fieldsOf(trace).map((field) => (trace[field] as readonly unknown[] | undefined) ?? []);
  const entities = pointEntities(trace);
  const whole = entities.length ? null : traceEntity(trace);
  return values!.flatMap((value, index) => {
    if (typeof value !== "number" || !Number.isFinite(value)) return [];
    const name = ((trace.names ?? places!)[index] ?? trace.name ?? "") as Scalar;
    const entity = choosable(entities.length ? entities[index] : trace.ids && whole);
    return [{ trace: at, index, series: trace.name ?? null, name, value, entity }];
  });
}

function heatmapRows(trace: Trace, at: number): Point[][] {
  const z = (trace["z"] as readonly (readonly unknown[])[] | undefined) ?? [];
  const shown = (trace["customdata"] as readonly (readonly unknown[])[] | undefined) ?? z;
  const [x, y] = ["x", "y"].map((axis) => (trace[axis] as readonly Scalar[] | undefined) ?? []);
  return z.map((row, r) =>
    row.flatMap((_, c): Point[] => {
      const value = [shown[r]?.[c]].flat()[0];
      if (typeof value !== "number" || !Number.isFinite(value)) return [];
      const entity = choosable(trace.ids?.[r]);
      return [{ trace: at, index: r * row.length + c, series: y![r] ?? r, name: x![c] ?? c, value, entity }];
    }),
  );
}

/** A point with the line that it belongs to, in words. */
export function nameText({ series, name }: Pick<Point, "series" | "name">, formats: Formats): string {
  return [...(series === null ? [] : [series]), name].map((part) => readable(part, formats)).join(", ");
}

function readable(name: Scalar, formats: Formats): string {
  return typeof name === "string" && /^\d{4}-\d\d-\d\d$/.test(name) ? formats.day(name) : String(name);
}
