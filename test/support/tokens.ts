import { css, html, LitElement } from "lit";
import { tokenStyles } from "../../src/figure/tokens.js";

/** Stands around a part of a report as the report does: gives it the tokens, and its width to ask for. */
export class TestTokens extends LitElement {
  static override styles = [
    tokenStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
        background: var(--_surface);
      }
    `,
  ];

  protected override render() {
    return html`<slot></slot>`;
  }
}
customElements.define("test-tokens", TestTokens);
