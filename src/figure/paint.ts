/** From a figure without colours to what Plotly draws. Pure: the figure is never changed. */
import type { Figure, Trace } from "../report.js";
import { axes, type Surroundings } from "./axes.js";
import type { PlotlyTrace } from "./engine.js";
import { colorOf, dashOf, places, pointEntities, traceEntity } from "./entities.js";
import { areasFor, boundsOf, type Area } from "./rings.js";
import { chartFontSize, colorscale, MAP, layoutTemplate, translucent } from "./template.js";
import { template, wrap } from "./text.js";
import type { Theme } from "./theme.js";

export interface PaintOptions extends Surroundings {
  theme: Theme;
  /** The entity that is drawn emphasised, the others dimmed. */
  selected: string | null;
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

const DIMMED = 0.3;
/** Signs in a line of a hover label. */
const LINE = 48;

export function paint(figure: Figure, options: PaintOptions): Painted {
  const place = places(figure.traces);
  const parts = figure.traces.flatMap((trace, i) => partsOf(trace).map((part, point) => ({ part, i, point })));
  const data = parts.map(({ part, i }) => {
    const brush = BRUSHES[part.type] ?? dots;
    const painted = { ...literalTrace(part), ...brush(part, { ...options, place: place[i]! }) };
    return part.name !== undefined && options.hidden.has(part.name) ? { ...painted, visible: "legendonly" } : painted;
  });
  const own = literalLayout(figure.layout ?? {}) as Record<string, unknown>;
  const frame = figure.traces.some(({ type }) => type === "pie" || type === "choropleth")
    ? {
        ...mapOf(figure.traces),
        margin: { l: 4, r: 4, t: 8, b: 8 },
        uniformtext: { minsize: chartFontSize(options.theme) - 2, mode: "hide" },
        hiddenlabels: [...options.hidden].map((label) => wrap(label, LINE)),
      }
    : axes(data, own, options);
  const size = { width: options.width, height: options.height, uirevision: options.revision };
  const origins = parts.map(({ i, point }) => ({ trace: i, point }));
  return { data, layout: [layoutTemplate(options.theme), own, frame, size].reduce(merged), origins };
}

const PER_BOX = ["x", "y", "q1", "median", "q3", "lowerfence", "upperfence", "mean", "sd", "ids"];

/** A trace in the parts that Plotly can colour: boxes have one colour a trace, so that each becomes a trace. */
function partsOf(trace: Trace): Trace[] {
  const { type, ids } = trace;
  if (type !== "box" || !ids || !trace["median"]) return [trace];
  return ids.map((_, i) => {
    const own = PER_BOX.flatMap((key): [string, unknown][] => {
      const values = trace[key];
      return isArray(values) ? [[key, [values[i]]]] : [];
    });
    return { ...trace, ...Object.fromEntries(own) };
  });
}

interface Strokes extends PaintOptions {
  place: number;
}
type Brush = (trace: Trace, options: Strokes) => PlotlyTrace;

const BRUSHES: Record<string, Brush> = {
  scatter: lines,
  bar: bars,
  histogram: bars,
  pie,
  box,
  heatmap: areas,
  choropleth: areas,
};

/** Whether an entity is drawn back because another one is selected. */
function isDimmed(entity: unknown, selected: string | null): boolean {
  return selected !== null && entity !== selected;
}

function lines(trace: Trace, { theme, place, selected }: Strokes): PlotlyTrace {
  const entity = traceEntity(trace);
  const color = colorOf(entity, place, theme, trace.tone);
  const isSelected = selected !== null && entity === selected;
  const width = isSelected ? 3.5 : trace.tone === "muted" ? 1.25 : 2;
  const opacity = isDimmed(entity, selected) ? DIMMED : 1;
  return {
    opacity,
    line: { color, width, dash: dashOf(place), ...(trace["line"] as object | undefined) },
    marker: { color, size: 6, ...(trace["marker"] as object | undefined) },
    ...(trace["fill"] !== undefined && { fillcolor: translucent(color, 0.2) }),
  };
}

function bars(trace: Trace, { theme, place, selected }: Strokes): PlotlyTrace {
  const whole = colorOf(traceEntity(trace), place, theme, trace.tone);
  const entities = pointEntities(trace);
  const own = entities.length > 0 && !trace.tone && entities.some((entity) => theme.entities.has(String(entity)));
  return {
    marker: {
      color: own ? entities.map((entity) => colorOf(entity, place, theme)) : whole,
      ...outline(entities, selected, theme),
      // Not told apart by colour alone.
      ...(trace.tone === "muted" && {
        pattern: { shape: "/", fillmode: "overlay", solidity: 0.3, size: 7, fgcolor: theme.surface },
      }),
      ...(trace["marker"] as object | undefined),
    },
  };
}

function pie(trace: Trace, { theme, selected }: Strokes): PlotlyTrace {
  const entities = pointEntities(trace);
  return {
    ...(trace["textinfo"] === "percent" && { texttemplate: "%{percent:.0%}" }),
    textposition: "inside",
    insidetextorientation: "horizontal",
    pull: entities.map((entity) => (selected !== null && entity === selected ? 0.06 : 0)),
    marker: {
      colors: entities.map((entity, i) => {
        const color = colorOf(entity, i, theme);
        return isDimmed(entity, selected) ? translucent(color, DIMMED) : color;
      }),
      line: { color: theme.surface, width: 1.5 },
    },
  };
}

function box(trace: Trace, { theme, place, selected }: Strokes): PlotlyTrace {
  const entity = traceEntity(trace);
  const color = colorOf(entity, place, theme, trace.tone);
  const isSelected = selected !== null && entity === selected;
  return {
    boxpoints: false,
    whiskerwidth: 0.4,
    opacity: isDimmed(entity, selected) ? DIMMED + 0.15 : 1,
    line: { color: isSelected ? theme.text : color, width: isSelected ? 2.5 : 1.75 },
    fillcolor: translucent(color, 0.4),
  };
}

function areas(trace: Trace, { theme, selected }: Strokes): PlotlyTrace {
  const scale = { colorscale: colorscale(theme), showscale: false };
  if (trace.type !== "choropleth") return { ...scale, xgap: 1, ygap: 1 };
  const entities = pointEntities(trace);
  const { opacity, line } = outline(entities, selected, theme);
  return {
    ...scale,
    geojson: areasOf(trace),
    marker: { opacity: opacity ?? 1, line: line ?? { color: theme.surface, width: 0.75 } },
  };
}

function dots(trace: Trace, { theme, place, selected }: Strokes): PlotlyTrace {
  const color = colorOf(traceEntity(trace), place, theme, trace.tone);
  return { marker: { color, ...outline(pointEntities(trace), selected, theme), ...(trace["marker"] as object | undefined) } };
}

/** The selected point outlined, the others dimmed; nothing where the selected entity is not among them. */
function outline(entities: readonly unknown[], selected: string | null, { text, surface }: Theme): Record<string, unknown> {
  if (selected === null || !entities.includes(selected)) return {};
  const line = {
    color: entities.map((entity) => (entity === selected ? text : surface)),
    width: entities.map((entity) => (entity === selected ? 2.5 : 0.5)),
  };
  return { opacity: entities.map((entity) => (entity === selected ? 1 : DIMMED + 0.15)), line };
}

const TEMPLATES = new Set(["hovertemplate", "texttemplate"]);
const OWN = new Set(["ids", "tone", "geojson", "featureidkey"]);

function literalTrace(trace: Trace): PlotlyTrace {
  const entries = Object.entries(trace).filter(([key]) => !OWN.has(key));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, TEMPLATES.has(key) ? template(String(value)) : literalValues(value)]),
  );
}

