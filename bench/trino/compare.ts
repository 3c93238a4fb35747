import type { Store } from "../../server/src/store/store.js";
import { buildApp } from "../../server/src/http/app.js";
import { median, milliseconds } from "../figures.js";
import { randomQuestions, routesOf } from "./questions.js";

/** What DuckDB and Trino answered to one thing that was asked; times in milliseconds. */
export interface Compared {
  kind: string;
  what: string;
  equal: boolean;
  times: readonly [duckdb: number, trino: number];
}

/** Asks two stores of the same lake random questions, and all routes over them. The stores are closed. */
export async function compareStores(stores: readonly [Store, Store], count: number, seed: number): Promise<Compared[]> {
  const all: Compared[] = [];
  for (const question of await randomQuestions(stores[0], count, seed)) {
    const ask = async (store: Store) => JSON.stringify(await store.rows(store.compile(question)));
    all.push(await compared("random questions", JSON.stringify(question), stores, ask));
  }
  const apps = [await buildApp({ store: stores[0] }), await buildApp({ store: stores[1] })] as const;
  for (const url of routesOf(stores[0])) {
    const kind = url.replace(/\?.*/, "").replace(/\/\d+/, "/…");
    const ask = async (app: (typeof apps)[number]) => {
      const { statusCode, body } = await app.inject(url);
      if (statusCode >= 500) throw new Error(body);
      return body;
    };
    all.push(await compared(kind, url, apps, ask));
  }
  for (const app of apps) await app.close();
  return all;
}

async function compared<T>(
  kind: string,
  what: string,
  [duckdb, trino]: readonly [T, T],
  ask: (of: T) => Promise<string>,
): Promise<Compared> {
  let [expected, got] = ["", ""];
  const times = [
    await milliseconds(async () => void (expected = await ask(duckdb))),
    await milliseconds(async () => void (got = await ask(trino).catch((error: Error) => error.message))),
  ] as const;
  return { kind, what, equal: expected === got, times };
}

/** A line for each kind of thing that was asked: how many, how many were answered alike, how long it takes. */
export function summary(all: readonly Compared[]): (string | number)[][] {
  return [...new Set(all.map(({ kind }) => kind))].map((kind) => {
    const those = all.filter((one) => one.kind === kind);
    const time = (of: 0 | 1) => Math.round(median(those.map(({ times }) => times[of])));
    return [kind, those.length, those.filter(({ equal }) => equal).length, time(0), time(1)];
  });
}
