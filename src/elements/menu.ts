import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { tokenStyles } from "../figure/tokens.js";
import { fill, wordsFor, type Words } from "../locale/words.js";
import { buttonStyles } from "./button-styles.js";
import { PopupController } from "./popup.js";

/** What can be done. */
export interface MenuItem {
  label: string;
  /** Does it; says in a sentence what was done. */
  run(): Promise<string>;
}

/**
 * A button that opens a list of things to do. The list is made when it is opened; it lies over everything else, and goes with
 * Escape or a press beside it.
 *
 * @tagname report-311-menu
 * @csspart menu-button - The button.
 * @csspart menu - The list that it opens.
 */
export class Report311Menu extends LitElement {
  static override styles = [
    tokenStyles,
    buttonStyles,
    css`
      :host {
        display: inline-block;
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
      .unseen {
        position: absolute;
        width: 1px;
        height: 1px;
        margin: 0;
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

  @query("button") private button!: HTMLElement;
  @query("[popover]") private popup!: HTMLElement;

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
        ${this.isOpen ? this.items().map((item) => this.#renderItem(item)) : nothing}
      </div>
      <p class="unseen" role="status">${this.said}</p>`;
  }

  #renderItem(item: MenuItem): TemplateResult {
    return html`<button type="button" @click=${() => this.#run(item)}>${item.label}</button>`;
  }

  async #run(item: MenuItem): Promise<void> {
    try {
      this.said = await item.run();
    } catch (error) {
      console.error("report-311: nothing could be taken away", error);
      this.said = fill(this.words.notSaved, { reason: (error as Error).message });
    }
    this.popup.hidePopover();
  }

  /** The list is there when it is shown, and put in its place before it is painted. */
  #onBefore({ newState }: ToggleEvent): void {
    if (newState !== "open") return;
    this.isOpen = true;
    this.said = "";
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
