import { dequal } from "dequal";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { fill } from "../locale/words.js";
import { lookupQuestions, offeredBy, selectsOf } from "../lookups.js";
import { cityAmong, decodeList, dimensionOf, readParams, type ParamValues } from "../param-values.js";
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
import type { Source } from "../sources/source.js";
import { addDays, todayIn } from "../stats/days.js";
import { planOf, type Plan, type Slot } from "../view.js";
import { AnswersController, type Asked } from "./answers.js";
import type { LanguageController } from "./language.js";
import type { StateController } from "./state.js";
import { failuresIn, type Failure } from "./telling.js";

/** What is read: the report, whom it asks, and the day it is seen from. */
export interface Reader {
  name: () => string;
  report: () => Report | undefined;
  source: () => Source | undefined;
  asOf: () => string;
}

/** Reads the state as a report's params, asks the source what the report asks in them, and keeps the answers. */
export class ReadingController implements ReactiveController {
  /** What the params are; changes only when something in it does. Undefined as long as report or source are not there. */
  context: Context | undefined;
  params: ParamValues = { values: {}, texts: {}, problems: [] };
  /** What the report says and asks; undefined with a `fault` when it is not well made. */
  plan: Plan | undefined;
  fault: Error | undefined;
  /** The entities chosen in charts; the same object as long as they are the same. */
  chosen: ReadonlySet<string> = new Set();
  /** Changes with the report and the source, whose answers must not be mixed up with those of others. */
  topic = {};

