import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { Words } from "../locale/words.js";
import { wordsFor } from "../locale/words.js";
import { labelOf } from "../param-values.js";
import type { Dimension } from "../query/index.js";
import type { LookupParam, Param, Params, Period, PeriodParam, Text } from "../report.js";

/** A reader chose another value for a param. */
export class FilterEvent extends Event {
  static readonly type = "report-filter";
  constructor(
    readonly param: string,
    readonly value: string,
  ) {
    super(FilterEvent.type);
  }
}

/** The stretches of days offered; any other is given by its first and last day. */
const PERIODS = ["last-7-days", "last-30-days", "last-90-days", "last-365-days"];
const CUSTOM = "custom";
const FIRST_DAY = "1900-01-01";

/** An entry of a select. */
interface Option {
  value: string;
  label: string;
}

/**
 * The filter bar: a native control for each param.
 *
 * @fires report-filter - A reader chose another value.
 * @csspart control - A select or an input.
 * @csspart label - The label of a control.
 */
export class Report311Filters extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    form {
      display: flex;
      flex-wrap: wrap;
      gap: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
      align-items: end;
    }
    label {
      display: grid;
      gap: 0.25em;
      min-width: 0;
      max-width: 100%;
      color: var(--_muted);
      font-size: 0.875em;
    }
    select,
    input {
      box-sizing: border-box;
      max-width: 100%;
      min-height: 2.5rem;
      padding: 0.3em 0.6em;
      border: 1px solid var(--_control);
      border-radius: var(--_radius);
      background: var(--_surface);
      color: var(--_text);
      font: inherit;
      font-size: max(1rem, 1.143em);
    }
    select:focus-visible,
    input:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    @container (max-width: 26rem) {
      label,
      select,
      input {
        width: 100%;
      }
    }
  `;

  /** What may be varied. */
  @property({ attribute: false }) params: Params = {};
  /** The attribute text of each param as it is shown now. */
  @property({ attribute: false }) texts: Record<string, string> = {};
  /** The value of each param as it is shown now. */
  @property({ attribute: false }) values: Record<string, string | Period> = {};
  /** The names that each dimension has, as far as they are known. */
  @property({ attribute: false }) names: ReadonlyMap<Dimension, readonly string[]> = new Map();
  /** Today in the city's time zone: the last day that may be chosen. */
  @property({ attribute: false }) today = "";
  @property({ attribute: false }) words: Words = wordsFor("en");
  /** Picks the reader's language. */
  @property({ attribute: false }) text: (text: Text) => string = String;

  /** Period params whose first and last day are being chosen. */
  @state() private custom = new Set<string>();

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A period that was set from elsewhere ends the choosing of days.
    const before = changed.get("texts");
    if (before) this.custom = new Set([...this.custom].filter((name) => before[name] === this.texts[name]));
  }

  override render() {
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
      ${Object.entries(this.params).map(([name, param]) => this.#renderControl(name, param))}
    </form>`;
  }

  #renderControl(name: string, param: Param) {
    const options = (values: readonly string[]) => values.map((value) => this.#optionOf(param, value));
    switch (param.kind) {
      case "choice":
        return this.#renderSelect(name, param, options(Object.keys(param.options)));
      case "lookup":
        return this.#renderSelect(name, param, options(this.#namesFor(name, param)));
      case "day":
        return this.#renderDayParam(name, param);
      case "period":
        return this.#renderPeriod(name, param);
    }
  }

  #renderSelect(name: string, param: Param, options: readonly Option[], chosen = this.texts[name] ?? param.default) {
    return html`<label part="label"
      >${this.text(param.label)}
      <select part="control" name=${name} @change=${(event: Event) => this.#onSelect(event, name, param)}>
        ${options.map(({ value, label }) => html`<option value=${value} ?selected=${live(value === chosen)}>${label}</option>`)}
      </select>
    </label>`;
  }

  #renderDayParam(name: string, param: Param) {
    const day = (other: string) =>
      this.params[other]?.kind === "day" ? (this.values[other] as string | undefined) : undefined;
    // Days called from and to bound each other.
    const [first, last] = [name === "to" ? day("from") : undefined, name === "from" ? day("to") : undefined];
    return this.#renderDay(name, this.text(param.label), day(name) ?? "", (chosen) => this.#choose(name, chosen), first, last);
  }

  #renderDay(name: string, label: string, value: string, choose: (day: string) => void, first = FIRST_DAY, last = this.today) {
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

  #renderPeriod(name: string, param: PeriodParam) {
    const text = this.texts[name] ?? param.default;
    const { from, to } = (this.values[name] as Period | undefined) ?? { from: "", to: "" };
    const length = (period: string) => Number(period.split("-")[1]);
    const isCustom = this.custom.has(name) || text.includes("..");
    const offered = [...new Set([...PERIODS, param.default, ...(text.includes("..") ? [] : [text])])];
    const options = offered.sort((a, b) => length(a) - length(b)).map((period) => this.#optionOf(param, period));
    return html`${this.#renderSelect(name, param, [...options, { value: CUSTOM, label: this.words.custom }], isCustom ? CUSTOM : text)}
    ${isCustom ? this.#renderDay(`${name}-from`, this.words.from, from, (day) => this.#choose(name, `${day}..${to}`), undefined, to) : nothing}
    ${isCustom ? this.#renderDay(`${name}-to`, this.words.to, to, (day) => this.#choose(name, `${from}..${day}`), from) : nothing}`;
  }

  /** The options of a lookup: what the source knows, what is chosen, and "all" where the param allows it. */
  #namesFor(name: string, param: LookupParam): string[] {
    const known = this.names.get(param.of) ?? [];
    return [...new Set([param.default, ...known, this.texts[name] ?? param.default])].sort((a, b) => a.localeCompare(b));
  }

  #optionOf(param: Param, value: string): Option {
    return { value, label: labelOf(param, value, this) };
  }

  #choose(name: string, value: string): void {
    this.dispatchEvent(new FilterEvent(name, value));
  }

  #onSelect(event: Event, name: string, param: Param): void {
    const { value } = event.target as HTMLSelectElement;
    if (param.kind === "period" && value === CUSTOM) this.custom = new Set([...this.custom, name]);
    else this.#choose(name, value);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-filters": Report311Filters;
  }
  interface HTMLElementEventMap {
    "report-filter": FilterEvent;
  }
}
