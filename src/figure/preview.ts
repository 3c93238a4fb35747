/**
 * A still picture of a painted figure with settled axes, as SVG: lines, areas, bars and cells, where Plotly would draw them.
 * Made of nodes and attributes alone, which every policy allows, and of resolved colours, so that it can leave the page.
 */
import { extent } from "d3-array";
import type { PlotlyTrace } from "./engine.js";
import type { Painted } from "./paint.js";
import { DASH_PARTS, SYMBOLS, type Dash } from "./signs.js";
import { node } from "./svg.js";

type Axis = Record<string, unknown>;
type Place = (value: unknown) => number;

/** Where the values of both axes lie, and the ends of the plot. */
interface Frame {
  x: Place;
  y: Place;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** How far apart the names on each axis stand, if it has names. */
  steps: Record<"x" | "y", number | undefined>;
}

/** Draws it at the size it was painted for. */
export function preview({ data, layout }: Painted): SVGSVGElement {
  const { width, height } = layout as { width: number; height: number };
  const { l, r, t, b } = layout["margin"] as Record<"l" | "r" | "t" | "b", number>;
  const [xaxis, yaxis] = [layout["xaxis"] as Axis, layout["yaxis"] as Axis];
  const ends = { left: l, right: width - r, top: t, bottom: height - b };
  const steps = { x: stepOn(xaxis, width - l - r), y: stepOn(yaxis, height - t - b) };
  const frame: Frame = { ...ends, steps, x: placeOn(xaxis, [l, width - r]), y: placeOn(yaxis, [height - b, t]) };
  const picture = node("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  picture.append(...grid(frame, xaxis, yaxis));
  for (const trace of data)
    if (trace["visible"] !== "legendonly") picture.append(...(DRAW[String(trace["type"])]?.(trace, frame) ?? []));
  picture.append(...labels(frame, xaxis, yaxis, layout["font"] as { family: string; size: number; color: string }));
  return picture;
}

const DRAW: Record<string, (trace: PlotlyTrace, frame: Frame) => SVGElement[]> = { scatter: lines, bar: bars, heatmap: cells };

/** Whether all of these types of traces can be drawn as a still picture. */
export function canBeStill(types: readonly string[]): boolean {
  return types.every((type) => type in DRAW);
}

function placeOn(axis: Axis, ends: [number, number]): Place {
  const names = new Map((axis["categoryarray"] as string[] | undefined)?.map((name, i) => [name, i]));
  const number: Place =
    axis["type"] === "date"
      ? (value) => Date.parse(isoUtc(String(value)))
      : (value) => names.get(String(value)) ?? Number(value);
  const [from, to] = (axis["range"] as unknown[]).map((end) => (axis["type"] === "date" ? number(end) : Number(end)));
  const [start, end] = ends;
  return (value) => start + ((number(value) - from!) / (to! - from!)) * (end - start);
}

function stepOn(axis: Axis, room: number): number | undefined {
  if (!axis["categoryarray"]) return undefined;
  // There may be room for more names than there are.
  const [from, to] = axis["range"] as [number, number];
  return room / Math.abs(to - from);
}

/** Plotly's moments have no zone; they count as UTC. */
function isoUtc(moment: string): string {
  return moment.includes("T") || moment.includes(" ") ? `${moment.replace(" ", "T")}Z` : moment;
}

function grid({ x, y, left, right, top, bottom }: Frame, xaxis: Axis, yaxis: Axis): SVGElement[] {
  const across = ticksOf(yaxis).map(([value]) => `M${left},${y(value)}H${right}`);
  const along = ticksOf(xaxis).map(([value]) => `M${x(value)},${top}V${bottom}`);
  const drawn = [...(yaxis["showgrid"] ? across : []), ...(xaxis["showgrid"] ? along : [])];
  return drawn.length ? [node("path", { d: drawn.join(""), stroke: yaxis["gridcolor"], "shape-rendering": "crispEdges" })] : [];
}

function ticksOf(axis: Axis): [value: unknown, text: string][] {
  const texts = axis["ticktext"] as string[];
  return (axis["tickvals"] as unknown[]).map((value, i) => [value, texts[i]!]);
}

/** Pixels between the plot and its labels, as Plotly leaves them. */
const STANDOFF = 7;

function labels(
  { x, y, left, right, top, bottom }: Frame,
  xaxis: Axis,
  yaxis: Axis,
  font: { family: string; size: number; color: string },
): SVGElement[] {
  const write = (text: string, at: object): SVGElement => {
    const label = node("text", at);
    label.textContent = text;
    return label;
  };
  const style = { fill: font.color, "font-family": font.family, "font-size": font.size };
  const beside = node("g", { ...style, "text-anchor": "end" });
  beside.append(...ticksOf(yaxis).map(([value, text]) => write(text, { x: left - STANDOFF, y: y(value) + font.size * 0.35 })));
  const along = node("g", { ...style, "text-anchor": "middle" });
  const isOnTop = xaxis["side"] === "top";
  // What of a line is under the foot of its letters.
  const descent = 0.24 * font.size;
  const line = isOnTop ? top - STANDOFF - descent : bottom + STANDOFF + font.size;
  along.append(...ticksOf(xaxis).map(([value, text]) => write(text, { x: x(value), y: line })));
  const { text: title, standoff = 0 } = (xaxis["title"] ?? {}) as { text?: string; standoff?: number };
  const away = font.size + standoff;
  if (title) along.append(write(title, { x: (left + right) / 2, y: isOnTop ? line - away - descent : line + away }));
  return [beside, along];
}

interface Marker {
  color: string;
  size?: number;
  symbol?: string;
  maxdisplayed?: number;
}

function lines(trace: PlotlyTrace, { x, y, bottom }: Frame): SVGElement[] {
  const xs = trace["x"] as unknown[];
  const line = trace["line"] as { color: string; width: number; dash: Dash };
  const points = (trace["y"] as (number | null)[]).map((value, i) =>
    value === null ? null : `${round(x(xs[i]))},${round(y(value))}`,
  );
  const opacity = trace["opacity"];
  const drawn: SVGElement[] = [];
  if (trace["fill"] === "tozeroy") {
    const ground = points.filter((point) => point !== null);
    const d = `M${round(x(xs[0]))},${bottom}L${ground.join("L")}L${round(x(xs.at(-1)))},${bottom}Z`;
    drawn.push(node("path", { d, fill: trace["fillcolor"], opacity }));
  }
  const mode = String(trace["mode"] ?? "lines");
  if (mode.includes("lines")) {
    const d = points.map((point, i) => (point === null ? "" : (points[i - 1] == null ? "M" : "L") + point)).join("");
    const dash = DASH_PARTS[line.dash].map((part) => part * Math.max(3, line.width));
    const ink = { stroke: line.color, "stroke-width": line.width, ...(dash.length && { "stroke-dasharray": dash.join() }) };
    drawn.push(node("path", { d, fill: "none", ...ink, opacity }));
  }
  const { color, size = 6, symbol, maxdisplayed } = trace["marker"] as Marker;
  // A point between gaps would be a line of no length.
  const alone = points.filter(
    (point, i) => point !== null && (mode.includes("markers") || (points[i - 1] == null && points[i + 1] == null)),
  );
  const some = alone.filter((_, i) => i % Math.ceil(alone.length / (maxdisplayed ?? alone.length)) === 0);
  const dots = some.map((point) => `M${point}h0`).join("");
  if (symbol) {
    const sign = { d: SYMBOLS[symbol], fill: color, opacity };
    drawn.push(...some.map((point) => node("path", { ...sign, transform: `translate(${point}) scale(${size})` })));
  } else if (dots) {
    drawn.push(node("path", { d: dots, stroke: color, "stroke-width": size, "stroke-linecap": "round", opacity }));
  }
  return drawn;
}

function bars(trace: PlotlyTrace, { x, y, left, bottom, steps }: Frame): SVGElement[] {
  const isHorizontal = trace["orientation"] === "h";
  const [names, lengths] = [trace[isHorizontal ? "y" : "x"] as unknown[], trace[isHorizontal ? "x" : "y"] as number[]];
  const [along, length] = isHorizontal ? [y, x] : [x, y];
  const slot =
    steps[isHorizontal ? "y" : "x"] ??
    (names.length > 1
      ? Math.abs(along(names[1]) - along(names[0]))
      : Math.abs(isHorizontal ? bottom : 2 * (along(names[0]) - left)));
  const thick = slot * 0.75;
  const { color, opacity = 1 } = trace["marker"] as { color: string | string[]; opacity?: number | number[] };
  return names.map((name, i) => {
    const [from, to] = [length(0), length(lengths[i])];
    const [start, size] = [Math.min(from, to), Math.abs(to - from)];
    const side = along(name) - thick / 2;
    const box = isHorizontal
      ? { x: start, y: side, width: size, height: thick }
      : { x: side, y: start, width: thick, height: size };
    return node("rect", {
      ...box,
      fill: [color].flat()[[color].flat().length > 1 ? i : 0],
      opacity: [opacity].flat()[[opacity].flat().length > 1 ? i : 0],
    });
  });
}

function cells(trace: PlotlyTrace, { x, y, left, right, top, bottom }: Frame): SVGElement[] {
  const [xs, ys] = [trace["x"] as unknown[], trace["y"] as unknown[]];
  const z = trace["z"] as (number | null)[][];
  const [smallest = 0, largest = 0] = extent(z.flat() as number[]);
  const { zmin: least = smallest, zmax: most = largest } = trace as { zmin?: number; zmax?: number };
  const colors = (trace["colorscale"] as [number, string][]).map(([, color]) => color);
  const color = (value: number): string => mix(colors, ((value - least) / (most - least || 1)) * (colors.length - 1));
  const [wide, high] = [(right - left) / xs.length, (bottom - top) / ys.length];
  return z.flatMap((row, r) =>
    row.flatMap((value, c) =>
      value === null
        ? []
        : [
            node("rect", {
              x: x(xs[c]) - wide / 2 + 0.5,
              y: y(ys[r]) - high / 2 + 0.5,
              width: Math.max(0, wide - 1),
              height: Math.max(0, high - 1),
              fill: color(value),
            }),
          ],
    ),
  );
}

/** The colour at a place between the first (0) and the last of evenly spaced ones. */
function mix(colors: readonly string[], place: number): string {
  const at = Math.min(Math.floor(place), colors.length - 2);
  return `color-mix(in srgb, ${colors[at + 1]} ${((place - at) * 100).toFixed(1)}%, ${colors[at]})`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
