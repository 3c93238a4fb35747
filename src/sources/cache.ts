import { createStore, delMany, get, set, update, type UseStore } from "idb-keyval";
import { SourceError, type Asking } from "./source.js";

/** How often a request is tried, and how long (ms) the first wait between tries is. */
const TRIES = 4;
const FIRST_WAIT = 400;
const LONGEST_WAIT = 30_000;
const TIMEOUT = 60_000;
/** How long (ms) an answer in memory is taken as it is, how many are kept there and on disk, and how long (characters) at most. */
const FRESH = 60_000;
const KEPT = 200;
const LONGEST_KEPT = 2_000_000;
/** Long lists of rows come shorter column by column; a server that does not have this form answers in the usual one. */
const COLUMNS = "application/vnd.report-311.columns+json";
const ACCEPT = `${COLUMNS}, application/json;q=0.9`;
/** Where the disk says which answers it has: URL → when it was fetched. */
const INDEX = "#index";

interface Kept {
  value: unknown;
  fetched: number;
}

interface Flight {
  promise: Promise<unknown>;
  waiting: number;
  controller: AbortController;
}

/**
 * The one place that fetches. Equal requests of all tags on a page become one; it is aborted when nobody waits any more.
 * Failures that may pass are tried again with growing, jittered waits (or as long as Retry-After asks). Answers stay in memory
 * for a minute; the last good one of each request is kept in IndexedDB and stands in when the backend fails.
 */
export class JsonCache {
  readonly #memory = new Map<string, Kept>();
  readonly #flights = new Map<string, Flight>();
  #disk: UseStore | undefined;

  /**
   * The JSON that a URL answers with; rows as rows, in whatever form they come.
   * @throws SourceError; AbortError when `signal` aborts.
   */
  async get(url: string, { signal, onStale, fresh = false }: Asking = {}): Promise<unknown> {
    signal?.throwIfAborted();
    const kept = this.#memory.get(url);
    if (kept && !fresh && Date.now() - kept.fetched < FRESH) return kept.value;
    try {
      return await this.#share(url, signal);
    } catch (error) {
      const last = mayPass(error) ? (kept ?? (await this.#lastGood(url))) : undefined;
      if (!last) throw error;
      onStale?.(new Date(last.fetched));
      return last.value;
    }
  }

  /** Joins the running request for this URL or starts one; leaving the last one aborts it. */
  #share(url: string, signal: AbortSignal | undefined): Promise<unknown> {
    let flight = this.#flights.get(url);
    if (!flight) {
      const controller = new AbortController();
      const promise = fetchAnswer(url, controller.signal)
        .then((answer) => this.#keep(url, answer))
        .finally(() => this.#land(url, started));
      promise.catch(() => {});
      const started: Flight = { promise, waiting: 0, controller };
      flight = started;
      this.#flights.set(url, flight);
    }
    const joined = flight;
    joined.waiting++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        joined.waiting--;
        // Whoever asks anew for the same right after leaving still finds it.
        queueMicrotask(() => {
          if (joined.waiting > 0) return;
          this.#land(url, joined);
          joined.controller.abort();
        });
        reject(signal!.reason as Error);
      };
      signal?.addEventListener("abort", leave, { once: true });
      joined.promise.then(resolve, reject).finally(() => signal?.removeEventListener("abort", leave));
    });
  }

  #land(url: string, flight: Flight): void {
    if (this.#flights.get(url) === flight) this.#flights.delete(url);
  }

  #keep(url: string, { text, columnar }: TextAnswer): unknown {
    const parsed = parse(url, text);
    const value = columnar ? rowsOf(parsed as Columns) : parsed;
    const kept = { value, fetched: Date.now() };
    this.#memory.delete(url);
    this.#memory.set(url, kept);
    if (this.#memory.size > KEPT) this.#memory.delete(this.#memory.keys().next().value!);
    if (text.length <= LONGEST_KEPT) void this.#onDisk((store) => write(store, url, kept));
    return value;
  }

