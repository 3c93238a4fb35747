/** Keeps one Plotly drawing in one div: when to draw, at what size, and when to let go of it. */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { engineFor, type GraphDiv, type Plotly } from "./engine.js";
import { plotlyLocale } from "./locale.js";
import type { Painted } from "./paint.js";
import { canBeStill, preview } from "./preview.js";
import { nearest } from "./pointer.js";
import { BRIEF, inTurn } from "./turns.js";

/** In pixels, at which a figure is drawn. */
export interface Size {
  width: number;
  height: number;
}

/** What a chart asks of the element it stands in, and tells it. */
export interface ChartOwner {
  /** The div that is drawn in. Its parent is what has a size. */
  plot(): GraphDiv;
  /** Types of the traces to draw; null while there is nothing to draw. */
  types(): readonly string[] | null;
  /** Whether a still picture is enough. */
  isStill(): boolean;
  /** Shows a still picture over the drawing, or with null the drawing itself. */
  showPicture(picture: SVGSVGElement | null): void;
  /** Least height of the drawing, which may be more than there is room for. */
  least(): number;
  /** Draws although nobody can see it yet. */
  eager(): boolean;
  lang(): string;
  /** Called in a frame before anything is drawn in it: the time to read styles. */
  look(): void;
  /** For a still picture, every number of the axes is needed. */
  paint(size: Size, isStill: boolean): Painted;
  /** The same in the present colours. */
  repaint(painted: Painted): Painted;
  failed(error: unknown): void;
  /** A point of a trace was clicked. */
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
  typesetMath: false,
  scrollZoom: false,
  showAxisDragHandles: false,
  responsive: false,
  doubleClick: "reset",
};

/** Types of traces of which a single point can be pointed at. */
const HOVERED = new Set(["scatter", "bar", "box", "heatmap"]);

/** Space above and below the visible part of the page in which charts are drawn already. */
const AHEAD = "300px 0px";

