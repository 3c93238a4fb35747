import { createStore, delMany, get, set, update, type UseStore } from "idb-keyval";

/** How many answers are kept, and how long (characters) one may be. */
const KEPT = 200;
const LONGEST = 2_000_000;
/** Where the disk says which answers it has: URL → when it was fetched. */
const INDEX = "#index";

/** An answer and the moment it was fetched. */
export interface Kept {
  value: unknown;
  fetched: number;
}

/** The last good answer of each request in IndexedDB. Where that is missing, full or forbidden, there simply is none. */
export class Disk {
  #store: UseStore | undefined;

  read(url: string): Promise<Kept | undefined> {
    return this.#use((store) => get<Kept>(url, store));
  }

  /** Keeps an answer that is `length` characters long; the oldest give way. */
  async write(url: string, kept: Kept, length: number): Promise<void> {
    if (length > LONGEST) return;
    await this.#use(async (store) => {
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
    });
  }

  async #use<T>(use: (store: UseStore) => Promise<T>): Promise<T | undefined> {
    try {
      return await use((this.#store ??= createStore("report-311", "answers")));
    } catch {
      return undefined;
    }
  }
}
