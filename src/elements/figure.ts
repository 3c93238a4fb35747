import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { ReportErrorEvent } from "../controllers/telling.js";
import type { Exhibit } from "../export/around.js";
import type { Facts } from "../export/facts.js";
import { FocusController } from "../controllers/focus.js";
import { SheetController } from "../controllers/sheet.js";
import { Chart, type Size } from "../figure/chart.js";
import { describe } from "../figure/describe.js";
import { choosable, entitiesIn, legendEntries, scaleOf, type Entry, type Scale } from "../figure/entities.js";
import { ownColors } from "../figure/colors.js";
import { Fold } from "../figure/fold.js";
import { drawSwatches, legend, scale, standsBeside } from "../figure/legend.js";
import { stayLive } from "../figure/live.js";
import { paint, repaint, type PaintOptions } from "../figure/paint.js";
import { valueText } from "../figure/points.js";
import { figureStyles } from "../figure/styles.js";
import { ThemeController, sizesOf, type Theme } from "../figure/theme.js";
import { tokenStyles } from "../figure/tokens.js";
import { Walker } from "../figure/walker.js";
import { formatsFor, type Formats } from "../locale/formats.js";
import { wordsFor, type Words } from "../locale/words.js";
import type { Figure } from "../report.js";
import { emptyCover, errorCover, tableCover } from "./cover.js";
import { RetryEvent, SelectEvent } from "./figure-events.js";
import { MovableElement } from "./movable.js";
import { figurePrintStyles } from "./print-styles.js";
import { chartItems, saveMenu } from "./saving.js";
import { skeleton, skeletonStyles } from "./skeleton.js";
import { renderStage } from "./stage.js";
import type { Report311Table } from "./table.js";
import { renderToolbar } from "./toolbar.js";

/** Where a figure stands between asking and showing. */
export type FigureState = "loading" | "ready" | "refreshing" | "empty" | "error";

const ENGLISH = formatsFor("en");

/** What changes the drawing; the rest is around it. */
const DRAWN = [
  "figure",
  "state",
  "height",
  "colors",
  "chosen",
  "theme",
  "formats",
  "eager",
  "hiddenLabels",
  "revision",
  "isLive",
];

/**
 * A chart with its title, legend, note and the same numbers as a table. Its height is the same in every state.
 *
 * @tagname report-311-figure
 * @fires {SelectEvent} report-select - The reader chose an entity, or took the choice back.
 * @fires {RetryEvent} report-retry - The reader asks to load the data again.
 * @csspart figure - The whole.
 * @csspart caption - The title.
 * @csspart plot - The drawing.
 * @csspart legend - The names of what is drawn.
 * @csspart entry - One of these names.
 * @csspart swatch - The piece of drawing beside it.
 * @csspart more - The button that shows the rest of a long legend.
 * @csspart scale - What the colours stand for, where these stand for numbers.
 * @csspart note - What the numbers leave out or mean.
 * @csspart toolbar - The buttons under the chart.
 * @csspart table - The table of the numbers.
 */
export class Report311Figure extends MovableElement {
  static override styles = [tokenStyles, skeletonStyles, ...figureStyles, figurePrintStyles];

  /** The title. */
  @property({ attribute: false }) heading = "";

  /** The level of the title among the page's headings. */
  @property({ attribute: false }) level = 3;

  /** What is drawn; null before there is any. */
  @property({ attribute: false }) figure: Figure | null = null;

  /** What it is about: as long as this is the same, a newer figure leaves the reader's zoom and place in the table. */
  @property({ attribute: false }) subject = "";

  /** Where the figure stands between asking and showing. */
  @property({ attribute: false }) state: FigureState = "loading";

  /** What went wrong, or why there is nothing to see. */
  @property({ attribute: false }) message = "";

  /** Height of the chart in pixels, in every state. */
  @property({ attribute: false }) height = 320;

  /** Colours that entities have in the source, by name. */
  @property({ attribute: false }) colors: ReadonlyMap<string, string> = new Map();

