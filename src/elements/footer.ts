import { html, nothing, type TemplateResult } from "lit";
import type { LanguageController } from "../controllers/language.js";
import type { ReadingController } from "../controllers/reading.js";
import { fill } from "../locale/words.js";
import type { FreshnessQuestion } from "../query/index.js";
import { todayHere } from "../stats/days.js";

/** Where the data of a report comes from, on paper, and how new it is. */
export function renderFooter(
  reading: ReadingController,
  { words, formats }: LanguageController,
  source: string,
): TemplateResult {
  const { stale } = reading;
  const freshness = reading.known<FreshnessQuestion>("freshness");
  return html`<footer part="footer">
    <span class="on-paper">${fill(words.sourceIs, { source })}</span>
    ${freshness?.newest ? html`<span>${fill(words.dataUpTo, { day: formats.day(freshness.newest) })}</span>` : nothing}
    ${freshness?.synthetic ? html`<span class="synthetic">${words.synthetic}</span>` : nothing}
    ${
      stale
        ? html`<span role="alert">${fill(words.stale, { time: formats.moment(stale) })}</span>
            <button @click=${reading.retry}>${words.retry}</button>`
        : nothing
    }
    <span class="on-paper">${fill(words.exportedOn, { day: formats.day(todayHere()) })}</span>
  </footer>`;
}
