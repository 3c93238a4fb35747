import type { ReactiveController, ReactiveControllerHost } from "lit";
import { SourceError, type SourceErrorCode } from "../sources/source.js";
import type { Slot } from "../view.js";

/** Everything that a report has asked is answered and on the page; charts draw as they come into sight. */
export class ReportLoadEvent extends Event {
  /**
   * @param name The report's name.
   * @param duration Milliseconds since it began to ask.
   */
  constructor(
    readonly name: string,
    readonly duration: number,
  ) {
    super("report-load", { bubbles: true, composed: true });
  }
}

/**
 * Why a reader does not see what there is to see. Beside the codes of sources: `stale` (an old answer stands in for one that
 * could not be had; `error` says why), `broken-source` (a source threw something else than a SourceError), `unknown-report`,
 * `broken-report` (its own code failed, or it asks for what there is not), `no-report` (its file did not come), `no-source`
 * (neither `api` nor `source` is set), `no-engine` (a chart could not be drawn).
 */
export type ReportErrorCode =
  SourceErrorCode | "stale" | "broken-source" | "unknown-report" | "broken-report" | "no-report" | "no-source" | "no-engine";

/** Something failed; told once, however long it shows. */
export class ReportErrorEvent extends Event {
  /** @param error What was thrown, if anything. */
  constructor(
    readonly code: ReportErrorCode,
    readonly message: string,
    readonly error?: Error,
  ) {
    super("report-error", { bubbles: true, composed: true });
  }
}

/** A failure as it stands; the same as long as its error is the same object. */
export interface Failure {
  code: ReportErrorCode;
  message: string;
  error?: Error;
}

/** The failures among answers. */
export function failuresIn(slots: Iterable<Slot>): Failure[] {
  return [...slots].flatMap(({ error, stale }) => {
    if (!error) return [];
    const code = stale ? "stale" : error instanceof SourceError ? error.code : "broken-source";
    return [{ code, message: error.message, error }];
  });
}

/** What is told. */
export interface Tale {
  name: () => string;
  /** Whether answers are waited for. */
  isPending: () => boolean;
  /** Whether there is something to see. */
  isShown: () => boolean;
  failures: () => Iterable<Failure>;
}

/** Tells the page when everything is loaded, and what failed. */
export class TellingController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #tale: Tale;
  readonly #told = new WeakSet<Error>();
  /** The codes of failures without an error that stand, with the name of the report. */
  #standing = new Set<string>();
  /** Since when answers are waited for. */
  #since: number | undefined;

  /** To be made after those who ask. */
  constructor(host: ReactiveControllerHost & HTMLElement, tale: Tale) {
    this.#host = host;
    this.#tale = tale;
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#tale.isPending()) this.#since ??= performance.now();
  }

  hostUpdated(): void {
    this.#tellFailures();
    if (this.#since === undefined || this.#tale.isPending() || !this.#host.isConnected) return;
    const duration = performance.now() - this.#since;
    this.#since = undefined;
    if (this.#tale.isShown()) this.#host.dispatchEvent(new ReportLoadEvent(this.#tale.name(), duration));
  }

  hostDisconnected(): void {
    queueMicrotask(() => this.#host.isConnected || (this.#since = undefined));
  }

  /** Lets a chart's failure pass to the page, once where many charts meet with the same. */
  readonly onError = (event: ReportErrorEvent): void => {
    if (!this.#isNew(event.error!)) event.stopPropagation();
  };

  #tellFailures(): void {
    const before = this.#standing;
    this.#standing = new Set();
    for (const { code, message, error } of this.#tale.failures()) {
      const key = `${code} ${this.#tale.name()}`;
      if (!error) this.#standing.add(key);
      if (error ? this.#isNew(error) : !before.has(key)) this.#host.dispatchEvent(new ReportErrorEvent(code, message, error));
    }
  }

  #isNew(error: Error): boolean {
    const isNew = !this.#told.has(error);
    this.#told.add(error);
    return isNew;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    "report-load": ReportLoadEvent;
    "report-error": ReportErrorEvent;
  }
}
