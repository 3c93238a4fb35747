import { css, html, LitElement, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { tokenStyles } from "../figure/tokens.js";
import { formatsFor, type Formats } from "../locale/formats.js";
import { wordsFor } from "../locale/words.js";
import type { Column, Row, Scalar, Text } from "../report.js";

const ENGLISH = formatsFor("en");

/** Rows shown at once; more on request. */
const PAGE = 200;

/**
 * Rows of numbers and names under a caption, as a table that scrolls inside its own box.
 *
 * @tagname report-311-table
 * @csspart table - The table
 */
export class Report311Table extends LitElement {
  static override styles = [
    tokenStyles,
    css`
      :host {
        display: block;
        min-height: 0;
        background: var(--_surface);
      }
      .box {
        position: relative;
        max-height: 100%;
        overflow: auto;
      }
      .box:focus-visible,
      button:focus-visible {
        outline: 2px solid var(--_focus);
        outline-offset: -2px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.875em;
      }
      /* Whoever holds the table shows its title. */
      caption {
        position: absolute;
        clip-path: inset(50%);
        white-space: nowrap;
      }
      th,
      td {
        padding: 0.35em 0.75em;
        border-block-end: 1px solid var(--_border);
        overflow-wrap: anywhere;
        text-align: start;
      }
      thead th {
        position: sticky;
        inset-block-start: 0;
        background: var(--_surface-raised);
        overflow-wrap: normal;
        vertical-align: bottom;
      }
      tbody th {
        min-width: 6em;
        font-weight: normal;
      }
      .number {
        font-variant-numeric: tabular-nums;
        overflow-wrap: normal;
        text-align: end;
      }
      button {
        margin: 0.5em;
        padding: 0.35em 0.75em;
        border: 1px solid var(--_control);
        border-radius: var(--_radius);
        background: var(--_surface);
        color: var(--_text);
        font: inherit;
        font-size: 0.875em;
        cursor: pointer;
      }
    `,
  ];

  /** The columns, in the order they stand. The first names the row. */
  @property({ attribute: false }) columns: readonly Column[] = [];

  /** The rows, in the order they stand. */
  @property({ attribute: false }) rows: readonly Row[] = [];

  /** What the table is about. */
  @property({ attribute: false }) caption = "";

  /** Numbers and days in the reader's language. */
  @property({ attribute: false }) formats: Formats = ENGLISH;

  @state() private shown = PAGE;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("rows")) this.shown = PAGE;
  }

  protected override render(): TemplateResult {
    return html`
      <div class="box" tabindex="0" role="region" aria-label=${this.caption}>
        <table part="table">
          <caption>
            ${this.caption}
          </caption>
          <thead>
            <tr>
              ${this.columns.map((column) => html`<th scope="col" class=${alignment(column)}>${this.#text(column.label)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.rows.slice(0, this.shown).map((row) => this.#renderRow(row))}
          </tbody>
        </table>
        ${this.shown < this.rows.length ? this.#renderMore() : null}
      </div>
    `;
  }

  #renderRow(row: Row): TemplateResult {
    return html`<tr>
      ${this.columns.map((column, i) => {
        const cell = this.#format(row[column.key] ?? null, column);
        return i === 0
          ? html`<th scope="row" class=${alignment(column)}>${cell}</th>`
          : html`<td class=${alignment(column)}>${cell}</td>`;
      })}
    </tr>`;
  }

  #renderMore(): TemplateResult {
    const { showMore } = wordsFor(this.formats.lang);
    return html`<button type="button" @click=${this.#onMore}>${showMore}</button>`;
  }

  #format(value: Scalar, { format }: Column): string {
    if (value === null) return "–";
    if (typeof value === "number" && format && format !== "text" && format !== "day") return this.formats[format](value);
    return format === "day" ? this.formats.day(String(value)) : String(value);
  }

  #text(text: Text): string {
    if (typeof text === "string") return text;
    return (this.formats.lang.startsWith("es") && text.es) || text.en;
  }

  #onMore(): void {
    this.shown += PAGE;
  }
}

function alignment({ format }: Column): string {
  return format && format !== "text" && format !== "day" ? "number" : "";
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-table": Report311Table;
  }
}
