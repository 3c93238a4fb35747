import type { DuckDBConnection, DuckDBInstance, DuckDBResult, DuckDBValue } from "@duckdb/node-api";
import { compile, type AggregateQuestion, type PointsQuestion, type Row, type Statement } from "../../../src/query/index.js";
import { readFacts, type Facts } from "./facts.js";
import { openLake, type TableFor } from "./lake/open.js";
import { REQUESTS } from "./schema.js";

export interface StoreOptions {
  /** What DuckDB may hold in memory, e.g. `1GB`. */
  memoryLimit?: string;
  /** Processor threads that DuckDB may use; as many as there are when left out. */
  threads?: number;
  /** Milliseconds after which a statement is given up. */
  timeout?: number;
  /** Whether a lake answers from its cubes where they tell enough; it does when left out. */
  cubes?: boolean;
}

export interface ReadOptions {
  /** Names for the columns of the answer; those of the statement when left out. */
  names?: readonly string[];
  /** Is told how many rows there are before any is handed over, and may refuse them by throwing. */
  check?: (rows: number) => void;
  /** Aborts when nobody waits for the answer any more: the statement is given up, and what is read simply ends. */
  signal?: AbortSignal;
}

/** One column of an answer: its values, some two thousand at a time. */
export interface ColumnValues {
  name: string;
  parts: Iterable<readonly DuckDBValue[]>;
}

/** Work that was given up after the store's timeout (milliseconds). */
export class QueryTimeout extends Error {
  override name = "QueryTimeout";

  constructor(timeout: number, options?: ErrorOptions) {
    super(`No answer within ${timeout / 1000} s`, options);
  }
}

/** A database file or a lake, opened for reading. */
export class Store {
  readonly #instance: DuckDBInstance;
  readonly #tableFor: TableFor;

  private constructor(
    instance: DuckDBInstance,
    tableFor: TableFor,
    readonly facts: Facts,
    /** The clause with which a scan of `requests` is in order of request_id: none where they are laid down so. */
    readonly inOrder: "" | " ORDER BY request_id",
    /** Milliseconds after which work on an answer is given up. */
    readonly timeout = 15_000,
  ) {
    this.#instance = instance;
    this.#tableFor = tableFor;
  }

  /** @throws UserError when there is no file, or none of ours, at the path. */
  static async open(path: string, options: StoreOptions = {}): Promise<Store> {
    const { instance, facts } = await readFacts(path, { access_mode: "READ_ONLY", ...configOf(options) });
    return new Store(instance, () => REQUESTS, facts, "", options.timeout);
  }

  /** @throws UserError when there is no lake, or none of ours, at the path. */
  static async openLake(path: string, options: StoreOptions = {}): Promise<Store> {
    const { instance, facts, tableFor } = await openLake(path, configOf(options), options.cubes);
    return new Store(instance, tableFor, facts, " ORDER BY request_id", options.timeout);
  }

  /** Compiles a question to a statement on the requests, or on cells that stand for them. */
  compile(question: AggregateQuestion | PointsQuestion): Statement {
    return compile(question, this.#tableFor(question));
  }

  /**
   * Runs a statement, then hands over its rows some two thousand at a time. The statement is over before the first rows are
   * handed over, so a slow reader holds no work up.
   * @throws QueryTimeout; what `check` throws.
   */
  async *chunks({ sql, params }: Statement, { names, check, signal }: ReadOptions = {}): AsyncGenerator<Row[]> {
    yield* this.#connected(signal, async function* (connection, timed) {
      const result = await timed(connection.run(sql, params));
      check?.(result.rowCount);
      yield* rowsOf(result, names);
    });
  }

  /**
   * As `chunks`, but rows are made as they are read: memory stays bounded however many there are, and the statement lasts as
   * long as its reader.
   * @throws QueryTimeout when the first rows take too long.
   */
  async *stream({ sql, params }: Statement, { names, signal }: ReadOptions = {}): AsyncGenerator<Row[]> {
    yield* this.#connected(signal, async function* (connection, timed) {
      yield* rowsOf(await timed(connection.stream(sql, params)), names);
    });
  }

  /**
   * Runs a statement, then hands over its answer column by column.
   * @throws QueryTimeout; what `check` throws.
   */
  async *columns({ sql, params }: Statement, { names, check, signal }: ReadOptions = {}): AsyncGenerator<ColumnValues> {
    yield* this.#connected(signal, async function* (connection, timed) {
      const result = await timed(connection.run(sql, params));
      check?.(result.rowCount);
      const chunks = await result.fetchAllChunks();
      for (const [index, name] of (names ?? result.columnNames()).entries())
        yield { name, parts: mapped(chunks, (chunk) => chunk.getColumnValues(index)) };
    });
  }

  /** All rows of a statement. @throws QueryTimeout */
  async rows(statement: Statement, options: ReadOptions = {}): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const chunk of this.chunks(statement, options)) rows.push(...chunk);
    return rows;
  }

  close(): void {
    this.#instance.closeSync();
  }

  /** Reads with a connection of its own, which is closed at the end. `timed` gives a statement up when it takes too long. */
  async *#connected<T>(
    signal: AbortSignal | undefined,
    read: (connection: DuckDBConnection, timed: <R>(running: Promise<R>) => Promise<R>) => AsyncGenerator<T>,
  ): AsyncGenerator<T> {
    const connection = await this.#instance.connect();
    let nagging: NodeJS.Timeout | undefined;
    // An interrupt that comes before the statement has begun is lost, so it is repeated.
    const giveUp = () => void (nagging = setInterval(() => connection.interrupt(), 20));
    signal?.addEventListener("abort", giveUp, { once: true });
    try {
      if (!signal?.aborted) yield* read(connection, (running) => this.#timed(connection, running));
    } catch (error) {
      if (!signal?.aborted) throw error;
    } finally {
      signal?.removeEventListener("abort", giveUp);
      clearInterval(nagging);
      connection.closeSync();
    }
  }

  async #timed<R>(connection: DuckDBConnection, running: Promise<R>): Promise<R> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      connection.interrupt();
    }, this.timeout);
    try {
      return await running;
    } catch (error) {
      throw late ? new QueryTimeout(this.timeout, { cause: error }) : error;
    } finally {
      clearTimeout(timer);
    }
  }
}

function configOf({ memoryLimit = "1GB", threads }: StoreOptions): Record<string, string> {
  return { memory_limit: memoryLimit, ...(threads === undefined ? {} : { threads: String(threads) }) };
}

async function* rowsOf(result: DuckDBResult, names: readonly string[] = result.columnNames()): AsyncGenerator<Row[]> {
  for await (const values of result.yieldRows())
    yield values.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])) as Row);
}

function* mapped<A, B>(items: Iterable<A>, change: (item: A) => B): Generator<B> {
  for (const item of items) yield change(item);
}
