/** Which entity a trace or a point stands for, and how it looks: the same in every chart and in the legend. */
import { max, median, min } from "d3-array";
import { OTHERS, type Scalar } from "../query/index.js";
import type { Trace } from "../report.js";
import { DASHES, type Dash } from "./signs.js";
import type { Theme } from "./theme.js";

/** How something is told from the others in a figure. */
export interface Look {
  color: string;
  /** Of its line. */
  dash: Dash;
  /** How many before it have the same colour, and as lines the same dash: then symbols or patterns tell them apart. */
  nth: number;
}

/** What it is that the legend shows a piece of. */
export type Kind = "line" | "points" | "area";

/** One thing that the legend names: it can be chosen, or hidden and shown. */
export interface Entry {
  /** The text by which it is hidden, as the author wrote it. */
  label: string;
  /** What a choice of it chooses; null where it is no entity, but a sum or a comparison. */
  entity: string | null;
  kind: Kind;
  /** The trace, of which a slice is one point. */
  trace: Trace;
  look: (theme: Theme) => Look;
}

/** The entity of a whole trace: the one that all its points name, else its name. */
export function traceEntity({ ids, name }: Trace): Scalar | undefined {
  return ids?.length && ids.every((id) => id === ids[0]) ? ids[0] : name;
}

/** The entities of the points of a trace, in their order. */
export function pointEntities(trace: Trace): readonly Scalar[] {
  return trace.ids ?? (trace["labels"] as readonly Scalar[] | undefined) ?? [];
}

/** The colour of an entity: what its tone or the source says, else the series colour of its place. */
export function colorOf(entity: Scalar | undefined, place: number, theme: Theme, tone?: Trace["tone"]): string {
  if (tone === "muted" || entity === null || entity === OTHERS) return theme.muted;
  if (tone === "accent") return theme.accent;
  return theme.entities.get(String(entity)) ?? theme.series[place % theme.series.length]!;
}

/** The place of each trace among those that need a series colour. */
function places(traces: readonly Trace[]): number[] {
  let next = 0;
  return traces.map((trace) => (trace.tone || traceEntity(trace) === OTHERS ? 0 : next++));
}

const isLine = ({ type, mode }: Trace): boolean => type === "scatter" && String(mode ?? "lines").includes("lines");

/** How each trace looks among the others. */
export function looksOf(traces: readonly Trace[], theme: Theme): Look[] {
  const at = places(traces);
  const looks = traces.map((trace, i) => ({
    color: colorOf(traceEntity(trace), at[i]!, theme, trace.tone),
    // What is only context is not drawn through.
    dash: trace.tone === "muted" ? "dash" : DASHES[at[i]! % DASHES.length]!,
  }));
  return numbered(looks, ({ color, dash }, i) => (isLine(traces[i]!) ? `${color} ${dash}` : color));
}

/** How each slice of a pie looks among the others. */
export function sliceLooks(pie: Trace, theme: Theme): Look[] {
  const looks = pointEntities(pie).map((entity, i) => ({ color: colorOf(entity, i, theme), dash: DASHES[0] }));
  return numbered(looks, ({ color }) => color);
}

function numbered(looks: readonly Omit<Look, "nth">[], likeness: (look: Omit<Look, "nth">, i: number) => string): Look[] {
  const met = new Map<string, number>();
  return looks.map((look, i) => {
    const like = likeness(look, i);
    const nth = met.get(like) ?? 0;
    met.set(like, nth + 1);
    return { ...look, nth };
  });
}

/** What the legend of a figure names: the slices of a pie, or the traces where there are several. */
export function legendEntries(traces: readonly Trace[]): Entry[] {
  const [first] = traces;
  if (first?.type === "pie") {
    const entities = pointEntities(first);
    const labels = (first["labels"] as readonly unknown[] | undefined) ?? [];
    return labels.map((label, i) => ({
      label: String(label),
      entity: choosable(entities[i]),
      kind: "area",
      trace: first,
      look: (theme) => sliceLooks(first, theme)[i]!,
    }));
  }
  const entries = traces.flatMap((trace, i): Entry[] => {
    if (!trace.name || trace["showlegend"] === false) return [];
    const entity = trace.ids?.length ? choosable(traceEntity(trace)) : null;
    const kind = isLine(trace) ? "line" : trace.type.startsWith("scatter") ? "points" : "area";
    return [{ label: trace.name, entity, kind, trace, look: (theme) => looksOf(traces, theme)[i]! }];
  });
  return entries.length > 1 ? entries : [];
}

/** The names of all entities that are drawn. */
export function entitiesIn(traces: readonly Trace[]): Set<string> {
  const all = traces.flatMap((trace): unknown[] => {
    const whole = traceEntity(trace);
    if (!trace.ids) return [whole, ...pointEntities(trace)];
    return whole === trace.ids[0] ? [whole] : [...trace.ids];
  });
  return new Set(all.flatMap((entity) => choosable(entity) ?? []));
}

/** An entity that a reader may choose: not a missing value, and not what is left over. */
export function choosable(entity: unknown): string | null {
  return typeof entity === "string" && entity !== OTHERS ? entity : null;
}

/** What colours stand for: the smallest and the largest number, and the one in the middle where a scale has two sides. */
export interface Scale {
  trace: number;
  least: number;
  most: number;
  middle?: number;
}

/**
 * The scale of a figure that has one instead of a legend. A trace whose colours are not its numbers has these in `customdata`.
 */
export function scaleOf(traces: readonly Trace[]): Scale | null {
  const trace = traces.findIndex(({ type, tone }) => (type === "choropleth" && tone !== "muted") || type === "heatmap");
  const scaled = traces[trace];
  const numbersIn = (field: "z" | "customdata"): number[] =>
    [scaled?.[field]].flat<unknown[], 2>(2).filter((value) => typeof value === "number");
  const told = numbersIn("customdata");
  const numbers = told.length ? told : numbersIn("z");
  if (!numbers.length) return null;
  const bound = (end: "zmin" | "zmax"): number | undefined => (told.length ? undefined : (scaled![end] as number | undefined));
  return {
    trace,
    least: bound("zmin") ?? min(numbers)!,
    most: bound("zmax") ?? max(numbers)!,
    ...(scaled!.tone === "diverging" && { middle: median(numbers)! }),
  };
}
