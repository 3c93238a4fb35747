import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Facts } from "../export/facts.js";
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
import { SelectEvent } from "./figure.js";

/** The reader wants to see more of one of many charts: another report, with these attributes. */
export class OpenEvent extends Event {
  constructor(
    readonly name: string,
    readonly attributes: Readonly<Record<string, string>>,
  ) {
    super("report-open", { bubbles: true, composed: true, cancelable: true });
  }
}

/** Height of each chart in pixels. */
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
export class Report311Multiples extends LitElement {
  static override styles = [
    tokenStyles,
    legendStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      h3 {
        margin: 0 0 0.5em;
        font: var(--_heading-weight) calc(1.15 * var(--_caption-size)) / 1.3 var(--_heading-font);
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr));
        gap: calc(var(--_space) * 3) calc(var(--_space) * 2);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        min-width: 0;
      }
      /* As high as a chart with its title and its buttons. */
      .waiting {
        height: calc(${HEIGHT} * 1px + 4.1em);
      }
      p {
        margin: 0.25em 0;
        color: var(--_muted);
        font-size: 0.875em;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }
      .legend {
        margin-block-end: 0.5em;
      }
      .open {
        min-height: 2rem;
        padding: 0.2em 0.75em;
        border: 1px solid var(--_control);
        border-radius: var(--_radius);
        background: var(--_surface);
        color: var(--_text);
        font: inherit;
        font-size: var(--_chart-size);
        cursor: pointer;
      }
      .open:hover {
        background: var(--_surface-raised);
      }
      button:focus-visible {
        outline: 2px solid var(--_focus);
        outline-offset: 1px;
      }
    `,
  ];

  /** What they have in common. */
  @property({ attribute: false }) heading = "";
  /** The charts, in their order. */
  @property({ attribute: false }) multiples: readonly Multiple[] = [];
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

  #entries: readonly Entry[] = [];
  #note: string | undefined;
  #ownColors: ReturnType<typeof ownColors> = new Map();
  readonly #themes = new ThemeController(this, {
    entities: () => this.#ownColors,
    changed: () => this.#look(),
  });

  constructor() {
    super();
    new Fold(this, { root: () => this.renderRoot, words: () => this.words });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("colors") || changed.has("multiples"))
      this.#ownColors = ownColors(this.colors, entitiesIn(this.multiples.flatMap(({ figure }) => figure.traces)));
    if (!changed.has("multiples")) return;
    const figures = this.multiples.map(({ figure }) => figure).filter(({ traces }) => traces.length > 0);
    const [first = [], ...others] = figures.map(({ traces }) => legendEntries(traces));
    this.#entries = first.filter(({ label }) => others.every((entries) => entries.some((entry) => entry.label === label)));
    this.#note = figures.every(({ note }) => note === figures[0]!.note) ? figures[0]?.note : undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#look();
    if (changed.has("multiples")) this.#prepare();
    if (this.placed < this.multiples.length) void inTurn(BRIEF).then(() => (this.placed += BATCH));
  }

  override render() {
    return html`<section aria-labelledby="title" aria-busy=${this.refreshing}>
      <h3 id="title">${this.heading}</h3>
      ${this.#entries.length ? this.#renderLegend() : nothing} ${this.#note ? html`<p part="note">${this.#note}</p>` : nothing}
      <ul role="list">
        ${repeat(
          this.multiples,
          ({ title }) => title,
          (multiple, i) => this.#renderMultiple(multiple, this.theme !== null && i < this.placed),
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

  #renderMultiple({ title, figure, text, open }: Multiple, isPlaced: boolean) {
    return html`<li part="multiple">
      ${isPlaced ? this.#renderFigure(title, figure) : html`<div class="waiting"></div>`}
      ${text ? html`<p part="text">${text}</p>` : nothing}
      ${
        open
          ? html`<button
              type="button"
              class="open"
              part="open"
              aria-label=${`${open.label}: ${title}`}
              @click=${() => this.dispatchEvent(new OpenEvent(open.name, open.attributes))}
            >
              ${open.label}
            </button>`
          : nothing
      }
    </li>`;
  }

  #renderFigure(title: string, figure: Figure) {
    const isEmpty = figure.traces.length === 0;
    return html`<report-311-figure
      exportparts="figure, caption, plot, legend, note, toolbar, table, sort, pages, menu-button, menu"
      .heading=${title}
      .figure=${isEmpty ? null : figure}
      .withNote=${this.#note === undefined}
      .state=${isEmpty ? "empty" : this.refreshing ? "refreshing" : "ready"}
      .message=${figure.note ?? ""}
      .height=${HEIGHT}
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
