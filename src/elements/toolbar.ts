import { html, type TemplateResult } from "lit";
import type { Words } from "../locale/words.js";

/** The buttons of a figure. */
export interface Toolbar {
  heading: string;
  tab: number;
  words: Words;
  isTable: boolean;
  onTable: () => void;
  /** Takes a zoom back, where there is one. */
  onResetZoom: (() => void) | null;
  /** What can be taken away, if anything. */
  menu: unknown;
}

export function renderToolbar({ heading, tab, words, menu, ...bar }: Toolbar): TemplateResult {
  const table = bar.isTable ? words.closeTable : words.asTable;
  return html`<div class="toolbar" part="toolbar">
    ${
      bar.onResetZoom && !bar.isTable
        ? html`<button type="button" tabindex=${tab} @click=${bar.onResetZoom}>${words.resetZoom}</button>`
        : null
    }
    <button
      type="button"
      tabindex=${tab}
      aria-label=${`${table}: ${heading}`}
      aria-expanded=${bar.isTable}
      @click=${bar.onTable}
    >
      ${table}
    </button>
    ${menu}
  </div>`;
}
