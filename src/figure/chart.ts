/** Keeps one Plotly drawing in one div: when to draw, at what size, and when to let go of it. */
import { engineFor, spareWorldMap, type GraphDiv, type Plotly, type PlotlyPoint } from "./engine.js";
import { plotlyLocale } from "./locale.js";
import type { Painted } from "./paint.js";
import { inTurn } from "./turns.js";

/** What a chart asks of the element it stands in. */
export interface ChartOwner {
  /** Types of the traces to draw; null when there is nothing to draw. */
  types(): readonly string[] | null;
  /** Width and height to draw at; zero while there is no room. */
  size(): { width: number; height: number };
  paint(size: { width: number; height: number }): Painted;
  lang(): string;
  drawn(): void;
  failed(error: unknown): void;
  /** A click on the point of a trace. */
  picked(trace: number, point: number): void;
  zoomed(isZoomed: boolean): void;
}

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  plotlyServerURL: "",
  showTips: false,
  displayNotifier: false,
  scrollZoom: false,
  responsive: false,
  doubleClick: "reset",
};

/** A click further than this from where the pointer went down was a swipe. */
const SWIPE = 10;

export class Chart {
  #plot: GraphDiv;
  #owner: ChartOwner;
  #plotly: Plotly | null = null;
  #frame = 0;
  /** Grows with every drawing that is asked for, so that one overtaken while it loads gives up. */
  #job = 0;
  #down: { x: number; y: number } | null = null;

  constructor(plot: HTMLElement, owner: ChartOwner) {
    this.#plot = plot;
    this.#owner = owner;
    plot.addEventListener("pointerdown", ({ clientX, clientY }) => (this.#down = { x: clientX, y: clientY }), {
      capture: true,
    });
  }

  /** Whether there is a drawing to let go of. */
  get isDrawn(): boolean {
    return this.#plotly !== null;
  }

  /** Draws at the next frame, however often it is asked before. */
  request(): void {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      void this.#draw();
    });
  }

  /** Frees everything that Plotly holds. A later request draws anew. */
  release(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#job++;
    this.#plotly?.purge(this.#plot);
    this.#plotly = null;
  }

  async #draw(): Promise<void> {
    const job = ++this.#job;
    const types = this.#owner.types();
    if (!types || !this.#canDraw()) return;
    try {
      const plotly = await engineFor(types);
      inTurn(() => {
        if (job === this.#job && this.#canDraw()) this.#react(plotly, types.includes("choropleth"), job);
      });
    } catch (error) {
      if (job === this.#job) this.#owner.failed(error);
    }
  }

  #canDraw(): boolean {
    const { width, height } = this.#owner.size();
    return this.#plot.isConnected && width > 0 && height > 0;
  }

  #react(plotly: Plotly, hasAreas: boolean, job: number): void {
    if (this.#plotly && this.#plotly !== plotly) this.#plotly.purge(this.#plot);
    const isFirst = this.#plotly !== plotly;
    this.#plotly = plotly;
    if (hasAreas) spareWorldMap();
    const lang = this.#owner.lang();
    const { data, layout } = this.#owner.paint(this.#undoZoom(this.#owner.size()));
    const config = { ...CONFIG, locale: lang, locales: { [lang]: plotlyLocale(lang) } };
    // Not awaited: the promise never settles when the chart is released before a slow trace is drawn.
    plotly.react(this.#plot, data, layout, config).then(
      () => job === this.#job && this.#owner.drawn(),
      (error: unknown) => job === this.#job && this.#owner.failed(error),
    );
    if (isFirst) this.#listen();
  }

  /** Plotly mistakes the place of the pointer under CSS `zoom`: so the drawing itself is not zoomed, but larger. */
  #undoZoom({ width, height }: { width: number; height: number }): { width: number; height: number } {
    const zoom = (this.#plot.parentElement as { currentCSSZoom?: number } | null)?.currentCSSZoom ?? 1;
    this.#plot.style.setProperty("zoom", zoom === 1 ? "" : String(1 / zoom));
    return { width: Math.floor(width * zoom), height: Math.floor(height * zoom) };
  }

  #listen(): void {
    this.#plot.on!("plotly_click", ({ points, event }) => {
      const down = this.#down;
      if (down && Math.hypot(event.clientX - down.x, event.clientY - down.y) > SWIPE) return;
      const point = this.#nearest(points, event);
      const index = point?.pointNumber ?? point?.pointNumbers?.[0];
      if (point && index !== undefined) this.#owner.picked(point.curveNumber, index);
    });
    this.#plot.on!("plotly_relayout", (changes) => {
      if (Object.keys(changes).some((key) => /^xaxis\d*\.range/.test(key))) this.#owner.zoomed(true);
      else if (Object.keys(changes).some((key) => /^xaxis\d*\.autorange/.test(key))) this.#owner.zoomed(false);
    });
  }

  /** Of the points that a unified hover names at once, the one nearest to the pointer. */
  #nearest(points: readonly PlotlyPoint[], event: MouseEvent): PlotlyPoint | undefined {
    const { top, height } = this.#plot.getBoundingClientRect();
    const y = ((event.clientY - top) * this.#plot.offsetHeight) / (height || 1);
    const away = ({ yaxis, y: value }: PlotlyPoint): number => (yaxis ? Math.abs(yaxis._offset + yaxis.d2p(value) - y) : 0);
    return [...points].sort((a, b) => away(a) - away(b))[0];
  }
}
