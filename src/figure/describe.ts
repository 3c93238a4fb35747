/** A figure in one paragraph, for those who do not see it. */
import { greatest, least } from "d3-array";
import { fill } from "../locale/words.js";
import type { Trace } from "../report.js";
import { nameText, pointRows, unitOf, valueText, type Drawn, type Point } from "./points.js";
import { tellValue, type Language } from "./tell.js";

/** Lines whose course is told; nobody listens to more. */
const TOLD = 5;

/** A line is steady when its end differs from its beginning by at most this part of the larger of the two. */
const STEADY = 0.05;

/**
 * What is drawn and how much of it, the largest and the smallest value with their names, how each line goes from its beginning
 * to its end, and how it stands to what it is held against. What is drawn back only counts where there is nothing else.
 */
export function describe(heading: string, figure: Drawn, language: Language): string {
  const { words } = language;
  const all = pointRows(figure);
  const front = all.filter(([point]) => figure.traces[point!.trace]!.tone !== "muted");
  const rows = ofOneKind(figure, front.length ? front : all);
  const [first] = rows.flat();
  if (!first) return words.noValues;
  const unit = unitOf(figure, first.trace);
  return [
    extentOf(figure, rows, all, language),
    ...(unit ? [fill(words.values, { unit })] : []),
    ...extremesOf(figure, rows.flat(), language),
    ...coursesOf(heading, figure, rows, all, language),
  ].join(" ");
}

/** Marks drawn over boxes tell nothing of their own. */
function ofOneKind({ traces }: Drawn, rows: Point[][]): Point[][] {
  const boxes = rows.filter(([point]) => traces[point!.trace]!.type === "box");
  return boxes.length ? boxes : rows;
}

const NOUNS: Record<string, "areas" | "bars" | "boxes" | "circles" | "slices"> = {
  bar: "bars",
  box: "boxes",
  choropleth: "areas",
  pie: "slices",
  scattergeo: "circles",
};

function extentOf({ traces }: Drawn, rows: Point[][], all: Point[][], { words, formats }: Language): string {
  const trace = traces[rows[0]![0]!.trace]!;
  const longest = greatest(rows, ({ length }) => length)!;
  const [from, to] = [longest.at(0)!, longest.at(-1)!].map(({ name }) => nameText({ series: null, name }, formats));
  if (trace.type === "heatmap") {
    const columns = formats.integer((trace["x"] as readonly unknown[]).length);
    return fill(words.cells, { rows: formats.integer(rows.length), columns, from: from!, to: to! });
  }
  if (isOneLine(trace)) return fill(words.lines, { n: formats.integer(rows.length), from: from!, to: to! });
  const same = all.filter(([point]) => traces[point!.trace]!.type === trace.type);
  return fill(words[NOUNS[trace.type] ?? "dots"], { n: formats.integer(same.flat().length) });
}

function extremesOf(figure: Drawn, points: Point[], language: Language): string[] {
  const { words, formats } = language;
  const smallest = least(points, ({ value }) => value)!;
  const largest = greatest(points, ({ value }) => value)!;
  const say = (sentence: string, point: Point): string => {
    const tied = points.filter(({ value }) => value === point.value);
    const others = tied.length - 1;
    const name = [nameText(point, formats), ...(others ? [fill(words.more, { n: formats.integer(others) })] : [])].join(" ");
    return fill(sentence, { name, value: tellTied(figure, tied, language) });
  };
  if (points.length === 1) return [say(words.only, largest)];
  if (smallest.value === largest.value) return [fill(words.allSame, { value: tellTied(figure, points, language) })];
  return [say(words.largest, largest), say(words.smallest, smallest)];
}

/** The number that some points have in common; with what the drawing shows besides only where that holds for all of them. */
function tellTied(figure: Drawn, points: Point[], language: Language): string {
  const told = new Set(points.map((point) => tellValue(figure, point, language)));
  return told.size === 1 ? [...told][0]! : valueText(figure, points[0]!, language.formats);
}

/** How the first lines go, each with what it is held against: the one line that is drawn back. */
function coursesOf(heading: string, figure: Drawn, rows: Point[][], all: Point[][], { words, formats }: Language): string[] {
  const { traces } = figure;
  const lines = rows.filter(([point]) => isOneLine(traces[point!.trace]!));
  const [ground, ...more] = all.filter((row) => !rows.includes(row) && isOneLine(traces[row[0]!.trace]!));
  return lines.slice(0, TOLD).flatMap((line) => {
    const [from, to] = [line.at(0)!, line.at(-1)!];
    if (from === to) return [];
    const name = traces[from.trace]!.name ?? heading;
    const [first, last] = [from, to].map((point) => valueText(figure, point, formats));
    const course = fill(words[courseOf(from.value, to.value)], { name, first: first!, last: last! });
    const held = ground && more.length === 0 ? heldAgainst(line, ground) : null;
    if (!held) return [course];
    const [n, total] = [held.above, held.total].map((count) => formats.integer(count));
    return [course, fill(words.above, { name, other: traces[ground![0]!.trace]!.name ?? "", n: n!, total: total! })];
  });
}

function courseOf(first: number, last: number): "rises" | "falls" | "steady" {
  if (Math.abs(last - first) <= STEADY * Math.max(Math.abs(first), Math.abs(last))) return "steady";
  return last > first ? "rises" : "falls";
}

/** At how many of the places that both lines have the first is above the other; null when they have none in common. */
function heldAgainst(line: Point[], ground: Point[]): { above: number; total: number } | null {
  const under = new Map(ground.map(({ name, value }) => [name, value]));
  const both = line.filter(({ name }) => under.has(name));
  return both.length ? { above: both.filter(({ name, value }) => value > under.get(name)!).length, total: both.length } : null;
}

/** Several lines in one trace, with gaps in their days between them, have no one beginning and end. */
function isOneLine({ type, mode, x }: Trace): boolean {
  const isLine = type === "scatter" && /lines/.test(String(mode ?? "lines"));
  return isLine && !(x as readonly unknown[] | undefined)?.includes(null);
}
