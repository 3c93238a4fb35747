/** What is said around a chart that is taken away, in the reader's language. */
import { describe } from "../figure/describe.js";
import { legendEntries, scaleOf } from "../figure/entities.js";
import { valueText } from "../figure/points.js";
import { swatch } from "../figure/swatch.js";
import type { Theme } from "../figure/theme.js";
import type { Formats } from "../locale/formats.js";
import type { Words } from "../locale/words.js";
import type { Figure } from "../definition.js";
import { choicesInWords, originInWords, type Facts } from "./facts.js";
import type { Around, Scale } from "./frame.js";

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

/** Where the picture of a chart goes. */
export interface Place {
  /** Width in pixels. */
  width: number;
  /** It stands with others on a page that says once what they have in common: the report, what was chosen, the origin. */
  isAmongOthers: boolean;
}

/** What stands around the chart, exported on a day. */
export function aroundOf(exhibit: Exhibit, { width, isAmongOthers }: Place, theme: Theme, exported: string): Around {
  const { heading, figure, hidden, facts, words, formats } = exhibit;
  const scale = scaleIn(exhibit, theme);
  const entries = scale ? [] : legendEntries(figure.traces).filter(({ label }) => !hidden.has(label));
  return {
    width,
    over: isAmongOthers ? "" : facts.title,
    title: heading,
    choices: isAmongOthers ? [] : choicesInWords(facts),
    legend: entries.map((entry) => ({ label: entry.label, swatch: swatch(entry, theme) })),
    scale,
    note: figure.note ?? "",
    origin: isAmongOthers ? [] : originInWords(facts, exported, { words, formats }),
    description: describe(heading, figure, exhibit),
  };
}

function scaleIn({ figure, formats }: Exhibit, { sequential, diverging }: Theme): Scale | null {
  const scale = scaleOf(figure.traces);
  if (!scale) return null;
  const { trace, least, middle, most } = scale;
  const numbers = [least, middle, most].filter((number) => number !== undefined);
  return {
    numbers: numbers.map((value) => valueText(figure, { trace, value }, formats)),
    colors: middle === undefined ? sequential : diverging,
  };
}
