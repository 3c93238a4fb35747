import { Task } from "@lit/task";
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import { loadReport, onRegister, reportNames } from "../catalogue.js";
import { AnswersController, type Asked } from "../controllers/answers.js";
import { AttributesController } from "../controllers/attributes.js";
import { LanguageController } from "../controllers/language.js";
import { tokenStyles } from "../figure/tokens.js";
import type { Formats } from "../locale/formats.js";
import { fill } from "../locale/words.js";
import { readParams, type ParamValues } from "../param-values.js";
import {
  DIMENSIONS,
  isDay,
  type AnswerTo,
  type Dimension,
  type FreshnessQuestion,
  type LookupQuestion,
  type Question,
  type Scalar,
} from "../query/index.js";
import type { Context, Report } from "../report.js";
import { httpSource } from "../sources/http.js";
import type { Source } from "../sources/source.js";
import { addDays, todayIn } from "../stats/days.js";
import { planOf, viewBlock, type BlockView, type Plan } from "../view.js";
import type { SelectEvent } from "./figure.js";
import type { FilterEvent } from "./filters.js";
import { shellStyles } from "./shell-styles.js";

/**
 * A report on a city's service requests. What may be varied in a report is an attribute of the tag as well: see the list of
 * reports. What stands inside the tag shows until the element is defined, and where scripts do not run.
 *
 * @tagname report-311
 * @fires report-select - A point of a chart was clicked; `value` is its entity (a council, say), null when it was chosen before.
 * @csspart title - The report's title.
 * @csspart description - The sentence under it.
 * @csspart filters - The filter bar.
 * @csspart control - A select or an input of the filter bar.
 * @csspart label - The label of a control.
 * @csspart problem - The message about an attribute that could not be taken.
 * @csspart blocks - The grid of cards and figures.
 * @csspart card - One headline number with its label.
 * @csspart card-value - The headline number.
 * @csspart figure - A chart with its caption and footer.
 * @csspart caption - The title of a chart.
 * @csspart plot - The chart itself.
 * @csspart legend - The legend of a chart.
 * @csspart note - What the numbers of a chart leave out.
 * @csspart toolbar - The buttons of a chart.
 * @csspart table - The numbers of a chart as a table.
 * @csspart footer - How new the data is.
 */
export class Report311 extends LitElement {
  static override styles = [tokenStyles, shellStyles];

  /** The report's name; see the list of reports. */
  @property({ reflect: true, useDefault: true }) name = "";
  /** Where the data comes from: the URL of a server that speaks the 311 Data API. */
  @property({ reflect: true, useDefault: true }) api = "";
  /** The day the report is seen from (`YYYY-MM-DD`) instead of today: "yesterday" is the day before it. */
  @property({ attribute: "as-of", reflect: true, useDefault: true }) asOf = "";
  /** A source of data in place of `api`. */
  @property({ attribute: false }) source: Source | undefined;

