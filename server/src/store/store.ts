import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Row, Statement } from "../../../src/query/index.js";
import { readFacts, type Facts } from "./facts.js";

export interface StoreOptions {
  /** What DuckDB may hold in memory, e.g. `1GB`. */
  memoryLimit?: string;
  /** Processor threads that DuckDB may use; as many as there are when left out. */
  threads?: number;
  /** Milliseconds after which a statement is given up. */
  timeout?: number;
}

export interface ChunkOptions {
  /** Names for the columns of the rows; those of the statement when left out. */
  names?: readonly string[];
  /** Is told how many rows there are before any is handed over, and may refuse them by throwing. */
  check?: (rows: number) => void;
}

/** A statement that was given up after the store's timeout. */
export class QueryTimeout extends Error {
  override name = "QueryTimeout";
}

/** A database file, opened for reading. */
export class Store {
  readonly #instance: DuckDBInstance;
  readonly #timeout: number;

  private constructor(
    instance: DuckDBInstance,
    readonly facts: Facts,
    timeout: number,
  ) {
    this.#instance = instance;
    this.#timeout = timeout;
  }

  /** @throws UserError when there is no file, or none of ours, at the path. */
  static async open(path: string, { memoryLimit = "1GB", threads, timeout = 15_000 }: StoreOptions = {}): Promise<Store> {
    const { instance, facts } = await readFacts(path, {
      access_mode: "READ_ONLY",
      memory_limit: memoryLimit,
      ...(threads === undefined ? {} : { threads: String(threads) }),
    });
    return new Store(instance, facts, timeout);
  }

  /**
   * Runs a statement, then hands over its rows some two thousand at a time. The statement is over before the first rows are
   * handed over, so a slow reader holds no work up.
   * @throws QueryTimeout; what `check` throws.
   */
  async *chunks({ sql, params }: Statement, { names, check }: ChunkOptions = {}): AsyncGenerator<Row[]> {
    const connection = await this.#instance.connect();
    try {
      const result = await this.#run(connection, sql, params);
      check?.(result.rowCount);
      const columns = names ?? result.columnNames();
      for await (const values of result.yieldRows())
        yield values.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])) as Row);
    } finally {
      connection.closeSync();
    }
  }

  /** All rows of a statement. @throws QueryTimeout */
  async rows(statement: Statement): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const chunk of this.chunks(statement)) rows.push(...chunk);
    return rows;
  }

  close(): void {
    this.#instance.closeSync();
  }

  async #run(connection: DuckDBConnection, sql: string, params: Statement["params"]) {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      connection.interrupt();
    }, this.#timeout);
    try {
      return await connection.run(sql, params);
    } catch (error) {
      throw late ? new QueryTimeout(`No answer within ${this.#timeout / 1000} s`, { cause: error }) : error;
    } finally {
      clearTimeout(timer);
    }
  }
}
