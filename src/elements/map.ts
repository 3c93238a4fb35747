import { html, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { pauseEvery } from "../breath.js";
import { FocusController } from "../controllers/focus.js";
import type { Facts } from "../export/facts.js";
import { ownColors } from "../figure/colors.js";
import type { Entry } from "../figure/entities.js";
import { Fold } from "../figure/fold.js";
import { drawSwatches, legend, standsBeside } from "../figure/legend.js";
import { figureStyles } from "../figure/styles.js";
import { ThemeController, type Theme } from "../figure/theme.js";
import { tokenStyles } from "../figure/tokens.js";
import { formatsFor, type Formats } from "../locale/formats.js";
import { fill, wordsFor, type Words } from "../locale/words.js";
import { Camera } from "../map/camera.js";
import { Clusters, clustersOf, type Mark } from "../map/clusters.js";
import { Gestures } from "../map/gestures.js";
import { entriesOf } from "../map/legend.js";
import { Outlines } from "../map/outlines.js";
import { markAt, paintMap, radiusOf } from "../map/painter.js";
import { boxAround, movedBy, onScreen, seenIn, viewOf, zoomedAbout, type Place, type Size } from "../map/projection.js";
import { entitiesOf, tellMap, tellMark, type Entities } from "../map/tell.js";
import { Tiles, type Ground } from "../map/tiles.js";
import type { Boundaries } from "../query/index.js";
import type { PointMap } from "../report.js";
import { tableCover } from "./cover.js";
import { renderPopup } from "./map-popup.js";
import type { MapExhibit } from "./map-studio.js";
import { mapStyles } from "./map-styles.js";
import { MovableElement } from "./movable.js";
import { figurePrintStyles } from "./print-styles.js";
import { mapItems, saveMenu } from "./saving.js";
import type { Report311Table } from "./table.js";
import { renderToolbar } from "./toolbar.js";

const ENGLISH = formatsFor("en");

/** Pixels around all points in the first view, and by which a press of an arrow key moves the map. */
const AROUND = 36;
const STEP = 80;
/** Pixels beside a mark that still point at it: more for fingers. */
const SLACK = { mouse: 2, touch: 14 };
/** Requests at one place that are told one by one. */
const ROWS = 5;
/** Milliseconds for which points are brought together before the page may answer. */
const PATIENCE = 30;
/** Pixels between a mark and what is said of it. */
const GAP = 6;

const ARROWS: Record<string, readonly [right: number, down: number]> = {
  ArrowLeft: [STEP, 0],
  ArrowRight: [-STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
};

/** What the reader points at: in passing, or to stay. */
interface Pointed {
  mark: Mark;
  isPassing: boolean;
}

/**
 * Rows as points on a map that is moved and zoomed, with its title, legend, note and the same rows as a table.
 *
 * @tagname report-311-map
 * @csspart figure - The whole.
 * @csspart caption - The title.
 * @csspart plot - The map itself.
 * @csspart popup - What is said of a place.
 * @csspart legend - The names of what is drawn.
 * @csspart entry - One of these names.
 * @csspart swatch - The piece of drawing beside it.
 * @csspart more - The button that shows the rest of a long legend.
 * @csspart note - What the map leaves out or means.
 * @csspart toolbar - The buttons under the map.
 * @csspart table - The table of the rows.
 */
export class Report311Map extends MovableElement {
  static override styles = [tokenStyles, ...figureStyles, mapStyles, figurePrintStyles];

  /** The title. */
  @property({ attribute: false }) heading = "";
  /** What is drawn. */
  @property({ attribute: false }) map!: PointMap;
  /** What it is about: as long as this is the same, a newer map leaves what the reader sees of it, and their place in the table. */
  @property({ attribute: false }) subject = "";
  /** Areas whose outlines are drawn under it. */
  @property({ attribute: false }) areas: Boundaries | null = null;
  /** Where pictures of the ground come from; without, there are none. */
  @property({ attribute: false }) ground: Ground | null = null;
  /** Newer rows are on their way. */
  @property({ attribute: false }) refreshing = false;
  /** Height of the map in pixels. */
  @property({ attribute: false }) height = 320;
  /** Colours that entities have in the source, by name. */
  @property({ attribute: false }) colors: ReadonlyMap<string, string> = new Map();
  /** What files of the map say of it; without it nothing can be saved. */
  @property({ attribute: false }) facts: (() => Facts) | null = null;
  /** The library's sentences in the reader's language. */
  @property({ attribute: false }) words: Words = wordsFor("en");
  /** Numbers and days in the reader's language. */
  @property({ attribute: false }) formats: Formats = ENGLISH;

  @state() private hiddenLabels: ReadonlySet<string> = new Set();
  @state() private isTable = false;
  @state() private pointed: Pointed | null = null;
  /** What was done last, in words. */
  @state() private said = "";

  @query(".body") private body!: HTMLElement;
  @query(".stage") private stage!: HTMLElement;
  @query(".ground") private groundElement!: HTMLElement;
  @query("canvas") private canvas!: HTMLCanvasElement;
  @query(".popup") private popup!: HTMLElement | null;
  @query("report-311-table") private table!: Report311Table | null;

  #entities!: Entities;
  #entries: readonly Entry[] = [];
  #clusters = new Clusters();
  /** What brings the points together now. */
  #gathering: Generator | null = null;
  #outlines: Outlines | null = null;
  #tiles: Tiles | null = null;
  #marks: readonly Mark[] = [];
  #size: Size = { width: 0, height: 0 };
  #frame = 0;
  #theme: Theme | null = null;
  #drawnEntries: readonly Entry[] = [];
  #drawnColors: readonly string[] = [];
  #ownColors: ReturnType<typeof ownColors> = new Map();
  readonly #themes = new ThemeController(this, { entities: () => this.#ownColors, changed: () => this.#redraw() });
  readonly #camera = new Camera(() => this.#onMoved());
  readonly #room = new ResizeObserver(() => this.#onRoom());
  readonly #gestures = new Gestures({
    pan: (right, down) => this.#camera.set(movedBy(this.#view, right, down)),
    zoom: (by, about) => this.#camera.set(zoomedAbout(this.#view, this.#view.zoom + by, about, this.#size)),
    tap: (at, isTouch) => this.#onTap(at, isTouch),
    tapTwice: (at) => this.#camera.fly(zoomedAbout(this.#view, this.#view.zoom + 1, at, this.#size)),
    hover: (at) => this.#onHover(at),
  });

  constructor() {
    super();
    new FocusController(this, () => (this.isTable ? this.table : this.groundElement));
    new Fold(this, { root: () => this.renderRoot, words: () => this.words });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#room.observe(this.stage);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#room.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("map")) {
      this.#entities = entitiesOf(this.map);
      this.#entries = entriesOf(this.map, this.#entities);
      if (this.#isOther(changed)) this.hiddenLabels = new Set();
    }
    if (changed.has("map") || changed.has("hiddenLabels")) {
      if (changed.has("map")) this.#clusters = new Clusters();
      void this.#gather();
    }
    if (changed.has("map") || changed.has("colors")) this.#ownColors = ownColors(this.colors, this.#entities.names);
    if (changed.has("areas")) this.#outlines = this.areas?.features.length ? new Outlines(this.areas) : null;
    if (changed.has("ground")) this.#tiles = this.ground && new Tiles(this.ground.url, () => this.#redraw());
  }

  protected override firstUpdated(): void {
    this.#room.observe(this.stage);
  }

  protected override updated(changed: PropertyValues): void {
    this.body.style.setProperty("--_height", String(this.height));
    if (changed.has("map") && this.#isOther(changed) && this.#size.width) this.#camera.set(this.#home);
    else this.#redraw();
    this.#placePopup();
  }

  /** Brings the points together, at once where they are few; the page goes on answering meanwhile. */
  async #gather(): Promise<void> {
    const { longitude, latitude } = this.map;
    const isShown = (entity: number): boolean => !this.hiddenLabels.has(this.#entities.names[entity]!);
    const gathering = clustersOf({ longitude, latitude, entity: this.#entities.of }, isShown);
    this.#gathering = gathering;
    const pause = pauseEvery(PATIENCE);
    for (let step = gathering.next(); this.#gathering === gathering; step = gathering.next()) {
      if (step.done) {
        this.#gathering = null;
        this.#clusters = step.value;
        this.pointed = null;
        this.#redraw();
      } else await pause();
    }
  }

  #isOther(changed: PropertyValues): boolean {
    return changed.has("subject") || !changed.get("map");
  }

  /** Resolves when what was last set has been drawn. */
  get drawn(): Promise<void> {
    return this.updateComplete.then(async () => {
      while (this.#gathering || this.#frame || !this.#size.width) await new Promise(requestAnimationFrame);
    });
  }

  /** What is seen now: the marks with where they are on the map, in pixels. */
  get marks(): (Place & { count: number })[] {
    return this.#marks.map((mark) => ({ count: mark.count, ...onScreen(mark, this.#view, this.#size) }));
  }

  protected override render(): TemplateResult {
    const { heading, words, map } = this;
    const entries = this.#entries.length > 1 ? this.#entries : [];
    return html`
      <figure part="figure" aria-labelledby="title" aria-describedby="summary" aria-busy=${this.refreshing}>
        <figcaption part="caption"><span id="title" role="heading" aria-level="3">${heading}</span></figcaption>
        <p id="summary" class="unseen">${guard([map, words, this.formats], () => tellMap(map, this.#entities, this))}</p>
        <div class="body">
          <div class="view hides ${standsBeside(entries) ? "beside" : ""} ${this.isTable ? "covered" : ""}">
            ${this.#renderStage()} ${entries.length ? legend(entries, words, this.#hiding) : nothing}
          </div>
          ${this.isTable ? tableCover(map, { heading, subject: this.subject, aside: false, words, formats: this.formats }) : nothing}
          <div class="footer">
            ${map.note ? html`<p class="note" part="note">${map.note}</p>` : nothing} ${this.#renderToolbar()}
          </div>
        </div>
        <p class="unseen" role="status">${this.said}</p>
      </figure>
    `;
  }

  #renderStage(): TemplateResult {
    const { words, heading } = this;
    const { down, move, up, cancel, leave, wheel, twice } = this.#gestures;
    return html`<div class="stage" part="plot" @keydown=${this.#onEscape}>
      <div
        class="ground ${this.pointed ? "pointing" : ""}"
        tabindex="0"
        role="group"
        aria-roledescription=${words.map}
        aria-label=${heading}
        aria-describedby="keys"
        @keydown=${this.#onKey}
        @pointerdown=${down}
        @pointermove=${move}
        @pointerup=${up}
        @pointercancel=${cancel}
        @pointerleave=${leave}
        @dblclick=${twice}
        @wheel=${wheel}
      >
        <canvas aria-hidden="true"></canvas>
        <span id="keys" hidden>${words.mapKeys}</span>
      </div>
      <div class="controls" role="group" aria-label=${words.mapZoom}>
        ${iconButton(words.zoomIn, "M8 2V14M2 8H14", () => this.#zoomBy(1))}
        ${iconButton(words.zoomOut, "M2 8H14", () => this.#zoomBy(-1))}
        ${iconButton(words.mapWhole, "M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10", () => this.#camera.fly(this.#home))}
      </div>
      <div class="controls places" role="group" aria-label=${words.places}>
        ${iconButton(words.previousPlace, "M10 2L4 8L10 14", () => this.#goOn(-1))}
        ${iconButton(words.nextPlace, "M6 2L12 8L6 14", () => this.#goOn(1))}
      </div>
      ${this.ground?.attribution ? html`<p class="attribution">${this.ground.attribution}</p>` : nothing}
      ${this.pointed ? this.#renderPopup(this.pointed) : nothing}
    </div>`;
  }

  #renderPopup({ mark, isPassing }: Pointed): TemplateResult {
    const { map, words, formats } = this;
    const zoom = this.#clusters.zoomToSplit(mark);
    return renderPopup({
      count: mark.count,
      shares: mark.shares.map(([entity, count]) => [this.#entities.names[entity]!, count]),
      rows: zoom === null ? this.#clusters.rowsOf(mark, ROWS).map((row) => map.table.rows[row]!) : [],
      told: map.told,
      isPassing,
      zoomIn: zoom === null ? null : () => this.#open(mark, zoom),
      close: () => (this.pointed = null),
      words,
      formats,
    });
  }

  #renderToolbar(): TemplateResult {
    const { heading, words, isTable } = this;
    return renderToolbar({
      heading,
      words,
      isTable,
      tab: 0,
      onTable: () => (this.isTable = !this.isTable),
      onResetZoom: null,
      menu: this.facts ? saveMenu(heading, words, this.#saving, false) : null,
    });
  }

  readonly #saving = () => mapItems(this, this.exhibit!, this.table?.ordered ?? this.map.table.rows);

  /** What can be taken away of the map as the reader sees it; null while there is none. */
  get exhibit(): MapExhibit | null {
    if (!this.facts || !this.#size.width) return null;
    const { heading, map, colors, hiddenLabels: hidden, words, formats } = this;
    const seen = { view: this.#view, size: this.#size, clusters: this.#clusters, outlines: this.#outlines };
    return { heading, map, entities: this.#entities, ...seen, colors, hidden, facts: this.facts(), words, formats };
  }

  readonly #hiding = {
    isPressed: ({ label }: Entry) => !this.hiddenLabels.has(label),
    press: ({ label }: Entry) => {
      const hidden = new Set(this.hiddenLabels);
      if (!hidden.delete(label)) hidden.add(label);
      this.hiddenLabels = hidden;
    },
  };

  get #view() {
    return this.#camera.view ?? this.#home;
  }

  /** All of it. */
  get #home() {
    return viewOf(boxAround(this.map.longitude, this.map.latitude)!, this.#size, AROUND);
  }

  #onRoom(): void {
    const { clientWidth: width, clientHeight: height } = this.stage;
    const isFirst = this.#size.width === 0;
    this.#size = { width, height };
    if (!width || !height) return;
    if (isFirst) this.#camera.set(this.#home);
    else this.#redraw();
  }

  #onMoved(): void {
    if (this.pointed?.isPassing) this.pointed = null;
    this.#redraw();
  }

  /** Draws with the next frame. */
  #redraw(): void {
    if (this.isConnected) this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#frame = 0;
    const { width, height } = this.#size;
    if (!width || !height || !this.#camera.view) return;
    this.#look();
    this.#marks = this.#clusters.marksIn(seenIn(this.#view, this.#size, AROUND), this.#view.zoom);
    const ratio = devicePixelRatio;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== across || this.canvas.height !== down)
      Object.assign(this.canvas, { width: across, height: down });
    const context = this.canvas.getContext("2d")!;
    context.setTransform(across / width, 0, 0, down / height, 0, 0);
    paintMap(context, {
      size: this.#size,
      view: this.#view,
      theme: this.#theme!,
      colors: this.#drawnColors,
      marks: this.#marks,
      outlines: this.#outlines,
      tiles: this.#tiles,
      pointed: this.pointed?.mark ?? null,
      format: (count) => this.formats.integer(count),
    });
    this.#placePopup();
  }

  /** Colours and swatches, where they are not those of the last drawing. */
  #look(): void {
    const theme = this.#themes.read();
    if (theme === this.#theme && this.#entries === this.#drawnEntries) return;
    this.#theme = theme;
    this.#drawnEntries = this.#entries;
    this.#drawnColors = this.#entries.map(({ look }) => look(theme).color);
    drawSwatches(this.body, this.#entries, theme);
  }

  /** The popup over its mark, or under it where there is more room. */
  #placePopup(): void {
    const { popup } = this;
    if (!popup || !this.pointed) return;
    const { width, height } = this.#size;
    const at = onScreen(this.pointed.mark, this.#view, this.#size);
    const away = radiusOf(this.pointed.mark) + GAP;
    const [wide, high] = [popup.offsetWidth, popup.offsetHeight];
    const within = (value: number, most: number): number => Math.max(0, Math.min(value, most));
    const top = at.y - away - high >= 0 || at.y > height / 2 ? at.y - away - high : at.y + away;
    popup.style.translate = `${within(at.x - wide / 2, width - wide)}px ${within(top, height - high)}px`;
  }

  #zoomBy(zooms: number): void {
    const { width, height } = this.#size;
    const zoom = Math.round(this.#view.zoom + zooms);
    this.#camera.fly(zoomedAbout(this.#view, zoom, { x: width / 2, y: height / 2 }, this.#size));
  }

  /** Goes so near that a cluster falls apart. */
  #open(mark: Mark, zoom: number): void {
    this.pointed = null;
    this.#camera.fly({ x: mark.x, y: mark.y, zoom });
  }

  /** The next one of the marks that are whole within what is seen, the largest first. */
  #goOn(step: 1 | -1): void {
    const { width, height } = this.#size;
    const ranked = this.#clusters
      .marksIn(seenIn(this.#view, { width, height }), this.#view.zoom)
      .sort((a, b) => b.count - a.count || a.id - b.id);
    if (!ranked.length) return;
    const now = ranked.findIndex(({ id }) => id === this.pointed?.mark.id);
    const next = now < 0 ? (step > 0 ? 0 : ranked.length - 1) : (now + step + ranked.length) % ranked.length;
    const mark = ranked[next]!;
    this.pointed = { mark, isPassing: false };
    const [n, total] = [next + 1, ranked.length].map((number) => this.formats.integer(number));
    this.said = `${fill(this.words.placeOf, { n: n!, total: total! })}. ${tellMark(mark, this.#entities.names, this)}`;
  }

  #onTap(at: Place, isTouch: boolean): void {
    const mark = markAt(at, this.#marks, this.#view, this.#size, isTouch ? SLACK.touch : SLACK.mouse);
    const zoom = mark && this.#clusters.zoomToSplit(mark);
    if (mark && zoom !== null && !isTouch) this.#open(mark, zoom);
    else this.pointed = mark && { mark, isPassing: false };
  }

  #onHover(at: Place | null): void {
    if (this.pointed && !this.pointed.isPassing) return;
    const mark = at && markAt(at, this.#marks, this.#view, this.#size, SLACK.mouse);
    if (mark?.id !== this.pointed?.mark.id) this.pointed = mark && { mark, isPassing: true };
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) this.#camera.set(movedBy(this.#view, ...arrow));
    else if (event.key === "+" || event.key === "=") this.#zoomBy(1);
    else if (event.key === "-") this.#zoomBy(-1);
    else if (event.key === "0" || event.key === "Home") this.#camera.fly(this.#home);
    else return;
    event.preventDefault();
  };

  readonly #onEscape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.pointed) return;
    this.pointed = null;
    event.preventDefault();
  };
}

function iconButton(label: string, path: string, press: () => void): TemplateResult {
  const icon = svg`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`;
  return html`<button type="button" title=${label} @click=${press}>${icon}<span class="unseen">${label}</span></button>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-map": Report311Map;
  }
}
