import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Params } from "../report.js";

/** Who changed what a tag shows: its reader, the page around it, the page's URL, or another tag of its group. */
export type ChangedBy = "user" | "host" | "url" | "group";

/**
 * What a report shows is about to change, or was changed by the host. Preventing it leaves everything as it is, unless the host
 * did it.
 */
export class ReportChangeEvent extends Event {
  /**
   * @param by Who changes it.
   * @param values The new attribute texts by name, of what changes; `name` when another report is shown.
   * @param before The texts that these have had; the default where there was no attribute.
   */
  constructor(
    readonly by: ChangedBy,
    readonly values: Readonly<Record<string, string>>,
    readonly before: Readonly<Record<string, string>>,
  ) {
    super("report-change", { bubbles: true, composed: true, cancelable: by !== "host" });
  }
}

/** Attribute texts by name; null where there is no attribute, which means the default. */
export type Texts = Readonly<Record<string, string | null>>;

/** A change that has been made: what was wanted, and the attributes as they are now. */
export interface Change {
  by: ChangedBy;
  wanted: Texts;
  attributes: Texts;
}

/**
 * The state of a tag: its name and the attributes of its report's params. Everything that changes it passes through here, is
 * told to the page first and to those who listen afterwards. Which attributes are params is known only when the report is
 * loaded, so all are watched.
 */
export class StateController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #params: () => Params | undefined;
  readonly #observer = new MutationObserver(() => this.#onAttributes());
  readonly #listeners = new Set<(change: Change) => void>();
  /** All attributes as they were seen last. */
  #seen: Record<string, string> = {};
  /** All attributes as the host has set them. */
  #given: Record<string, string> = {};
  #isNew = true;

  /** @param params Those of the report that is shown; undefined while it is loaded. */
  constructor(host: ReactiveControllerHost & HTMLElement, params: () => Params | undefined) {
    this.#host = host;
    this.#params = params;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host, { attributes: true });
    // What was changed while nobody watched is read now.
    this.#onAttributes();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  /** Calls back after every change, whoever made it. */
  listen(listener: (change: Change) => void): void {
    this.#listeners.add(listener);
  }

  /** The attribute text of each param of the report that is set. */
  texts(): Record<string, string> {
    return this.#paramsIn((name) => this.#host.getAttribute(name));
  }

  /**
   * What a param's attribute, or `name`, says that the host has not set; null where it says the same. The host's texts are
   * those of the report that it wants.
   */
  beyondGiven(name: string, attribute: string | null): string | null {
    if (name === "name") return attribute === this.#givenName ? null : attribute;
    const given = this.given(name);
    if (attribute === null && given === null) return null;
    const [text, before] = [this.textOf(name, attribute), given !== null && this.textOf(name, given)];
    return text === before ? null : text;
  }

  /** What the host has set of a param of its report; null where it has not. */
  given(name: string): string | null {
    return this.#isGivenReport() ? (this.#given[name] ?? null) : null;
  }

  /** Makes the state what the URL says: these texts, and what the host has set where it says nothing. */
  follow(name: string | null, texts: Texts): void {
    const wanted = name ?? this.#givenName;
    if (wanted !== this.#host.getAttribute("name")) queueMicrotask(() => this.change({ name: wanted }, "url"));
    else {
      const names = Object.keys(this.#params() ?? {});
      this.change(Object.fromEntries(names.map((one) => [one, texts[one] ?? this.given(one)])), "url");
    }
  }

  /** The text that stands for an attribute's: the default where there is none. */
  textOf(name: string, attribute: string | null): string {
    const param = this.#params()?.[name];
    return param?.kind === "flag" && attribute === "" ? "on" : (attribute ?? param?.default ?? "");
  }

  /**
   * Changes attributes; a param's default is expressed by having none. The report itself changes with `name`: the params of the
   * one before go.
   * @param isGiven Whether the host might as well have set it.
   * @returns whether it was done: false when the page prevented it.
   */
  change(wanted: Texts, by: ChangedBy, isGiven = false): boolean {
    const isOther = typeof wanted["name"] === "string" && wanted["name"] !== this.#host.getAttribute("name");
    const gone = isOther ? Object.fromEntries(Object.keys(this.texts()).map((name) => [name, null])) : {};
    // What the defaults of another report are is not known before it is loaded.
    const differs = ([name, text]: [string, string | null]) =>
      isOther ? this.#host.getAttribute(name) !== text : this.#now(name) !== this.textOf(name, text);
    const attributes = Object.fromEntries(Object.entries<string | null>({ ...gone, ...wanted }).filter(differs));
    const names = Object.keys(attributes);
    if (names.length === 0) return true;
    const of = (text: (name: string) => string) => Object.fromEntries(names.map((name) => [name, text(name)]));
    const values = of((name) => (isOther ? (attributes[name] ?? "") : this.textOf(name, attributes[name]!)));
    if (
      !this.#host.dispatchEvent(
        new ReportChangeEvent(
          by,
          values,
          of((name) => this.#now(name)),
        ),
      )
    )
      return false;
    const written = isOther
      ? attributes
      : Object.fromEntries(names.map((name) => [name, this.#written(name, attributes[name]!)]));
    for (const [name, text] of Object.entries(written)) {
      if (text === null) this.#host.removeAttribute(name);
      else this.#host.setAttribute(name, text);
      this.#copy(name, this.#seen);
      if (isGiven) this.#copy(name, this.#given);
    }
    this.#tell({ by, wanted: attributes, attributes: written });
    return true;
  }

  get #givenName(): string | null {
    return this.#given["name"] ?? null;
  }

  #now(name: string): string {
    return this.textOf(name, this.#host.getAttribute(name));
  }

  #written(name: string, text: string | null): string | null {
    return text === this.#params()?.[name]?.default ? null : text;
  }

  #isGivenReport(): boolean {
    return this.#host.getAttribute("name") === this.#givenName;
  }

  #paramsIn(read: (name: string) => string | null): Record<string, string> {
    const texts = Object.keys(this.#params() ?? {}).map((name) => [name, read(name)] as const);
    return Object.fromEntries(texts.filter((entry): entry is [string, string] => entry[1] !== null));
  }

  #copy(name: string, to: Record<string, string>): void {
    const text = this.#host.getAttribute(name);
    if (text === null) delete to[name];
    else to[name] = text;
  }

  /** What differs from what was seen last, the host has changed. */
  #onAttributes(): void {
    const names = new Set([...this.#host.getAttributeNames(), ...Object.keys(this.#seen)]);
    const before = this.#seen;
    const changed = [...names].filter((name) => this.#host.getAttribute(name) !== (before[name] ?? null));
    this.#seen = { ...before };
    for (const name of changed) {
      this.#copy(name, this.#seen);
      this.#copy(name, this.#given);
    }
    const params = this.#params() ?? {};
    const told = this.#isNew ? [] : changed.filter((name) => name === "name" || Object.hasOwn(params, name));
    this.#isNew = false;
    const of = (texts: Record<string, string>) =>
      Object.fromEntries(told.map((name) => [name, this.textOf(name, texts[name] ?? null)]));
    if (told.length) {
      this.#host.dispatchEvent(new ReportChangeEvent("host", of(this.#seen), of(before)));
      const attributes = Object.fromEntries(told.map((name) => [name, this.#host.getAttribute(name)]));
      this.#tell({ by: "host", wanted: attributes, attributes });
    }
    this.#host.requestUpdate();
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
    this.#host.requestUpdate();
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    "report-change": ReportChangeEvent;
  }
}
