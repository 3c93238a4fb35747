/** From a figure without colours to what Plotly draws. Pure: the figure is never changed. */
import type { Figure, Trace } from "../report.js";
import { mapOf } from "./areas.js";
import { axes, type Surroundings } from "./axes.js";
import { brush, type Chosen } from "./brushes.js";
import type { PlotlyTrace } from "./engine.js";
import { settled } from "./still.js";
import { looksOf, pointEntities, traceEntity } from "./entities.js";
import { literalLayout, literalName, literalTrace } from "./literal.js";
import { layoutTemplate } from "./template.js";

export interface PaintOptions extends Surroundings {
  /** Labels of legend entries that the reader has hidden. */
  hidden: ReadonlySet<string>;
  /** A zoom lasts as long as this stays the same. */
  revision: number;
}

/** What decides of colours. */
type Colouring = Pick<PaintOptions, "theme" | "chosen">;

export interface Painted {
  data: PlotlyTrace[];
  layout: Record<string, unknown>;
  /** For each trace of `data` the figure's trace it comes from, and the point of that its first point is. */
  origins: { trace: number; point: number }[];
}

export function paint(figure: Figure, options: PaintOptions): Painted {
  const data = brushed(figure, options).map(({ part, strokes }) => {
    const painted = { ...literalTrace(part), ...strokes };
    return part.name !== undefined && options.hidden.has(part.name) ? { ...painted, visible: "legendonly" } : painted;
  });
  const own = literalLayout(figure.layout ?? {}) as Record<string, unknown>;
  const frame = figure.traces.some(({ type }) => type === "pie" || type === "choropleth" || type === "scattergeo")
    ? {
        ...mapOf(figure.traces),
        margin: { l: 4, r: 4, t: 8, b: 8 },
        uniformtext: { minsize: options.theme.fontSize - 2, mode: "hide" },
        hiddenlabels: [...options.hidden].map(literalName),
      }
    : axes(data, own, options);
  const size = { width: options.width, height: options.height, uirevision: options.revision };
  const marks = { shapes: [...shapesIn(own), ...marksIn(figure, options)] };
  const layout = [layoutTemplate(options.theme), own, frame, size, marks].reduce(merged);
  const origins = figure.traces.flatMap((trace, i) => partsOf(trace).map((_, point) => ({ trace: i, point })));
  return { data, layout: options.settled ? settled(data, layout, options) : layout, origins };
}

/**
 * The same picture in other colours. Numbers, texts and their places are the same objects, so that Plotly need not work them
 * out anew, and text, grid and axes stay as they were: on the page CSS colours them.
 */
export function repaint({ data, layout, origins }: Painted, figure: Figure, look: Colouring): Painted {
  const strokes = brushed(figure, look);
  const own = shapesIn(layout).slice(0, shapesIn(figure.layout ?? {}).length);
  const { hoverlabel } = layoutTemplate(look.theme);
  return {
    data: data.map((trace, i) => ({ ...trace, ...strokes[i]!.strokes })),
    layout: { ...layout, hoverlabel, shapes: [...own, ...marksIn(figure, look)] },
    origins,
  };
}

/** The parts of all traces, and what each is drawn with. */
function brushed(figure: Figure, { theme, chosen: all }: Colouring): { part: Trace; strokes: PlotlyTrace }[] {
  const looks = looksOf(figure.traces, theme);
  const chosen = chosenIn(figure, all);
  return figure.traces.flatMap((trace, i) =>
    partsOf(trace).map((part) => ({ part, strokes: brush(part, { theme, chosen, look: looks[i]! }) })),
  );
}

/** An entity that the figure does not show dims nothing in it. */
function chosenIn({ traces }: Figure, chosen: Chosen): Chosen {
  const shown = new Set<unknown>(traces.flatMap((trace) => [traceEntity(trace), ...pointEntities(trace)]));
  return new Set([...chosen].filter((entity) => shown.has(entity)));
}

function shapesIn(layout: Record<string, unknown>): readonly object[] {
  return (layout["shapes"] as object[] | undefined) ?? [];
}

/** A frame around each row of a heatmap that stands for a chosen entity. */
function marksIn(figure: Figure, { theme, chosen: all }: Colouring): object[] {
  const chosen = chosenIn(figure, all);
  const frame = { type: "rect", xref: "paper", x0: 0, x1: 1, yref: "y", line: { color: theme.text, width: 2 } };
  return figure.traces
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
