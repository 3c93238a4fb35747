/**
 * `npm run bench:trino -- <city>=<export> …`: exports become a lake, and a Trino is asked the same of it as the embedded DuckDB.
 * Downloads 0.8 GB the first time, into the folder that --folder names.
 */
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ingestLake } from "../../server/src/ingest/lake/ingest-lake.js";
import { Store } from "../../server/src/store/store.js";
import { register } from "../../server/src/store/trino/register.js";
import { printTable } from "../figures.js";
import { startCluster } from "./cluster.js";
import { compareStores, summary } from "./compare.js";

/** Milliseconds; a small machine may be slow. */
const TIMEOUT = 300_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    questions: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    trino: { type: "string", default: "476" },
    java: { type: "string" },
    folder: { type: "string", default: join(tmpdir(), "report-311-trino") },
  },
});
const exports = positionals.map((text) => /^([a-z-]+)=(.+)$/.exec(text)?.slice(1, 3) ?? []);
if (exports.length === 0 || exports.some(([city]) => !city))
  throw new Error("Name cities with their exports, as in boston=exports/boston.csv chicago=exports/chicago");

const lake = join(values.folder, "lake");
rmSync(lake, { recursive: true, force: true });
for (const [city, input] of exports) await ingestLake({ city: city!, inputs: [input!], lake });

const cluster = await startCluster(values.folder, values.trino, values.java);
try {
  await register(cluster.address, `local://${lake}`, TIMEOUT);
  const options = { timeout: TIMEOUT };
  const duckdb = await Store.openLake(lake, options);
  const { cities } = duckdb.facts;
  const requests = cities.reduce((sum, city) => sum + city.requests, 0);
  const trino = await Store.openLake(lake, options, cluster.address);
  const all = await compareStores([duckdb, trino], Number(values.questions), Number(values.seed));
  printTable(`${cluster.versions}: ${requests} requests of ${cities.length} cities, ${new Date().toISOString().slice(0, 10)}`, [
    ["asked", "times", "equal", "DuckDB, median ms", "Trino, median ms"],
    ...summary(all),
  ]);
  const unequal = all.filter(({ equal }) => !equal);
  for (const { what } of unequal) process.stdout.write(`Not equal: ${what}\n`);
  process.exitCode = unequal.length ? 1 : 0;
} finally {
  await cluster.stop();
}
