/** The legend: HTML, so that it can be read, reached by keyboard and styled. */
import { html, type TemplateResult } from "lit";
import { fill, type Words } from "../locale/words.js";
import type { Entry } from "./entities.js";
import { swatch } from "./swatch.js";
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

/** The entries, as buttons where they can be pressed; as many as there is room for. `drawSwatches` draws their swatches. */
export function legend(entries: readonly Entry[], words: Words, { isPressed, press }: Press): TemplateResult {
  const renderEntry = (entry: Entry) => {
    const { label } = entry;
    const pressed = isPressed(entry);
    const content = html`<i class="swatch" part="swatch"></i>${label}`;
    return pressed === null
      ? html`<span dir="auto" part="entry" title=${label}>${content}</span>`
      : html`<button type="button" dir="auto" part="entry" aria-pressed=${pressed} title=${label} @click=${() => press(entry)}>
          ${content}
        </button>`;
  };
  return html`<div class="legend" part="legend" role="group" aria-label=${words.legend}>${entries.map(renderEntry)}</div>`;
}

/** Draws the swatches of a legend in the colours of a theme. */
export function drawSwatches(root: ParentNode, entries: readonly Entry[], theme: Theme): void {
  root.querySelectorAll(".swatch").forEach((place, i) => {
    const entry = entries[i];
    place.replaceChildren(...(entry ? [swatch(entry, theme)] : []));
  });
}

/** What the colours of areas stand for, from the smallest number to the largest, where there is one over a middle. */
export function scale(
  { least, middle, most }: Record<"least" | "most", string> & { middle?: string },
  words: Words,
): TemplateResult {
  const ends = { from: least, to: most };
  const label = middle === undefined ? fill(words.scale, ends) : fill(words.scaleOver, { ...ends, middle });
  return html`<div class="scale" part="scale" role="img" aria-label=${label}>
    <span>${least}</span>
    ${middle === undefined ? html`<i></i>` : html`<i class="below"></i><span>${middle}</span><i class="above"></i>`}
    <span>${most}</span>
  </div>`;
}
