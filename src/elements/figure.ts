import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { Chart } from "../figure/chart.js";
import { describe } from "../figure/describe.js";
import { legendEntries, scaleOf } from "../figure/entities.js";
import { colorSwatches, legend, scale, standsBeside } from "../figure/legend.js";
import { paint } from "../figure/paint.js";
import { figureStyles } from "../figure/styles.js";
import { ThemeController, type Theme } from "../figure/theme.js";
import { tokenStyles } from "../figure/tokens.js";
import { formatsFor, type Formats } from "../locale/formats.js";
import { wordsFor, type Words } from "../locale/words.js";
import { OTHERS, type Figure } from "../report.js";

/** The reader has chosen the entity of a point, or with null taken the choice back. */
export class SelectEvent extends Event {
  constructor(readonly value: string | null) {
    super("report-select", { bubbles: true, composed: true });
  }
}

/** The reader wants what failed to be tried again. */
export class RetryEvent extends Event {
  constructor() {
    super("report-retry");
  }
}

/** Where a figure stands between asking and showing. */
export type FigureState = "loading" | "ready" | "refreshing" | "empty" | "error";

const ENGLISH = formatsFor("en");

/** What changes the drawing; the rest is around it. */
const DRAWN = ["figure", "state", "height", "colors", "selected", "formats", "eager", "hiddenLabels", "revision"];

/**
 * A chart with its title, legend, note and the same numbers as a table. Its height is the same in every state.
 *
 * @tagname report-311-figure
 * @fires {SelectEvent} report-select - A point was clicked whose entity may be selected.
 * @fires {RetryEvent} report-retry - The reader asks to load the data again.
 * @csspart figure - The whole.
 * @csspart caption - The title.
 * @csspart plot - The drawing.
 * @csspart legend - The names or the scale of what is drawn.
 * @csspart note - What the numbers leave out or mean.
 * @csspart toolbar - The buttons under the chart.
 * @csspart table - The table of the numbers.
 */
export class Report311Figure extends LitElement {
  static override styles = [tokenStyles, ...figureStyles];

  /** The title. */
  @property({ attribute: false }) heading = "";

  /** What is drawn; null before there is any. */
  @property({ attribute: false }) figure: Figure | null = null;

  /** Where the figure stands between asking and showing. */
  @property({ attribute: false }) state: FigureState = "loading";

  /** What went wrong, or why there is nothing to see. */
  @property({ attribute: false }) message = "";

  /** Height of the chart in pixels, in every state. */
  @property({ attribute: false }) height = 320;

  /** Colours that entities have in the source, by name. */
  @property({ attribute: false }) colors: ReadonlyMap<string, string> = new Map();

  /** The entity drawn emphasised. */
  @property({ attribute: false }) selected: string | null = null;

  /** A click on a point selects its entity. */
  @property({ attribute: false }) selectable = false;

  /** Draws also where nobody can see it yet, as before printing. */
  @property({ attribute: false }) eager = false;

  /** The library's sentences in the reader's language. */
  @property({ attribute: false }) words: Words = wordsFor("en");

  /** Numbers and days in the reader's language. */
  @property({ attribute: false }) formats: Formats = ENGLISH;

  @state() private hiddenLabels: ReadonlySet<string> = new Set();
  @state() private isTable = false;
  @state() private isZoomed = false;
  /** Grows when a zoom ends otherwise than by the reader's zooming out. */
  @state() private revision = 0;
  /** The engine did not come or did not draw. */
  @state() private failure: Error | null = null;

  @query(".body") private body!: HTMLElement;
  @query(".plot") private plot!: HTMLElement;

