import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { App } from "../../server/src/http/api.js";
import { startServer, type RunningServer, type ServerOptions } from "../../server/src/http/start.js";
import { ingest } from "../../server/src/ingest/ingest.js";
import { ingestLake } from "../../server/src/ingest/lake/ingest-lake.js";
import { DATA } from "../support/data.js";
import { cityFile, REAL_ROWS, temporaryFolder } from "./support.js";

/** A server goes on with the data that an ingest has changed, without being started again. */

const BOSTON = [join(DATA, "boston/new_system_2025-08_part1.csv")];
const CHICAGO = [join(DATA, "chicago/311_2021-01_part1.csv")];

const COUNTS = "/reports?field=city_name&field=created_year&filter=created_date>=2000-01-01";

async function json<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  assert.equal(answer.status, 200, url);
  return (await answer.json()) as T;
}

/** Asks again and again until an answer is as wanted. */
async function until<T>(url: string, wanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await json<T>(url);
    if (wanted(answer)) return answer;
    await wait(10);
  }
}

interface City {
  cityName: string;
}
const namesOf = (cities: readonly City[]) => cities.map(({ cityName }) => cityName);

async function withServer(options: Omit<ServerOptions, "port">, use: (server: RunningServer) => Promise<void>): Promise<void> {
  const server = await startServer({ port: 0, refresh: 20, threads: 2, ...options });
  try {
    await use(server);
  } finally {
    await server.close();
  }
}

test(
  "a lake gains a city and new requests of another: lists, counts and what clients keep follow",
  { timeout: 60_000 },
  async () => {
    const lake = join(temporaryFolder(), "lake");
    await ingestLake({ city: "boston", inputs: BOSTON, lake });
    await withServer({ lake }, async ({ url }) => {
      const counts = url + COUNTS;
      const first = await fetch(counts);
      const before = (await first.json()) as unknown[];
      assert.ok(before.length > 0);
      assert.equal((await fetch(`${url}/status/api?city=Chicago`)).status, 422);

      await ingestLake({ city: "chicago", inputs: CHICAGO, lake });
      assert.deepEqual(namesOf(await until<City[]>(`${url}/cities`, ({ length }) => length === 2)), ["Boston", "Chicago"]);
      const after = await json<unknown[]>(counts);
      assert.ok(after.length > before.length);
      const kept = await fetch(counts, { headers: { "if-none-match": first.headers.get("etag")! } });
      assert.equal(kept.status, 200);
      assert.deepEqual(await kept.json(), after);
      assert.equal((await fetch(`${url}/status/api?city=Chicago`)).status, 200);

      const types = await json<unknown[]>(`${url}/types`);
      await ingestLake({ city: "boston", inputs: [join(DATA, "boston/animals_2017_legacy.csv.gz")], lake });
      await until<unknown[]>(`${url}/types`, ({ length }) => length > types.length);
      assert.deepEqual(await json(counts), await freshly({ lake }, COUNTS));
    });
  },
);

/** What a server answers that has just been started. */
async function freshly(options: Omit<ServerOptions, "port">, path: string): Promise<unknown> {
  let answer: unknown;
  await withServer(options, async ({ url }) => void (answer = await json(url + path)));
  return answer;
}

test("a new database file is served; an answer begun before it is still from the old one", { timeout: 60_000 }, async () => {
  const db = join(temporaryFolder(), "311.duckdb");
  await ingest({ city: "los-angeles", files: [REAL_ROWS], db });
  let begin: () => void, go: () => void;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const gone = new Promise<void>((resolve) => (go = resolve));
  const extend = (app: App) =>
    void app.get("/later", async () => {
      begin();
      await gone;
      return (await app.inject(COUNTS)).json<unknown>();
    });
  await withServer({ db, extend }, async ({ url }) => {
    const before = await json(url + COUNTS);
    const later = json(`${url}/later`);
    await begun;
    await ingest({ city: "los-angeles", files: [cityFile("MyLA311_2018_first10k.csv.gz")], db });
    const after = await until<unknown>(url + COUNTS, (now) => !isDeepStrictEqual(now, before));
    assert.deepEqual(after, await freshly({ db }, COUNTS));
    go();
    assert.deepEqual(await later, before);
  });
});

test(
  "data that cannot be opened leave the server with those before, and the log says so once",
  { timeout: 60_000 },
  async () => {
    const lake = join(temporaryFolder(), "lake");
    await ingestLake({ city: "boston", inputs: BOSTON, lake });
    const log: string[] = [];
    const stream = new Writable({ write: (line, _, done) => (log.push(String(line)), done()) });
    await withServer({ lake, logger: { level: "info", stream } }, async ({ url }) => {
      const file = join(lake, "cities/chicago.json");
      writeFileSync(
        file,
        JSON.stringify({ ...(JSON.parse(readFileSync(join(lake, "cities/boston.json"), "utf8")) as object), version: 1 }),
      );
      const failures = () => log.filter((line) => line.includes("another version of this program"));
      while (failures().length === 0) await wait(10);
      assert.deepEqual(namesOf(await json<City[]>(`${url}/cities`)), ["Boston"]);

      rmSync(file);
      await ingestLake({ city: "chicago", inputs: CHICAGO, lake });
      await until<City[]>(`${url}/cities`, ({ length }) => length === 2);
      assert.equal(failures().length, 1);
    });
  },
);
