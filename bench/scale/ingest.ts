/** How quickly exports become a lake, and how much memory that takes. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Export } from "./exports.js";

export interface IngestFigures {
  rows: number;
  bytes: number;
  seconds: number;
  /** Of the processors, all together. */
  cpuSeconds: number;
  /** The most that one run held, in MB; NaN where the system does not say. */
  peak: number;
}

/** Takes in one export after the other, each by a run of the command as a user would start it. */
export async function measureIngest(exports: readonly Export[], lake: string, memory: string): Promise<IngestFigures> {
  const figures: IngestFigures = { rows: 0, bytes: 0, seconds: 0, cpuSeconds: 0, peak: 0 };
  for (const { city, path, rows, bytes } of exports) {
    const start = performance.now();
    const { cpuSeconds, peak } = await run(["ingest", "--city", city.slug, "--lake", lake, "--memory", memory, path]);
    figures.rows += rows;
    figures.bytes += bytes;
    figures.seconds += (performance.now() - start) / 1000;
    figures.cpuSeconds += cpuSeconds;
    figures.peak = Math.max(figures.peak, peak);
    process.stderr.write(`${city.slug}: ${rows} rows in ${((performance.now() - start) / 1000).toFixed(0)} s, ${peak} MB\n`);
  }
  return figures;
}

/** Runs a command of the server to its end; what `/proc` said of it last. */
async function run(args: string[]): Promise<{ cpuSeconds: number; peak: number }> {
  const child = spawn(process.execPath, ["--import", "tsx", "server/src/main.ts", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said: Buffer[] = [];
  child.stderr.on("data", (data: Buffer) => said.push(data));
  let last = { cpuSeconds: NaN, peak: NaN };
  const watch = setInterval(() => (last = usage(child.pid!) ?? last), 100);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${args.join(" ")} failed: ${Buffer.concat(said).toString()}`);
  return last;
}

/** What Linux says of a process; nothing elsewhere, and when it has ended. */
function usage(pid: number): { cpuSeconds: number; peak: number } | undefined {
  try {
    const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024;
    // The 14th and 15th field are the ticks of the processors, a hundredth of a second each.
    const ticks = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    return { cpuSeconds: (Number(ticks[11]) + Number(ticks[12])) / 100, peak: Math.round(peak) };
  } catch {
    return undefined;
  }
}
