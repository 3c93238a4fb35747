import type { ReactiveController, ReactiveControllerHost } from "lit";
import { attributeText, type PropertyValue } from "../properties.js";
import type { Params } from "../report.js";
import type { Change, StateController } from "./state.js";

/** What the tags of a group, and the page around them, tell each other. */
export interface GroupMessage {
  group: string;
  /**
   * What is chosen, by name: attribute texts, or what the properties of these names take; null for a choice that was taken
   * back, with which every tag shows its own again.
   */
  values: Record<string, PropertyValue>;
  /** Whether the page's URL says so; a tag that has keys of its own there goes by them. */
  isUrl?: boolean;
}

/** Filters of a group are chosen; goes out on the document. A page joins by listening to it and by dispatching it. */
const CHOSEN = "report-group";
/** A tag that comes to a group asks what is chosen there; who knows fills it in. */
const ASKED = "report-group-ask";

/** What a group has to do with a tag. */
export interface GroupUse {
  group: () => string;
  params: () => Params | undefined;
  /** Whether the URL says what the tag shows of a param. */
  isInUrl: (name: string) => boolean;
  /** Those of these texts that the tag's report takes. */
  accepted: (texts: Readonly<Record<string, string>>) => Record<string, string>;
}

/**
 * Shares filters with the other tags of a group, by events on the document: so it works across frameworks and copies of this
 * library. Each tag follows in what its report has in common; the first that has chosen something wins over those that come
 * later.
 */
export class GroupController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #state: StateController;
  readonly #use: GroupUse;
  #watch: AbortController | undefined;
  #joined: readonly [Params | undefined, string] = [undefined, ""];
  /** What was chosen in the group while the report was not there yet. */
  #heard: GroupMessage["values"] = {};
  #isSpeaking = false;

  constructor(host: ReactiveControllerHost & HTMLElement, state: StateController, use: GroupUse) {
    this.#host = host;
    this.#state = state;
    this.#use = use;
    host.addController(this);
    state.listen((change) => this.#onChange(change));
  }

  hostConnected(): void {
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    document.addEventListener(CHOSEN, (event) => this.#onChosen(event), { signal });
    document.addEventListener(ASKED, (event) => this.#onAsked(event), { signal });
    this.#joined = [undefined, ""];
  }

  hostDisconnected(): void {
    this.#watch?.abort();
  }

  /** A tag joins when its report is known, and again with another report or group. */
  hostUpdate(): void {
    const now = [this.#use.params(), this.#use.group()] as const;
    if (now.every((part, i) => part === this.#joined[i])) return;
    this.#joined = now;
    const [params, group] = now;
    if (params && group) this.#join(params, group);
  }

  #join(params: Params, group: string): void {
    const values: GroupMessage["values"] = {};
    this.#speak(() =>
      document.dispatchEvent(new CustomEvent(ASKED, { detail: { group, names: Object.keys(params), values } })),
    );
    const heard = this.#heard;
    this.#heard = {};
    this.#adopt({ ...values, ...heard }, true);
    const own = this.#state.texts();
    if (Object.keys(own).length) this.#tell(own);
  }

  #onChange({ by, wanted }: Change): void {
    // What is chosen now is newer than what was heard.
    for (const name of Object.keys(wanted)) delete this.#heard[name];
    // With another report, the tag joins anew.
    if (by === "group" || !this.#use.group() || !this.#use.params() || Object.hasOwn(wanted, "name")) return;
    const taken = ([name, text]: [string, string | null]): boolean =>
      text === null || (by === "url" && !this.#use.isInUrl(name));
    const texts = Object.entries(wanted).map(
      (entry) => [entry[0], taken(entry) ? null : this.#state.textOf(...entry)] as const,
    );
    this.#tell(Object.fromEntries(texts), by === "url");
  }

  #tell(values: GroupMessage["values"], isUrl = false): void {
    const detail: GroupMessage = { group: this.#use.group(), values, ...(isUrl && { isUrl }) };
    this.#speak(() => document.dispatchEvent(new CustomEvent(CHOSEN, { detail })));
  }

  #speak(say: () => void): void {
    this.#isSpeaking = true;
    try {
      say();
    } finally {
      this.#isSpeaking = false;
    }
  }

  #onChosen(event: Event): void {
    const message = messageOf(event);
    if (this.#isSpeaking || message?.group !== this.#use.group()) return;
    const others = Object.entries(message.values).filter(([name]) => !message.isUrl || !this.#use.isInUrl(name));
    const values = Object.fromEntries(others);
    if (this.#use.params()) this.#adopt(values);
    else Object.assign(this.#heard, values);
  }

  /** Also one whose report is not there yet, or who asks itself, has its say: the first of the page is heard. */
  #onAsked(event: Event): void {
    const message = messageOf(event);
    if (message?.group !== this.#use.group()) return;
    const { names } = (event as CustomEvent<{ names: readonly string[] }>).detail;
    for (const name of names) {
      const text = this.#heard[name] ?? this.#host.getAttribute(name);
      if (text !== null) message.values[name] ??= text;
    }
  }

  /** What a newcomer finds is to it as if the host had set it. */
  #adopt(values: GroupMessage["values"], isNew = false): void {
    const chosen: Record<string, string> = {};
    const back: Record<string, string | null> = {};
    for (const [name, value] of Object.entries(values)) {
      const text = attributeText(value);
      if (text !== null) chosen[name] = text;
      else if (Object.hasOwn(this.#use.params()!, name)) back[name] = this.#state.given(name);
    }
    this.#state.change({ ...this.#use.accepted(chosen), ...back }, "group", isNew);
  }
}

/** The message of an event of a group; undefined when it makes no sense or is about none. */
function messageOf(event: Event): GroupMessage | undefined {
  const { group, values, isUrl = false } = ((event as CustomEvent).detail ?? {}) as Partial<GroupMessage>;
  if (typeof group !== "string" || group === "" || typeof values !== "object" || values === null) return undefined;
  return { group, values, isUrl };
}

declare global {
  interface DocumentEventMap {
    "report-group": CustomEvent<GroupMessage>;
  }
}
