import { css, html, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { FocusController } from "../controllers/focus.js";
import type { Words } from "../locale/words.js";
import { wordsFor } from "../locale/words.js";
import { decodeList, dimensionOf, encodeList, hasChoice, holds, labelOf } from "../param-values.js";
import type { Dimension } from "../query/index.js";
import type { AnyValue, LookupParam, LookupsParam, Param, Params, Period, PeriodParam, Text } from "../report.js";
import type { ChooseEvent } from "./combobox.js";
import { controlStyles } from "./control-styles.js";
import { checkbox, dayInput, numberInput, select } from "./controls.js";
import type { Option } from "./matching.js";
import { MovableElement } from "./movable.js";
import { COMBOBOX_PARTS } from "./parts.js";

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

/** How many names a select may list; more are easier to find by typing. */
const LISTED = 12;

/**
 * The filter bar: a control for each param, native where the platform has one.
 *
 * @tagname report-311-filters
 * @fires {FilterEvent} report-filter - A reader chose another value.
 * @csspart control - A select, an input or a checkbox.
 * @csspart label - The label of a control.
 * @csspart clear - The button that empties a list of choices.
 * @csspart options - The options of a field in which to find them.
 * @csspart option - One of these options.
 */
export class Report311Filters extends MovableElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: block;
      }
      .controls {
        display: flex;
        flex-wrap: wrap;
        gap: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
        align-items: end;
      }
    `,
  ];

  /** What may be varied. */
  @property({ attribute: false }) params: Params = {};
  /** The attribute text of each param as it is shown now. */
  @property({ attribute: false }) texts: Record<string, string> = {};
  /** The value of each param as it is shown now. */
  @property({ attribute: false }) values: Record<string, AnyValue> = {};
  /** The names that each dimension has, as far as they are known. */
  @property({ attribute: false }) names: ReadonlyMap<Dimension, readonly string[]> = new Map();
  /** The names that params offer where a query says so, as far as they are known. */
  @property({ attribute: false }) offered: ReadonlyMap<string, readonly string[]> = new Map();
  /** Today in the city's time zone: the last day that may be chosen. */
  @property({ attribute: false }) today = "";
  @property({ attribute: false }) words: Words = wordsFor("en");
  /** Picks the reader's language. */
  @property({ attribute: false }) text: (text: Text) => string = String;

  /** Period params whose first and last day are being chosen. */
  @state() private custom = new Set<string>();

  constructor() {
    super();
    // A field may take the place of another for the same param; of those that go for good, the first stands in.
    new FocusController(this, (lost) => {
      const [first, ...others] = this.renderRoot.querySelectorAll<HTMLElement>("[name]");
      return others.find((control) => control.getAttribute("name") === lost.getAttribute("name")) ?? first ?? null;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A period that was set from elsewhere ends the choosing of days.
    const before = changed.get("texts");
    if (before) this.custom = new Set([...this.custom].filter((name) => before[name] === this.texts[name]));
  }

  override render() {
    return html`<div class="controls" role="group" aria-label=${this.words.filters}>
      ${Object.entries(this.params).map(([name, param]) =>
        holds(param.when, this.params, this.texts) && hasChoice(name, param, this.names.get("city"))
          ? this.#renderControl(name, param)
          : nothing,
      )}
    </div>`;
  }

  #renderControl(name: string, param: Param) {
    const label = this.text(param.label);
    const text = this.texts[name] ?? param.default;
    const choose = (chosen: string) => this.#choose(name, chosen);
    switch (param.kind) {
      case "choice":
        return select({ name, label, value: text, choose }, this.#optionsOf(param, Object.keys(param.options)));
      case "lookup":
        return this.#renderLookup(name, param, text);
      case "lookups":
        return this.#renderLookups(name, param, text);
      case "day":
        return this.#renderDay(name, label);
      case "period":
        return this.#renderPeriod(name, param, text);
      case "flag":
        return checkbox({ name, label, value: text === "on", choose: (isOn) => choose(isOn ? "on" : "off") });
      case "number":
        return numberInput({ name, label, value: Number(text), choose: (number) => choose(String(number)) }, param);
    }
  }

  #renderLookup(name: string, param: LookupParam, text: string) {
    const names = this.#namesFor(name, param, [text, ...(param.default === "" && !param.one ? [""] : [])]);
    const options = this.#optionsOf(param, names);
    if (names.filter(Boolean).length > LISTED) {
      return this.#renderCombobox(name, param, options, [text], false, (chosen) => this.#choose(name, chosen[0]!));
    }
    const choose = (chosen: string) => this.#choose(name, chosen);
    return select({ name, label: this.text(param.label), value: text, choose }, options, "lookup");
  }

  #renderLookups(name: string, param: LookupsParam, text: string) {
    const chosen = decodeList(text);
    const options = this.#namesFor(name, param, chosen).map((value) => ({ value, label: value }));
    return this.#renderCombobox(name, param, options, chosen, true, (names) => this.#choose(name, encodeList(names)));
  }

  #renderCombobox(
    name: string,
    { label, empty }: LookupParam | LookupsParam,
    options: readonly Option[],
    chosen: readonly string[],
    multiple: boolean,
    choose: (chosen: readonly string[]) => void,
  ) {
    return html`<report-311-combobox
      name=${name}
      exportparts=${COMBOBOX_PARTS}
      .label=${this.text(label)}
      .options=${options}
      .chosen=${chosen}
      .empty=${this.text(empty ?? this.words.noneChosen)}
      .multiple=${multiple}
      .words=${this.words}
      @report-choose=${(event: ChooseEvent) => choose(event.chosen)}
    ></report-311-combobox>`;
  }

  #renderDay(name: string, label: string) {
    const day = (other: string) =>
      this.params[other]?.kind === "day" ? (this.values[other] as string | undefined) : undefined;
    // Days called from and to bound each other.
    const [first, last] = [name === "to" ? day("from") : undefined, name === "from" ? day("to") : undefined];
    const choose = (chosen: string) => this.#choose(name, chosen);
    return dayInput({ name, label, value: day(name) ?? "", choose }, first ?? FIRST_DAY, last ?? this.today);
  }

  #renderPeriod(name: string, param: PeriodParam, text: string) {
    const { from, to } = (this.values[name] as Period | undefined) ?? { from: "", to: "" };
    const length = (period: string) => Number(period.split("-")[1]);
    const isCustom = this.custom.has(name) || text.includes("..");
    const offered = [...new Set([...PERIODS, param.default, ...(text.includes("..") ? [] : [text])])];
    const options = this.#optionsOf(
      param,
      offered.sort((a, b) => length(a) - length(b)),
    );
    const choose = (period: string) => this.#onPeriod(name, period);
    const first = { name: `${name}-from`, label: this.words.from, value: from };
    const last = { name: `${name}-to`, label: this.words.to, value: to };
    return html`${select({ name, label: this.text(param.label), value: isCustom ? CUSTOM : text, choose }, [
      ...options,
      { value: CUSTOM, label: this.words.custom },
    ])}
    ${isCustom ? dayInput({ ...first, choose: (day) => choose(`${day}..${to}`) }, FIRST_DAY, to) : nothing}
    ${isCustom ? dayInput({ ...last, choose: (day) => choose(`${from}..${day}`) }, from, this.today) : nothing}`;
  }

  /** The names of a lookup in alphabetical order: those offered, and those that are there in any case. */
  #namesFor(name: string, param: LookupParam | LookupsParam, always: readonly string[]): string[] {
    const known = this.offered.get(name) ?? this.names.get(dimensionOf(param, this.texts)) ?? [];
    return [...new Set([...known, ...always])].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  }

  #optionsOf(param: Param, values: readonly string[]): Option[] {
    return values.map((value) => ({ value, label: labelOf(param, value, this) }));
  }

  #choose(name: string, value: string): void {
    this.dispatchEvent(new FilterEvent(name, value));
  }

  #onPeriod(name: string, period: string): void {
    if (period === CUSTOM) this.custom = new Set([...this.custom, name]);
    else this.#choose(name, period);
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
