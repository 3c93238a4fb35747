import type { Row, Statement } from "../../../src/query/index.js";

export interface ReadOptions {
  /** Names for the columns of the answer; those of the statement when left out. */
  names?: readonly string[];
  /** Is told how many rows there are before any is handed over, and may refuse them by throwing. */
  check?: (rows: number) => void;
  /** Aborts when nobody waits for the answer any more: the statement is given up, and what is read simply ends. */
  signal?: AbortSignal;
}

/** One column of an answer: its values, some at a time. */
export interface ColumnValues {
  name: string;
  parts: Iterable<readonly unknown[]>;
}

/** What runs statements on the requests. Whatever it hands over is a text, a number, a truth value or null. */
export interface Engine {
  /**
   * Runs a statement, then hands over its rows, some thousand at a time.
   * @throws QueryTimeout, EngineUnavailable, EngineFailure; what `check` throws.
   */
  chunks(statement: Statement, options?: ReadOptions): AsyncGenerator<Row[]>;
  /**
   * As `chunks`, but rows are made as they are read: memory stays bounded however many there are, and the statement lasts as
   * long as its reader.
   * @throws QueryTimeout when the first rows take too long, EngineUnavailable, EngineFailure.
   */
  stream(statement: Statement, options?: Omit<ReadOptions, "check">): AsyncGenerator<Row[]>;
  /**
   * Runs a statement, then hands over its answer column by column.
   * @throws QueryTimeout, EngineUnavailable, EngineFailure; what `check` throws.
   */
  columns(statement: Statement, options?: ReadOptions): AsyncGenerator<ColumnValues>;
  /** The SQL of a DOUBLE as plain decimal text. */
  decimal(expression: string): string;
  close(): void;
}

/** Work that was given up after the store's timeout (milliseconds). */
export class QueryTimeout extends Error {
  override name = "QueryTimeout";

  constructor(timeout: number, options?: ErrorOptions) {
    super(`No answer within ${timeout / 1000} s`, options);
  }
}

/** The engine does not answer now, and may later. `code` says what the matter is in one word. */
export class EngineUnavailable extends Error {
  override name = "EngineUnavailable";

  constructor(
    message: string,
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The engine has answered that it cannot run the statement. `code` says what the matter is in one word. */
export class EngineFailure extends Error {
  override name = "EngineFailure";

  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}
