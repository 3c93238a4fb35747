/** What tells drawn things apart besides their colour: dashes of lines, symbols of points, patterns of areas. */

/** In the order in which the lines of a chart take them. */
export const DASHES = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"] as const;

export type Dash = (typeof DASHES)[number];

/** The parts of a dashed line, in widths of the line, as Plotly draws it. */
export const DASH_PARTS: Record<Dash, readonly number[]> = {
  solid: [],
  dash: [3, 3],
  dot: [1, 1],
  dashdot: [3, 1, 1, 1],
  longdash: [5, 5],
  longdashdot: [5, 2, 1, 2],
};

/** Symbols, as outlines around the origin that are one across. */
export const SYMBOLS: Record<string, string> = {
  circle: "M.5,0A.5,.5 0 1 1 -.5,0A.5,.5 0 1 1 .5,0Z",
  square: "M-.45,-.45H.45V.45H-.45Z",
  diamond: "M0,-.65L.65,0L0,.65L-.65,0Z",
  "triangle-up": "M0,-.6L.58,.4H-.58Z",
  cross: "M-.17,-.5H.17V-.17H.5V.17H.17V.5H-.17V.17H-.5V-.17H-.17Z",
};

/** Symbols of the second line that looks as another, of the third, and so on. */
const LINE_SYMBOLS = Object.keys(SYMBOLS);

/** Patterns of the second area that looks as another, of the third, and so on. */
const PATTERNS = ["/", "x", "-", "\\", ".", "|", "+"] as const;

export type Pattern = (typeof PATTERNS)[number] | "";

/** Of the n-th that looks the same; the first needs none. */
export function symbolOf(nth: number): string | null {
  return nth === 0 ? null : LINE_SYMBOLS[(nth - 1) % LINE_SYMBOLS.length]!;
}

export function patternOf(nth: number): Pattern {
  return nth === 0 ? "" : PATTERNS[(nth - 1) % PATTERNS.length]!;
}

/** How dense the pattern is: more each time that all patterns are used up. */
export function patternSize(nth: number): number {
  return 8 - 2.5 * Math.min(2, Math.floor((nth - 1) / PATTERNS.length));
}

/** The strokes of a pattern over a square of that size, as a path. */
export function strokes(pattern: Pattern, size: number, step: number): string {
  const places = Array.from({ length: Math.ceil((2 * size) / step) }, (_, i) => i * step + step / 2);
  const inside = places.filter((place) => place < size);
  const down = places.map((at) => `M${at},0L${at - size},${size}`).join("");
  const up = places.map((at) => `M${at - size},0L${at},${size}`).join("");
  const across = inside.map((at) => `M0,${at}H${size}`).join("");
  const along = inside.map((at) => `M${at},0V${size}`).join("");
  const dots = inside.flatMap((x) => inside.map((y) => `M${x},${y}h.01`)).join("");
  const drawn: Record<Pattern, string> = {
    "": "",
    "/": down,
    "\\": up,
    x: down + up,
    "-": across,
    "|": along,
    "+": across + along,
    ".": dots,
  };
  return drawn[pattern];
}
