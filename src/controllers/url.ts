import type { ReactiveController, ReactiveControllerHost } from "lit";
import { reportNames } from "../catalogue.js";
import type { Params } from "../report.js";
import { keyOf } from "../url/keys.js";
import { readQuery, writeQuery } from "../url/query.js";
import { currentRouter, onRouter } from "../url/router.js";
import type { Change, StateController, Texts } from "./state.js";

/** How a reader's choice gets into the URL: as an entry of the history, in the present entry, or not at all. */
export const URL_HISTORIES = ["push", "replace", "off"];

/** What the URL has to do with a tag. */
export interface UrlUse {
  /** The namespace of the tag's keys; null when the tag leaves the URL alone. */
  namespace: () => string | null;
  history: () => string;
  params: () => Params | undefined;
}

/** Entries of the history that differ only by one more step of the same field within this time (ms) become one. */
const GESTURE = 1000;

/**
 * Keeps the state and the page's URL in step, where the host asks for it. In the URL stands what differs from what the host has
 * set, so that a link restores it on the same page. A reader's choice makes an entry of the history; what follows from it
 * elsewhere changes that entry.
 */
export class UrlController implements ReactiveController {
  readonly #host: HTMLElement;
  readonly #state: StateController;
  readonly #use: UrlUse;
  /** A report that the URL names and that there is not. */
  unknownName: string | undefined;
  #stop: (() => void)[] = [];
  #unwatch: (() => void) | undefined;
  /** The params and the namespace for which it was read. */
  #readFor: readonly [Params | undefined, string | null] = [undefined, null];
  #gesture = { names: "", end: 0 };

  constructor(host: ReactiveControllerHost & HTMLElement, state: StateController, use: UrlUse) {
    this.#host = host;
    this.#state = state;
    this.#use = use;
    host.addController(this);
    state.listen((change) => this.#onChange(change));
  }

  hostConnected(): void {
    this.#readFor = [undefined, null];
    this.#watch();
    this.#read();
    this.#stop = [onRouter(() => this.#watch()), () => this.#unwatch?.()];
  }

  hostDisconnected(): void {
    for (const stop of this.#stop) stop();
  }

  /** What a URL says is known when the report is, and again when the tag gets other keys. */
  hostUpdate(): void {
    const now = [this.#use.params(), this.#use.namespace()] as const;
    if (now.every((part, i) => part === this.#readFor[i])) return;
    this.#readFor = now;
    this.#read();
  }

  /** Whether the URL has a key of this tag's for a param. */
  has(name: string): boolean {
    const namespace = this.#use.namespace();
    const key = namespace === null ? undefined : keyOf(name, namespace);
    return key !== undefined && readQuery(currentRouter().read(), [key]).size > 0;
  }

  /**
   * The page's address that restores this view, whatever the host sets next time; null where the page's URL has nothing of the
   * tag's state.
   */
  link(): string | null {
    const namespace = this.#use.namespace();
    const router = currentRouter();
    const isWritten = this.#use.history() !== "off";
    if (namespace === null || !(router.href || isWritten)) return null;
    const names = ["name", ...Object.keys(this.#use.params() ?? {})];
    const query = writeQuery(
      router.read(),
      this.#entries(namespace, names, (name) => this.#pinned(name)),
    );
    return router.href?.(query) ?? location.href;
  }

  #watch(): void {
    this.#unwatch?.();
    this.#unwatch = currentRouter().watch(() => this.#read());
  }

  #read(): void {
    const namespace = this.#use.namespace();
    if (namespace === null) return;
    const names = ["name", ...Object.keys(this.#use.params() ?? {})];
    const keys = new Map(names.map((name) => [name, keyOf(name, namespace)]));
    const found = readQuery(
      currentRouter().read(),
      [...keys.values()].filter((key) => key !== undefined),
    );
    const texts = Object.fromEntries(names.map((name) => [name, found.get(keys.get(name) ?? "") ?? null]));
    const asked = texts["name"] ?? null;
    this.unknownName = asked !== null && !reportNames().includes(asked) ? asked : undefined;
    this.#state.follow(this.unknownName === undefined ? asked : null, texts);
  }

  #onChange({ by, attributes }: Change): void {
    const namespace = this.#use.namespace();
    const history = this.#use.history();
    if (namespace === null || by === "url" || history === "off") return;
    const router = currentRouter();
    const query = writeQuery(
      router.read(),
      this.#entries(namespace, Object.keys(attributes), (name) => this.#state.beyondGiven(name, attributes[name]!)),
    );
    const isStep = by === "user" && history !== "replace" && !this.#continues(attributes);
    if (query !== router.read()) router.write(query, isStep ? "push" : "replace");
  }

  /** What a key of the URL must say for the tag to show what it shows now, also where the host has set that. */
  #pinned(name: string): string | null {
    const attribute = this.#host.getAttribute(name);
    if (name === "name") return this.#state.beyondGiven(name, attribute);
    return attribute === null && this.#state.given(name) === null ? null : this.#state.textOf(name, attribute);
  }

  #entries(namespace: string, names: readonly string[], textOf: (name: string) => string | null): Map<string, string | null> {
    const keys = names.map((name) => [keyOf(name, namespace), name] as const);
    return new Map(keys.flatMap(([key, name]) => (key === undefined ? [] : [[key, textOf(name)]])));
  }

  /** Whether a reader goes on with what has made the last entry: a number or a day that is changed step by step. */
  #continues(attributes: Texts): boolean {
    const names = Object.keys(attributes);
    const isGradual = names.every((name) => {
      const kind = this.#use.params()?.[name]?.kind;
      return kind === "number" || kind === "day" || attributes[name]?.includes("..");
    });
    const now = performance.now();
    const before = this.#gesture;
    this.#gesture = { names: isGradual ? names.join() : "", end: now + GESTURE };
    return isGradual && before.names === names.join() && now < before.end;
  }
}
