/** A figure in one paragraph, for those who do not see it. */
import { greatest, least } from "d3-array";
import type { Formats } from "../locale/formats.js";
import { fill, type Words } from "../locale/words.js";
import type { Figure, Trace } from "../report.js";

interface Point {
  trace: Trace;
  name: unknown;
  value: number;
}

/** Title, extent, the largest and the smallest value with their names, and where each line begins and ends. */
export function describe(title: string, { traces }: Pick<Figure, "traces">, words: Words, formats: Formats): string {
  const all = traces.map(pointsOf);
  const nameOf = ({ trace, name }: Point): string => {
    const point = readable(name ?? trace.name ?? "", formats);
    return traces.length > 1 && trace.name ? `${trace.name}, ${point}` : point;
  };
  const points = all.flat();
  const sentences = [
    fill(words.chartOf, { title }),
    fill(words.series, { count: formats.integer(traces.length), points: formats.integer(points.length) }),
  ];
  const smallest = least(points, ({ value }) => value);
  const largest = greatest(points, ({ value }) => value);
  if (smallest && largest && smallest !== largest) {
    sentences.push(fill(words.largest, { name: nameOf(largest), value: number(largest.value, formats) }));
    sentences.push(fill(words.smallest, { name: nameOf(smallest), value: number(smallest.value, formats) }));
  }
  const ends = traces.map((trace, i) => ({ name: trace.name, from: all[i]!.at(0), to: all[i]!.at(-1) }));
  for (const { name, from, to } of ends.filter((_, i) => isLine(traces[i]!)).slice(0, TOLD)) {
    if (!from || !to || from === to) continue;
    const [first, last] = [number(from.value, formats), number(to.value, formats)];
    sentences.push(fill(words.trend, { name: name ?? title, first, last }));
  }
  return sentences.join(" ");
}

/** Lines whose ends are told; nobody listens to more. */
const TOLD = 5;

function isLine({ type, mode }: Trace): boolean {
  return type.startsWith("scatter") && /lines/.test(String(mode ?? "lines"));
}

/** Where the names and the numbers of a trace stand. */
function fieldsOf({ type, orientation }: Trace): [names: string, values: string] {
  if (type === "pie") return ["labels", "values"];
  if (type === "choropleth") return ["locations", "z"];
  if (type === "box") return [orientation === "h" ? "y" : "x", "median"];
  return orientation === "h" ? ["y", "x"] : ["x", "y"];
}

function pointsOf(trace: Trace): Point[] {
  const [nameField, valueField] = fieldsOf(trace);
  const names = (trace[nameField] as readonly unknown[] | undefined) ?? [];
  const values = (trace[valueField] as readonly unknown[] | undefined) ?? [];
  return values.flatMap((value, i) =>
    typeof value === "number" && Number.isFinite(value) ? { trace, name: names[i], value } : [],
  );
}

function readable(name: unknown, formats: Formats): string {
  return typeof name === "string" && /^\d{4}-\d\d-\d\d$/.test(name) ? formats.day(name) : String(name);
}

function number(value: number, formats: Formats): string {
  return Number.isInteger(value) ? formats.integer(value) : formats.decimal(value);
}
