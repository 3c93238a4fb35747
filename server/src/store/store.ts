import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  compile,
  type AggregateQuestion,
  type PointsQuestion,
  type Row,
  type SqlTable,
  type Statement,
} from "../../../src/query/index.js";
import { DuckDbEngine } from "./duckdb.js";
import type { ColumnValues, Engine, ReadOptions } from "./engine.js";
import { readFacts, type Facts } from "./facts.js";
import type { TableFor } from "./lake/cells.js";
import { openLake } from "./lake/open.js";
import { REQUESTS } from "./schema.js";
import { openTrino } from "./trino/open.js";
import type { TrinoAddress } from "./trino/address.js";

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

/** A database file or a lake, opened for reading. */
export class Store implements Engine {
  readonly #engine: Engine;
  readonly #tableFor: TableFor;

  private constructor(
    engine: Engine,
    tableFor: TableFor,
    readonly facts: Facts,
    /** The requests with the ids of their names. */
    readonly requests: SqlTable,
    /** The clause with which a scan of `requests` is in order of request_id: none where they are laid down so. */
    readonly inOrder: "" | " ORDER BY request_id",
    /** Milliseconds after which work on an answer is given up. */
    readonly timeout: number,
  ) {
    this.#engine = engine;
    this.#tableFor = tableFor;
  }

  /** @throws UserError when there is no file, or none of ours, at the path. */
  static async open(path: string, options: StoreOptions = {}): Promise<Store> {
    const { timeout = TIMEOUT } = options;
    const { instance, facts } = await readFacts(path, { access_mode: "READ_ONLY", ...configOf(options) });
    return new Store(new DuckDbEngine(instance, timeout), () => REQUESTS, facts, REQUESTS, "", timeout);
  }

  /**
   * @param trino which answers what is asked of the requests; DuckDB does when left out. Lists come from the folder in any case.
   * @throws UserError when there is no lake, or none of ours, at the path.
   */
  static async openLake(path: string, options: StoreOptions = {}, trino?: TrinoAddress): Promise<Store> {
    const { timeout = TIMEOUT } = options;
    const lake = await openLake(path, configOf(options), options.cubes);
    const { engine, tableFor, requests } = trino
      ? await openTrino(trino, lake, timeout)
      : { engine: new DuckDbEngine(lake.instance, timeout), tableFor: lake.tableFor, requests: REQUESTS };
    return new Store(engine, tableFor, lake.facts, requests, " ORDER BY request_id", timeout);
  }

  /** Compiles a question to a statement on the requests, or on cells that stand for them. */
  compile(question: AggregateQuestion | PointsQuestion): Statement {
    return compile(question, this.#tableFor(question));
  }

  chunks(statement: Statement, options?: ReadOptions): AsyncGenerator<Row[]> {
    return this.#engine.chunks(statement, options);
  }

  stream(statement: Statement, options?: Omit<ReadOptions, "check">): AsyncGenerator<Row[]> {
    return this.#engine.stream(statement, options);
  }

  columns(statement: Statement, options?: ReadOptions): AsyncGenerator<ColumnValues> {
    return this.#engine.columns(statement, options);
  }

  decimal = (expression: string): string => this.#engine.decimal(expression);

  /** All rows of a statement. @throws as `chunks` */
  async rows(statement: Statement, options: ReadOptions = {}): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const chunk of this.chunks(statement, options)) for (const row of chunk) rows.push(row);
    return rows;
  }

  close(): void {
    this.#engine.close();
  }
}

/** Milliseconds after which work on an answer is given up, if nobody says otherwise. */
const TIMEOUT = 15_000;

function configOf({ memoryLimit = "1GB", threads }: StoreOptions): Record<string, string> {
  return {
    memory_limit: memoryLimit,
    // Of its own: DuckDB gives the files in it the same names always, and another store may have the same data open.
    temp_directory: join(tmpdir(), `report-311-${randomUUID()}`),
    ...(threads === undefined ? {} : { threads: String(threads) }),
  };
}