  readonly #attributes = new AttributesController(this);
  readonly #language = new LanguageController(this);
  readonly #definition = new Task(this, {
    args: () => [this.name] as const,
    task: async ([name]) => ({ name, report: await loadReport(name) }),
  });
  readonly #lookups = new AnswersController(this, () => this.#asked(this.#lookupQuestions()));
  readonly #answers = new AnswersController(this, () => this.#plan && this.#asked(this.#plan.queries));

  #report: Report | undefined;
  #source: Source | undefined;
  #params: ParamValues = { values: {}, texts: {}, problems: [] };
  #context: Context | undefined;
  #contextKey = "";
  #plan: Plan | undefined;
  #fault: Error | undefined;
  /** Changes with the report and the source, whose answers must not be mixed up with those of others. */
  #topic = {};
  #views: BlockView[] = [];
  #unwatch: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unwatch = onRegister(() => void this.#definition.run());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isNewSource = changed.has("api") || changed.has("source");
    if (isNewSource) this.#source = this.source ?? (this.api ? httpSource(this.api) : undefined);
    const loaded = this.#definition.value;
    const report = loaded?.name === this.name ? loaded.report : undefined;
    if (report !== this.#report || isNewSource) {
      this.#topic = {};
      this.#views = [];
      this.#context = undefined;
    }
    this.#report = report;
    const context = report && this.#source ? this.#contextFor(report, this.#source) : undefined;
    if (context !== this.#context) this.#plan = context && this.#planFor(report!, context);
    this.#context = context;
  }

  override render() {
    const { words } = this.#language;
    const report = this.#report;
    if (!report) {
      if (this.#definition.error)
        return this.#renderFailure((this.#definition.error as Error).message, () => this.#definition.run());
      const unknown = this.#definition.value?.name === this.name;
      const message = fill(words.unknownReport, { name: this.name, names: reportNames().join(", ") });
      return unknown ? this.#renderProblem(message) : nothing;
    }
    if (!this.#context) return this.#renderProblem(words.noSource);
    if (!this.#plan) return this.#renderProblem(`${words.brokenReport} ${this.#fault?.message}`);
    const { slots } = this.#answers;
    this.#views = report.view.map((block, i) => viewBlock(block, slots, this.#context!, words, this.#views[i]));
    const busy = this.#views.some(({ state }) => state === "loading" || state === "refreshing");
    const failed = this.#views.length > 0 && this.#views.every(({ state }) => state === "error");
    return html`<article class="report" lang=${this.#language.formats.lang} aria-labelledby="title" aria-busy=${busy}>
      <header>
        <h2 id="title" part="title">${this.#language.text(report.title)}</h2>
        <p part="description">${this.#language.text(this.#plan.description)}</p>
      </header>
      <report-311-filters
        part="filters"
        exportparts="control, label"
        .params=${report.params}
        .texts=${this.#params.texts}
        .values=${this.#params.values}
        .names=${this.#names()}
        .today=${this.#context.today}
        .words=${words}
        .text=${this.#language.text}
        @report-filter=${this.#onFilter}
      ></report-311-filters>
      ${this.#params.problems.map((problem) => this.#renderProblem(problem))}
      ${
        failed
          ? this.#renderFailure(this.#views[0]!.message, this.#onRetry)
          : html`<div class="blocks" part="blocks">
              ${report.view.map((block, i) => this.#renderBlock(block, this.#views[i]!))}
            </div>`
      }
      ${this.#renderFooter()}
      <p class="status" role="status">${busy ? words.refreshing : ""}</p>
    </article>`;
  }

  #renderBlock(block: Report["view"][number], view: BlockView) {
    const { words, formats, text } = this.#language;
    if (block.kind === "cards" && view.state === "error") return this.#renderFailure(view.message, this.#onRetry);
    if (block.kind === "cards") {
      return html`<report-311-cards
        class="wide"
        exportparts="card, card-value"
        .labels=${block.cards.map(({ label }) => text(label))}
        .values=${view.state === "loading" ? null : view.cards.map((value) => shown(value, formats))}
        .refreshing=${view.state === "refreshing"}
      ></report-311-cards>`;
    }
    return html`<report-311-figure
      class=${block.wide ? "wide" : ""}
      exportparts="figure, caption, plot, legend, note, toolbar, table"
      .heading=${text(block.title)}
      .figure=${view.figure}
      .state=${view.state}
      .message=${view.message}
      .height=${block.height ?? 320}
      .colors=${this.#colorsOf(block.colors)}
      .selected=${block.select ? this.#params.texts[block.select] || null : null}
      .selectable=${block.select !== undefined}
      .words=${words}
      .formats=${formats}
      @report-select=${(event: SelectEvent) => this.#write(block.select!, event.value ?? this.#report!.params[block.select!]!.default)}
      @report-retry=${this.#onRetry}
    ></report-311-figure>`;
  }

  #renderFooter() {
    const { words, formats } = this.#language;
    const freshness = this.#known<FreshnessQuestion>("freshness");
    const stale = [...this.#answers.slots.values(), ...this.#lookups.slots.values()].find((slot) => slot.stale)?.stale;
    return html`<footer part="footer">
      ${freshness?.newest ? html`<span>${fill(words.dataUpTo, { day: formats.day(freshness.newest) })}</span>` : nothing}
      ${freshness?.synthetic ? html`<span class="synthetic">${words.synthetic}</span>` : nothing}
      ${
        stale
          ? html`<span role="alert">${fill(words.stale, { time: formats.moment(stale) })}</span>
              <button @click=${this.#onRetry}>${words.retry}</button>`
          : nothing
      }
    </footer>`;
  }

  #renderProblem(message: string) {
    return html`<p class="problem" part="problem" role="alert">${message}</p>`;
  }

  #renderFailure(message: string, retry: () => unknown) {
    return html`<div class="problem wide" part="problem" role="alert">
      <p><strong>${this.#language.words.errorTitle}</strong> ${message}</p>
      <button @click=${retry}>${this.#language.words.retry}</button>
    </div>`;
  }

  #asked(questions: Asked["questions"]): Asked | undefined {
    return this.#source && { topic: this.#topic, source: this.#source, questions };
  }

  /** What the report asks; a report that is not well made says what is wrong with it instead of breaking the page. */
  #planFor(report: Report, context: Context): Plan | undefined {
    try {
      return planOf(report, context);
    } catch (error) {
      console.error(`report-311: the report “${this.name}” is not well made`, error);
      this.#fault = error as Error;
      return undefined;
    }
  }

  /** An answer about the present report and source. */
  #known<Q extends Question>(name: Dimension | "freshness"): AnswerTo<Q> | undefined {
    return this.#lookups.topic === this.#topic ? (this.#lookups.slots.get(name)?.answer as AnswerTo<Q> | undefined) : undefined;
  }

  /** What the report needs besides its own queries: the options of its filters, the colours of its entities, the date of the data. */
  #lookupQuestions(): Asked["questions"] {
    const report = this.#report;
    const filters = Object.values(report?.params ?? {}).flatMap((param) => (param.kind === "lookup" ? [param.of] : []));
    const colors = (report?.view ?? []).flatMap((block) => (block.kind === "figure" && block.colors ? [block.colors] : []));
    const lookups = [...filters, ...colors].map((of): [string, Question] => [of, { kind: "lookup", of }]);
    return report ? { ...Object.fromEntries(lookups), freshness: { kind: "freshness" } } : {};
  }

  /** Reads the attributes. The context stays the same object as long as nothing in it changed. */
  #contextFor(report: Report, source: Source): Context {
    const { text, formats, words } = this.#language;
    const today = isDay(this.asOf)
      ? this.asOf
      : todayIn(this.#known<FreshnessQuestion>("freshness")?.timeZone ?? source.timeZone);
    this.#params = readParams(report.params, this.#attributes.read(report.params), {
      today,
      names: this.#names(),
      text,
      words,
    });
    if (this.asOf && !isDay(this.asOf)) {
      const shown = formats.day(today);
      this.#params.problems.push(fill(words.wrongValue, { value: this.asOf, param: "as-of", accepted: "YYYY-MM-DD", shown }));
    }
    const key = JSON.stringify([this.name, this.#params.values, today, formats.lang]);
    if (this.#context && key === this.#contextKey) return this.#context;
    this.#contextKey = key;
    return { params: this.#params.values, today, yesterday: addDays(today, -1), text, format: formats };
  }

  #names(): Map<Dimension, string[]> {
    const known = DIMENSIONS.flatMap((of) => {
      const rows = this.#known<LookupQuestion>(of);
      return rows ? [[of, rows.map(({ name }) => name)] as const] : [];
    });
    return new Map(known);
  }

  #colorsOf(of: Dimension | undefined): Map<string, string> {
    const rows = (of && this.#known<LookupQuestion>(of)) ?? [];
    return new Map(rows.flatMap(({ name, color }) => (color ? [[name, String(color)] as const] : [])));
  }

  #write(param: string, text: string): void {
    this.#attributes.write(this.#report!.params, param, text);
  }

  readonly #onFilter = (event: FilterEvent) => this.#write(event.param, event.value);

  readonly #onRetry = () => {
    this.#lookups.retry();
    this.#answers.retry();
  };
}

/** A card's value as text: numbers as integers, days as dates. */
function shown(value: Scalar, formats: Formats): string {
  if (value === null) return "–";
  if (typeof value === "number") return formats.integer(value);
  return isDay(value) ? formats.day(value) : String(value);
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311": Report311;
  }
}
