import { Task, TaskStatus } from "@lit/task";
import { dequal } from "dequal";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Question } from "../query/index.js";
import { isRefusal, type Source } from "../sources/source.js";
import type { Slot } from "../view.js";

/** Whom to ask what; `topic` tells sets of questions apart whose names must not be mixed up. */
export interface Asked {
  topic: unknown;
  source: Source;
  questions: Record<string, Question>;
  /** What has changed is none of the reader's doing, who should not notice. */
  isQuiet: boolean;
}

/** How questions are asked: whether the reader should not notice, and how old (ms) a remembered answer may be. */
interface Manner {
  isQuiet?: boolean;
  maxAge?: number;
}

/**
 * Asks a source a set of named questions and keeps what comes back in slots. It asks again when the source or a question
 * changes, aborting what is no longer wanted; each slot is filled as soon as its own answer is there. An answer that says the
 * same as the one before stays the same object.
 */
export class AnswersController implements ReactiveController {
  slots: ReadonlyMap<string, Slot> = new Map();
  /** What the slots are about. */
  topic: unknown;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #task: Task<readonly [unknown, Source | undefined, string, number], void>;
  #attempt = 0;
  /** How it is asked now, and how the next time. */
  #manner: Manner = {};
  #next: Manner = {};
  #wasAborted = false;

  constructor(host: ReactiveControllerHost & HTMLElement, asked: () => Asked | undefined) {
    this.#host = host;
    host.addController(this);
    this.#task = new Task(
      host,
      (_, { signal }) => {
        const now = asked();
        return now && this.#ask(now, signal);
      },
      () => {
        const { topic, source, questions } = asked() ?? {};
        return [topic, source, JSON.stringify(questions ?? {}), this.#attempt] as const;
      },
    );
  }

  /** Whether answers are waited for. */
  get isPending(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  /** Resolves when no answers are waited for any more. */
  get settled(): Promise<void> {
    return this.#task.taskComplete;
  }

  hostConnected(): void {
    if (this.#wasAborted) this.#again(this.#manner);
    this.#wasAborted = false;
  }

  /** A tag that is nowhere asks nothing. */
  hostUpdate(): void {
    this.#task.autoRun = this.#host.isConnected;
  }

  /** Nobody waits for the answers of a tag that is gone; one that is only moved keeps waiting. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected || !this.isPending) return;
      this.#wasAborted = true;
      this.#task.abort();
    });
  }

  /** Asks everything again; what failed or is old, without looking at what is remembered. */
  retry(): void {
    this.#again({});
  }

  /** Asks everything again without the reader's noticing, unless it is being asked. */
  refresh(maxAge: number): void {
    if (!this.isPending) this.#again({ isQuiet: true, maxAge });
  }

  #again(manner: Manner): void {
    this.#next = manner;
    this.#attempt++;
    this.#host.requestUpdate();
  }

  async #ask({ topic, source, questions, isQuiet }: Asked, signal: AbortSignal): Promise<void> {
    const manner = (this.#manner = { isQuiet, ...this.#next });
    this.#next = {};
    const before = topic === this.topic ? this.slots : new Map<string, Slot>();
    this.topic = topic;
    const slots = new Map<string, Slot>();
    this.slots = slots;
    await Promise.all(
      Object.entries(questions).map(async ([name, question]) => {
        const last = before.get(name);
        slots.set(name, waiting(question, last, manner));
        const slot = await answered(source, question, last, manner, signal);
        if (signal.aborted) return;
        slots.set(name, slot);
        this.#host.requestUpdate();
      }),
    );
  }
}

function waiting(question: Question, last: Slot | undefined, { isQuiet = false }: Manner): Slot {
  if (!last || (!last.answer && !(isQuiet && last.error))) return { question, state: "loading" };
  return { ...last, state: "refreshing", isQuiet };
}

/** What comes of a question. Where it fails that was answered before, the last answer stands in, unless access is refused. */
async function answered(
  source: Source,
  question: Question,
  last: Slot | undefined,
  { maxAge }: Manner,
  signal: AbortSignal,
): Promise<Slot> {
  const oldest = last?.error ? 0 : maxAge;
  let old: Pick<Slot, "stale" | "error"> = {};
  try {
    const answer = await source.answer(question, {
      signal,
      ...(oldest !== undefined && { maxAge: oldest }),
      onStale: (stale, error) => (old = { stale, error }),
    });
    const kept = dequal(answer, last?.answer) ? last!.answer! : answer;
    return { question, state: "ready", answer: kept, fetched: old.stale ?? new Date(), ...old };
  } catch (thrown) {
    const error = thrown as Error;
    if (isRefusal(error) || !last?.answer || !dequal(last.question, question)) return { question, state: "error", error };
    return { question, state: "ready", answer: last.answer, fetched: last.fetched!, stale: last.fetched!, error };
  }
}