  #theme!: Theme;
  #themes = new ThemeController(
    this,
    () => this.colors,
    () => this.#chart.request(),
  );
  #chart = new Chart(this, {
    plot: () => this.plot,
    types: () => (this.#isShown ? this.figure!.traces.map(({ type }) => type) : null),
    least: () => this.figure?.height ?? 0,
    eager: () => this.eager,
    lang: () => this.formats.lang,
    look: () => this.#look(),
    paint: (size) =>
      paint(this.figure!, {
        ...size,
        theme: this.#theme,
        formats: this.formats,
        selected: this.selected,
        hidden: this.hiddenLabels,
        revision: this.revision,
        finePointer: !matchMedia("(pointer: coarse)").matches,
      }),
    failed: (error) => (this.failure = error as Error),
    picked: (trace, point) => this.#onPick(this.figure?.traces[trace]?.ids?.[point]),
    zoomed: (isZoomed) => (this.isZoomed = isZoomed),
  });

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("figure")) {
      this.isZoomed = false;
      this.revision++;
    }
    if (changed.has("figure") || changed.has("state")) this.failure = null;
  }

  protected override updated(changed: PropertyValues): void {
    this.body.style.setProperty("--_height", String(this.height));
    if (!this.#isShown) this.#chart.release();
    else if (DRAWN.some((name) => changed.has(name))) this.#chart.request();
  }

  /** Resolves when what was last set has been drawn; for a figure out of sight, when it has come into sight. */
  get drawn(): Promise<void> {
    return this.updateComplete.then(() => this.#chart.drawn);
  }

  protected override render(): TemplateResult {
    return html`
      <figure part="figure" aria-labelledby="title" aria-busy=${this.#isBusy}>
        <figcaption id="title" part="caption">${this.heading}</figcaption>
        <div class="body">
          ${this.#renderView()} ${this.#renderCover()}
          <div class="footer">
            <p class="note" part="note">${this.#isShown ? this.figure!.note : null}</p>
            ${this.#isShown ? this.#renderToolbar() : null}
          </div>
        </div>
        ${this.#isShown ? this.#renderDescription(this.figure!) : null}
      </figure>
    `;
  }

  get #isShown(): boolean {
    return this.figure !== null && this.failure === null && (this.state === "ready" || this.state === "refreshing");
  }

  get #isBusy(): boolean {
    return this.state === "loading" || this.state === "refreshing";
  }

  /** The drawing with its legend; still there, but unseen, while something else is shown in its place. */
  #renderView(): TemplateResult {
    const traces = this.#isShown ? this.figure!.traces : [];
    const numbers = scaleOf(traces);
    const entries = numbers ? [] : legendEntries(traces);
    const covered = !this.#isShown || this.isTable;
    return html`<div class="view ${standsBeside(entries) ? "beside" : ""} ${covered ? "covered" : ""}">
      ${this.#renderStage()} ${numbers ? scale(numbers, this.words, this.formats) : null}
      ${entries.length ? legend(entries, this.hiddenLabels, this.words, (label) => this.#onToggle(label)) : null}
    </div>`;
  }

  /** What the drawing stands in. When it is higher than its room, the keyboard can scroll it. */
  #renderStage(): TemplateResult {
    const scrolls = (this.figure?.height ?? 0) > this.height;
    return html`<div
      class="stage ${scrolls ? "scrolls" : ""} ${this.selectable ? "selects" : ""}"
      tabindex=${scrolls ? 0 : nothing}
      role=${scrolls ? "region" : nothing}
      aria-label=${scrolls ? this.heading : nothing}
    >
      <div class="plot" part="plot" aria-hidden="true"></div>
    </div>`;
  }

  #renderDescription(figure: Figure): TemplateResult {
    return html`<div class="unseen" role="img" aria-label=${describe(this.heading, figure, this.words, this.formats)}></div>`;
  }

  #look(): void {
    this.#theme = this.#themes.read();
    colorSwatches(this.body, legendEntries(this.figure!.traces), this.#theme);
  }

  /** What lies over the chart's place instead of it. */
  #renderCover(): TemplateResult | null {
    if (this.state === "error" || this.failure) return this.#renderError();
    if (this.state === "empty") return html`<div class="message"><p>${this.message || this.words.empty}</p></div>`;
    if (!this.#isShown) return html`<div class="skeleton"><span class="unseen">${this.words.loading}</span></div>`;
    return this.isTable ? this.#renderTable(this.figure!) : null;
  }

  #renderError(): TemplateResult {
    return html`<div class="message" role="alert">
      <p><strong>${this.words.errorTitle}</strong></p>
      <p>${this.state === "error" ? this.message : this.failure?.message}</p>
      <button type="button" @click=${this.#onRetry}>${this.words.retry}</button>
    </div>`;
  }

  #renderTable({ table }: Figure): TemplateResult {
    return html`<report-311-table
      id="table"
      exportparts="table"
      .columns=${table.columns}
      .rows=${table.rows}
      .caption=${this.heading}
      .formats=${this.formats}
    ></report-311-table>`;
  }

  #renderToolbar(): TemplateResult {
    return html`<div class="toolbar" part="toolbar">
      ${
        this.isZoomed && !this.isTable
          ? html`<button type="button" @click=${this.#onResetZoom}>${this.words.resetZoom}</button>`
          : null
      }
      <button type="button" aria-expanded=${this.isTable} @click=${this.#onTable}>
        ${this.isTable ? this.words.closeTable : this.words.asTable}
      </button>
    </div>`;
  }

  #onToggle(label: string): void {
    const hidden = new Set(this.hiddenLabels);
    if (!hidden.delete(label)) hidden.add(label);
    this.hiddenLabels = hidden;
  }

  #onPick(id: unknown): void {
    if (!this.selectable || typeof id !== "string" || id === OTHERS) return;
    this.dispatchEvent(new SelectEvent(id === this.selected ? null : id));
  }

  #onRetry(): void {
    if (this.state === "error") this.dispatchEvent(new RetryEvent());
    this.failure = null;
    this.#chart.request();
  }

  #onTable(): void {
    this.isTable = !this.isTable;
  }

  #onResetZoom(): void {
    this.isZoomed = false;
    this.revision++;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-figure": Report311Figure;
  }
  interface GlobalEventHandlersEventMap {
    "report-select": SelectEvent;
    "report-retry": RetryEvent;
  }
}
