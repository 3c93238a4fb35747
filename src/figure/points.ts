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

/** The points that have a number, a row for each line (or row of a heatmap), each in the order in which it is drawn. */
export function pointRows({ traces }: Pick<Figure, "traces">): Point[][] {
  const rows = traces.flatMap((trace, i) =>
    trace.type === "heatmap" ? heatmapRows(trace, i) : [rowOf(trace, i, traces.length)],
  );
  return rows.filter((row) => row.length > 0);
}

/** A number as the axis or the colours of its trace write it. */
export function valueText(
  { traces, layout }: Pick<Figure, "traces" | "layout">,
  { trace, value }: Pick<Point, "trace" | "value">,
  formats: Formats,
): string {
  const { type, orientation, zhoverformat } = traces[trace]!;
  const axis = layout?.[orientation === "h" ? "xaxis" : "yaxis"] as { tickformat?: string } | undefined;
  const format = String((type === "heatmap" || type === "choropleth" ? zhoverformat : axis?.tickformat) ?? "");
  if (format.includes("%")) return formats.share(value);
  return Number.isInteger(value) ? formats.integer(value) : formats.decimal(value);
}

/** Where the points of a trace are, which is what they are called unless it names them, and where their numbers stand. */
function fieldsOf({ type, orientation }: Trace): [places: string, values: string] {
  if (type === "pie") return ["labels", "values"];
  if (type === "choropleth") return ["locations", "z"];
  if (type === "scattergeo") return ["text", "customdata"];
  if (type === "box") return [orientation === "h" ? "y" : "x", "median"];
  return orientation === "h" ? ["y", "x"] : ["x", "y"];
}

function rowOf(trace: Trace, at: number, traces: number): Point[] {
  // What is only the ground of a map has no numbers to tell.
  if (trace.type === "choropleth" && trace.tone === "muted") return [];
  const [places, values] = fieldsOf(trace).map((field) => (trace[field] as readonly unknown[] | undefined) ?? []);
  const entities = pointEntities(trace);
  const whole = entities.length ? null : traceEntity(trace);
  return values!.flatMap((value, index) => {
    if (typeof value !== "number" || !Number.isFinite(value)) return [];
    const name = ((trace.names ?? places!)[index] ?? trace.name ?? "") as Scalar;
    const entity = choosable(entities.length ? entities[index] : trace.ids && whole);
    return [{ trace: at, index, series: traces > 1 ? (trace.name ?? null) : null, name, value, entity }];
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
