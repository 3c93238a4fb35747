/** What is said around a chart that is taken away, in the reader's language. */
import { describe } from "../figure/describe.js";
import { legendEntries, scaleOf, type Entry } from "../figure/entities.js";
import { valueText } from "../figure/points.js";
import type { Theme } from "../figure/theme.js";
import type { Formats } from "../locale/formats.js";
import type { Words } from "../locale/words.js";
import type { Figure } from "../definition.js";
import { originInWords, type Facts } from "./facts.js";
import type { Around, Scale } from "./frame.js";
import { node } from "./svg.js";

/** A chart as the reader sees it. */
export interface Exhibit {
  heading: string;
  figure: Figure;
  /** Height of the drawing on the page, in pixels. */
  height: number;
  /** Colours that entities have in the source, by name. */
  colors: ReadonlyMap<string, string>;
  /** The entities drawn emphasised. */
  chosen: ReadonlySet<string>;
  /** Labels of what the reader has hidden. */
  hidden: ReadonlySet<string>;
  facts: Facts;
  words: Words;
  formats: Formats;
}

/** What stands around the chart, exported on a day. */
export function aroundOf(exhibit: Exhibit, theme: Theme, exported: string): Around {
  const { heading, figure, hidden, facts, words, formats } = exhibit;
  const scale = scaleIn(exhibit, theme);
  const entries = scale ? [] : legendEntries(figure.traces).filter(({ label }) => !hidden.has(label));
  return {
    over: facts.title,
    title: heading,
    choices: facts.filters.map(({ label, value }) => `${label}: ${value}`),
    legend: entries.map((entry) => ({ label: entry.label, swatch: swatch(entry, theme) })),
    scale,
    note: figure.note ?? "",
    origin: originInWords(facts, exported, { words, formats }),
    description: describe(heading, figure, words, formats),
  };
}

function scaleIn({ figure, formats }: Exhibit, { sequential }: Theme): Scale | null {
  const numbers = scaleOf(figure.traces);
  if (!numbers) return null;
  const say = (value: number): string => valueText(figure, { trace: numbers.trace, value }, formats);
  return { from: say(numbers.least), to: say(numbers.most), colors: sequential };
}

function swatch({ color, dash }: Entry, theme: Theme): SVGSVGElement {
  const drawn = dash
    ? node("path", { d: "M0,7h14", stroke: color(theme), "stroke-width": 3 })
    : node("rect", { width: 14, height: 14, rx: 2, fill: color(theme) });
  return node("svg", { width: 14, height: 14 }, drawn);
}
