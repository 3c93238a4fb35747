/** The default colours of data, each for light and for dark ground. Its test says what eyes must be able to tell apart. */

type Pair = readonly [light: string, dark: string];

/** In the order in which a chart takes them: the first few differ most. */
export const SERIES: readonly Pair[] = [
  ["#0b69b7", "#5aabf2"],
  ["#bb8100", "#ffe344"],
  ["#009f83", "#55ebc0"],
  ["#7a460b", "#cf5513"],
  ["#a6318f", "#ce68a6"],
  ["#00445a", "#b4f5ff"],
  ["#ae70f1", "#9761d1"],
  ["#701719", "#ffb67a"],
  ["#7e7004", "#94ae14"],
  ["#4c1787", "#b9c2ff"],
  ["#006451", "#00896c"],
  ["#f55776", "#c99895"],
];

/** From few to many. */
export const SEQUENTIAL: readonly Pair[] = [
  ["#dbe9f5", "#1f3347"],
  ["#b0d0e8", "#23506f"],
  ["#78b0d8", "#2b719c"],
  ["#3f8cc2", "#4c97c9"],
  ["#17629f", "#84bfe6"],
  ["#0a3867", "#cde7fb"],
];

/** From far below a middle to far above it. */
export const DIVERGING: readonly Pair[] = [
  ["#7d3400", "#ffba85"],
  ["#bf6a1f", "#cd7a33"],
  ["#ecbd8d", "#7d4c25"],
  ["#e9ebee", "#3a404a"],
  ["#a6c9e8", "#2d5c85"],
  ["#4389c4", "#4a94cd"],
  ["#0a4580", "#a6d5ff"],
];

/** The slug under which a host names an entity in CSS: `Bulky Items` → `bulky-items`. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** A colour in CSS, and the one that holds where the host's part in it is no colour. */
export interface CssColor {
  css: string;
  otherwise: string;
}

/**
 * The colours of entities by their names: the host's `--report-311-type-<slug>`, else the source's own, lightened on dark
 * ground, else a series colour that follows from the name, so that it is the same in every chart.
 * @param facts The colours in the source; empty for those that have none there. Without any nothing has a colour of its own.
 * @param others Names that the source need not list.
 */
export function ownColors(facts: ReadonlyMap<string, string>, others: Iterable<string>): Map<string, CssColor> {
  const uses = SERIES.map(() => 0);
  const listed = [...facts.keys()].sort().map((name): [string, CssColor] => {
    const fact = facts.get(name)!;
    return [name, hostColor(name, CSS.supports("color", fact) ? sourceColor(fact) : seriesColor(freePlace(name, uses)))];
  });
  const rest = facts.size ? [...others].filter((name) => !facts.has(name)) : [];
  return new Map([...listed, ...rest.map((name): [string, CssColor] => [name, hostColor(name, seriesColor(placeOf(name)))])]);
}

/** In forced-colors mode all data has one colour. */
function hostColor(name: string, own: string): CssColor {
  const otherwise = `var(--_data, ${own})`;
  return { css: `var(--_data, var(--report-311-type-${slug(name)}, ${own}))`, otherwise };
}

function sourceColor(fact: string): string {
  return `light-dark(${fact}, color-mix(in oklab, ${fact} 65%, white))`;
}

function seriesColor(place: number): string {
  return `var(--_series-${place + 1})`;
}

/** The name's own place in the series, or the next one that is used least. */
function freePlace(name: string, uses: number[]): number {
  const least = Math.min(...uses);
  let place = placeOf(name);
  while (uses[place]! > least) place = (place + 1) % uses.length;
  uses[place]!++;
  return place;
}

/** FNV-1a. */
function placeOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const sign of name) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193);
  return (hash >>> 0) % SERIES.length;
}
