import type { AnswerTo, Question } from "../query/index.js";

/** What an asker may add to a question. */
export interface Asking {
  /** Aborts when nobody waits for the answer any more. */
  signal?: AbortSignal;
  /** Called when the answer is an earlier one because a new one could not be had; with the moment it was fetched, and why. */
  onStale?: (fetched: Date, cause: Error) => void;
  /** How old (ms) an answer taken from memory may be; 0: ask again. The source decides where nothing is said. */
  maxAge?: number;
}

/** A backend that answers questions on service requests. A source pushes down what its backend can do and finishes the rest. */
export interface Source {
  /** What tells this source from others; equal sources share answers. */
  readonly id: string;
  /** The time zone of the city's civil dates (IANA name), as long as its answer to a freshness question names none. */
  readonly timeZone: string;
  /** @throws SourceError */
  answer<Q extends Question>(question: Q, asking?: Asking): Promise<AnswerTo<Q>>;
}

/**
 * Why there is no answer: `network` (could not be reached), `http` (the backend failed), `invalid` (its answer makes no sense),
 * `cannot-answer` (this backend cannot answer this question; others it can).
 */
export type SourceErrorCode = "network" | "http" | "invalid" | "cannot-answer";

/** A failure of a source; `message` says what failed, `url` which request, `cause` what is known beyond. */
export class SourceError extends Error {
  readonly url: string | undefined;
  readonly status: number | undefined;

  constructor(
    readonly code: SourceErrorCode,
    message: string,
    options: { url?: string; status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "SourceError";
    this.url = options.url;
    this.status = options.status;
  }
}

/** Whether access was refused: then no later try and no older answer will do. */
export function isRefusal(error: unknown): boolean {
  return error instanceof SourceError && (error.status === 401 || error.status === 403);
}
