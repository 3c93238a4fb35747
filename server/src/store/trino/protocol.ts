import { setTimeout as sleep } from "node:timers/promises";
import { EngineFailure, EngineUnavailable } from "../engine.js";
import type { TrinoAddress } from "./address.js";

/** Some rows of an answer, and what its columns are. */
export interface Page {
  columns: readonly { name: string; type: string }[];
  rows: readonly (readonly unknown[])[];
}

export interface PagesOptions {
  /** Milliseconds that Trino has to take a statement. */
  timeout: number;
  /** Aborts when the statement is to be given up; what aborted it is thrown. */
  signal?: AbortSignal;
  /** Session properties by name. */
  session?: Record<string, string>;
}

/** What Trino answers to each step of a statement. */
interface Answer {
  nextUri?: string;
  columns?: Page["columns"];
  data?: Page["rows"];
  error?: { message: string; errorName: string; errorType: string };
}

/** Statuses after which the same step is to be asked for again, and how long (ms) to wait before. */
const PASSING = [429, 502, 503, 504];
const PAUSE = 100;
/** How long (ms) a statement that is to be given up is waited for. */
const FAREWELL = 2_000;

/**
 * Runs a statement by Trino's client protocol: it is posted, then followed from one `nextUri` to the next. Hands over the pages
 * that have rows, and the last one. When the reader stops, Trino is told to give the statement up.
 * @throws EngineUnavailable, EngineFailure.
 */
export async function* pages(
  address: TrinoAddress,
  sql: string,
  { timeout, signal, session = {} }: PagesOptions,
): AsyncGenerator<Page> {
  const headers = headersOf(address, session);
  let next: string | undefined;
  try {
    // What is posted is waited for in any case: it can only be given up by the address that the answer has.
    let answer = await ask(address, "/v1/statement", {
      method: "POST",
      headers,
      body: sql,
      signal: AbortSignal.timeout(timeout),
    });
    for (;;) {
      next = answer.nextUri;
      if (answer.error) throw failure(address, answer.error);
      const rows = answer.data ?? [];
      if (rows.length || next === undefined) yield { columns: answer.columns ?? [], rows };
      signal?.throwIfAborted();
      if (next === undefined) return;
      answer = await ask(address, next, { headers, ...(signal && { signal }) });
    }
  } finally {
    if (next !== undefined) await giveUp(address, next, headers);
  }
}

/** All rows of a statement. @throws as `pages`; a TimeoutError when all of it takes longer than the timeout. */
export async function rowsFrom(
  address: TrinoAddress,
  sql: string,
  options: Omit<PagesOptions, "signal">,
): Promise<(readonly unknown[])[]> {
  const all: (readonly unknown[])[] = [];
  for await (const { rows } of pages(address, sql, { ...options, signal: AbortSignal.timeout(options.timeout) }))
    all.push(...rows);
  return all;
}

function headersOf({ user, password, catalog, schema }: TrinoAddress, session: Record<string, string>): Record<string, string> {
  const properties = Object.entries(session).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return {
    "x-trino-user": user,
    "x-trino-source": "report-311",
    "x-trino-catalog": catalog,
    "x-trino-schema": schema,
    ...(properties.length && { "x-trino-session": properties.join(",") }),
    ...(password !== undefined && { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` }),
  };
}

async function ask(address: TrinoAddress, uri: string, init: RequestInit): Promise<Answer> {
  for (;;) {
    const response = await exchange(address, uri, init);
    if (response.ok) return (await reading(address, init, () => response.json())) as Answer;
    await response.body?.cancel();
    if (init.method === "POST" || !PASSING.includes(response.status)) throw refusal(address, response.status);
    await sleep(PAUSE);
    init.signal?.throwIfAborted();
  }
}

async function exchange(address: TrinoAddress, uri: string, init: RequestInit): Promise<Response> {
  // A password goes to the address that it was given for, whatever host the answer names.
  const { pathname, search } = new URL(uri, address.origin);
  return reading(address, init, () => fetch(`${address.origin}${pathname}${search}`, { ...init, redirect: "error" }));
}

/** Waits for what comes over the network. @throws EngineUnavailable when it does not, and what aborted the signal. */
async function reading<T>({ origin }: TrinoAddress, { method, signal }: RequestInit, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (signal?.aborted && method !== "POST") throw signal.reason;
    const { name, cause } = error as Error;
    const code = name === "TimeoutError" ? "ETIMEDOUT" : ((cause as NodeJS.ErrnoException | undefined)?.code ?? "NO_ANSWER");
    throw new EngineUnavailable(`Trino at ${origin} cannot be reached: ${code}`, code, { cause: error });
  }
}

async function giveUp(address: TrinoAddress, uri: string, headers: Record<string, string>): Promise<void> {
  try {
    const response = await exchange(address, uri, { method: "DELETE", headers, signal: AbortSignal.timeout(FAREWELL) });
    await response.body?.cancel();
  } catch {
    // Trino gives up a statement that nobody asks for, only later.
  }
}

function refusal({ origin }: TrinoAddress, status: number): Error {
  const code = `HTTP_${status}`;
  return PASSING.includes(status)
    ? new EngineUnavailable(`Trino at ${origin} is not ready: ${code}`, code)
    : new EngineFailure(`Trino at ${origin} refused the statement: ${code}`, code);
}

/** Errors of the server rather than of the statement: they pass. */
const SERVER_ERRORS = ["SERVER_STARTING_UP", "SERVER_SHUTTING_DOWN", "NO_NODES_AVAILABLE"];

function failure({ origin }: TrinoAddress, { message, errorName, errorType }: NonNullable<Answer["error"]>): Error {
  const passes = errorType === "INSUFFICIENT_RESOURCES" || SERVER_ERRORS.includes(errorName);
  return new (passes ? EngineUnavailable : EngineFailure)(`Trino at ${origin}: ${message}`, errorName);
}
