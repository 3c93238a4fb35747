import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

/**
 * Ingests a file into a lake and ends as `kill -9` does before the step of that number (from 1) in which it puts a file of a
 * city's partition or cube in its place or takes one away. Arguments: city, file, lake, step.
 */
const [city, file, lake, step] = process.argv.slice(2) as [string, string, string, string];
let left = Number(step);
const files = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
for (const name of ["rename", "rm"]) {
  const take = files[name]!;
  files[name] = (...args) => {
    if (args.some((path) => String(path).includes(`city=${city}`)) && --left === 0) process.kill(process.pid, "SIGKILL");
    return take(...args);
  };
}
syncBuiltinESMExports();
const { ingestLake } = await import("../../server/src/ingest/lake/ingest-lake.js");
await ingestLake({ city, inputs: [file], lake });
