/** How each type of trace is drawn: colours, widths, outlines. What an author's trace says of its lines and markers wins. */
import { sum } from "d3-array";
import type { Trace } from "../report.js";
import { areasOf } from "./areas.js";
import type { PlotlyTrace } from "./engine.js";
import { colorOf, pointEntities, sliceLooks, traceEntity, type Look } from "./entities.js";
import { literalStyle } from "./literal.js";
import { readableOn } from "./readable.js";
import { patternOf, patternSize, symbolOf } from "./signs.js";
import { colorscale, translucent } from "./template.js";
import type { Theme } from "./theme.js";

/** What a trace is drawn with. */
export interface Strokes {
  theme: Theme;
  /** The entities that are drawn emphasised, the others dimmed; empty when none in the figure is. */
  chosen: Chosen;
  /** How the trace is told from the others. */
  look: Look;
}

/** Names of entities. */
export type Chosen = ReadonlySet<unknown>;

type Brush = (trace: Trace, strokes: Strokes) => PlotlyTrace;

const DIMMED = 0.3;

/** The share of a slice from which on it is labelled beside the pie. */
const LABELLED = 0.03;

const BRUSHES: Record<string, Brush> = {
  scatter: lines,
  bar: bars,
  histogram: bars,
  pie,
  box,
  heatmap,
  choropleth,
  scattergeo: dots,
};

/** The look of a trace; types that have no brush of their own are drawn as dots. */
export function brush(trace: Trace, strokes: Strokes): PlotlyTrace {
  return (BRUSHES[trace.type] ?? dots)(trace, strokes);
}

/** What the author says of it. */
function ownStyle(trace: Trace, key: "line" | "marker"): object | undefined {
  return literalStyle(trace[key]) as object | undefined;
}

/** Whether an entity is drawn back because others are chosen. */
function isDimmed(entity: unknown, chosen: Chosen): boolean {
  return chosen.size > 0 && !chosen.has(entity);
}

function lines(trace: Trace, { theme, look, chosen }: Strokes): PlotlyTrace {
  const entity = traceEntity(trace);
  const { color, dash, nth } = look;
  const width = theme.lineWidth * (chosen.has(entity) ? 1.75 : trace.tone === "muted" ? 0.625 : 1);
  const symbol = symbolOf(nth);
  // What is drawn back or forth by its tone is no entity among others.
  const opacity = !trace.tone && isDimmed(entity, chosen) ? DIMMED : 1;
  return {
    opacity,
    ...(symbol && String(trace["mode"] ?? "lines") === "lines" && { mode: "lines+markers" }),
    line: { color, width, dash, ...ownStyle(trace, "line") },
    marker: {
      color,
      ...(symbol ? { symbol, size: 9, maxdisplayed: 12 } : { size: 6 }),
      ...ownStyle(trace, "marker"),
    },
    ...(trace["fill"] !== undefined && { fillcolor: translucent(color, 0.2) }),
  };
}

function bars(trace: Trace, { theme, look, chosen }: Strokes): PlotlyTrace {
  const entities = pointEntities(trace);
  const own = entities.length > 0 && !trace.tone && entities.some((entity) => theme.entities.has(String(entity)));
  const color = own ? entities.map((entity) => colorOf(entity, 0, theme)) : look.color;
  return {
    marker: {
      color,
      ...outline(entities, chosen, theme),
      // Not told apart by colour alone.
      ...(trace.tone === "muted"
        ? { pattern: { shape: "/", size: 7, ...over(color, theme) } }
        : patterned([look], color, theme)),
      ...ownStyle(trace, "marker"),
    },
  };
}

