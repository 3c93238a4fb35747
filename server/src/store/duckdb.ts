import type { DuckDBConnection, DuckDBInstance, DuckDBResult } from "@duckdb/node-api";
import type { Row, Statement } from "../../../src/query/index.js";
import { QueryTimeout, type ColumnValues, type Engine, type ReadOptions } from "./engine.js";

/** Runs statements on an embedded DuckDB, which it closes. */
export class DuckDbEngine implements Engine {
  readonly #instance: DuckDBInstance;
  readonly #timeout: number;

  /** @param timeout milliseconds after which a statement is given up. */
  constructor(instance: DuckDBInstance, timeout: number) {
    this.#instance = instance;
    this.#timeout = timeout;
  }

  async *chunks({ sql, params }: Statement, { names, check, signal }: ReadOptions = {}): AsyncGenerator<Row[]> {
    yield* this.#connected(signal, async function* (connection, timed) {
      const result = await timed(connection.run(sql, params));
      check?.(result.rowCount);
      yield* rowsOf(result, names);
    });
  }

  async *stream({ sql, params }: Statement, { names, signal }: ReadOptions = {}): AsyncGenerator<Row[]> {
    yield* this.#connected(signal, async function* (connection, timed) {
      yield* rowsOf(await timed(connection.stream(sql, params)), names);
    });
  }

  async *columns({ sql, params }: Statement, { names, check, signal }: ReadOptions = {}): AsyncGenerator<ColumnValues> {
    yield* this.#connected(signal, async function* (connection, timed) {
      const result = await timed(connection.run(sql, params));
      check?.(result.rowCount);
      const chunks = await result.fetchAllChunks();
      for (const [index, name] of (names ?? result.columnNames()).entries())
        yield { name, parts: mapped(chunks, (chunk) => chunk.getColumnValues(index)) };
    });
  }

  decimal(expression: string): string {
    return `CAST(${expression} AS VARCHAR)`;
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
    }, this.#timeout);
    try {
      return await running;
    } catch (error) {
      throw late ? new QueryTimeout(this.#timeout, { cause: error }) : error;
    } finally {
      clearTimeout(timer);
    }
  }
}

async function* rowsOf(result: DuckDBResult, names: readonly string[] = result.columnNames()): AsyncGenerator<Row[]> {
  for await (const values of result.yieldRows())
    yield values.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])) as Row);
}

function* mapped<A, B>(items: Iterable<A>, change: (item: A) => B): Generator<B> {
  for (const item of items) yield change(item);
}