  #lastGood(url: string): Promise<Kept | undefined> {
    return this.#onDisk((store) => get<Kept>(url, store));
  }

  /** IndexedDB may be missing, full or forbidden: then there simply is no last good answer. */
  async #onDisk<T>(use: (store: UseStore) => Promise<T>): Promise<T | undefined> {
    try {
      return await use((this.#disk ??= createStore("report-311", "answers")));
    } catch {
      return undefined;
    }
  }
}

/** The cache that all sources of a page share. */
export const sharedCache = new JsonCache();

/** Keeps an answer on disk; the oldest give way. */
async function write(store: UseStore, url: string, kept: Kept): Promise<void> {
  await set(url, kept, store);
  let old: string[] = [];
  await update<Record<string, number>>(
    INDEX,
    (index = {}) => {
      const newest = Object.entries({ ...index, [url]: kept.fetched }).sort(([, a], [, b]) => b - a);
      old = newest.slice(KEPT).map(([key]) => key);
      return Object.fromEntries(newest.slice(0, KEPT));
    },
    store,
  );
  if (old.length) await delMany(old, store);
}

/** Whether a later try may do better, so that an old answer is better than none. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof SourceError)) return false;
  return error.code === "network" || error.code === "invalid" || error.status === 429 || (error.status ?? 0) >= 500;
}

interface TextAnswer {
  text: string;
  /** Whether it is rows column by column. */
  columnar: boolean;
}

interface Columns {
  columns: Record<string, unknown[]>;
}

function rowsOf({ columns }: Columns): Record<string, unknown>[] {
  const entries = Object.entries(columns);
  return (entries[0]?.[1] ?? []).map((_, index) => Object.fromEntries(entries.map(([name, values]) => [name, values[index]])));
}

async function fetchAnswer(url: string, signal: AbortSignal): Promise<TextAnswer> {
  for (let attempt = 1; ; attempt++) {
    let wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)) * (0.5 + Math.random());
    let failure: SourceError;
    try {
      const response = await fetch(url, {
        // The server says whether its answer is still the same; the browser's own copy may be old without our knowing.
        cache: "no-cache",
        headers: { Accept: ACCEPT },
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      });
      if (response.ok) {
        const columnar = response.headers.get("Content-Type")?.startsWith(COLUMNS) ?? false;
        return { text: await response.text(), columnar };
      }
      const status = response.status;
      failure = new SourceError("http", (await explain(response)) ?? `The server answered ${status}.`, { url, status });
      if (![429, 502, 503, 504].includes(status)) throw failure;
      wait = Math.max(wait, retryAfter(response));
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof SourceError) throw cause;
      failure = new SourceError("network", `${url} could not be reached.`, { url, cause });
    }
    if (attempt === TRIES || wait > LONGEST_WAIT) throw failure;
    await pause(wait, signal);
  }
}

function parse(url: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SourceError("invalid", "The server's answer is not JSON.", { url, cause });
  }
}

/** What the server says went wrong: `{"detail": "…"}` or FastAPI's `{"detail": [{loc, msg}]}`. */
async function explain(response: Response): Promise<string | undefined> {
  const body = (await response.json().catch(() => undefined)) as { detail?: unknown } | undefined;
  const detail = body?.detail;
  if (typeof detail === "string") return detail;
  if (!Array.isArray(detail)) return undefined;
  return detail.map(({ loc, msg }: { loc?: unknown[]; msg?: string }) => `${loc?.at(-1) ?? ""}: ${msg ?? ""}`).join("; ");
}

/** Milliseconds that the server asks to wait: seconds or a date. */
function retryAfter(response: Response): number {
  const header = response.headers.get("Retry-After");
  if (!header) return 0;
  const seconds = Number(header);
  return Number.isNaN(seconds) ? Math.max(0, Date.parse(header) - Date.now()) || 0 : seconds * 1000;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
