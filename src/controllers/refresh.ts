import type { ReactiveController, ReactiveControllerHost } from "lit";

/** The shortest and the longest interval, in seconds. */
const LEAST = 10;
const MOST = 86_400;

/** What is accepted for an interval. */
export const INTERVALS = ["0", `${LEAST}–${MOST}`];

/** The seconds of an interval's text: 0 for never, undefined when it is not accepted. */
export function intervalOf(text: string): number | undefined {
  const seconds = /^\d*$/.test(text) ? Number(text) : NaN;
  return seconds === 0 || (seconds >= LEAST && seconds <= MOST) ? seconds : undefined;
}

/** What a refresh has to do with a tag. */
export interface RefreshUse {
  /** Seconds as text. */
  interval: () => string;
  /** Whether somebody may see the tag. */
  isNear: () => boolean;
  /** Changes when everything is asked anew. */
  topic: () => unknown;
  /** Asks again what is older than so many milliseconds. */
  refresh: (maxAge: number) => Promise<void>;
}

/**
 * Asks a tag's questions again and again, while somebody may see it and the network is there; what was missed meanwhile is made
 * up for at once. A tag that comes back to its reader looks at the calendar as well.
 */
export class RefreshController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #use: RefreshUse;
  #topic: unknown;
  #asked = 0;
  /** Pages that were opened together come apart. */
  #stretch = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watch: AbortController | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, use: RefreshUse) {
    this.#host = host;
    this.#use = use;
    host.addController(this);
  }

  hostConnected(): void {
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    const wake = () => this.#host.requestUpdate();
    document.addEventListener("visibilitychange", wake, { signal });
    for (const type of ["pageshow", "online"]) addEventListener(type, wake, { signal });
  }

  hostDisconnected(): void {
    this.#watch?.abort();
    clearTimeout(this.#timer);
  }

  hostUpdated(): void {
    if (this.#topic !== this.#use.topic()) this.#begin();
    this.#plan();
  }

  #begin(): void {
    this.#topic = this.#use.topic();
    this.#asked = Date.now();
    this.#stretch = 1 + Math.random() / 10;
  }

  readonly #plan = (): void => {
    clearTimeout(this.#timer);
    const interval = (intervalOf(this.#use.interval()) ?? 0) * 1000;
    const isAwake = this.#host.isConnected && this.#use.isNear() && !document.hidden && navigator.onLine;
    if (!interval || !isAwake) return;
    const wait = this.#asked + interval * this.#stretch - Date.now();
    if (wait > 0) this.#timer = setTimeout(this.#plan, wait);
    else {
      this.#begin();
      // What another tag of the page has asked since the middle of the interval is new enough.
      void this.#use.refresh(interval / 2);
    }
  };
}
