import { css, html, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import { MovableElement } from "./movable.js";

/**
 * Headline numbers: a label and a value each.
 *
 * @csspart card - One label with its value.
 * @csspart card-value - The value of a card.
 */
export class Report311Cards extends MovableElement {
  static override styles = css`
    :host {
      display: block;
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(9.5rem, max(45%, 7em)), 1fr));
      gap: calc(var(--_space) * 1.5);
      margin: 0;
    }
    div {
      display: grid;
      grid-template-rows: 1fr minmax(calc(1.5 * var(--_number-size)), auto);
      align-items: center;
      padding: calc(var(--_space) * 1.25);
      background: var(--_surface-raised);
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      box-shadow: var(--_shadow);
    }
    dt {
      color: var(--_muted);
      font-size: clamp(0.75em, 4.4cqi, 0.875em);
      line-height: 1.3;
    }
    dd {
      margin: 0;
      font: var(--_heading-weight) clamp(1em, 5.5cqi, var(--_number-size)) / 1.5 var(--_heading-font);
      font-variant-numeric: tabular-nums;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .text {
      font-size: clamp(0.875em, 4.5cqi, 1.2em);
      line-height: 1.1;
      white-space: normal;
    }
    .waiting {
      border-radius: var(--_radius);
      background: var(--_border);
      opacity: 0.6;
    }
    :host([aria-busy="true"]) dd {
      opacity: 0.55;
    }
  `;

  /** What each card is about. */
  @property({ attribute: false }) labels: readonly string[] = [];
  /** The values as they are shown; null while they are loaded. */
  @property({ attribute: false }) values: readonly string[] | null = null;
  /** Whether newer values are on their way. */
  @property({ attribute: false }) refreshing = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("refreshing") || changed.has("values")) {
      this.ariaBusy = String(this.refreshing || this.values === null);
    }
  }

  override render() {
    return html`<dl>
      ${this.labels.map((label, i) => {
        const value = this.values?.[i];
        const look = value === undefined ? "waiting" : /\p{L}/u.test(value) ? "text" : "";
        return html`<div part="card">
          <dt>${label}</dt>
          <dd part="card-value" class=${look}>${value ?? "\u00a0"}</dd>
        </div>`;
      })}
    </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-cards": Report311Cards;
  }
}
