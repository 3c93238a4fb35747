import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { buildApp, type AppOptions } from "../../server/src/http/app.js";
import { ingest } from "../../server/src/ingest/ingest.js";
import { Store, type StoreOptions } from "../../server/src/store/store.js";
import { LOS_ANGELES } from "../support/data.js";

/** A real file of the city of Los Angeles. */
export function cityFile(name: string): string {
  return join(LOS_ANGELES, name);
}

export const REAL_ROWS = cityFile("test_requests.csv.gz");
export const MAIN = fileURLToPath(new URL("../../server/src/main.ts", import.meta.url));

/** What is to be undone when the tests of a file are over, latest first. */
const undo: (() => unknown)[] = [];
after(async () => {
  for (const step of undo.reverse()) await step();
});

/** A folder that is removed when the tests of this file are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "report-311-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A database of the ten thousand real requests, with boundaries and populations. */
export async function realDatabase(folder: string): Promise<string> {
  const db = join(folder, "real.duckdb");
  await ingest({
    city: "los-angeles",
    files: [REAL_ROWS],
    db,
    boundaries: cityFile("nc-boundary-geojson.json"),
    population: cityFile("NC_pop_2020.csv"),
  });
  return db;
}

/** The application over a database, closed when the tests of this file are over. */
export async function openApp(db: string, options: Partial<AppOptions> = {}, limits: StoreOptions = {}) {
  const app = await buildApp({ store: await Store.open(db, { threads: 2, ...limits }), ...options });
  undo.push(() => app.close());
  return app;
}

/** All rows of a database's requests, in order of request_id. */
export async function requestsIn(db: string): Promise<Record<string, unknown>[]> {
  const store = await Store.open(db);
  try {
    const sql =
      "SELECT * REPLACE (CAST(created AS VARCHAR) AS created, CAST(closed AS VARCHAR) AS closed) FROM requests ORDER BY request_id";
    return await store.rows({ sql, params: [] });
  } finally {
    store.close();
  }
}
