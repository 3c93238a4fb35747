import { createStore, del, entries, get, set, type UseStore } from "idb-keyval";
import { SourceError, type Asking } from "./source.js";

/** How often a request is tried, and how long (ms) the first wait between tries is. */
const TRIES = 4;
const FIRST_WAIT = 400;
const LONGEST_WAIT = 30_000;
const TIMEOUT = 60_000;
/** How long (ms) an answer in memory is taken as it is, and how many are kept there and on disk. */
const FRESH = 60_000;
const KEPT = 200;

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
   * The JSON that a URL answers with.
   * @throws SourceError; AbortError when `signal` aborts.
   */
  async get(url: string, { signal, onStale, fresh = false }: Asking = {}): Promise<unknown> {
    signal?.throwIfAborted();
    const kept = this.#memory.get(url);
    if (kept && !fresh && Date.now() - kept.fetched < FRESH) return kept.value;
    try {
      return await this.#share(url, signal);
    } catch (error) {
      const transient = error instanceof SourceError && (error.code === "network" || (error.status ?? 0) >= 500);
      const last = transient ? (kept ?? (await this.#lastGood(url))) : undefined;
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
      const promise = fetchJson(url, controller.signal)
        .then((value) => this.#keep(url, value))
        .finally(() => this.#flights.delete(url));
      promise.catch(() => {});
      flight = { promise, waiting: 0, controller };
      this.#flights.set(url, flight);
    }
    const joined = flight;
    joined.waiting++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        if (--joined.waiting === 0) {
          this.#flights.delete(url);
          joined.controller.abort();
        }
        reject(signal!.reason as Error);
      };
      signal?.addEventListener("abort", leave, { once: true });
      joined.promise.then(resolve, reject).finally(() => signal?.removeEventListener("abort", leave));
    });
  }

  #keep(url: string, value: unknown): unknown {
    const kept = { value, fetched: Date.now() };
    this.#memory.delete(url);
    this.#memory.set(url, kept);
    if (this.#memory.size > KEPT) this.#memory.delete(this.#memory.keys().next().value!);
    void this.#onDisk((store) => set(url, kept, store).then(() => prune(store)));
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

async function prune(store: UseStore): Promise<void> {
  const all = await entries<string, Kept>(store);
  const old = all.sort((a, b) => b[1].fetched - a[1].fetched).slice(KEPT);
  await Promise.all(old.map(([url]) => del(url, store)));
}

async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    let wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)) * (0.5 + Math.random());
    let failure: SourceError;
    try {
      const response = await fetch(url, {
        headers: { Accept: "application/json" },
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
      });
      if (response.ok) return await json(response, url);
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

async function json(response: Response, url: string): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SourceError("invalid", "The server's answer is not JSON.", { url, status: response.status, cause });
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
