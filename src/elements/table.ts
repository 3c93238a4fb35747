import { Task } from "@lit/task";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { pauseEvery } from "../breath.js";
import type { Facts } from "../export/facts.js";
import { FocusController } from "../controllers/focus.js";
import { tokenStyles } from "../figure/tokens.js";
import { formatsFor, type Formats } from "../locale/formats.js";
import { fill, wordsFor, type Words } from "../locale/words.js";
import type { Column, Row } from "../report.js";
import { orderBy, ranksOf } from "../stats/sorting.js";
import { buttonStyles } from "./button-styles.js";
import { cellText, columnLabel, comparison, isNumeric } from "./cell.js";
import { MovableElement } from "./movable.js";
import { lastPage, pageButtons } from "./pages.js";
import { tablePrintStyles } from "./print-styles.js";
import { saveRows } from "./saving.js";
import { tableStyles } from "./table-styles.js";

const ENGLISH = formatsFor("en");

/** Rows shown at once where nothing else is asked for. */
const PAGE = 100;

/** Texts up to this length are not broken, as numbers and days are not: they always find room. */
const SHORT = 12;

/** Milliseconds of work between two pauses: short enough for a smooth page. */
const BUDGET = 10;

/** The column that rows are sorted by, and which way. */
interface Sort {
  key: string;
  descending: boolean;
}

/**
 * Rows of numbers and names as a table that scrolls inside its own box, to be sorted by any column and read page by page. The
 * box keeps its header and first column in view.
 *
 * @tagname report-311-table
 * @csspart table - The table.
 * @csspart sort - The button in the head of a column that sorts by it.
 * @csspart pages - The buttons that turn pages, with the rows shown.
 * @csspart download - The button that saves the rows as a file.
 * @csspart note - What the rows leave out or mean.
 */
export class Report311Table extends MovableElement {
  static override styles = [tokenStyles, buttonStyles, tableStyles, tablePrintStyles];

  /** The columns, in the order they stand. The first names the row. */
  @property({ attribute: false }) columns: readonly Column[] = [];

  /** The rows, in the order they stand unless the reader sorts them. */
  @property({ attribute: false }) rows: readonly Row[] = [];

  /** What the rows are about: as long as this is the same, newer rows leave the reader on the page. */
  @property({ attribute: false }) subject = "";

  /** What the table is about. */
  @property({ attribute: false }) caption = "";

  /** Rows shown at once; 100 when 0. */
  @property({ attribute: false }) page = 0;

  /** What the rows leave out or mean. */
  @property({ attribute: false }) note = "";

  /** What a file of the rows says of them; without it readers cannot take them away here. */
  @property({ attribute: false }) facts: (() => Facts) | null = null;

  /** Out of the reach of Tab. */
  @property({ attribute: false }) aside = false;

  /** The library's sentences in the reader's language. */
  @property({ attribute: false }) words: Words = wordsFor("en");

  /** Numbers and days in the reader's language. */
  @property({ attribute: false }) formats: Formats = ENGLISH;

  @state() private sort: Sort | null = null;
  /** The first of the rows shown. */
  @state() private first = 0;
  /** What was done last, in words. */
  @state() private said = "";

  @query(".box") private box!: HTMLElement;