  /** The look of charts, where whoever holds many figures has read it for all; else the figure reads it itself. */
  @property({ attribute: false }) theme: Theme | null = null;

  /** The entities drawn emphasised. */
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set();

  /** A click on a point or on an entry of the legend chooses its entity. */
  @property({ attribute: false }) selectable = false;

  /** Shows the figure's note; where many figures have the same, it stands once around them. */
  @property({ attribute: false }) withNote = true;

  /** Out of the reach of Tab, as one of many charts of which the reader is at another. */
  @property({ attribute: false }) aside = false;

  /** A still picture is enough until the reader turns to the chart. */
  @property({ attribute: false }) still = false;

  /** Draws also where nobody can see it yet, as before printing. */
  @property({ attribute: false }) eager = false;

  /** What files of the chart say of it; without it nothing can be saved. */
  @property({ attribute: false }) facts: (() => Facts) | null = null;

  /** The library's sentences in the reader's language. */
  @property({ attribute: false }) words: Words = wordsFor("en");

  /** Numbers and days in the reader's language. */
  @property({ attribute: false }) formats: Formats = ENGLISH;

  @state() private hiddenLabels: ReadonlySet<string> = new Set();
  /** Plotly has taken over from the still picture, or is about to. */
  @state() private isLive = false;
  @state() private isTable = false;
  @state() private isZoomed = false;
  /** Grows when a zoom ends otherwise than by the reader's zooming out. */
  @state() private revision = 0;
  /** The engine did not come or did not draw. */
  @state() private failure: Error | null = null;

  @query("#title") private caption!: HTMLElement;
  @query(".body") private body!: HTMLElement;
  @query(".plot") private plot!: HTMLElement;

  @query("report-311-table") private table!: Report311Table | null;
  @query(".preview") private preview!: HTMLElement;
  @query(".stage") private stage!: HTMLElement;

