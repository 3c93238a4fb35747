/** One point of a figure in words. */
import { sum } from "d3-array";
import type { Formats } from "../locale/formats.js";
import { fill, type Words } from "../locale/words.js";
import { nameText, unitOf, valueText, type Drawn, type Point } from "./points.js";

/** The reader's language. */
export interface Language {
  words: Words;
  formats: Formats;
}

/** The point with its line, its name, its number and what the number is: “Graffiti, Jan 1, 2020: 100 (Requests)”. */
export function tell(figure: Drawn, point: Point, language: Language): string {
  const unit = unitOf(figure, point.trace);
  const told = [...(unit ? [unit] : []), ...besides(figure, point, language)];
  return `${nameText(point, language.formats)}: ${withMore(valueText(figure, point, language.formats), told)}`;
}

/** The number alone, with what the drawing shows of it besides. */
export function tellValue(figure: Drawn, point: Point, language: Language): string {
  return withMore(valueText(figure, point, language.formats), besides(figure, point, language));
}

function withMore(value: string, more: readonly string[]): string {
  return more.length ? `${value} (${more.join(", ")})` : value;
}

/** Of a slice its share in the whole, of a box where the middle half lies. */
function besides(figure: Drawn, { trace, index, value }: Point, { words, formats }: Language): string[] {
  const { type, values, q1, q3 } = figure.traces[trace]! as Record<string, unknown> & { type: string };
  if (type === "pie") return [formats.share(value / sum(values as number[]))];
  if (type !== "box" || !q1 || !q3) return [];
  const [from, to] = [q1, q3].map((ends) => valueText(figure, { trace, value: (ends as number[])[index]! }, formats));
  return [fill(words.half, { from: from!, to: to! })];
}
