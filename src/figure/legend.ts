/** The legend: HTML, so that it can be read, reached by keyboard and styled. */
import { html, type TemplateResult } from "lit";
import type { Formats } from "../locale/formats.js";
import { fill, type Words } from "../locale/words.js";
import type { Entry } from "./entities.js";
import type { Theme } from "./theme.js";

/** More than this stand beside the chart where there is room. */
const FEW = 4;

/** Whether the legend of that many entries stands beside the chart. */
export function standsBeside(entries: readonly Entry[]): boolean {
  return entries.length > FEW;
}

/** A button for each entry, pressed while it is shown. Swatches take their colours from `colorSwatches`. */
export function legend(
  entries: readonly Entry[],
  hidden: ReadonlySet<string>,
  words: Words,
  toggle: (label: string) => void,
): TemplateResult {
  return html`<div class="legend" part="legend" role="group" aria-label=${words.legend}>
    ${entries.map(
      ({ label, dash }) =>
        html`<button type="button" dir="auto" aria-pressed=${!hidden.has(label)} title=${label} @click=${() => toggle(label)}>
          <i class="swatch ${dash ?? ""}"></i>${label}
        </button>`,
    )}
  </div>`;
}

/** Colours the swatches of a legend; not by an attribute, which a strict policy forbids. */
export function colorSwatches(root: ParentNode, entries: readonly Entry[], theme: Theme): void {
  root.querySelectorAll<HTMLElement>(".swatch").forEach((sign, i) => {
    sign.style.setProperty("--_swatch", entries[i]?.color(theme) ?? "");
  });
}

/** What the colours of areas stand for, from the smallest number to the largest. */
export function scale({ least, most }: { least: number; most: number }, words: Words, formats: Formats): TemplateResult {
  const [from, to] = [least, most].map((value) => (Number.isInteger(value) ? formats.integer(value) : formats.decimal(value)));
  return html`<div class="scale" part="legend" role="img" aria-label=${fill(words.scale, { from: from!, to: to! })}>
    <span>${from}</span><i></i><span>${to}</span>
  </div>`;
}
