/**
 * `npm run bench:scale -- [millions …]`: made-up exports of ten cities become a lake, and the lake answers what the reports ask,
 * beside PostgreSQL. For each number of million rows; the questions at the last one only. Needs some 0.7 GB of disk a million
 * rows, in the folder that TMPDIR names.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printTable } from "../figures.js";
import { compareAnswers } from "./answers.js";
import { writeExports } from "./exports.js";
import { measureIngest, type IngestFigures } from "./ingest.js";

const MEMORY = "1GB";

const millions = process.argv.slice(2).map(Number);
if (millions.length === 0) millions.push(1);
if (millions.some((number) => !(number > 0))) throw new Error("Name numbers of million rows, as in 1 10 30.");

const folder = mkdtempSync(join(tmpdir(), "report-311-scale-"));
// PostgreSQL's own account must be able to go there.
chmodSync(folder, 0o755);
const figures: IngestFigures[] = [];
try {
  for (const [index, number] of millions.entries()) {
    const here = join(folder, String(number));
    const exports = await writeExports(join(here, "exports"), number * 1e6);
    figures.push(await measureIngest(exports, join(here, "lake"), MEMORY));
    rmSync(join(here, "exports"), { recursive: true });
    if (index < millions.length - 1) rmSync(here, { recursive: true });
  }
  const [first] = figures;
  const speed = ({ rows, seconds }: IngestFigures) => rows / seconds;
  printTable(`Ingest: exports of ten cities, one after the other, with \`--memory ${MEMORY}\``, [
    ["million rows", "GB of CSV", "seconds", "rows a second", "rows a second of processor", "peak MB", "ratio of speed"],
    ...figures.map((one) => [
      one.rows / 1e6,
      one.bytes / 1e9,
      one.seconds,
      speed(one),
      one.rows / one.cpuSeconds,
      one.peak,
      speed(one) / speed(first!),
    ]),
  ]);
  await compareAnswers(join(folder, String(millions.at(-1)), "lake"), folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
