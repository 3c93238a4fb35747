import { html, nothing, type ReactiveControllerHost } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { StateController } from "./state.js";

/** Milliseconds after which it is said that a change takes its time. */
const SLOW = 1000;

/** What can be said of a change. */
export interface Announced {
  /** What is shown; the first time that something else is shown is no change of it. */
  topic: unknown;
  /** Not all is answered yet. */
  isBusy: boolean;
  waiting: string;
  /** What holds now; empty when something else says it. */
  outcome: () => string;
}

/**
 * Says once after a change, when all of it is answered, what now holds. Nothing is said when a report is shown at first, when
 * its data is only refreshed, and by tags that follow another of their group.
 */
export class AnnouncementController {
  readonly #host: ReactiveControllerHost;
  #topic: unknown;
  #isSettled = false;
  #isDue = false;
  #isSlow = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #said = "";
  #times = 0;

  constructor(host: ReactiveControllerHost, state: StateController) {
    this.#host = host;
    state.listen(({ by }) => (this.#isDue ||= by !== "group" && this.#isSettled));
  }

  /** The content of the live region. What is said a second time is a new element, so that it is read again. */
  say({ topic, isBusy, waiting, outcome }: Announced): unknown {
    if (topic !== this.#topic) this.#isDue = this.#isSettled = false;
    this.#topic = topic;
    if (isBusy && this.#isDue) this.#timer ??= setTimeout(() => this.#setSlow(), SLOW);
    if (!isBusy) this.#settle(outcome);
    if (this.#isSlow) return waiting;
    return this.#said ? keyed(this.#times, html`<span>${this.#said}</span>`) : nothing;
  }

  #settle(outcome: () => string): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isSlow = false;
    this.#isSettled = true;
    if (!this.#isDue) return;
    this.#isDue = false;
    this.#said = outcome();
    this.#times++;
  }

  #setSlow(): void {
    this.#isSlow = true;
    this.#host.requestUpdate();
  }
}
