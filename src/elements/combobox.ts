import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { fill, wordsFor, type Words } from "../locale/words.js";
import { comboboxStyles } from "./combobox-styles.js";
import { controlStyles } from "./control-styles.js";
import { stepTo } from "./list-keys.js";
import { matching, type Option } from "./matching.js";
import { MovableElement } from "./movable.js";
import { PopupController } from "./popup.js";

/** The reader has chosen, or taken a choice back: all that is chosen now. */
export class ChooseEvent extends Event {
  static readonly type = "report-choose";
  constructor(readonly chosen: readonly string[]) {
    super(ChooseEvent.type);
  }
}

/**
 * A field in which to find and choose one or several of many options: typing filters them, whatever case and accents.
 *
 * @tagname report-311-combobox
 * @fires {ChooseEvent} report-choose - The reader has chosen or taken a choice back.
 * @csspart control - The field.
 * @csspart label - Its label.
 * @csspart clear - The button that takes all choices back.
 * @csspart options - The list of options.
 * @csspart option - An option.
 */
export class Report311Combobox extends MovableElement {
  static override styles = [controlStyles, comboboxStyles];

  /** What stands over the field. */
  @property({ attribute: false }) label = "";

  /** What may be chosen, in the order it is listed. */
  @property({ attribute: false }) options: readonly Option[] = [];

  /** What stands in the field when nothing is chosen; “None chosen” when left out. */
  @property({ attribute: false }) empty = "";

  /** The values that are chosen; one where not several may be. */
  @property({ attribute: false }) chosen: readonly string[] = [];

  /** Any number may be chosen. */
  @property({ attribute: false }) multiple = false;

  /** The library's sentences in the reader's language. */
  @property({ attribute: false }) words: Words = wordsFor("en");

  @state() private isOpen = false;
  /** What the reader has typed; null when nothing is being looked for. */
  @state() private typed: string | null = null;
  /** The value of the option that Enter would choose. */
  @state() private active: string | undefined;

  @query("input") private input!: HTMLInputElement;
  @query(".field") private field!: HTMLElement;
  @query(".popup") private popup!: HTMLElement;

  #matches: readonly Option[] = [];

  constructor() {
    super();
    new PopupController(this, { field: () => this.field, popup: () => this.popup, isOpen: () => this.isOpen });
  }

  override focus(options?: FocusOptions): void {
    this.input.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override willUpdate(): void {
    this.#matches = this.isOpen ? matching(this.options, this.typed ?? "") : [];
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("active") || changed.has("isOpen")) {
      this.renderRoot.querySelector(".active")?.scrollIntoView({ block: "nearest" });
    }
  }

