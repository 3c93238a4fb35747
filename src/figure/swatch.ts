/** A piece of what is drawn, for the legend: a stretch of a line, a symbol, a patterned area. */
import type { Entry } from "./entities.js";
import { DASH_PARTS, patternOf, patternSize, strokes, symbolOf, SYMBOLS } from "./signs.js";
import { node } from "./svg.js";
import type { Theme } from "./theme.js";

const HEIGHT = 14;
/** A stretch of line that shows its dashes is longer. */
const WIDTH = { area: 14, points: 14, line: 30 };

/** Draws the swatch of an entry with attributes alone, which every policy allows. */
export function swatch(entry: Entry, theme: Theme): SVGSVGElement {
  const width = WIDTH[entry.kind];
  const picture = node("svg", { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, "aria-hidden": "true" });
  picture.append(...DRAW[entry.kind](entry, theme));
  return picture;
}

const DRAW = { area, points, line };

function area({ look, trace }: Entry, theme: Theme): SVGElement[] {
  const { color, nth } = look(theme);
  const pattern = trace.tone === "muted" ? "/" : patternOf(nth);
  const step = trace.tone === "muted" ? 7 : patternSize(nth);
  const ink = { stroke: theme.surface, "stroke-width": 1.75, "stroke-linecap": "round", fill: "none" };
  return [
    node("rect", { width: HEIGHT, height: HEIGHT, rx: 3, fill: color }),
    node("path", { d: strokes(pattern, HEIGHT, step), ...ink }),
  ];
}

function points({ look, trace }: Entry, theme: Theme): SVGElement[] {
  const { symbol = "circle" } = (trace["marker"] ?? {}) as { symbol?: string };
  return [symbolAt(symbol, WIDTH.points / 2, look(theme).color)];
}

function line({ look, trace }: Entry, theme: Theme): SVGElement[] {
  const { color, dash, nth } = look(theme);
  const own = (trace["line"] ?? {}) as { dash?: typeof dash; width?: number };
  const width = own.width ?? theme.lineWidth;
  const parts = DASH_PARTS[own.dash ?? dash].map((part) => part * Math.max(3, width));
  const middle = HEIGHT / 2;
  const stroke = {
    stroke: color,
    "stroke-width": Math.max(1.5, width),
    ...(parts.length && { "stroke-dasharray": parts.join() }),
  };
  const symbol = symbolOf(nth);
  return [
    node("path", { d: `M0,${middle}H${WIDTH.line}`, ...stroke }),
    ...(symbol ? [symbolAt(symbol, WIDTH.line / 2, color)] : []),
  ];
}

function symbolAt(symbol: string, x: number, color: string): SVGElement {
  const [name = "", isOpen] = symbol.split(/-(?=open)/);
  const size = HEIGHT - 5;
  const ink = isOpen ? { fill: "none", stroke: color, "stroke-width": 2 / size } : { fill: color };
  const place = `translate(${x},${HEIGHT / 2}) scale(${size})`;
  return node("path", { d: SYMBOLS[name] ?? SYMBOLS["circle"], transform: place, ...ink });
}
