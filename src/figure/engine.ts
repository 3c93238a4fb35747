/** The one door to Plotly: which of its two engines draws a figure, and how it is loaded without touching the host's page. */

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

/** Style elements that the full bundle would add to the head, were there not already something with these ids. */
const HEAD_STYLES = ["plotly.js-style-global", "ce8d464691048653ffe3a57c6c18ab566e8366f186677868cf724621a857b4fe"];

const engines = new Map<"lean" | "full", Promise<Plotly>>();

/** Loads, once for the page, the engine that draws these types of traces. After a failure the next call tries again. */
export function engineFor(types: Iterable<string>): Promise<Plotly> {
  const name = [...types].every((type) => LEAN.has(type)) ? "lean" : "full";
  let engine = engines.get(name);
  if (!engine) {
    engine = name === "lean" ? loadLean() : loadFull();
    engines.set(name, engine);
    engine.catch(() => engines.delete(name));
  }
  return engine;
}

async function loadLean(): Promise<Plotly> {
  return (await import("#plotly-lean")).default as Plotly;
}

/** The markers keep the bundle from adding style elements; the host's own Plotly finds the head as it was. */
async function loadFull(): Promise<Plotly> {
  const markers = HEAD_STYLES.filter((id) => !document.getElementById(id)).map((id) => {
    const marker = Object.assign(document.createElement("meta"), { id, className: "no-inline-styles" });
    document.head.append(marker);
    return marker;
  });
  try {
    return (await import("#plotly-full")).default as Plotly;
  } finally {
    for (const marker of markers) marker.remove();
  }
}

/**
 * Plotly wants a world map from its own server before it draws areas, even where the figure brings all of them. An empty one
 * under a resolution that nobody else uses keeps it from asking; a host that has its own keeps it.
 */
export function spareWorldMap(): void {
  const host = globalThis as { PlotlyGeoAssets?: { topojson?: Record<string, unknown> } };
  const assets = (host.PlotlyGeoAssets ??= { topojson: {} });
  (assets.topojson ??= {})["world_50m"] ??= { type: "Topology", objects: {}, arcs: [] };
}
