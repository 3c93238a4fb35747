/** From a figure without colours to what Plotly draws. Pure: the figure is never changed. */
import type { Figure, Trace } from "../report.js";
import { mapOf } from "./areas.js";
import { axes, type Surroundings } from "./axes.js";
import { brush, type Chosen } from "./brushes.js";
import type { PlotlyTrace } from "./engine.js";
import { settled } from "./still.js";
import { places, pointEntities, traceEntity } from "./entities.js";
import { literalLayout, literalName, literalTrace } from "./literal.js";
import { chartFontSize, layoutTemplate } from "./template.js";
import type { Theme } from "./theme.js";

export interface PaintOptions extends Surroundings {
  /** Labels of legend entries that the reader has hidden. */
  hidden: ReadonlySet<string>;
  /** A zoom lasts as long as this stays the same. */
  revision: number;
}

export interface Painted {
  data: PlotlyTrace[];
  layout: Record<string, unknown>;
  /** For each trace of `data` the figure's trace it comes from, and the point of that its first point is. */
  origins: { trace: number; point: number }[];
}

export function paint(figure: Figure, options: PaintOptions): Painted {
  const place = places(figure.traces);
  // An entity that the figure does not show dims nothing in it.
  const shown = new Set(figure.traces.flatMap((trace) => [traceEntity(trace), ...pointEntities(trace)]));
  const chosen = new Set([...options.chosen].filter((entity) => shown.has(entity)));
  const parts = figure.traces.flatMap((trace, i) => partsOf(trace).map((part, point) => ({ part, i, point })));
  const data = parts.map(({ part, i }) => {
    const painted = { ...literalTrace(part), ...brush(part, { theme: options.theme, chosen, place: place[i]! }) };
    return part.name !== undefined && options.hidden.has(part.name) ? { ...painted, visible: "legendonly" } : painted;
  });
  const own = literalLayout(figure.layout ?? {}) as Record<string, unknown>;
  const frame = figure.traces.some(({ type }) => type === "pie" || type === "choropleth" || type === "scattergeo")
    ? {
        ...mapOf(figure.traces),
        margin: { l: 4, r: 4, t: 8, b: 8 },
        uniformtext: { minsize: chartFontSize(options.theme) - 2, mode: "hide" },
        hiddenlabels: [...options.hidden].map(literalName),
      }
    : axes(data, own, options);
  const size = { width: options.width, height: options.height, uirevision: options.revision };
  const marks = {
    shapes: [...((own["shapes"] as object[] | undefined) ?? []), ...rowMarks(figure.traces, chosen, options.theme)],
  };
  const layout = [layoutTemplate(options.theme), own, frame, size, marks].reduce(merged);
  const origins = parts.map(({ i, point }) => ({ trace: i, point }));
  return { data, layout: options.settled ? settled(data, layout, options) : layout, origins };
}

/** A frame around each row of a heatmap that stands for a chosen entity. */
function rowMarks(traces: readonly Trace[], chosen: Chosen, { text }: Theme): object[] {
  const frame = { type: "rect", xref: "paper", x0: 0, x1: 1, yref: "y", line: { color: text, width: 2 } };
  return traces
    .filter(({ type }) => type === "heatmap")
    .flatMap(({ ids = [] }) => ids.flatMap((id, row) => (chosen.has(id) ? [{ ...frame, y0: row - 0.5, y1: row + 0.5 }] : [])));
}

const PER_BOX = ["x", "y", "q1", "median", "q3", "lowerfence", "upperfence", "mean", "sd", "ids"];

/** A trace in the parts that Plotly can colour: boxes have one colour a trace, so that each becomes a trace. */
function partsOf(trace: Trace): Trace[] {
  const { type, ids } = trace;
  if (type !== "box" || !ids || !trace["median"]) return [trace];
  return ids.map((_, i) => {
    const own = PER_BOX.flatMap((key): [string, unknown][] => {
      const values = trace[key];
      return Array.isArray(values) ? [[key, [values[i] as unknown]]] : [];
    });
    return { ...trace, ...Object.fromEntries(own) };
  });
}

type Json = Record<string, unknown>;

/** The second laid over the first, object by object. */
function merged(under: Json, over: Json): Json {
  const result = { ...under };
  for (const [key, value] of Object.entries(over)) {
    result[key] = isPlain(value) && isPlain(result[key]) ? merged(result[key], value) : value;
  }
  return result;
}

function isPlain(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
