import { Access, type Auth } from "./access.js";
import { Disk, type Kept } from "./disk.js";
import { SourceError, type Asking } from "./source.js";
import { fetchJson, type Fetched } from "./transport.js";

/** How long (ms) an answer in memory is taken as it is where nothing else is asked for, and how many are kept there. */
const FRESH = 60_000;
const KEPT = 200;

interface Flight {
  promise: Promise<unknown>;
  waiting: number;
  controller: AbortController;
}

/**
 * The one place that fetches. Equal requests of all tags on a page become one; it is aborted when nobody waits any more.
 * Answers stay in memory for a minute; the last good one of each request stands in when the backend fails, and outlives the
 * page on the disk unless the host page has to give access to it.
 */
export class JsonCache {
  readonly #memory = new Map<string, Kept>();
  readonly #flights = new Map<string, Flight>();
  readonly #access: Access | undefined;
  readonly #disk: Disk | undefined;

  constructor(auth?: Auth) {
    if (auth) this.#access = new Access(auth);
    else this.#disk = new Disk();
  }

  /**
   * The JSON that a URL answers with; rows as rows, in whatever form they come.
   * @throws SourceError; AbortError when `signal` aborts.
   */
  async get(url: string, { signal, onStale, maxAge = FRESH }: Asking = {}): Promise<unknown> {
    signal?.throwIfAborted();
    const kept = this.#memory.get(url);
    if (kept && Date.now() - kept.fetched < maxAge) return kept.value;
    try {
      return await this.#share(url, signal);
    } catch (error) {
      const last = mayPass(error) ? (kept ?? (await this.#disk?.read(url))) : undefined;
      if (!last) throw error;
      onStale?.(new Date(last.fetched), error as Error);
      return last.value;
    }
  }

  /** Joins the running request for this URL or starts one; leaving the last one aborts it. */
  #share(url: string, signal: AbortSignal | undefined): Promise<unknown> {
    let flight = this.#flights.get(url);
    if (!flight) {
      const controller = new AbortController();
      const promise = fetchJson(url, controller.signal, this.#access)
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

  #keep(url: string, { value, length }: Fetched): unknown {
    const kept = { value, fetched: Date.now() };
    this.#memory.delete(url);
    this.#memory.set(url, kept);
    if (this.#memory.size > KEPT) this.#memory.delete(this.#memory.keys().next().value!);
    void this.#disk?.write(url, kept, length);
    return value;
  }
}

const sharedCache = new JsonCache();
const privateCaches = new WeakMap<Auth, JsonCache>();

/** The cache that all sources of a page share; those to which the page gives access share one only if it is by the same function. */
export function cacheFor(auth: Auth | undefined): JsonCache {
  if (!auth) return sharedCache;
  let cache = privateCaches.get(auth);
  if (!cache) privateCaches.set(auth, (cache = new JsonCache(auth)));
  return cache;
}

/** Whether a later try may do better, so that an old answer is better than none. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof SourceError)) return false;
  return error.code === "network" || error.code === "invalid" || error.status === 429 || (error.status ?? 0) >= 500;
}
