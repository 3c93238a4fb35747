/* global Worker */
/** What a page says that has DuckDB-WASM: how it is opened, when a source that reads files is first asked. */
import { AsyncDuckDB, VoidLogger } from "@duckdb/duckdb-wasm";
import { setDuckdb } from "/dist/report-311.js";

setDuckdb(async () => {
  const database = new AsyncDuckDB(new VoidLogger(), new Worker("/duckdb/duckdb-browser-eh.worker.js"));
  await database.instantiate("/duckdb/duckdb-eh.wasm");
  return database.connect();
});
