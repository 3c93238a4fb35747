import { html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Facts } from "../export/facts.js";
import { FocusController } from "../controllers/focus.js";
import { engineFor } from "../figure/engine.js";
import { ownColors } from "../figure/colors.js";
import { entitiesIn, legendEntries, type Entry } from "../figure/entities.js";
import { Fold } from "../figure/fold.js";
import { drawSwatches, legend } from "../figure/legend.js";
import { whenQuiet } from "../figure/quiet.js";
import { legendStyles } from "../figure/styles.js";
import { ThemeController, type Theme } from "../figure/theme.js";
import { tokenStyles } from "../figure/tokens.js";
import { BRIEF, inTurn } from "../figure/turns.js";
import { formatsFor, type Formats } from "../locale/formats.js";
import { wordsFor, type Words } from "../locale/words.js";
import type { Figure, Multiple } from "../report.js";
import { SelectEvent } from "./figure-events.js";
import { MovableElement } from "./movable.js";
import { FIGURE_PARTS } from "./parts.js";
import { stepInGrid } from "./list-keys.js";
import { multiplesStyles } from "./multiples-styles.js";
import { multiplesPrintStyles } from "./print-styles.js";

/** The reader wants to see more of one of many charts: another report, with these attributes. */
export class OpenEvent extends Event {
  constructor(
    readonly name: string,
    readonly attributes: Readonly<Record<string, string>>,
  ) {
    super("report-open", { bubbles: true, composed: true, cancelable: true });
  }
}

const MIRRORED: Record<string, string> = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };

/** Least height of each chart in pixels. */
const HEIGHT = 180;

/** Charts that are put on the page at once: about a screen; the others follow in turns. */
const BATCH = 9;

/**
 * Many small charts of one kind, each a still picture until the reader turns to it.
 *
 * @tagname report-311-multiples
 * @fires {OpenEvent} report-open - The reader wants to see more of one chart.
 * @csspart legend - The names of what all charts show.
 * @csspart note - What the numbers of all charts leave out or mean.
 * @csspart multiple - One chart with its text.
 * @csspart text - The text under a chart.
 * @csspart open - The button that opens another report.
 */
export class Report311Multiples extends MovableElement {
  static override styles = [tokenStyles, legendStyles, multiplesStyles, multiplesPrintStyles];

  /** What they have in common. */
  @property({ attribute: false }) heading = "";
  /** The charts, in their order. */
  @property({ attribute: false }) multiples: readonly Multiple[] = [];
  /** What they are about: as long as this is the same, newer charts leave the reader's place in their tables. */
  @property({ attribute: false }) subject = "";
  /** Colours that entities have in the source, by name. */
  @property({ attribute: false }) colors: ReadonlyMap<string, string> = new Map();
  /** The entities drawn emphasised. */
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set();
  /** A click on a line chooses its entity. */
  @property({ attribute: false }) selectable = false;
  /** Newer charts are on their way. */
  @property({ attribute: false }) refreshing = false;
  /** What files of the charts say of them; without it nothing can be saved. */
  @property({ attribute: false }) facts: (() => Facts) | null = null;
  @property({ attribute: false }) words: Words = wordsFor("en");
  @property({ attribute: false }) formats: Formats = formatsFor("en");

  /** How many charts are on the page. */
  @state() private placed = BATCH;
  /** The look of all charts, read once. */
  @state() private theme: Theme | null = null;
  /** The chart at which the reader is: Tab leads to this one alone. */
  @state() private at = 0;