function pie(trace: Trace, { theme, chosen }: Strokes): PlotlyTrace {
  const entities = pointEntities(trace);
  const looks = sliceLooks(trace, theme);
  const colors = looks.map(({ color }, i) => (isDimmed(entities[i], chosen) ? translucent(color, DIMMED) : color));
  const sizes = ((trace["values"] as readonly unknown[] | undefined) ?? []).map(Number);
  const least = LABELLED * sum(sizes);
  return {
    ...(trace["textinfo"] === "percent" && { texttemplate: "%{percent:.0%}" }),
    // On a pattern no text can be read. Beside the pie there is room for that of larger slices.
    textposition: looks.map(({ nth }, i) => (!nth ? "inside" : sizes[i]! < least ? "none" : "outside")),
    ...(looks.some(({ nth }) => nth) && { domain: { x: [0.12, 0.88], y: [0.12, 0.88] } }),
    insidetextorientation: "horizontal",
    insidetextfont: { color: looks.map(({ color }, i) => (isDimmed(entities[i], chosen) ? theme.text : readableOn(color))) },
    outsidetextfont: { color: theme.text },
    pull: entities.map((entity) => (chosen.has(entity) ? 0.06 : 0)),
    marker: {
      colors,
      ...patterned(looks, colors, theme),
      line: { color: theme.surface, width: 1.5 },
    },
  };
}

/** Patterns for those that look as another; nothing where there are none. */
function patterned(looks: readonly Look[], color: string | string[], theme: Theme): { pattern?: object } {
  if (looks.every(({ nth }) => nth === 0)) return {};
  const [shape, size] = [looks.map(({ nth }) => patternOf(nth)), looks.map(({ nth }) => patternSize(nth))];
  return { pattern: { shape, size, ...over(color, theme) } };
}

/** Strokes of the surface over a colour. Plotly's own mode for that takes no list of colours. */
function over(color: string | string[], { surface }: Theme): object {
  return { fillmode: "replace", bgcolor: color, fgcolor: surface, fgopacity: 0.5, solidity: 0.3 };
}

function box(trace: Trace, { theme, look, chosen }: Strokes): PlotlyTrace {
  const entity = traceEntity(trace);
  // Each box of a trace may have a colour of its own.
  const color = theme.entities.get(String(entity)) ?? look.color;
  const isChosen = chosen.has(entity);
  return {
    boxpoints: false,
    whiskerwidth: 0.4,
    opacity: isDimmed(entity, chosen) ? DIMMED + 0.15 : 1,
    line: { color: isChosen ? theme.text : color, width: isChosen ? 2.5 : 1.75 },
    fillcolor: translucent(color, 0.4),
  };
}

function heatmap({ tone }: Trace, { theme }: Strokes): PlotlyTrace {
  return { colorscale: colorscale(scaleColors(tone, theme)), showscale: false, xgap: 1, ygap: 1 };
}

/** Numbers that differ from a middle have a scale of two sides. */
function scaleColors(tone: Trace["tone"], { sequential, diverging }: Theme): readonly string[] {
  return tone === "diverging" ? diverging : sequential;
}

/** Areas by their numbers; muted ones are only the ground under something else. */
function choropleth(trace: Trace, { theme, chosen }: Strokes): PlotlyTrace {
  const geojson = areasOf(trace);
  const ground = { color: theme.control, width: 0.75 };
  const { opacity = 1, line = ground } = outline(pointEntities(trace), chosen, theme);
  const scale = colorscale(scaleColors(trace.tone, theme));
  if (trace.tone !== "muted") return { geojson, colorscale: scale, showscale: false, marker: { opacity, line } };
  const plain = [0, 1].map((end) => [end, theme.raised]);
  return { geojson, colorscale: plain, showscale: false, marker: { line } };
}

function dots(trace: Trace, { theme, look: { color }, chosen }: Strokes): PlotlyTrace {
  return { marker: { color, ...outline(pointEntities(trace), chosen, theme), ...ownStyle(trace, "marker") } };
}

/** The chosen points outlined, the others dimmed; nothing where no chosen entity is among them. */
function outline(entities: readonly unknown[], chosen: Chosen, { text, surface }: Theme): Record<string, unknown> {
  if (!entities.some((entity) => chosen.has(entity))) return {};
  const line = {
    color: entities.map((entity) => (chosen.has(entity) ? text : surface)),
    width: entities.map((entity) => (chosen.has(entity) ? 2.5 : 0.5)),
  };
  return { opacity: entities.map((entity) => (chosen.has(entity) ? 1 : DIMMED + 0.15)), line };
}