  readonly #walker = new Walker();
  #theme!: Theme;
  #ownColors: ReturnType<typeof ownColors> = new Map();
  #themes = new ThemeController(this, {
    entities: () => this.#ownColors,
    changed: (how) => (how === "colors" ? this.#chart.recolor() : this.#chart.request()),
    isNeeded: () => this.theme === null,
  });
  #chart = new Chart(this, {
    plot: () => this.plot,
    types: () => (this.#isShown ? this.figure!.traces.map(({ type }) => type) : null),
    least: () => this.figure?.height ?? 0,
    isStill: () => this.#isStill,
    showPicture: (picture) => this.preview.replaceChildren(...(picture ? [picture] : [])),
    eager: () => this.eager || this.#isStill,
    lang: () => this.formats.lang,
    look: () => this.#look(),
    paint: (size, isStill) => paint(this.figure!, this.#paintOptions(size, isStill)),
    repaint: (painted) => repaint(painted, this.figure!, { theme: this.#theme, chosen: this.chosen }),
    failed: (error) => {
      this.failure = error as Error;
      this.dispatchEvent(new ReportErrorEvent("no-engine", this.failure.message, this.failure));
    },
    picked: (trace, point) => this.#onPick(this.figure?.traces[trace]?.ids?.[point]),
    zoomed: (isZoomed) => (this.isZoomed = isZoomed),
  });

  constructor() {
    super();
    new FocusController(this, () => this.caption);
    new SheetController(this, () => this.plot.querySelectorAll<SVGElement>(".main-svg"));
    new Fold(this, { root: () => this.renderRoot, words: () => this.words });
  }

  /** Gives the focus to the drawing, or to the title where there is none to be seen. */
  override focus(options?: FocusOptions): void {
    (this.#isShown && !this.isTable ? this.stage : this.caption).focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("figure") && (changed.has("subject") || !this.figure || !changed.get("figure"))) {
      this.isZoomed = false;
      this.revision++;
    }
    if (changed.has("figure") || changed.has("state")) this.failure = null;
    if (changed.has("figure") || changed.has("colors"))
      this.#ownColors = ownColors(this.colors, entitiesIn(this.figure?.traces ?? []));
  }

  protected override updated(changed: PropertyValues): void {
    this.body.style.setProperty("--_height", String(this.height));
    if (!this.#isShown) this.#chart.release();
    else
      this.#drawAgain(
        DRAWN.filter((name) => changed.has(name)),
        changed.get("theme") as Theme | null,
      );
  }

  #drawAgain(because: readonly string[], before: Theme | null): void {
    const isColors = because.join() === "theme" && before && this.theme && sizesOf(before) === sizesOf(this.theme);
    if (isColors) this.#chart.recolor();
    else if (because.length) this.#chart.request();
  }

  /** Resolves when what was last set has been drawn; for a figure out of sight, when it has come into sight. */
  get drawn(): Promise<void> {
    return this.updateComplete.then(() => this.#chart.drawn);
  }

  get #isStill(): boolean {
    return this.still && !this.isLive;
  }

  protected override render(): TemplateResult {
    const note = this.#isShown && this.withNote && this.figure!.note;
    return html`
      <figure
        part="figure"
        aria-labelledby="title"
        aria-describedby=${this.#isShown ? "summary" : nothing}
        aria-busy=${this.#isBusy}
      >
        <figcaption part="caption">
          <span id="title" role="heading" aria-level=${this.level} tabindex="-1">${this.heading}</span>
        </figcaption>
        ${this.#isShown ? this.#renderSummary(this.figure!) : null}
        <div class="body">
          ${this.#renderView()} ${this.#renderCover()}
          <div class="footer">
            ${note ? html`<p class="note" part="note">${note}</p>` : null} ${this.#isShown ? this.#renderToolbar() : null}
          </div>
        </div>
      </figure>
    `;
  }

  get #isShown(): boolean {
    return this.figure !== null && this.failure === null && (this.state === "ready" || this.state === "refreshing");
  }

  get #tab(): number {
    return this.aside ? -1 : 0;
  }

  get #isBusy(): boolean {
    return this.state === "loading" || this.state === "refreshing";
  }

  /** The drawing with its legend; still there, but unseen, while something else is shown in its place. */
  #renderView(): TemplateResult {
    const traces = this.#isShown ? this.figure!.traces : [];
    const numbers = scaleOf(traces);
    // Of still pictures, whoever holds them shows what they have in common.
    const entries = numbers || this.still ? [] : legendEntries(traces);
    const covered = !this.#isShown || this.isTable;
    const presses = this.selectable ? this.#choosing : this.#hiding;
    return html`<div
      class="view ${standsBeside(entries) ? "beside" : ""} ${covered ? "covered" : ""} ${this.selectable ? "selects" : "hides"}"
    >
      ${this.#renderStage()} ${numbers ? this.#renderScale(numbers) : null}
      ${entries.length ? legend(entries, this.words, presses) : null}
    </div>`;
  }

  #renderScale({ trace, least, middle, most }: Scale): TemplateResult {
    const say = (value: number): string => valueText(this.figure!, { trace, value }, this.formats);
    return scale({ least: say(least), most: say(most), ...(middle !== undefined && { middle: say(middle) }) }, this.words);
  }

  #renderStage(): TemplateResult {
    const { heading, selectable, words } = this;
    return renderStage({
      heading,
      selectable,
      words,
      tab: this.#tab,
      scrolls: (this.figure?.height ?? 0) > this.height,
      told: this.#isShown ? this.#walker.text(this.figure!, this) : "",
      onKey: this.#onKey,
      onTurnTo: this.#onTurnTo,
      onPointer: this.#onPointer,
      onBlur: this.#onBlur,
    });
  }

  /** The figure in words: text, so that it can be read word by word, and is part of the figure's description. */
  #renderSummary(figure: Figure): TemplateResult {
    const told = [this.heading, figure, this.words, this.formats];
    return html`<p id="summary" class="unseen">${guard(told, () => describe(this.heading, figure, this))}</p>`;
  }

  #paintOptions(size: Size, isStill: boolean): PaintOptions {
    return {
      ...size,
      theme: this.#theme,
      formats: this.formats,
      chosen: this.chosen,
      settled: this.still || isStill,
      hidden: this.hiddenLabels,
      revision: this.revision,
      finePointer: !matchMedia("(pointer: coarse)").matches,
    };
  }

  #look(): void {
    this.#theme = this.theme ?? this.#themes.read();
    drawSwatches(this.body, legendEntries(this.figure!.traces), this.#theme);
  }

  /** What lies over the chart's place instead of it. */
  #renderCover(): TemplateResult | null {
    const { words } = this;
    if (this.state === "error") return errorCover(this.message, this.#onRetry, words, this.#tab);
    if (this.failure) return errorCover(this.failure.message, this.#onRetry, words, this.#tab);
    if (this.state === "empty") return emptyCover(this.message || words.empty);
    if (!this.#isShown) return skeleton(words);
    return this.isTable ? tableCover(this.figure!, this) : null;
  }

  #renderToolbar(): TemplateResult {
    const { heading, words, isTable, isZoomed } = this;
    return renderToolbar({
      heading,
      words,
      isTable,
      tab: this.#tab,
      onTable: this.#onTable,
      onResetZoom: isZoomed ? this.#onResetZoom : null,
      menu: this.facts ? saveMenu(heading, words, this.#saving, this.aside) : null,
    });
  }

  readonly #saving = () => chartItems(this, this.exhibit!, this.table?.ordered ?? this.figure!.table.rows);

  /** What can be taken away of the chart as the reader sees it; null while there is none. */
  get exhibit(): Exhibit | null {
    if (!this.#isShown || !this.facts) return null;
    const { heading, height, colors, chosen, hiddenLabels: hidden, words, formats } = this;
    return { heading, figure: this.figure!, height, colors, chosen, hidden, facts: this.facts(), words, formats };
  }

  readonly #hiding = {
    isPressed: ({ label }: Entry) => !this.hiddenLabels.has(label),
    press: ({ label }: Entry) => {
      const hidden = new Set(this.hiddenLabels);
      if (!hidden.delete(label)) hidden.add(label);
      this.hiddenLabels = hidden;
    },
  };

  readonly #choosing = {
    isPressed: ({ entity }: Entry) => (entity === null ? null : this.chosen.has(entity)),
    press: ({ entity }: Entry) => this.#onPick(entity),
  };

  #onPick(id: unknown): void {
    const entity = choosable(id);
    if (this.selectable && entity !== null) this.dispatchEvent(new SelectEvent(entity, !this.chosen.has(entity)));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.#chart.pointAway();
    if (!this.#isShown || event.altKey || event.ctrlKey || event.metaKey) return;
    const isChoice = event.key === "Enter" || event.key === " ";
    if (isChoice) this.#onPick(this.#walker.point?.entity);
    else if (!this.#walker.follow(this.figure!, event.key)) return;
    event.preventDefault();
    const { trace, index } = this.#walker.point ?? { trace: 0, index: 0 };
    const depth = this.#walker.point && this.#chart.pointAt(trace, index);
    if (depth !== null) this.stage.scrollTop = depth - this.stage.clientHeight / 2;
    this.requestUpdate();
  };

  /** A finger that scrolls the page passes over charts without meaning them. */
  readonly #onPointer = ({ pointerType }: PointerEvent): void => {
    if (pointerType !== "touch") this.#onTurnTo();
  };

  readonly #onTurnTo = (): void => {
    if (!this.#isStill || !this.#isShown) return;
    this.isLive = true;
    stayLive(this.#onStill);
  };

  readonly #onStill = (): void => {
    this.isLive = false;
  };

  readonly #onBlur = (): void => this.#chart.pointAway();

  readonly #onRetry = (): void => {
    if (this.state === "error") this.dispatchEvent(new RetryEvent());
    this.failure = null;
    this.#chart.request();
  };

  readonly #onTable = (): void => {
    this.isTable = !this.isTable;
  };

  readonly #onResetZoom = (): void => {
    this.isZoomed = false;
    this.revision++;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-figure": Report311Figure;
  }
}
