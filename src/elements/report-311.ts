import { html, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import { AnnouncementController } from "../controllers/announcement.js";
import { DefinitionController } from "../controllers/definition.js";
import { FocusController } from "../controllers/focus.js";
import { GroupController } from "../controllers/group.js";
import { LanguageController } from "../controllers/language.js";
import { OpeningController } from "../controllers/opening.js";
import { PropertiesController } from "../controllers/properties.js";
import { ReadingController } from "../controllers/reading.js";
import { RefreshController } from "../controllers/refresh.js";
import { SightController } from "../controllers/sight.js";
import { StateController } from "../controllers/state.js";
import { TellingController, type Failure } from "../controllers/telling.js";
import { UrlController } from "../controllers/url.js";
import { factsOf, filtersInWords } from "../export/facts.js";
import { paramAttributes } from "../export/tag.js";
import { TokenGuard } from "../figure/guard.js";
import { tokenStyles } from "../figure/tokens.js";
import { fill } from "../locale/words.js";
import { colorsIn, selectsOf } from "../lookups.js";
import { changesOf, chooseText } from "../param-values.js";
import type { ReportProperties } from "../properties.js";
import type { Ground } from "../map/tiles.js";
import type { Boundaries, Dimension, FreshnessQuestion, LookupQuestion } from "../query/index.js";
import type { Report } from "../report.js";
import type { Auth } from "../sources/access.js";
import { httpSource } from "../sources/http.js";
import { namedSource } from "../sources/named.js";
import type { Source } from "../sources/source.js";
import { VERSION } from "../version.generated.js";
import { buttonStyles } from "./button-styles.js";
import { renderBlock } from "./blocks.js";
import { failureOf } from "./failure.js";
import type { FilterEvent, Report311Filters } from "./filters.js";
import { renderFooter } from "./footer.js";
import { failureMessage, problemMessage } from "./messages.js";
import { MovableElement } from "./movable.js";
import type { OpenEvent } from "./multiples.js";
import { outcomeOf } from "./outcome.js";
import { COMBOBOX_PARTS } from "./parts.js";
import { ownProblems } from "./problems.js";
import { reportPrintStyles } from "./print-styles.js";
import { ownAttributes, shareItems, shareMenu } from "./sharing.js";
import { shellStyles } from "./shell-styles.js";
import { skeleton, skeletonStyles } from "./skeleton.js";
import { Views } from "./views.js";

/**
 * A report on a city's service requests. What may be varied in a report is an attribute of the tag as well: see the list of
 * reports. What stands inside the tag shows until the element is defined, and where scripts do not run.
 *
 * @tagname report-311
 * @fires report-change - What is shown changes: who does it (`by`: `user`, `host`, `url`, `group`), the new attribute texts (`values`) and the old ones (`before`). Prevented, it does not happen, unless the host did it.
 * @fires report-select - An entity (a council, say) was chosen in a chart, or the choice was taken back: `value`, `isChosen`.
 * @fires report-open - A link to another report was followed: its `name` and `attributes`. The tag becomes that report, unless the host prevents it.
 * @fires report-load - Everything asked is answered and on the page: the report's `name`, and `duration`, the milliseconds since it began to ask. Also after a filter has changed and after a refresh.
 * @fires report-error - Something failed, told once: its `code`, a `message`, and the `error` if there was one. The codes are `network`, `http`, `invalid` and `cannot-answer` (the source), `stale` (an old answer stands in; `error` says why), `broken-source`, `unknown-report`, `no-report` (its file did not come), `broken-report`, `no-source`, `no-engine` (a chart could not be drawn).
 * @fires report-export - The reader takes something away: its `format` (`csv`, `png`, `svg`, `link`, `tag`, `print`), the file as `content` with its `filename`, or the text that is copied (`link`, `tag`); nothing (`null`) where it is printed. Prevented, nothing is saved, copied or printed.
 * @csspart title - The report's title.
 * @csspart share - What opens the list of what can be taken away of the whole report.
 * @csspart description - The sentence under it.
 * @csspart choices - The filters in words, on paper.
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
 * @csspart popup - What is said of a place on a map.
 * @csspart legend - The legend of a chart.
 * @csspart entry - One of the names in a legend.
 * @csspart swatch - The piece of drawing beside it.
 * @csspart more - The button that shows the rest of a long legend.
 * @csspart scale - What the colours of a chart stand for, where these stand for numbers.
 * @csspart note - What the numbers of a chart leave out.
 * @csspart toolbar - The buttons of a chart.
 * @csspart table - The numbers of a chart as a table.
 * @csspart sort - The button in the head of a column.
 * @csspart pages - The buttons that turn the pages of a table.
 * @csspart download - The button that takes the rows away.
 * @csspart menu-button - A button that opens a list of things to take away.
 * @csspart menu - The list that it opens.
 * @csspart menu-text - The text to copy by hand, where the page does not let it be copied.
 * @csspart said - What was done last, beside the button.
 * @csspart multiple - One of many small charts.
 * @csspart text - The text under a small chart.
 * @csspart open - The button that opens another report.
 * @csspart back - The button that leads back from there.
 * @csspart footer - How new the data is.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- See below.
export class Report311 extends MovableElement {
  /** The version of the library that this element is of. */
  static readonly version: string = VERSION;
  static override styles = [tokenStyles, skeletonStyles, buttonStyles, shellStyles, reportPrintStyles];

  /** The report's name; see the list of reports. */
  @property({ reflect: true, useDefault: true }) name = "";
  /** Where the data comes from: the URL of a server that speaks the 311 Data API. */
  @property({ reflect: true, useDefault: true }) api = "";
  /** The day the report is seen from (`YYYY-MM-DD`) instead of today: "yesterday" is the day before it. */
  @property({ attribute: "as-of", reflect: true, useDefault: true }) asOf = "";
  /** Keeps the reader's choices in the page's URL; the value is the namespace of its keys there (`left.council`), if any. */
  @property({ attribute: "url-sync", reflect: true, useDefault: true }) urlSync: string | null = null;
  /** How choices get into the URL: each as an entry of the history (`push`), in the present entry (`replace`), or not (`off`: it is only read). */
  @property({ attribute: "url-history", reflect: true, useDefault: true }) urlHistory: "push" | "replace" | "off" = "push";
  /** Tags with the same group share the filters that they have in common. */
  @property({ reflect: true, useDefault: true }) group = "";
  /** Whether the report loads when it is about to be seen (`lazy`) or at once (`eager`). */
  @property({ reflect: true, useDefault: true }) loading: "lazy" | "eager" = "lazy";
  /** `light` or `dark` whatever the page is; `auto`: as the reader prefers. Left out, the page's `color-scheme` decides. */
  @property({ reflect: true, useDefault: true }) theme: "" | "light" | "dark" | "auto" = "";
  /** Where the data comes from in place of `api`: a city's own portal, as `socrata:data.sfgov.org/vw6y-z8j6`, or its files, as `files:chicago:/data/2024.parquet`. The property takes any source as well: an object with `id`, `timeZone` and `answer(question)`. */
  @property({ reflect: true, converter: { toAttribute: (source) => (typeof source === "string" ? source : null) } })
  source: Source | string | null | undefined;
  /** The address of map tiles, with `{z}`, `{x}` and `{y}`: pictures of the ground under maps. Without, there are only the outlines of areas. The page's policy must let images come from there. */
  @property({ reflect: true, useDefault: true }) tiles = "";
  /** Whom the tile server wants named on its maps. */
  @property({ attribute: "tiles-attribution", reflect: true, useDefault: true }) tilesAttribution = "";
  /** Gives each request to `api` its headers, such as `Authorization`, and renews them when the server refuses it (401). */
  @property({ attribute: false }) auth: Auth | undefined;

  readonly #sight = new SightController(this, () => this.loading === "eager");
  readonly #definition = new DefinitionController(this, () => (this.#sight.isWanted ? this.name : undefined));
  readonly #language = new LanguageController(this, () => this.#report?.title);
  readonly #state = new StateController(this, () => this.#report?.params);
  readonly #announcement = new AnnouncementController(this, this.#state);
  readonly #url: UrlController;
  readonly #reading: ReadingController;
  readonly #opening: OpeningController;
  readonly #telling: TellingController;
  readonly #views: Views;
  #source: Source | undefined;
  #ground: Ground | null = null;

  /** In the order in which they have their say: the URL, whose keys the tags of a group write into one entry, then the group. */
  constructor() {
    super();
    new TokenGuard(this);
    new FocusController(this, () => this.#title);
    const params = () => this.#report?.params;
    new PropertiesController(this, this.#state, params);
    this.#url = new UrlController(this, this.#state, {
      params,
      namespace: () => this.urlSync,
      history: () => this.urlHistory,
    });
    new GroupController(this, this.#state, {
      params,
      group: () => this.group,
      isInUrl: (name) => this.#url.has(name),
      accepted: (texts) => this.#reading.accepted(texts),
    });
    this.#reading = new ReadingController(
      this,
      { name: () => this.name, report: () => this.#report, source: () => this.#source, asOf: () => this.asOf },
      { state: this.#state, language: this.#language },
    );
    this.#views = new Views(this.#reading);
    this.#opening = new OpeningController(
      this,
      (view) => this.#state.change(view, "user"),
      () => (this.#reading.plan ? this.#title : null),
    );
    this.#telling = new TellingController(this, {
      name: () => this.name,
      isPending: () => this.#reading.isPending,
      isShown: () => this.#reading.isShown,
      failures: () => this.#failures,
    });
    new RefreshController(this, {
      interval: () => this.#interval,
      isNear: () => this.#sight.isNear,
      topic: () => this.#reading.topic,
      refresh: (maxAge) => this.#reading.refresh(maxAge),
    });
  }

  /**
   * The method asks for newer answers without disturbing the reader, and resolves when all are there. The attribute is the
   * number of seconds (10–86400) after which that happens again and again, while somebody may see it; 0 means never.
   */
  @property({ noAccessor: true })
  get refresh(): () => Promise<void> {
    return this.#refresh;
  }
  set refresh(seconds: number | string | null | undefined) {
    const text = seconds === null || seconds === undefined ? null : String(seconds);
    if (text === this.getAttribute("refresh")) return;
    if (text === null) this.removeAttribute("refresh");
    else this.setAttribute("refresh", text);
  }

  readonly #refresh = () => this.#reading.refresh();

  get #interval(): string {
    return this.getAttribute("refresh") ?? "";
  }

  get #title(): HTMLElement | null {
    return this.renderRoot.querySelector("#title");
  }

  get #report(): Report | undefined {
    return this.#definition.report;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("api") || changed.has("source") || changed.has("auth")) this.#source = this.#given();
    if (changed.has("tiles") || changed.has("tilesAttribution"))
      this.#ground = this.tiles ? { url: this.tiles, attribution: this.tilesAttribution } : null;
  }

  #given(): Source | undefined {
    const { source, api, auth } = this;
    if (source) return typeof source === "string" ? namedSource(source) : source;
    return api ? httpSource(api, { auth }) : undefined;
  }

  /** Why there is no report at all. */
  get #failure(): Failure | undefined {
    const [definition, reading, { words }] = [this.#definition, this.#reading, this.#language];
    return failureOf(this.name, { definition, reading, words });
  }

  get #failures(): Failure[] {
    const failure = this.#failure;
    if (failure) return [failure];
    const faults = this.#views.faults.map((error): Failure => ({ code: "broken-report", message: error.message, error }));
    return [...faults, ...this.#reading.failures];
  }

  override render() {
    return html`<div class="base" lang=${this.#language.formats.lang}>${this.#renderReport()}</div>`;
  }

  #renderReport() {
    const { words, text, foreign } = this.#language;
    const failure = this.#failure;
    if (failure?.code === "no-report") return failureMessage(failure.message, this.#definition.load, words);
    if (failure) return problemMessage(failure.message);
    const report = this.#report;
    if (!report) return skeleton(words, this.#sight.isWanted);
    const { params, names, offered } = this.#reading;
    const [context, plan] = [this.#reading.context!, this.#reading.plan!];
    const blocks = this.#views.of(report, words);
    const views = [...blocks.values()];
    const busy = views.some(({ state }) => state === "loading" || state === "refreshing");
    const failed = views.length > 0 && views.every(({ state }) => state === "error");
    return html`<article
      class="report"
      aria-labelledby="title"
      aria-busy=${busy}
      @keydown=${this.#onKey}
      @report-open=${this.#onOpen}
      @report-error=${this.#telling.onError}
    >
      <header>
        ${this.#renderBack()}
        <h2 id="title" part="title" tabindex="-1" lang=${foreign(report.title)}>${text(report.title)}</h2>
        ${shareMenu(text(report.title), words, this.#sharing)}
        <p part="description" lang=${foreign(plan.description)}>${text(plan.description)}</p>
        <p class="on-paper" part="choices">${filtersInWords(this.#facts())}</p>
      </header>
      <report-311-filters
        part="filters"
        exportparts=${COMBOBOX_PARTS}
        .params=${report.params}
        .texts=${params.texts}
        .values=${params.values}
        .names=${names}
        .offered=${offered}
        .today=${context.today}
        .words=${words}
        .text=${text}
        @report-filter=${this.#onFilter}
      ></report-311-filters>
      ${this.#problems.map(problemMessage)}
      ${
        failed
          ? failureMessage(views[0]!.message, this.#reading.retry, words)
          : html`<div class="blocks ${report.view.some(({ side }) => side) ? "sided" : ""}" part="blocks">
              ${Array.from(blocks, ([block, view]) => renderBlock(block, view, this.#surroundings()))}
            </div>`
      }
      ${renderFooter(this.#reading, this.#language, this.#source!.id)}
      <p class="status" role="status">
        ${this.#announcement.say({
          topic: this.#reading.topic,
          isBusy: busy,
          waiting: words.refreshing,
          outcome: () => outcomeOf(blocks, this.#language),
        })}
      </p>
    </article>`;
  }

  get #problems(): string[] {
    const { name, urlHistory, loading, theme } = this;
    const own = { name, urlHistory, loading, theme, interval: this.#interval, unknownName: this.#url.unknownName };
    return [...this.#reading.params.problems, ...ownProblems(own, this.#language.words)];
  }

  #surroundings() {
    const { words, formats, text } = this.#language;
    return {
      words,
      formats,
      text,
      chosen: this.#reading.chosen,
      colorsOf: (of: Dimension | undefined) => colorsIn(of && this.#reading.known<LookupQuestion>(of)),
      areasOf: this.#areasOf,
      ground: this.#ground,
      choose: this.#choose,
      retry: this.#reading.retry,
      facts: this.#facts,
    };
  }

  /** What everything that is taken away says of itself. */
  readonly #facts = () => {
    const { newest = null, synthetic = false } = this.#reading.known<FreshnessQuestion>("freshness") ?? {};
    const cities = this.#reading.names.get("city");
    const origin = { name: this.name, source: this.#source!.id, newest, synthetic, cities };
    return factsOf(this.#report!, this.#reading.params, origin, this.#language);
  };

  readonly #sharing = () => {
    const [report, { params, plan }, language] = [this.#report!, this.#reading, this.#language];
    return shareItems({
      element: this,
      description: language.text(plan!.description),
      blocks: this.#views.of(report, language.words),
      facts: this.#facts(),
      link: this.#url.link(),
      attributes: [...ownAttributes(this), ...paramAttributes(report.params, params.texts)],
      ...language,
    });
  };

  #renderBack() {
    const { backTo, back } = this.#opening;
    if (backTo === null) return nothing;
    return html`<button part="back" @click=${back}>${fill(this.#language.words.backTo, { title: backTo })}</button>`;
  }

  readonly #areasOf = (query: string | undefined) =>
    ((query !== undefined && this.#reading.slots.get(query)?.answer) || null) as Boundaries | null;

  readonly #choose = (param: string, entity: string) => {
    const text = chooseText(this.#report!.params[param]!, this.#reading.params.texts[param]!, entity);
    this.#state.change({ [param]: text }, "user");
  };

  /** Escape takes back what was chosen in charts. */
  #onKey(event: KeyboardEvent): void {
    const set = event.key === "Escape" ? selectsOf(this.#report!).filter((name) => this.hasAttribute(name)) : [];
    if (event.defaultPrevented || set.length === 0) return;
    event.stopPropagation();
    this.#state.change(Object.fromEntries(set.map((name) => [name, null])), "user");
  }

  /** The event goes on to the host first: what it prevents is not done. What the host has set besides, such as `api`, stays. */
  #onOpen(event: OpenEvent): void {
    queueMicrotask(() => {
      if (event.defaultPrevented) return;
      const now = { ...this.#state.texts(), name: this.name };
      this.#opening.open({ ...event.attributes, name: event.name }, now, this.#language.text(this.#report!.title));
    });
  }

  /** Where the page prevents a choice, the control goes back to what is shown. */
  readonly #onFilter = ({ param, value, target }: FilterEvent) => {
    if (!this.#state.change(changesOf(this.#report!.params, param, value), "user"))
      (target as Report311Filters).requestUpdate();
  };
}

/* eslint-disable @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type --
   A property for each param of the reports is there when its report is. */
export interface Report311 extends ReportProperties {}

declare global {
  interface HTMLElementTagNameMap {
    "report-311": Report311;
  }
}
