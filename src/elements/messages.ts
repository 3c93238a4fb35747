/** What a report says where something is not as it should be. */
import { html, type TemplateResult } from "lit";
import type { Words } from "../locale/words.js";

/** An attribute that could not be taken, or why there is no report. */
export function problemMessage(message: string): TemplateResult {
  return html`<p class="problem" part="problem" role="alert">${message}</p>`;
}

/** Something failed that may work another time. */
export function failureMessage(message: string, retry: () => unknown, words: Words, place = "wide"): TemplateResult {
  return html`<div class="problem ${place}" part="problem" role="alert">
    <p><strong>${words.errorTitle}</strong> ${message}</p>
    <button @click=${retry}>${words.retry}</button>
  </div>`;
}