const literalArrays = new WeakMap<readonly unknown[], readonly unknown[]>();

/** Every text in it literal, in lines that fit into a hover label. Lines that share their days share the result. */
function literalValues(value: unknown): unknown {
  if (typeof value === "string") return wrap(value, LINE);
  if (!isArray(value)) return value;
  let literal = literalArrays.get(value);
  if (!literal) literalArrays.set(value, (literal = value.map(literalValues)));
  return literal;
}

function literalLayout(layout: unknown, key = ""): unknown {
  if (typeof layout === "string") return key === "text" || key === "title" ? template(layout) : wrap(layout, LINE);
  if (Array.isArray(layout)) return layout.map((item) => literalLayout(item));
  if (typeof layout !== "object" || layout === null) return layout;
  return Object.fromEntries(Object.entries(layout).map(([name, value]) => [name, literalLayout(value, name)]));
}

const literalAreas = new WeakMap<object, ReturnType<typeof areasFor>>();

/** The areas of a choropleth, by the same literal names as its locations. */
function areasOf(trace: Trace): ReturnType<typeof areasFor> {
  const { features } = trace["geojson"] as { features: readonly Area[] };
  const [, property] = /^properties\.(.*)$/.exec(String(trace["featureidkey"])) ?? [];
  let geojson = literalAreas.get(features);
  if (!geojson) {
    geojson = areasFor(features, ({ id, properties }) =>
      wrap(String(property === undefined ? id : properties?.[property]), LINE),
    );
    literalAreas.set(features, geojson);
  }
  return geojson;
}

/** The map that shows just the areas of a choropleth. */
function mapOf(traces: readonly Trace[]): Record<string, unknown> {
  const trace = traces.find(({ type }) => type === "choropleth");
  if (!trace) return {};
  const { lon, lat } = boundsOf(areasOf(trace).features);
  return { geo: { ...MAP, lonaxis: { range: lon }, lataxis: { range: lat } } };
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

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isPlain(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
