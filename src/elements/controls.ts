/** The native controls of the filter bar, each with its label. They tell only choices that are valid. */
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Option } from "./matching.js";

/** What every control needs. */
export interface Control<V> {
  name: string;
  label: string;
  value: V;
  choose: (value: V) => void;
}

/** One of a few options. */
export function select({ name, label, value, choose }: Control<string>, options: readonly Option[], kind = ""): TemplateResult {
  return html`<label part="label" class=${kind}
    >${label}
    <select part="control" name=${name} @change=${({ target }: { target: HTMLSelectElement }) => choose(target.value)}>
      ${options.map((one) => html`<option value=${one.value} .selected=${live(one.value === value)}>${one.label}</option>`)}
    </select>
  </label>`;
}

/** A day from the first to the last. */
export function dayInput({ name, label, value, choose }: Control<string>, first: string, last: string): TemplateResult {
  return html`<label part="label"
    >${label}
    <input
      part="control"
      type="date"
      name=${name}
      .value=${live(value)}
      min=${first}
      max=${last || nothing}
      required
      @change=${({ target }: { target: HTMLInputElement }) => {
        // A year being typed is a day long past at first: that is no choice yet.
        if (target.validity.valid && target.value !== value) choose(target.value);
      }}
      @blur=${({ target }: { target: HTMLInputElement }) => {
        if (!target.validity.valid) target.value = value;
      }}
    />
  </label>`;
}

/** A whole number within bounds. */
export function numberInput(
  { name, label, value, choose }: Control<number>,
  { least, most }: { least: number; most: number },
): TemplateResult {
  return html`<label part="label"
    >${label}
    <input
      part="control"
      type="number"
      name=${name}
      .value=${live(String(value))}
      min=${least}
      max=${most}
      required
      @change=${({ target }: { target: HTMLInputElement }) => {
        if (target.validity.valid) choose(target.valueAsNumber);
        else target.value = String(value);
      }}
    />
  </label>`;
}

/** Something that is on or off. */
export function checkbox({ name, label, value, choose }: Control<boolean>): TemplateResult {
  return html`<label part="label" class="flag">
    <input
      part="control"
      type="checkbox"
      name=${name}
      .checked=${live(value)}
      @change=${({ target }: { target: HTMLInputElement }) => choose(target.checked)}
    />
    ${label}
  </label>`;
}
