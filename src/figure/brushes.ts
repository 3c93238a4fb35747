/** How each type of trace is drawn: colours, widths, outlines. What an author's trace says of its lines and markers wins. */
import type { Trace } from "../report.js";
import { areasOf } from "./areas.js";
import type { PlotlyTrace } from "./engine.js";
import { colorOf, dashOf, pointEntities, traceEntity } from "./entities.js";
import { colorscale, translucent } from "./template.js";
import type { Theme } from "./theme.js";

/** What a trace is drawn with. */
export interface Strokes {
  theme: Theme;
  /** The entities that are drawn emphasised, the others dimmed; empty when none in the figure is. */
  chosen: Chosen;
  /** The place of the trace among those that need a series colour. */
  place: number;
}

/** Names of entities. */
export type Chosen = ReadonlySet<unknown>;

type Brush = (trace: Trace, strokes: Strokes) => PlotlyTrace;

const DIMMED = 0.3;

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

/** Whether an entity is drawn back because others are chosen. */
function isDimmed(entity: unknown, chosen: Chosen): boolean {
  return chosen.size > 0 && !chosen.has(entity);
}

function lines(trace: Trace, { theme, place, chosen }: Strokes): PlotlyTrace {
  const entity = traceEntity(trace);
  const color = colorOf(entity, place, theme, trace.tone);
  const width = chosen.has(entity) ? 3.5 : trace.tone === "muted" ? 1.25 : 2;
  // What is drawn back or forth by its tone is no entity among others.
  const opacity = !trace.tone && isDimmed(entity, chosen) ? DIMMED : 1;
  return {
    opacity,
    line: { color, width, dash: dashOf(place), ...(trace["line"] as object | undefined) },
    marker: { color, size: 6, ...(trace["marker"] as object | undefined) },
    ...(trace["fill"] !== undefined && { fillcolor: translucent(color, 0.2) }),
  };
}

function bars(trace: Trace, { theme, place, chosen }: Strokes): PlotlyTrace {
  const whole = colorOf(traceEntity(trace), place, theme, trace.tone);
  const entities = pointEntities(trace);
  const own = entities.length > 0 && !trace.tone && entities.some((entity) => theme.entities.has(String(entity)));
  return {
    marker: {
      color: own ? entities.map((entity) => colorOf(entity, place, theme)) : whole,
      ...outline(entities, chosen, theme),
      // Not told apart by colour alone.
      ...(trace.tone === "muted" && {
        pattern: { shape: "/", fillmode: "overlay", solidity: 0.3, size: 7, fgcolor: theme.surface },
      }),
      ...(trace["marker"] as object | undefined),
    },
  };
}

function pie(trace: Trace, { theme, chosen }: Strokes): PlotlyTrace {
  const entities = pointEntities(trace);
  return {
    ...(trace["textinfo"] === "percent" && { texttemplate: "%{percent:.0%}" }),
    textposition: "inside",
    insidetextorientation: "horizontal",
    pull: entities.map((entity) => (chosen.has(entity) ? 0.06 : 0)),
    marker: {
      colors: entities.map((entity, i) => {
        const color = colorOf(entity, i, theme);
        return isDimmed(entity, chosen) ? translucent(color, DIMMED) : color;
      }),
      line: { color: theme.surface, width: 1.5 },
    },
  };
}

function box(trace: Trace, { theme, place, chosen }: Strokes): PlotlyTrace {
  const entity = traceEntity(trace);
  const color = colorOf(entity, place, theme, trace.tone);
  const isChosen = chosen.has(entity);
  return {
    boxpoints: false,
    whiskerwidth: 0.4,
    opacity: isDimmed(entity, chosen) ? DIMMED + 0.15 : 1,
    line: { color: isChosen ? theme.text : color, width: isChosen ? 2.5 : 1.75 },
    fillcolor: translucent(color, 0.4),
  };
}

function heatmap(_: Trace, { theme }: Strokes): PlotlyTrace {
  return { colorscale: colorscale(theme), showscale: false, xgap: 1, ygap: 1 };
}

/** Areas by their numbers; muted ones are only the ground under something else. */
function choropleth(trace: Trace, { theme, chosen }: Strokes): PlotlyTrace {
  const geojson = areasOf(trace);
  const { opacity = 1, line = { color: theme.surface, width: 0.75 } } = outline(pointEntities(trace), chosen, theme);
  if (trace.tone !== "muted") return { geojson, colorscale: colorscale(theme), showscale: false, marker: { opacity, line } };
  const ground = { color: theme.control, width: 0.75 };
  const plain = [0, 1].map((end) => [end, theme.raised]);
  return { geojson, colorscale: plain, showscale: false, marker: { line: chosen.size ? line : ground } };
}

function dots(trace: Trace, { theme, place, chosen }: Strokes): PlotlyTrace {
  const color = colorOf(traceEntity(trace), place, theme, trace.tone);
  return { marker: { color, ...outline(pointEntities(trace), chosen, theme), ...(trace["marker"] as object | undefined) } };
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
