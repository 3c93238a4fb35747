import { changed } from "../breath.js";
import type { Access } from "./access.js";
import { SourceError } from "./source.js";

/** How often a request is tried, and how long (ms) the first wait between tries is. */
const TRIES = 4;
const FIRST_WAIT = 400;
const LONGEST_WAIT = 30_000;
const TIMEOUT = 60_000;
/** The server still reckons; Socrata's says so. */
const ACCEPTED = 202;
/** Long lists of rows come shorter column by column; a server that does not have this form answers in the usual one. */
const COLUMNS = "application/vnd.report-311.columns+json";
const ACCEPT = `${COLUMNS}, application/json;q=0.9`;

/** What a URL answered with, and how many characters long that was. */
export interface Fetched {
  value: unknown;
  length: number;
}

/**
 * Fetches the JSON of a URL; rows as rows, in whatever form they come. Failures that may pass are tried again with growing,
 * jittered waits, or as long as Retry-After asks.
 * @throws SourceError; AbortError when `signal` aborts.
 */
export async function fetchJson(url: string, signal: AbortSignal, access?: Access): Promise<Fetched> {
  for (let attempt = 1; ; attempt++) {
    let wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)) * (0.5 + Math.random());
    let failure: SourceError;
    try {
      const response = await request(url, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]), access);
      const { status } = response;
      if (response.ok && status !== ACCEPTED) return await read(url, response);
      failure = new SourceError("http", (await explain(response)) ?? `The server answered ${status}.`, { url, status });
      if (![ACCEPTED, 429, 502, 503, 504].includes(status)) throw failure;
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

async function request(url: string, signal: AbortSignal, access: Access | undefined): Promise<Response> {
  // The server says whether its answer is still the same; the browser's own copy may be old without our knowing.
  if (!access) return fetch(url, { cache: "no-cache", headers: { Accept: ACCEPT }, signal });
  const { headers, renew } = await orAborted(access.passFor(url), signal);
  const response = await ask(url, headers, signal);
  return response.status === 401 ? ask(url, await orAborted(renew(), signal), signal) : response;
}

/** What the page gives access to is kept nowhere, and its headers go nowhere else. */
async function ask(url: string, headers: Headers, signal: AbortSignal): Promise<Response> {
  const sent = new Headers(headers);
  sent.set("Accept", ACCEPT);
  const response = await fetch(url, { cache: "no-store", redirect: "manual", headers: sent, signal });
  // Browsers do not tell where it leads, not even the status.
  const isRedirect = response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
  if (!isRedirect) return response;
  throw new SourceError("http", `${url} leads elsewhere, where the page's headers are not sent.`, { url });
}

async function read(url: string, response: Response): Promise<Fetched> {
  const text = await response.text();
  const isColumns = response.headers.get("Content-Type")?.startsWith(COLUMNS) ?? false;
  try {
    const parsed = JSON.parse(text) as unknown;
    return { value: isColumns ? await rowsOf(parsed as Columns) : parsed, length: text.length };
  } catch (cause) {
    throw new SourceError("invalid", "The server's answer is not JSON.", { url, cause });
  }
}

interface Columns {
  columns: Record<string, unknown[]>;
}

function rowsOf({ columns }: Columns): Promise<Record<string, unknown>[]> {
  const entries = Object.entries(columns);
  const first = entries[0]?.[1] ?? [];
  return changed(first, (_, index) => Object.fromEntries(entries.map(([name, values]) => [name, values[index]])));
}

/** What the server says went wrong: `{"detail": "…"}`, FastAPI's `{"detail": [{loc, msg}]}` or Socrata's `{"message": "…"}`. */
async function explain(response: Response): Promise<string | undefined> {
  const body = (await response.json().catch(() => undefined)) as { detail?: unknown; message?: unknown } | undefined;
  const detail = body?.detail ?? body?.message;
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
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  return orAborted(over, signal).finally(() => clearTimeout(timer));
}

/** What a promise comes to, unless the signal aborts before. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