  protected override render(): TemplateResult {
    const isFound = this.#matches.length > 0;
    const isClearable = this.multiple && this.chosen.length > 0;
    return html`
      <label id="label" part="label" for="input">${this.label}</label>
      <div class="field ${isClearable ? "clearable" : ""}">
        <input
          id="input"
          part="control"
          role="combobox"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          aria-autocomplete="list"
          aria-expanded=${isFound}
          aria-controls="options"
          aria-activedescendant=${this.#activeIndex < 0 ? nothing : `option-${this.#activeIndex}`}
          placeholder=${this.#summary}
          .value=${live(this.typed ?? (this.multiple ? "" : this.#summary))}
          @focus=${this.#onFocus}
          @input=${this.#onInput}
          @click=${this.#onClick}
          @keydown=${this.#onKeydown}
          @blur=${this.#onBlur}
        />
        ${isClearable ? this.#renderClear() : nothing}
      </div>
      <div class="popup" popover="manual" @mousedown=${(event: Event) => event.preventDefault()}>
        <ul
          id="options"
          role="listbox"
          part="options"
          aria-labelledby="label"
          aria-multiselectable=${this.multiple ? "true" : nothing}
          ?hidden=${!isFound}
        >
          ${this.#renderOptions()}
        </ul>
        ${isFound ? nothing : html`<p class="none">${this.words.noMatch}</p>`}
      </div>
      <p class="unseen" role="status">${this.#outcome}</p>
    `;
  }

  #renderClear(): TemplateResult {
    const name = fill(this.words.clear, { name: this.label });
    return html`<button type="button" part="clear" aria-label=${name} @click=${this.#onClear}>×</button>`;
  }

  #renderOptions(): TemplateResult[] {
    const chosen = new Set(this.chosen);
    return this.#matches.map(
      ({ value, label }, i) =>
        html`<li
          id="option-${i}"
          role="option"
          part="option"
          class=${value === this.active ? "active" : nothing}
          aria-selected=${chosen.has(value)}
          @click=${() => this.#choose(value)}
        >
          <bdi>${label}</bdi>
        </li>`,
    );
  }

  get #activeIndex(): number {
    return this.#matches.findIndex(({ value }) => value === this.active);
  }

  /** What is chosen, in one line. */
  get #summary(): string {
    const labels = this.chosen.map((chosen) => this.options.find(({ value }) => value === chosen)?.label ?? chosen);
    if (labels.length === 0) return this.empty || this.words.noneChosen;
    return labels.length === 1 ? labels[0]! : `${fill(this.words.chosen, { n: labels.length })}: ${labels.join(", ")}`;
  }

  /** What the typed text has found, in words. */
  get #outcome(): string {
    if (!this.isOpen || this.typed === null) return "";
    return this.#matches.length > 0 ? fill(this.words.matches, { n: this.#matches.length }) : this.words.noMatch;
  }

  #open(): void {
    this.isOpen = true;
    this.active = this.chosen[0];
  }

  #close(): void {
    this.isOpen = false;
    this.active = undefined;
  }

  #choose(value: string): void {
    if (!this.multiple) {
      this.#close();
      this.typed = null;
      this.#tell([value]);
      return;
    }
    this.active = value;
    // What was typed is replaced by the next text, and goes on filtering until there is one.
    this.input.select();
    this.#tell(this.chosen.includes(value) ? this.chosen.filter((one) => one !== value) : [...this.chosen, value]);
  }

  #tell(chosen: readonly string[]): void {
    this.chosen = chosen;
    this.dispatchEvent(new ChooseEvent(chosen));
  }

  /** The next text takes the place of what is chosen. */
  readonly #onFocus = () => this.input.select();

  readonly #onInput = () => {
    this.typed = this.input.value;
    this.isOpen = true;
    this.active = this.typed.trim() === "" ? undefined : matching(this.options, this.typed)[0]?.value;
  };

  readonly #onClick = () => {
    if (this.isOpen) return;
    this.#open();
    this.input.select();
  };

  readonly #onBlur = () => {
    this.#close();
    this.typed = null;
  };

  readonly #onClear = () => {
    this.#tell([]);
    this.input.focus();
  };

  readonly #onKeydown = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || !this.#handle(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Does what a key asks for; false when that is nothing, so that it goes on to whoever else may want it. */
  #handle({ key, shiftKey }: KeyboardEvent): boolean {
    if (key === "Escape") return this.#escape();
    if (key === "Tab") this.#close();
    if (key === "Enter" && this.#activeIndex >= 0) {
      this.#choose(this.active!);
      return true;
    }
    if (!this.isOpen) {
      const isArrow = key === "ArrowDown" || key === "ArrowUp";
      if (isArrow) this.#open();
      return isArrow;
    }
    const to = shiftKey ? undefined : stepTo(key, this.#activeIndex, this.#matches.length);
    if (to !== undefined) this.active = this.#matches[to]?.value;
    return to !== undefined;
  }

  /** Closes the list, or else clears what was typed. */
  #escape(): boolean {
    if (!this.isOpen && this.typed === null) return false;
    if (this.isOpen) this.#close();
    else this.typed = null;
    return true;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-combobox": Report311Combobox;
  }
  interface HTMLElementEventMap {
    "report-choose": ChooseEvent;
  }
}
