/** Which entity a trace or a point stands for, and the colour it has: the same in every chart and in the legend. */
import { max, min } from "d3-array";
import { OTHERS, type Scalar } from "../query/index.js";
import type { Trace } from "../report.js";
import type { Theme } from "./theme.js";
import { SERIES_LENGTH } from "./tokens.js";

const DASHES = ["solid", "dash", "dot", "dashdot"] as const;

/** One thing that the legend names: it can be chosen, or hidden and shown. */
export interface Entry {
  /** The text by which it is hidden, as the author wrote it. */
  label: string;
  /** What a choice of it chooses; null where it is no entity, but a sum or a comparison. */
  entity: string | null;
  color: (theme: Theme) => string;
  /** How its line is drawn; areas have none. */
  dash?: (typeof DASHES)[number];
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

/** Beyond the last series colour the lines differ in their dashes. */
export function dashOf(place: number): (typeof DASHES)[number] {
  return DASHES[Math.floor(place / SERIES_LENGTH) % DASHES.length]!;
}

/** The place of each trace among those that need a series colour. */
export function places(traces: readonly Trace[]): number[] {
  let next = 0;
  return traces.map((trace) => (trace.tone || traceEntity(trace) === OTHERS ? 0 : next++));
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
      color: (theme) => colorOf(entities[i], i, theme),
    }));
  }
  const at = places(traces);
  const entries = traces.flatMap((trace, i): Entry[] => {
    if (!trace.name || trace["showlegend"] === false) return [];
    const color = (theme: Theme): string => colorOf(traceEntity(trace), at[i]!, theme, trace.tone);
    const entity = trace.ids?.length ? choosable(traceEntity(trace)) : null;
    return [{ label: trace.name, entity, color, ...(trace.type === "scatter" && { dash: dashOf(at[i]!) }) }];
  });
  return entries.length > 1 ? entries : [];
}

/** An entity that a reader may choose: not a missing value, and not what is left over. */
export function choosable(entity: unknown): string | null {
  return typeof entity === "string" && entity !== OTHERS ? entity : null;
}

/**
 * The trace and the smallest and largest number that its colours stand for, where the figure has a scale instead of a legend. A trace whose
 * colours are not its numbers has these in `customdata`.
 */
export function scaleOf(traces: readonly Trace[]): { trace: number; least: number; most: number } | null {
  const trace = traces.findIndex(({ type, tone }) => (type === "choropleth" && tone !== "muted") || type === "heatmap");
  const scaled = traces[trace];
  const numbersIn = (field: "z" | "customdata"): number[] =>
    [scaled?.[field]].flat<unknown[], 2>(2).filter((value) => typeof value === "number");
  const told = numbersIn("customdata");
  if (told.length) return { trace, least: min(told)!, most: max(told)! };
  const numbers = numbersIn("z");
  if (!numbers.length) return null;
  const bound = (end: "zmin" | "zmax"): number =>
    (scaled![end] as number | undefined) ?? (end === "zmin" ? min : max)(numbers)!;
  return { trace, least: bound("zmin"), most: bound("zmax") };
}
