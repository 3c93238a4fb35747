import type { Row, Statement } from "../../../../src/query/index.js";
import { QueryTimeout, type ColumnValues, type Engine, type ReadOptions } from "../engine.js";
import type { TrinoAddress } from "./address.js";
import { executable } from "./literal.js";
import { pages, type Page } from "./protocol.js";

/** Runs statements on a Trino. */
export class TrinoEngine implements Engine {
  readonly #address: TrinoAddress;
  readonly #timeout: number;

  /** @param timeout milliseconds after which a statement is given up. */
  constructor(address: TrinoAddress, timeout: number) {
    this.#address = address;
    this.#timeout = timeout;
  }

  async *chunks(statement: Statement, { check, ...options }: ReadOptions = {}): AsyncGenerator<Row[]> {
    if (!check) {
      yield* this.stream(statement, options);
      return;
    }
    for (const page of await this.#whole(statement, { check, ...options })) yield rowsOf(page, options.names);
  }

  async *stream(statement: Statement, { names, signal }: ReadOptions = {}): AsyncGenerator<Row[]> {
    for await (const page of this.#pages(statement, signal, "first")) yield rowsOf(page, names);
  }

  async *columns(statement: Statement, options: ReadOptions = {}): AsyncGenerator<ColumnValues> {
    const whole = await this.#whole(statement, options);
    const { columns } = whole.at(-1) ?? { columns: [] };
    const names = options.names ?? columns.map(({ name }) => name);
    for (const [index, name] of names.entries()) yield { name, parts: partsOf(whole, index) };
  }

  decimal(expression: string): string {
    // A cast to VARCHAR would write 3.4E1.
    return `json_format(CAST(${expression} AS JSON))`;
  }

  close(): void {}

  /** All of an answer. */
  async #whole(statement: Statement, { check, signal }: ReadOptions): Promise<Page[]> {
    const whole: Page[] = [];
    for await (const page of this.#pages(statement, signal, "last")) whole.push(page);
    if (!signal?.aborted) check?.(whole.reduce((count, { rows }) => count + rows.length, 0));
    return whole;
  }

  /** Ends when `signal` aborts. @param inTime the page by which the timeout is met. */
  async *#pages(statement: Statement, signal: AbortSignal | undefined, inTime: "first" | "last"): AsyncGenerator<Page> {
    const givenUp = new AbortController();
    const timer = setTimeout(() => givenUp.abort(new QueryTimeout(this.#timeout)), this.#timeout);
    const hangUp = () => givenUp.abort();
    signal?.addEventListener("abort", hangUp, { once: true });
    try {
      if (signal?.aborted) return;
      const asked = { timeout: this.#timeout, signal: givenUp.signal };
      for await (const page of pages(this.#address, executable(statement), asked)) {
        if (inTime === "first") clearTimeout(timer);
        yield page;
      }
    } catch (error) {
      if (!signal?.aborted) throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", hangUp);
    }
  }
}

function rowsOf({ columns, rows }: Page, names: readonly string[] = columns.map(({ name }) => name)): Row[] {
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])) as Row);
}

function* partsOf(whole: readonly Page[], column: number): Generator<readonly unknown[]> {
  for (const { rows } of whole) yield rows.map((row) => row[column]);
}