  readonly #reader: Reader;
  readonly #state: StateController;
  readonly #language: LanguageController;
  readonly #lookups: AnswersController;
  readonly #answers: AnswersController;
  readonly #host: ReactiveControllerHost;
  #report: Report | undefined;
  #source: Source | undefined;
  #contextKey = "";
  /** The calendar has moved on since the last update. */
  #isNextDay = false;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    reader: Reader,
    { state, language }: { state: StateController; language: LanguageController },
  ) {
    this.#host = host;
    this.#reader = reader;
    this.#state = state;
    this.#language = language;
    host.addController(this);
    this.#lookups = new AnswersController(host, () => this.#report && this.#asked(this.#lookupsOf(this.#report)));
    this.#answers = new AnswersController(host, () =>
      this.plan && this.#isCertain ? this.#asked(this.plan.queries) : undefined,
    );
  }

  hostUpdate(): void {
    const [report, source] = [this.#reader.report(), this.#reader.source()];
    if (report !== this.#report || source !== this.#source) {
      this.topic = {};
      this.context = undefined;
    }
    this.#report = report;
    this.#source = source;
    const context = report && source ? this.#contextFor(report) : undefined;
    if (context) this.chosen = this.#chosenNow(report!);
    const isNewDay = context && this.context && context.today !== this.context.today;
    this.#isNextDay = isNewDay === true && !isDay(this.#reader.asOf());
    if (context !== this.context) this.plan = context && this.#planFor(report!, context);
    this.context = context;
  }

  /** What has come of the report's own questions. As long as these may yet change, nothing has that would last. */
  get slots(): ReadonlyMap<string, Slot> {
    const { slots } = this.#answers;
    if (this.#isCertain) return slots;
    return new Map(Array.from(slots, ([name, slot]) => [name, { ...slot, state: slot.answer ? "refreshing" : "loading" }]));
  }

  /** When the oldest answer was fetched that stands in for one that could not be had. */
  get stale(): Date | undefined {
    return [...this.slots.values(), ...this.#lookups.slots.values()].find((slot) => slot.stale)?.stale;
  }

  /** Whether answers are waited for. */
  get isPending(): boolean {
    return this.#lookups.isPending || this.#answers.isPending;
  }

  /** Whether there is something to see: a report asks nothing, or not everything it asks has failed. */
  get isShown(): boolean {
    return this.plan !== undefined && !(this.slots.size && [...this.slots.values()].every(({ state }) => state === "error"));
  }

  /** What failed of what was asked. */
  get failures(): Failure[] {
    return [...failuresIn(this.slots.values()), ...failuresIn(this.#lookups.slots.values())];
  }

  /** An answer about the present report and source. */
  known<Q extends Question>(name: Dimension | "freshness"): AnswerTo<Q> | undefined {
    return this.#lookups.topic === this.topic ? (this.#lookups.slots.get(name)?.answer as AnswerTo<Q> | undefined) : undefined;
  }

  /** The names of each dimension, as far as they are known: in the city that the report is about, where it is about one. */
  get names(): Map<Dimension, string[]> {
    const asked = this.#report ? this.#lookupsOf(this.#report) : {};
    const known = DIMENSIONS.flatMap((of) => {
      const rows = this.#isSettled(of, asked) && this.known<LookupQuestion>(of);
      return rows ? [[of, rows.map(({ name }) => name)] as const] : [];
    });
    return new Map(known);
  }

  /** The names that params offer because a query says so. */
  get offered(): Map<string, string[]> {
    return this.#report ? offeredBy(this.#report, this.params.texts, this.slots) : new Map();
  }

  /** Those of these texts that the present report takes beside what it shows. */
  accepted(texts: Readonly<Record<string, string>>): Record<string, string> {
    const params = this.#reader.report()?.params ?? {};
    const now = this.#state.texts();
    const before = readParams(params, now, this.#reading()).problems.length;
    const takes = (more: Record<string, string>) =>
      readParams(params, { ...now, ...more }, this.#reading()).problems.length <= before;
    const common = Object.entries(texts)
      .filter(([name]) => Object.hasOwn(params, name))
      // A choice of nothing is the default where there must be one.
      .map(([name, text]) => [name, text || params[name]!.default] as const);
    // Some are right only together, such as a first and a last day.
    if (takes(Object.fromEntries(common))) return Object.fromEntries(common);
    return Object.fromEntries(common.filter(([name, text]) => takes({ [name]: text })));
  }

  /** Asks everything again. */
  readonly retry = (): void => {
    this.#lookups.retry();
    this.#answers.retry();
  };

  /** Asks what is older than so many milliseconds again, without the reader's noticing; resolves when all answers are there. */
  async refresh(maxAge = 0): Promise<void> {
    this.#lookups.refresh(maxAge);
    this.#answers.refresh(maxAge);
    do {
      await this.#host.updateComplete;
      await Promise.all([this.#lookups.settled, this.#answers.settled]);
    } while (this.isPending);
  }

  #asked(questions: Asked["questions"]): Asked | undefined {
    return this.#source && { topic: this.topic, source: this.#source, questions, isQuiet: this.#isNextDay };
  }

  /** What the report asks; a report that is not well made says what is wrong with it instead of breaking the page. */
  #planFor(report: Report, context: Context): Plan | undefined {
    try {
      return planOf(report, context);
    } catch (error) {
      console.error(`report-311: the report “${this.#reader.name()}” is not well made`, error);
      this.fault = error as Error;
      return undefined;
    }
  }

  /**
   * What is asked about names. The texts of choices decide of which dimensions they are needed, the city of which of them; it
   * counts once it is known to be one.
   */
  #lookupsOf(report: Report): Record<string, Question> {
    const { params } = report;
    const asked = this.#state.texts();
    const texts = Object.entries(params).map(([name, param]): [string, string] => {
      const text = asked[name] ?? param.default;
      return [name, param.kind !== "choice" || Object.hasOwn(param.options, text) ? text : param.default];
    });
    const cities = this.known<LookupQuestion>("city")?.map(({ name }) => name);
    return lookupQuestions(report, { ...Object.fromEntries(texts), city: cityAmong(cities, params, asked) });
  }

  /** Whether the names of a dimension have come, or will not come. */
  #isSettled(of: Dimension, asked: Record<string, Question>): boolean {
    const slot = this.#lookups.topic === this.topic ? this.#lookups.slots.get(of) : undefined;
    return slot !== undefined && slot.state !== "loading" && dequal(slot.question, asked[of]);
  }

  /** Whether no name that will come can change what is asked: which city it is, and whether the source has the defaults. */
  get #isCertain(): boolean {
    const report = this.#report;
    if (!report) return true;
    const asked = this.#lookupsOf(report);
    const given = this.#state.texts();
    return Object.entries(report.params).every(([name, param]) => {
      if (param.kind !== "lookup") return true;
      const isOpen = (given[name] ?? param.default) === param.default ? param.default !== "" || param.one : name === "city";
      return !isOpen || this.#isSettled(dimensionOf(param, this.params.texts), asked);
    });
  }

  #today(): string {
    const asOf = this.#reader.asOf();
    return isDay(asOf)
      ? asOf
      : todayIn(this.known<FreshnessQuestion>("freshness")?.timeZone ?? this.#reader.source()?.timeZone ?? "UTC");
  }

  #reading() {
    const { text, words } = this.#language;
    return { today: this.#today(), names: this.names, offered: this.offered, text, words };
  }

  /** Reads the attributes. The context stays the same object as long as nothing in it changed. */
  #contextFor(report: Report): Context {
    const { text, formats, reportFormats, words } = this.#language;
    const today = this.#today();
    this.params = readParams(report.params, this.#state.texts(), this.#reading());
    const asOf = this.#reader.asOf();
    if (asOf && !isDay(asOf)) {
      const shown = formats.day(today);
      this.params.problems.push(fill(words.wrongValue, { value: asOf, param: "as-of", accepted: "YYYY-MM-DD", shown }));
    }
    const key = JSON.stringify([this.#reader.name(), this.params.values, today]);
    if (this.context?.text === text && key === this.#contextKey) return this.context;
    this.#contextKey = key;
    return { params: this.params.values, today, yesterday: addDays(today, -1), text, format: reportFormats };
  }

  /** All entities that are chosen by params that charts set. */
  #chosenNow(report: Report): ReadonlySet<string> {
    const texts = selectsOf(report).flatMap((name) => {
      const text = this.params.texts[name] ?? "";
      return report.params[name]?.kind === "lookups" ? decodeList(text) : [text];
    });
    const now = new Set(texts.filter((text) => text !== ""));
    return [...now].join("\n") === [...this.chosen].join("\n") ? this.chosen : now;
  }
}
