import type { JsonCache } from "./cache.js";
import { SourceError, type Asking } from "./source.js";
import type { SodaColumn, Soql } from "./socrata-plan.js";

/** What a dataset says of itself. */
export interface SodaView {
  columns: SodaColumn[];
  /** When its rows were last changed, an ISO moment. */
  updated: string | null;
}

/** Rows that one answer has at most. */
const PAGE = 50_000;
/** How long (ms) the columns of a dataset are taken to be what they were. */
const LASTING = 3_600_000;
/** Requests at a time of one portal: it slows down who asks for more. */
const AT_ONCE = 4;

/** A portal that speaks Socrata's SODA 2.1, such as `data.sfgov.org`. */
export class SodaPortal {
  readonly origin: string;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(
    domain: string,
    readonly cache: JsonCache,
    readonly appToken: string | undefined,
  ) {
    this.origin = domain.includes("://") ? domain : `https://${domain}`;
  }

  async view(id: string, asking: Asking): Promise<SodaView> {
    const url = `${this.origin}/api/views/${id}.json`;
    const view = (await this.#get(url, { maxAge: LASTING, ...asking })) as {
      columns?: { fieldName: string; dataTypeName: string }[];
      rowsUpdatedAt?: number;
    };
    if (!Array.isArray(view.columns))
      throw new SourceError("invalid", `${url} does not list the columns of a dataset.`, { url });
    return {
      columns: view.columns.map(({ fieldName, dataTypeName }) => ({ name: fieldName, type: dataTypeName })),
      updated: view.rowsUpdatedAt ? new Date(view.rowsUpdatedAt * 1000).toISOString() : null,
    };
  }

  /** All rows of a query, or `most` of them from `skip` on, page by page; `order` keeps the pages apart. */
  async rows(id: string, query: Soql & { order: string }, asking: Asking, { skip = 0, most = Infinity } = {}) {
    const rows: Record<string, unknown>[] = [];
    for (;;) {
      const limit = Math.min(PAGE, most - rows.length);
      const page = await this.#page(id, query, limit, skip + rows.length, asking);
      for (const row of page) rows.push(row);
      if (page.length < limit || rows.length >= most) return rows;
    }
  }

  async #page(id: string, query: Soql, limit: number, offset: number, asking: Asking) {
    const url = new URL(`${this.origin}/resource/${id}.json`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(`$${name}`, value);
    url.searchParams.set("$limit", String(limit));
    if (offset > 0) url.searchParams.set("$offset", String(offset));
    if (this.appToken) url.searchParams.set("$$app_token", this.appToken);
    const rows = await this.#get(url.href, asking);
    if (!Array.isArray(rows)) throw new SourceError("invalid", `${this.origin} did not answer with a list.`, { url: url.href });
    return rows as Record<string, unknown>[];
  }

  async #get(url: string, asking: Asking): Promise<unknown> {
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running++;
    try {
      return await this.cache.get(url, asking);
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }
}