export class Chart implements ReactiveController {
  #host: ReactiveControllerHost & HTMLElement;
  #owner: ChartOwner;
  #plotly: Plotly | null = null;
  #sight = new IntersectionObserver((entries) => this.#onSight(entries.at(-1)!.isIntersecting), { rootMargin: AHEAD });
  #room = new ResizeObserver(() => this.#onResize());
  #isNear = false;
  #frame = 0;
  /** Something was asked for that no frame has begun to draw. */
  #isAsked = false;
  /** Grows with every drawing and release, so that one overtaken while it loads gives up. */
  #job = 0;
  /** The size for which it was drawn last, or is about to be. */
  #size: Size = { width: 0, height: 0 };
  /** What was drawn last; null when nothing is. */
  #painted: Painted | null = null;
  /** The pointer that went down has meant something already: Plotly tells of a tap twice, and of a scroll as of a tap. */
  #isSpent = false;
  /** Those who wait for the drawing that was asked for; null when there is nothing to wait for. */
  #wait: { promise: Promise<void>; end: () => void } | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, owner: ChartOwner) {
    this.#host = host;
    this.#owner = owner;
    host.addController(this);
    host.addEventListener("pointerdown", () => (this.#isSpent = false), { capture: true });
    host.addEventListener("pointercancel", () => (this.#isSpent = true), { capture: true });
  }

  hostConnected(): void {
    this.#sight.observe(this.#host);
    addEventListener("beforeprint", this.#onPrint);
    void this.#host.updateComplete.then(() => {
      if (!this.#host.isConnected) return;
      this.#room.observe(this.#owner.plot().parentElement!);
      if (!this.#plotly) this.request();
    });
  }

  hostDisconnected(): void {
    this.#sight.disconnect();
    removeEventListener("beforeprint", this.#onPrint);
    this.#room.disconnect();
    // A move in the document comes here too; the drawing survives that.
    queueMicrotask(() => this.#host.isConnected || this.release());
  }

  /** Resolves when what was asked for is drawn, or cannot be. */
  get drawn(): Promise<void> {
    return this.#wait?.promise ?? Promise.resolve();
  }

  /** Draws at the next frame, however often it is asked before; where nobody can see it, when that changes. */
  request(): void {
    if (!this.#owner.types()) return;
    if (!this.#wait) {
      let end = (): void => {};
      this.#wait = { promise: new Promise((resolve) => (end = resolve)), end };
    }
    this.#isAsked = true;
    if (!this.#frame && (this.#isNear || this.#owner.eager())) this.#frame = requestAnimationFrame(() => void this.#onFrame());
  }

  /** Shows other colours within the frame, as the page around does; out of sight, and where more has changed, in its turn. */
  recolor(): void {
    if (!this.#painted || !this.#isNear) this.request();
    else if (!this.#frame) this.#frame = requestAnimationFrame(() => void this.#onFrame());
  }

  /** Frees everything that Plotly holds. A later request draws anew. */
  release(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#job++;
    this.#plotly?.purge(this.#owner.plot());
    this.#plotly = null;
    this.#painted = null;
    if (!this.#owner.types()) this.#done();
  }

  /**
   * Points at a point of a trace of the figure, as a pointer would; of a heatmap cell by cell.
   * @returns how far down in the drawing it lies, in pixels; null where that is not known.
   */
  pointAt(trace: number, index: number): number | null {
    if (!this.#plotly || !this.#painted) return null;
    const { origins, data } = this.#painted;
    const curve = origins.findLastIndex((origin) => origin.trace === trace && origin.point <= index);
    const { type, z, y } = data[curve] ?? {};
    if (!HOVERED.has(String(type))) return null;
    const columns = (z as unknown[][] | undefined)?.[0]?.length;
    const place = index - origins[curve]!.point;
    const row = columns ? Math.floor(place / columns) : place;
    const plot = this.#owner.plot();
    this.#plotly.Fx.hover(plot, [{ curveNumber: curve, pointNumber: columns ? [row, place % columns] : place }]);
    const axis = plot._fullLayout?.yaxis;
    return axis ? axis._offset + axis.d2p((y as unknown[])[row]) : null;
  }

  /** Takes away what the chart says of a point. */
  pointAway(): void {
    if (this.#plotly) this.#plotly.Fx.unhover(this.#owner.plot());
  }

  async #onFrame(): Promise<void> {
    this.#frame = 0;
    if (!this.#isAsked) return this.#repaint();
    this.#isAsked = false;
    const job = ++this.#job;
    const types = this.#owner.types();
    if (!types) return;
    this.#owner.look();
    const size = (this.#size = this.#measure());
    const zoom = (this.#host as { currentCSSZoom?: number }).currentCSSZoom ?? 1;
    // When there is room, the observer asks again.
    if (!size.width || !size.height) return;
    try {
      const plotly = this.#owner.isStill() ? null : await engineFor(types);
      await (plotly ? inTurn() : inTurn(BRIEF));
      if (job !== this.#job) return;
      if (plotly) await this.#draw(plotly, size, zoom);
      else this.#drawStill(size);
      if (job === this.#job) this.#done();
    } catch (error) {
      if (job === this.#job) this.#fail(error);
    }
  }

  #repaint(): void {
    if (!this.#painted) return;
    this.#owner.look();
    this.#painted = this.#owner.repaint(this.#painted);
    if (this.#plotly) void this.#react(this.#plotly, this.#painted);
    else this.#owner.showPicture(preview(this.#painted));
  }

  #react(plotly: Plotly, { data, layout }: Painted): Promise<unknown> {
    const lang = this.#owner.lang();
    const config = { ...CONFIG, locale: lang, locales: { [lang]: plotlyLocale(lang) } };
    return plotly.react(this.#owner.plot(), data, layout, config);
  }

  /** The promise never settles when the chart is released before a slow trace is drawn; nothing but `drawn` waits for it. */
  #draw(plotly: Plotly, size: Size, zoom: number): Promise<unknown> {
    const plot = this.#owner.plot();
    if (this.#plotly !== plotly) this.#plotly?.purge(plot);
    this.#painted = this.#owner.paint(this.#undoZoom(size, zoom), false);
    const drawing = this.#react(plotly, this.#painted);
    if (this.#plotly !== plotly) this.#listen(plot);
    this.#plotly = plotly;
    const job = this.#job;
    return drawing.then(() => job === this.#job && this.#owner.showPicture(null));
  }

  #drawStill(size: Size): void {
    this.#painted = this.#owner.paint(size, true);
    this.#owner.showPicture(preview(this.#painted));
    this.#plotly?.purge(this.#owner.plot());
    this.#plotly = null;
  }

  #measure(): Size {
    const { clientWidth: width, clientHeight: height } = this.#owner.plot().parentElement!;
    return { width, height: height && Math.max(height, this.#owner.least()) };
  }

  /** Plotly mistakes the place of the pointer under CSS `zoom`: so the drawing itself is not zoomed, but larger. */
  #undoZoom({ width, height }: Size, zoom: number): Size {
    this.#owner.plot().style.setProperty("zoom", zoom === 1 ? "" : String(1 / zoom));
    return { width: Math.floor(width * zoom), height: Math.floor(height * zoom) };
  }

  #listen(plot: GraphDiv): void {
    plot.on!("plotly_click", ({ points, event }) => {
      if (this.#isSpent) return;
      this.#isSpent = true;
      const point = nearest(points, plot, event);
      const origin = this.#painted?.origins[point?.trace ?? -1];
      if (point && origin) this.#owner.picked(origin.trace, origin.point + point.index);
    });
    plot.on!("plotly_relayout", (changes) => {
      const keys = Object.keys(changes);
      if (keys.some((key) => /^xaxis\d*\.range/.test(key))) this.#owner.zoomed(true);
      else if (keys.some((key) => /^xaxis\d*\.autorange/.test(key))) this.#owner.zoomed(false);
    });
  }

  #done(): void {
    this.#wait?.end();
    this.#wait = null;
  }

  #fail(error: unknown): void {
    console.error("report-311: the chart could not be drawn", error);
    this.#owner.failed(error);
    this.#done();
  }

  /** What nobody has seen yet is printed as a still picture: there is no time for more. */
  readonly #onPrint = (): void => {
    const types = this.#owner.types();
    const size = this.#measure();
    if (this.#plotly || !types || !canBeStill(types) || !size.width || !size.height) return;
    this.#owner.look();
    this.#drawStill(size);
  };

  #onSight(isNear: boolean): void {
    this.#isNear = isNear;
    if (this.#isAsked) this.request();
  }

  #onResize(): void {
    const { width, height } = this.#measure();
    if (width !== this.#size.width || height !== this.#size.height) this.request();
  }
}
