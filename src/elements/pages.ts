import { html, type TemplateResult } from "lit";
import type { Formats } from "../locale/formats.js";
import { fill, type Words } from "../locale/words.js";

/** A stretch of rows: that from `first` on, `size` of a `total`. */
export interface Stretch {
  first: number;
  size: number;
  total: number;
}

/** The first row of the last page. */
export function lastPage(total: number, size: number): number {
  return Math.max(0, Math.floor((total - 1) / size) * size);
}

/**
 * Buttons that turn pages, around the numbers of the rows shown. At the ends, buttons stay in reach of the keyboard, so that
 * it does not lose its place.
 */
export function pageButtons(
  { first, size, total }: Stretch,
  name: string,
  { words, formats, tab }: { words: Words; formats: Formats; tab: number },
  turn: (first: number) => void,
): TemplateResult {
  const last = lastPage(total, size);
  const button = (sign: string, label: string, to: number) =>
    html`<button
      type="button"
      tabindex=${tab}
      aria-label=${label}
      aria-disabled=${to === first || to < 0 || to > last}
      @click=${() => turn(Math.min(Math.max(to, 0), last))}
    >
      ${sign}
    </button>`;
  const range = fill(words.rowsOf, {
    from: formats.integer(first + 1),
    to: formats.integer(Math.min(first + size, total)),
    total: formats.integer(total),
  });
  return html`<div class="pages" part="pages" role="group" aria-label=${`${words.pages}: ${name}`}>
    ${button("«", words.firstPage, 0)} ${button("‹", words.previousPage, first - size)}
    <span class="range" role="status">${range}</span>
    ${button("›", words.nextPage, first + size)} ${button("»", words.lastPage, last)}
  </div>`;
}
