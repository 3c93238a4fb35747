import { html, nothing, type TemplateResult } from "lit";
import type { LanguageController } from "../controllers/language.js";
import type { ReadingController } from "../controllers/reading.js";
import { fill } from "../locale/words.js";
import type { FreshnessQuestion } from "../query/index.js";

/** How new the data of a report is. */
export function renderFooter(reading: ReadingController, { words, formats }: LanguageController): TemplateResult {
  const { stale } = reading;
  const freshness = reading.known<FreshnessQuestion>("freshness");
  return html`<footer part="footer">
    ${freshness?.newest ? html`<span>${fill(words.dataUpTo, { day: formats.day(freshness.newest) })}</span>` : nothing}
    ${freshness?.synthetic ? html`<span class="synthetic">${words.synthetic}</span>` : nothing}
    ${
      stale
        ? html`<span role="alert">${fill(words.stale, { time: formats.moment(stale) })}</span>
            <button @click=${reading.retry}>${words.retry}</button>`
        : nothing
    }
  </footer>`;
}
