import { Task } from "@lit/task";
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import { loadReport, onRegister, reportNames } from "../catalogue.js";
import { AnswersController, type Asked } from "../controllers/answers.js";
import { AttributesController } from "../controllers/attributes.js";
import { LanguageController } from "../controllers/language.js";
import { OpeningController, type View } from "../controllers/opening.js";
import { tokenStyles } from "../figure/tokens.js";
import { fill } from "../locale/words.js";
import { colorsIn, lookupQuestions, offeredBy, selectsOf } from "../lookups.js";
import { chooseText, decodeList, readParams, type ParamValues } from "../param-values.js";
import {
  DIMENSIONS,
  isDay,
  type AnswerTo,
  type Dimension,
  type FreshnessQuestion,
  type LookupQuestion,
  type Question,
} from "../query/index.js";
import type { Context, Report } from "../report.js";
import { httpSource } from "../sources/http.js";
import type { Source } from "../sources/source.js";
import { addDays, todayIn } from "../stats/days.js";
import { planOf, viewBlock, type BlockView, type Plan } from "../view.js";
import { renderBlock } from "./blocks.js";
import type { FilterEvent } from "./filters.js";
import type { OpenEvent } from "./multiples.js";
import { shellStyles } from "./shell-styles.js";

/**
 * A report on a city's service requests. What may be varied in a report is an attribute of the tag as well: see the list of
 * reports. What stands inside the tag shows until the element is defined, and where scripts do not run.
 *
 * @tagname report-311
 * @fires report-select - An entity (a council, say) was chosen in a chart, or the choice was taken back: `value`, `isChosen`.
 * @fires report-open - A link to another report was followed: its `name` and `attributes`. The tag becomes that report, unless the host prevents it.
 * @csspart title - The report's title.
 * @csspart description - The sentence under it.
 * @csspart filters - The filter bar.
 * @csspart control - A select or an input of the filter bar.
 * @csspart label - The label of a control.
 * @csspart clear - The button that empties a field with a list.
 * @csspart options - The list of a field with a list.
 * @csspart option - One entry of such a list.
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
 * @csspart sort - The button in the head of a column.
 * @csspart pages - The buttons that turn the pages of a table.
 * @csspart download - The button that takes the rows away.
 * @csspart multiple - One of many small charts.
 * @csspart text - The text under a small chart.
 * @csspart open - The button that opens another report.
 * @csspart back - The button that leads back from there.
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
  readonly #opening = new OpeningController(
    this,
    (view) => this.#become(view),
    () => (this.#plan ? this.renderRoot.querySelector("#title") : null),
  );
  readonly #lookups = new AnswersController(
    this,
    () => this.#report && this.#asked(lookupQuestions(this.#report, this.#textsAsked(this.#report))),
  );
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
  /** The entities chosen in charts; the same object as long as they are the same. */
  #chosen: ReadonlySet<string> = new Set();
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
    if (context) this.#chosen = this.#chosenNow(report!);
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
    return html`<article
      class="report"
      lang=${this.#language.formats.lang}
      aria-labelledby="title"
      aria-busy=${busy}
      @keydown=${this.#onKey}
      @report-open=${this.#onOpen}
    >
      <header>
        ${this.#renderBack()}
        <h2 id="title" part="title" tabindex="-1">${this.#language.text(report.title)}</h2>
        <p part="description">${this.#language.text(this.#plan.description)}</p>
      </header>
      <report-311-filters
        part="filters"
        exportparts="control, label, clear, options, option"
        .params=${report.params}
        .texts=${this.#params.texts}
        .values=${this.#params.values}
        .names=${this.#names()}
        .offered=${offeredBy(report, this.#params.texts, slots)}
        .today=${this.#context.today}
        .words=${words}
        .text=${this.#language.text}
        @report-filter=${this.#onFilter}
      ></report-311-filters>
      ${this.#params.problems.map((problem) => this.#renderProblem(problem))}
      ${
        failed
          ? this.#renderFailure(this.#views[0]!.message, this.#onRetry)
          : html`<div class="blocks ${report.view.some(({ side }) => side) ? "sided" : ""}" part="blocks">
              ${report.view.map((block, i) => renderBlock(block, this.#views[i]!, this.#surroundings()))}
            </div>`
      }
      ${this.#renderFooter()}
      <p class="status" role="status">${busy ? words.refreshing : ""}</p>
    </article>`;
  }

  #surroundings() {
    const { words, formats, text } = this.#language;
    return {
      words,
      formats,
      text,
      chosen: this.#chosen,
      colorsOf: (of: Dimension | undefined) => colorsIn(of && this.#known<LookupQuestion>(of)),
      choose: this.#choose,
      retry: this.#onRetry,
    };
  }

  #renderBack() {
    const { backTo, back } = this.#opening;
    if (backTo === null) return nothing;
    return html`<button part="back" @click=${back}>${fill(this.#language.words.backTo, { title: backTo })}</button>`;
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

  /** The texts of choices decide of which dimensions the names are needed. */
  #textsAsked({ params }: Report): Record<string, string> {
    const asked = this.#attributes.read(params);
    return Object.fromEntries(
      Object.entries(params).map(([name, param]) => {
        const text = asked[name] ?? param.default;
        return [name, param.kind !== "choice" || Object.hasOwn(param.options, text) ? text : param.default];
      }),
    );
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
      offered: offeredBy(report, this.#params.texts, this.#answers.slots),
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

  /** All entities that are chosen by params that charts set. */
  #chosenNow(report: Report): ReadonlySet<string> {
    const texts = selectsOf(report).flatMap((name) => {
      const text = this.#params.texts[name] ?? "";
      return report.params[name]?.kind === "lookups" ? decodeList(text) : [text];
    });
    const now = new Set(texts.filter((text) => text !== ""));
    return [...now].join("\n") === [...this.#chosen].join("\n") ? this.#chosen : now;
  }

  #write(param: string, text: string): void {
    this.#attributes.write(this.#report!.params, param, text);
  }

  readonly #choose = (param: string, entity: string) =>
    this.#write(param, chooseText(this.#report!.params[param]!, this.#params.texts[param]!, entity));

  /** Escape takes back what was chosen in charts. */
  #onKey(event: KeyboardEvent): void {
    const set = event.key === "Escape" ? selectsOf(this.#report!).filter((name) => this.hasAttribute(name)) : [];
    if (event.defaultPrevented || set.length === 0) return;
    event.stopPropagation();
    for (const name of set) this.removeAttribute(name);
  }

  /** The event goes on to the host first: what it prevents is not done. */
  #onOpen(event: OpenEvent): void {
    queueMicrotask(() => {
      if (event.defaultPrevented) return;
      const { params, title } = this.#report!;
      const now = { ...this.#attributes.set(params), name: this.name };
      this.#opening.open({ ...event.attributes, name: event.name }, now, this.#language.text(title));
    });
  }

  /** Shows another report. What the host has set besides, such as `api`, stays. */
  #become({ name, ...texts }: View): void {
    for (const param of Object.keys(this.#report!.params)) this.removeAttribute(param);
    for (const [param, text] of Object.entries(texts)) this.setAttribute(param, text);
    this.name = name;
  }

  readonly #onFilter = (event: FilterEvent) => this.#write(event.param, event.value);

  readonly #onRetry = () => {
    this.#lookups.retry();
    this.#answers.retry();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311": Report311;
  }
}
