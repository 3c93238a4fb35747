/** What a map says of the place that the reader points at. */
import { html, nothing, type TemplateResult } from "lit";
import type { Formats } from "../locale/formats.js";
import { fill, type Words } from "../locale/words.js";
import type { PointMap, Row } from "../report.js";
import { cellText, columnLabel } from "./cell.js";

/** A place and what lies there. */
export interface Popup {
  count: number;
  /** How many of each entity, by its name. */
  shares: readonly (readonly [name: string, count: number])[];
  /** The rows to be told one by one; none of a cluster that falls apart nearer by. */
  rows: readonly Row[];
  told: PointMap["told"];
  /** The pointer only passes: nothing can be pressed. */
  isPassing: boolean;
  /** Goes nearer; null where that shows no more. */
  zoomIn: (() => void) | null;
  close: () => void;
  words: Words;
  formats: Formats;
}

/** Entities that are told of a cluster. */
const TOLD = 6;

export function renderPopup(popup: Popup): TemplateResult {
  const { count, rows, words, formats } = popup;
  const here = fill(words.requestsHere, { n: formats.integer(count) });
  const more = count - rows.length;
  return html`<div class="popup ${popup.isPassing ? "passing" : ""}" part="popup" role="group" aria-label=${here}>
    ${count > 1 ? html`<p>${here}</p>` : nothing}
    ${rows.length ? rows.map((row) => renderRow(row, popup)) : renderShares(popup)}
    ${rows.length && more ? html`<div>${fill(words.more, { n: formats.integer(more) })}</div>` : nothing}
    ${popup.isPassing ? nothing : renderActions(popup)}
  </div>`;
}

function renderRow(row: Row, { told, formats }: Popup): TemplateResult {
  const said = told.filter(({ key }) => (row[key] ?? null) !== null);
  return html`<dl>
    ${said.map(
      (column) =>
        html`<dt>${columnLabel(column, formats)}</dt>
          <dd dir="auto">${cellText(row[column.key]!, column, formats)}</dd>`,
    )}
  </dl>`;
}

function renderShares({ shares, words, formats }: Popup): TemplateResult {
  const more = shares.length - TOLD;
  return html`<dl>
      ${shares.slice(0, TOLD).map(
        ([name, count]) =>
          html`<dt dir="auto">${name}</dt>
            <dd>${formats.integer(count)}</dd>`,
      )}
    </dl>
    ${more > 0 ? html`<div>${fill(words.more, { n: formats.integer(more) })}</div>` : nothing}`;
}

function renderActions({ zoomIn, close, words }: Popup): TemplateResult {
  return html`<div class="actions">
    ${zoomIn ? html`<button type="button" @click=${zoomIn}>${words.zoomIn}</button>` : nothing}
    <button type="button" @click=${close}>${words.closePopup}</button>
  </div>`;
}
