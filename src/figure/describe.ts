/** A figure in one paragraph, for those who do not see it. */
import { greatest, least } from "d3-array";
import type { Formats } from "../locale/formats.js";
import { fill, type Words } from "../locale/words.js";
import type { Figure, Trace } from "../report.js";
import { nameText, pointRows, valueText, type Point } from "./points.js";

/** Title, extent, the largest and the smallest value with their names, and where each line begins and ends. */
export function describe(title: string, figure: Pick<Figure, "traces" | "layout">, words: Words, formats: Formats): string {
  const rows = pointRows(figure);
  const points = rows.flat();
  const say = (point: Point): string => valueText(figure, point, formats);
  const sentences = [
    fill(words.chartOf, { title }),
    fill(words.series, { count: formats.integer(rows.length), points: formats.integer(points.length) }),
  ];
  const smallest = least(points, ({ value }) => value);
  const largest = greatest(points, ({ value }) => value);
  if (smallest && largest && smallest !== largest) {
    sentences.push(fill(words.largest, { name: nameText(largest, formats), value: say(largest) }));
    sentences.push(fill(words.smallest, { name: nameText(smallest, formats), value: say(smallest) }));
  }
  for (const row of rows.filter(([first]) => isOneLine(figure.traces[first!.trace]!)).slice(0, TOLD)) {
    const [from, to] = [row.at(0)!, row.at(-1)!];
    if (from !== to) sentences.push(fill(words.trend, { name: String(from.series ?? title), first: say(from), last: say(to) }));
  }
  return sentences.join(" ");
}

/** Lines whose ends are told; nobody listens to more. */
const TOLD = 5;

/** Several lines in one trace, with gaps in their days between them, have no one beginning and end. */
function isOneLine({ type, mode, x }: Trace): boolean {
  const isLine = type === "scatter" && /lines/.test(String(mode ?? "lines"));
  return isLine && !(x as readonly unknown[] | undefined)?.includes(null);
}