  /** The places of the rows as they are shown; null when as they are. */
  #order: Uint32Array | null = null;
  readonly #ranks = new Task(this, {
    args: () => [this.rows, this.#sortColumn, this.formats.lang] as const,
    task: async ([rows, column, lang], { signal }) => {
      if (!column) return undefined;
      const values = rows.map((row) => row[column.key] ?? null);
      return { rows, column, ranks: await ranksOf(values, comparison(column, lang), pauseEvery(BUDGET, signal)) };
    },
  });

  constructor() {
    super();
    new FocusController(this, () => this.box);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("subject") || changed.has("page")) this.first = 0;
    if (changed.has("rows")) this.first = Math.min(this.first, lastPage(this.rows.length, this.#size));
    if (changed.has("rows") || !this.#sortColumn) this.#order = null;
    if (this.#sortColumn && !this.#isSorting) this.#order = orderBy(this.#ranks.value!.ranks, this.sort!.descending);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="box" tabindex=${this.#tab} role="group" aria-label=${this.caption}>
        <table part="table" aria-rowcount=${this.rows.length + 1} aria-busy=${this.#isSorting}>
          <caption>
            ${this.caption}
          </caption>
          <thead>
            <tr aria-rowindex="1">
              ${this.columns.map((column) => this.#renderHead(column))}
            </tr>
          </thead>
          <tbody>
            ${this.#rowsFrom(this.first, this.first + this.#size).map((row, i) => this.#renderRow(row, this.first + i + 2))}
          </tbody>
        </table>
      </div>
      ${this.#renderBar()} ${this.note ? html`<p class="note" part="note">${this.note}</p>` : nothing}
      <p class="unseen" role="status">${this.said || this.#sortInWords}</p>
    `;
  }

  #renderHead(column: Column): TemplateResult {
    const direction = this.sort?.descending ? "descending" : "ascending";
    return html`<th
      scope="col"
      class=${isNumeric(column.format) ? "number" : nothing}
      aria-sort=${column === this.#sortColumn ? direction : nothing}
    >
      <button type="button" part="sort" tabindex=${this.#tab} @click=${() => this.#onSort(column)} @focus=${this.#reveal}>
        ${columnLabel(column, this.formats)}
      </button>
    </th>`;
  }

  #renderRow(row: Row, index: number): TemplateResult {
    return html`<tr aria-rowindex=${index}>
      ${this.columns.map((column, i) => {
        const cell = cellText(row[column.key] ?? null, column, this.formats);
        const isWhole = cell.length <= SHORT || (i > 0 && column.format !== undefined && column.format !== "text");
        const style = `${isWhole ? "whole" : ""} ${isNumeric(column.format) ? "number" : ""}`;
        return i === 0 ? html`<th scope="row" class=${style}>${cell}</th>` : html`<td class=${style}>${cell}</td>`;
      })}
    </tr>`;
  }

  #renderBar() {
    const { first, words, formats } = this;
    const [size, total] = [this.#size, this.rows.length];
    const isPaged = total > size;
    if (!isPaged && !this.facts) return nothing;
    return html`<div class="bar">
      ${isPaged ? pageButtons({ first, size, total }, this.caption, { words, formats, tab: this.#tab }, (to) => this.#onPage(to)) : nothing}
      ${
        this.facts
          ? html`<button
              type="button"
              class="download"
              part="download"
              aria-label=${`${this.words.downloadCsv}: ${this.caption}`}
              @click=${this.#onDownload}
            >
              ${this.words.downloadCsv}
            </button>`
          : nothing
      }
    </div>`;
  }

  get #tab(): number {
    return this.aside ? -1 : 0;
  }

  get #size(): number {
    return this.page || PAGE;
  }

  get #sortColumn(): Column | undefined {
    return this.columns.find(({ key }) => key === this.sort?.key);
  }

  /** The rows are still being sorted as the reader wants them. */
  get #isSorting(): boolean {
    const done = this.#ranks.value;
    return this.#sortColumn !== undefined && (done?.rows !== this.rows || done.column !== this.#sortColumn);
  }

  get #sortInWords(): string {
    if (!this.#sortColumn) return this.words.unsorted;
    const sentence = this.sort!.descending ? this.words.sortedDown : this.words.sortedUp;
    return this.#isSorting ? "" : fill(sentence, { column: columnLabel(this.#sortColumn, this.formats) });
  }

  /** All rows in the order shown. */
  get ordered(): Row[] {
    return this.#rowsFrom(0, this.rows.length);
  }

  /** Rows in the order shown, from one place up to another. */
  #rowsFrom(start: number, end: number): Row[] {
    if (!this.#order) return this.rows.slice(start, end);
    return Array.from(this.#order.subarray(start, end), (row) => this.rows[row]!);
  }

  /** Scrolls the head that has the focus beside the first column: of heads that stay in view browsers think that all are seen. */
  #reveal({ currentTarget }: FocusEvent): void {
    const [box, first] = [this.box, this.box.querySelector("th")!].map((element) => element.getBoundingClientRect());
    const head = (currentTarget as HTMLElement).parentElement!.getBoundingClientRect();
    const isAtLeft = first!.left <= box!.left + 1;
    const [left, right] = isAtLeft ? [first!.right, box!.right] : [box!.left, first!.left];
    if (head.left === first!.left) return;
    if (head.left < left) this.box.scrollLeft -= left - head.left;
    else if (head.right > right) this.box.scrollLeft += Math.min(head.right - right, head.left - left);
  }

  /** One way, the other way, and back to the order that the rows came in. */
  #onSort({ key }: Column): void {
    const isSame = key === this.sort?.key;
    this.sort = isSame && this.sort!.descending ? null : { key, descending: isSame };
    this.said = "";
    this.#onPage(0);
  }

  #onPage(first: number): void {
    this.first = first;
    this.box.scrollTop = 0;
  }

  async #onDownload(): Promise<void> {
    const { caption: heading, columns, ordered: rows, note, facts, words, formats } = this;
    const shown = { element: this, heading, columns, rows, note, facts: facts!(), words, formats };
    this.said = await saveRows(shown);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-table": Report311Table;
  }
}
