import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { tokenStyles } from "../figure/tokens.js";
import { fill, wordsFor, type Words } from "../locale/words.js";
import { buttonStyles } from "./button-styles.js";
import { MovableElement } from "./movable.js";
import { PopupController } from "./popup.js";

/** What can be done. */
export interface MenuItem {
  label: string;
  /** Does it; says in a sentence what was done, or gives the text that the reader is to copy by hand. */
  run(): Promise<string | ByHand>;
}

/** A text that the page does not let be copied. */
export interface ByHand {
  text: string;
}

/**
 * A button that opens a list of things to do. The list is made when it is opened; it lies over everything else, and goes with
 * Escape or a press beside it.
 *
 * @tagname report-311-menu
 * @csspart menu-button - The button.
 * @csspart menu - The list that it opens.
 * @csspart menu-text - The text to copy, in the place of the list.
 * @csspart said - What was done last.
 */
export class Report311Menu extends MovableElement {
  static override styles = [
    tokenStyles,
    buttonStyles,
    css`
      :host {
        display: inline-block;
        position: relative;
        font-size: inherit;
      }
      button {
        min-width: 2rem;
        min-height: 24px;
        padding: 0.2em 0.75em;
      }
      [popover] {
        inset: auto;
        box-sizing: border-box;
        width: max-content;
        max-width: calc(100vw - 8px);
        margin: 0;
        padding: 4px;
        overflow: auto;
        border: 1px solid var(--_control);
        border-radius: var(--_radius);
        background: var(--_surface);
        color: var(--_text);
        font-size: calc(var(--_font-size) * 0.875);
      }
      [popover] button {
        display: block;
        width: 100%;
        min-height: 2rem;
        border: 0;
        text-align: start;
      }
      label {
        display: grid;
        gap: 0.5em;
        width: min(22rem, 100vw - 2.5rem);
        padding: 0.5em;
      }
      textarea {
        box-sizing: border-box;
        width: 100%;
        height: 8em;
        padding: 0.5em;
        border: 1px solid var(--_control);
        border-radius: var(--_radius);
        background: var(--_surface-raised);
        color: inherit;
        font:
          1em/1.4 ui-monospace,
          monospace;
        overflow-wrap: anywhere;
        resize: none;
      }
      textarea:focus-visible {
        outline: 2px solid var(--_focus);
        outline-offset: 1px;
      }
      .said {
        position: absolute;
        z-index: 1;
        inset-block-start: calc(100% + 4px);
        inset-inline-end: 0;
        width: max-content;
        max-width: min(16rem, 70vw);
        margin: 0;
        padding: 0.3em 0.75em;
        border: 1px solid var(--_control);
        border-radius: var(--_radius);
        background: var(--_surface-raised);
        color: var(--_text);
        font-size: calc(var(--_font-size) * 0.875);
        overflow-wrap: anywhere;
        pointer-events: none;
      }
      /* Seen as long as the reader stays at the button. */
      .said:empty,
      :host(:not(:focus-within)) .said {
        width: 1px;
        height: 1px;
        padding: 0;
        overflow: hidden;
        clip-path: inset(50%);
      }
      @media (pointer: coarse) {
        [popover] button {
          min-height: 2.75rem;
        }
      }
    `,
  ];

  /** What stands on the button. */
  @property({ attribute: false }) label = "";
  /** What it is about, where there are several such buttons. */
  @property({ attribute: false }) about = "";
  /** The things to do, asked for when the list is opened. */
  @property({ attribute: false }) items: () => readonly MenuItem[] = () => [];
  /** The button is out of the reach of Tab. */
  @property({ attribute: false }) aside = false;
  @property({ attribute: false }) words: Words = wordsFor("en");

  @state() private isOpen = false;
  /** What was done last. */
  @state() private said = "";
  /** The text to copy by hand. */
  @state() private byHand: string | null = null;

  @query("button") private button!: HTMLElement;
  @query("[popover]") private popup!: HTMLElement;

  #isRunning = false;

  constructor() {
    super();
    new PopupController(this, {
      field: () => this.button,
      popup: () => this.popup,
      isOpen: () => this.isOpen,
      hasOwnWidth: true,
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.isOpen = false;
  }

  protected override render(): TemplateResult {
    return html`<button
        type="button"
        part="menu-button"
        tabindex=${this.aside ? -1 : 0}
        popovertarget="menu"
        aria-label=${this.about ? `${this.label}: ${this.about}` : nothing}
      >
        ${this.label}
      </button>
      <div
        id="menu"
        part="menu"
        popover
        role="group"
        aria-label=${this.label}
        @beforetoggle=${this.#onBefore}
        @toggle=${this.#onAfter}
        @keydown=${this.#onKey}
      >
        ${this.isOpen ? this.#renderContents() : nothing}
      </div>
      <p class="said" part="said" role="status">${this.said}</p>`;
  }

  #renderContents(): TemplateResult | TemplateResult[] {
    if (this.byHand === null) return this.items().map((item) => this.#renderItem(item));
    return html`<label>
      ${this.words.copyHere}
      <textarea readonly spellcheck="false" part="menu-text" .value=${this.byHand}></textarea>
    </label>`;
  }

  #renderItem(item: MenuItem): TemplateResult {
    return html`<button type="button" @click=${() => this.#run(item)}>${item.label}</button>`;
  }

  async #run(item: MenuItem): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      const done = await item.run();
      if (typeof done !== "string") return this.#offer(done);
      this.said = done;
    } catch (error) {
      console.error("report-311: nothing could be taken away", error);
      this.said = fill(this.words.notSaved, { reason: (error as Error).message });
    } finally {
      this.#isRunning = false;
    }
    this.popup.hidePopover();
    if (this.said) this.button.focus();
  }

  /** Shows the text in the place of the list, selected. */
  #offer({ text }: ByHand): void {
    this.byHand = text;
    void this.updateComplete.then(() => this.renderRoot.querySelector("textarea")?.select());
  }

  /** The list is there when it is shown, and put in its place before it is painted. */
  #onBefore({ newState }: ToggleEvent): void {
    if (newState !== "open") return;
    this.isOpen = true;
    this.said = "";
    this.byHand = null;
    requestAnimationFrame(() => this.requestUpdate());
  }

  /** The list stays until the focus is back on the button: not every browser sees to that. */
  #onAfter({ newState }: ToggleEvent): void {
    if (newState === "closed" && this.popup.matches(":focus-within")) this.button.focus();
    this.isOpen = newState === "open";
  }

  /** Escape closes the list and means nothing else. */
  #onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") event.stopPropagation();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-menu": Report311Menu;
  }
}
