import { Task, TaskStatus } from "@lit/task";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Question } from "../query/index.js";
import type { Source } from "../sources/source.js";
import type { Slot } from "../view.js";

/** Whom to ask what; `topic` tells sets of questions apart whose names must not be mixed up. */
export interface Asked {
  topic: unknown;
  source: Source;
  questions: Record<string, Question>;
}

/**
 * Asks a source a set of named questions and keeps what comes back in slots. It asks again when the source or a question
 * changes, aborting what is no longer wanted; each slot is filled as soon as its own answer is there.
 */
export class AnswersController implements ReactiveController {
  slots: ReadonlyMap<string, Slot> = new Map();
  /** What the slots are about. */
  topic: unknown;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #task: Task<readonly [unknown, Source | undefined, string, number], void>;
  #attempt = 0;
  #wasAborted = false;

  constructor(host: ReactiveControllerHost & HTMLElement, asked: () => Asked | undefined) {
    this.#host = host;
    host.addController(this);
    this.#task = new Task(
      host,
      ([topic, source, questions], { signal }) =>
        source ? this.#ask(topic, source, JSON.parse(questions) as Asked["questions"], signal) : undefined,
      () => {
        const { topic, source, questions } = asked() ?? {};
        return [topic, source, JSON.stringify(questions ?? {}), this.#attempt] as const;
      },
    );
  }

  hostConnected(): void {
    if (this.#wasAborted) this.retry();
    this.#wasAborted = false;
  }

  /** Nobody waits for the answers of a tag that is gone; one that is only moved keeps waiting. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected || this.#task.status !== TaskStatus.PENDING) return;
      this.#wasAborted = true;
      this.#task.abort();
    });
  }

  /** Asks everything again; what failed or is old, without looking at what is remembered. */
  retry(): void {
    this.#attempt++;
    this.#host.requestUpdate();
  }

  async #ask(topic: unknown, source: Source, questions: Record<string, Question>, signal: AbortSignal): Promise<void> {
    const before = topic === this.topic ? this.slots : new Map<string, Slot>();
    this.topic = topic;
    const slots = new Map<string, Slot>();
    this.slots = slots;
    await Promise.all(
      Object.entries(questions).map(async ([name, question]) => {
        const last = before.get(name);
        slots.set(name, last?.answer ? { ...last, state: "refreshing" } : { question, state: "loading" });
        const isToBeAskedAgain = last?.error !== undefined || last?.stale !== undefined;
        let stale: Date | undefined;
        try {
          const answer = await source.answer(question, {
            signal,
            ...(isToBeAskedAgain && { maxAge: 0 }),
            onStale: (fetched) => (stale = fetched),
          });
          slots.set(name, { question, state: "ready", answer, ...(stale && { stale }) });
        } catch (error) {
          if (signal.aborted) return;
          slots.set(name, { question, state: "error", error: error as Error });
        }
        this.#host.requestUpdate();
      }),
    );
  }
}
