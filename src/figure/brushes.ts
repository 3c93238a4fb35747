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
  /** The entity that is drawn emphasised, the others dimmed; null when none in the figure is. */
  selected: string | null;
  /** The place of the trace among those that need a series colour. */
  place: number;
}

type Brush = (trace: Trace, strokes: Strokes) => PlotlyTrace;

const DIMMED = 0.3;

const BRUSHES: Record<string, Brush> = {
  scatter: lines,
  bar: bars,
  histogram: bars,
  pie,
  box,
  heatmap: areas,
  choropleth: areas,
};

/** The look of a trace; types that have no brush of their own are drawn as dots. */
export function brush(trace: Trace, strokes: Strokes): PlotlyTrace {
  return (BRUSHES[trace.type] ?? dots)(trace, strokes);
}

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
