/** The legend: HTML, so that it can be read, reached by keyboard and styled. */
import { html, svg, type TemplateResult } from "lit";
import type { Formats } from "../locale/formats.js";
import { fill, type Words } from "../locale/words.js";
import type { Entry } from "./entities.js";
import type { Theme } from "./theme.js";

/** More than this stand beside the chart where there is room. */
const FEW = 4;

const DASH_ARRAYS = { solid: "", dash: "6 3", dot: "2 2", dashdot: "6 2 2 2" };

/** A button for each entry, pressed while it is shown. Swatches take their colours from `colorSwatches`. */
export function legend(
  entries: readonly Entry[],
  hidden: ReadonlySet<string>,
  words: Words,
  toggle: (label: string) => void,
): TemplateResult {
  return html`<ul class="legend ${entries.length > FEW ? "many" : ""}" part="legend" aria-label=${words.legend}>
    ${entries.map(
      ({ label, dash }) =>
        html`<li>
          <button type="button" aria-pressed=${!hidden.has(label)} title=${label} @click=${() => toggle(label)}>
            ${swatch(dash)}<span dir="auto">${label}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}

function swatch(dash: Entry["dash"]): TemplateResult {
  const sign = dash
    ? svg`<line x1="0" y1="8" x2="16" y2="8" stroke-dasharray=${DASH_ARRAYS[dash]}></line>`
    : svg`<rect width="16" height="16" rx="3"></rect>`;
  return html`<svg class="swatch" viewBox="0 0 16 16" aria-hidden="true">${sign}</svg>`;
}

/** Colours the swatches of a legend; not by an attribute, which a strict policy forbids. */
export function colorSwatches(root: ParentNode, entries: readonly Entry[], theme: Theme): void {
  root.querySelectorAll<SVGElement>(".swatch").forEach((sign, i) => {
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