  #entries: readonly Entry[] = [];
  #note: string | undefined;
  #height = HEIGHT;
  #ownColors: ReturnType<typeof ownColors> = new Map();
  readonly #themes = new ThemeController(this, {
    entities: () => this.#ownColors,
    changed: () => this.#look(),
  });

  constructor() {
    super();
    new FocusController(this, () => this.#items[this.at] ?? null);
    new Fold(this, { root: () => this.renderRoot, words: () => this.words });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("colors") || changed.has("multiples"))
      this.#ownColors = ownColors(this.colors, entitiesIn(this.multiples.flatMap(({ figure }) => figure.traces)));
    if (!changed.has("multiples")) return;
    this.at = Math.min(this.at, Math.max(0, this.multiples.length - 1));
    const figures = this.multiples.map(({ figure }) => figure).filter(({ traces }) => traces.length > 0);
    const [first = [], ...others] = figures.map(({ traces }) => legendEntries(traces));
    this.#entries = first.filter(({ label }) => others.every((entries) => entries.some((entry) => entry.label === label)));
    this.#height = Math.max(HEIGHT, ...figures.map(({ height = 0 }) => height));
    this.#note = figures.every(({ note }) => note === figures[0]!.note) ? figures[0]?.note : undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#look();
    this.style.setProperty("--_height", String(this.#height));
    if (changed.has("multiples")) this.#prepare();
    if (this.placed < this.multiples.length) void inTurn(BRIEF).then(() => (this.placed += BATCH));
  }

  override render() {
    return html`<section aria-busy=${this.refreshing}>
      <h3>${this.heading}</h3>
      ${this.#entries.length ? this.#renderLegend() : nothing} ${this.#note ? html`<p part="note">${this.#note}</p>` : nothing}
      <span id="keys" hidden>${this.words.walkCharts}</span>
      <ul role="list">
        ${repeat(
          this.multiples,
          ({ title }) => title,
          (multiple, i) => this.#renderMultiple(multiple, i),
        )}
      </ul>
    </section>`;
  }

  #renderLegend() {
    return html`<div class="selects">
      ${legend(this.#entries, this.words, {
        isPressed: ({ entity }) => (entity === null || !this.selectable ? null : this.chosen.has(entity)),
        press: ({ entity }) => this.dispatchEvent(new SelectEvent(entity!, !this.chosen.has(entity!))),
      })}
    </div>`;
  }

  #renderMultiple({ title, figure, text, open }: Multiple, i: number) {
    const isPlaced = this.theme !== null && i < this.placed;
    return html`<li
      part="multiple"
      tabindex=${i === this.at ? 0 : -1}
      aria-label=${title}
      aria-describedby="keys"
      data-keys=${this.words.walkCharts}
      @focusin=${() => (this.at = i)}
      @keydown=${this.#onKey}
    >
      ${isPlaced ? this.#renderFigure(title, figure, i !== this.at) : html`<div class="waiting"></div>`}
      ${text ? html`<p part="text">${text}</p>` : nothing}
      ${
        open
          ? html`<button
              type="button"
              class="open"
              part="open"
              tabindex=${i === this.at ? 0 : -1}
              aria-label=${`${open.label}: ${title}`}
              @click=${() => this.dispatchEvent(new OpenEvent(open.name, open.attributes))}
            >
              ${open.label}
            </button>`
          : nothing
      }
    </li>`;
  }

  #renderFigure(title: string, figure: Figure, aside: boolean) {
    const isEmpty = figure.traces.length === 0;
    return html`<report-311-figure
      exportparts=${FIGURE_PARTS}
      .heading=${title}
      .level=${4}
      .aside=${aside}
      .figure=${isEmpty ? null : figure}
      .subject=${this.subject}
      .withNote=${this.#note === undefined}
      .state=${isEmpty ? "empty" : this.refreshing ? "refreshing" : "ready"}
      .message=${figure.note ?? ""}
      .height=${this.#height}
      .still=${true}
      .theme=${this.theme}
      .colors=${this.colors}
      .chosen=${this.chosen}
      .selectable=${this.selectable}
      .facts=${this.facts}
      .words=${this.words}
      .formats=${this.formats}
    ></report-311-figure>`;
  }

  get #items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll("li")];
  }

  /** Arrows go from chart to chart, Enter goes to the points of one, Escape comes back from there. */
  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const item = event.currentTarget as HTMLElement;
    const next = event.target === item ? this.#leadsTo(item, event.key) : event.key === "Escape" ? item : null;
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  }

  #leadsTo(item: HTMLElement, key: string): HTMLElement | null {
    if (key === "Enter") return item.querySelector("report-311-figure");
    const items = this.#items;
    const columns = items.filter(({ offsetTop }) => offsetTop === items[0]!.offsetTop).length;
    const meant = (this.matches(":dir(rtl)") && MIRRORED[key]) || key;
    return items[stepInGrid(meant, items.indexOf(item), items.length, columns) ?? -1] ?? null;
  }

  #look(): void {
    this.theme = this.#themes.read();
    drawSwatches(this.renderRoot, this.#entries, this.theme);
  }

  /** When the still pictures are there, the engine is fetched, so that it can take over at once. */
  #prepare(): void {
    const types = this.multiples.flatMap(({ figure }) => figure.traces.map(({ type }) => type));
    if (types.length) whenQuiet(() => void engineFor(types).catch(() => {}));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-multiples": Report311Multiples;
  }
  interface GlobalEventHandlersEventMap {
    "report-open": OpenEvent;
  }
}
