/** The one door to Plotly: which of its two engines draws a figure, loaded once for the page. */

/** A trace as Plotly takes it. */
export type PlotlyTrace = Record<string, unknown>;

/** What is known of a point that the reader points at or clicks. */
export interface PlotlyPoint {
  curveNumber: number;
  /** Of a heatmap row and column. */
  pointNumber?: number | [number, number];
  pointNumbers?: number[];
  y?: unknown;
  yaxis?: { d2p(value: unknown): number; _offset: number };
}

/** The graph div after Plotly has drawn into it. */
export interface GraphDiv extends HTMLElement {
  on?(event: "plotly_click", listener: (event: { points: PlotlyPoint[]; event: MouseEvent }) => void): void;
  _fullLayout?: { yaxis?: { d2p(value: unknown): number; _offset: number } };
  on?(event: "plotly_relayout", listener: (changes: Record<string, unknown>) => void): void;
}

/** The functions of Plotly that this library uses. */
export interface Plotly {
  react(
    plot: HTMLElement,
    data: readonly PlotlyTrace[],
    layout: Record<string, unknown>,
    config: Record<string, unknown>,
  ): Promise<unknown>;
  purge(plot: HTMLElement): void;
  toImage(plot: HTMLElement, options: { format: "svg" | "png"; width: number; height: number }): Promise<string>;
  Fx: {
    hover(plot: HTMLElement, points: readonly { curveNumber: number; pointNumber: number | [number, number] }[]): void;
    unhover(plot: HTMLElement): void;
  };
}

const LEAN = new Set(["scatter", "bar", "pie", "box", "histogram", "heatmap", "choropleth", "scattergeo"]);

const engines = new Map<"lean" | "full", Promise<Plotly>>();

/** Loads, once for the page, the engine that draws these types of traces. After a failure the next call tries again. */
export function engineFor(types: Iterable<string>): Promise<Plotly> {
  const name = [...types].every((type) => LEAN.has(type)) ? "lean" : "full";
  let engine = engines.get(name);
  if (!engine) {
    engine = (name === "lean" ? import("#plotly-lean") : import("#plotly-full")).then((module) => module.default as Plotly);
    engines.set(name, engine);
    engine.catch(() => engines.delete(name));
  }
  return engine;
}
