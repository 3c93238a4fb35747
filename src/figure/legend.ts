/** The legend: HTML, so that it can be read, reached by keyboard and styled. */
import { html, type TemplateResult } from "lit";
import { fill, type Words } from "../locale/words.js";
import type { Entry } from "./entities.js";
import type { Theme } from "./theme.js";

/** More than this stand beside the chart where there is room. */
const FEW = 4;

/** Whether the legend of that many entries stands beside the chart. */
export function standsBeside(entries: readonly Entry[]): boolean {
  return entries.length > FEW;
}

/** What a press on an entry does, and which entries are pressed. */
export interface Press {
  /** An entry that this says nothing of (null) is no button. */
  isPressed: (entry: Entry) => boolean | null;
  press: (entry: Entry) => void;
}

/** The entries, as buttons where they can be pressed. Swatches take their colours from `colorSwatches`. */
export function legend(entries: readonly Entry[], words: Words, { isPressed, press }: Press): TemplateResult {
  const renderEntry = (entry: Entry) => {
    const { label, dash } = entry;
    const pressed = isPressed(entry);
    const content = html`<i class="swatch ${dash ?? ""}"></i>${label}`;
    return pressed === null
      ? html`<span dir="auto" title=${label}>${content}</span>`
      : html`<button type="button" dir="auto" aria-pressed=${pressed} title=${label} @click=${() => press(entry)}>
          ${content}
        </button>`;
  };
  return html`<div class="legend" part="legend" role="group" aria-label=${words.legend}>${entries.map(renderEntry)}</div>`;
}

/** Colours the swatches of a legend; not by an attribute, which a strict policy forbids. */
export function colorSwatches(root: ParentNode, entries: readonly Entry[], theme: Theme): void {
  root.querySelectorAll<HTMLElement>(".swatch").forEach((sign, i) => {
    sign.style.setProperty("--_swatch", entries[i]?.color(theme) ?? "");
  });
}

/** What the colours of areas stand for, from the smallest number to the largest. */
export function scale(from: string, to: string, words: Words): TemplateResult {
  return html`<div class="scale" part="legend" role="img" aria-label=${fill(words.scale, { from, to })}>
    <span>${from}</span><i></i><span>${to}</span>
  </div>`;
}
