/**
 * How long many charts of ten lines take: as `report-311-figure` elements drawn by Plotly or as still pictures, and as bare
 * Plotly draws them. All have their engine loaded; every round is a cold page of each, in turns.
 * `node bench/charts.mjs [rounds]`
 */
import { build } from "esbuild";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { findChrome } from "../test/browser.mjs";

const ROUNDS = Number(process.argv[2] ?? 5);
const SERIES = [
  { count: 86, still: false, ours: "<report-311-figure>, drawn by Plotly", target: 0.5 },
  { count: 99, still: true, ours: "<report-311-figure still>", target: 0.1 },
];
/** Milliseconds in which Plotly is to take the place of a still picture. */
const TAKE_OVER = 150;
const KINDS = ["ours", "bare"];
const local = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = mkdtempSync(join(tmpdir(), "charts-"));

await build({
  entryPoints: { ours: local("charts/ours.ts"), bare: local("charts/bare.js") },
  outdir: out,
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2022",
  tsconfig: local("../tsconfig.json"),
  logLevel: "error",
});

const page = (kind) => `<!doctype html><meta charset="utf-8"><title>${kind}</title>
<style>body { display: grid; grid-template-columns: repeat(auto-fill, 300px); gap: 16px }</style>
${kind === "bare" ? '<script src="/plotly.min.js"></script>' : ""}<script type="module" src="/${kind}.js"></script>`;
const server = createServer(({ url }, response) => {
  const kind = KINDS.find((name) => url === `/${name}`);
  response.setHeader("content-type", kind ? "text/html" : "text/javascript");
  if (kind) response.end(page(kind));
  else if (url === "/plotly.min.js") response.end(readFileSync(local("../node_modules/plotly.js-dist-min/plotly.min.js")));
  else if (/^\/[\w.-]+\.js$/.test(url)) response.end(readFileSync(out + url));
  else response.writeHead(404).end();
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const browser = await puppeteer.launch({ ...(await findChrome()), headless: true });

async function open(kind) {
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1280, height: 800 });
  await tab.goto(`http://127.0.0.1:${server.address().port}/${kind}`);
  await tab.waitForFunction(() => "bench" in window);
  return tab;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (values) => ({
  median: Math.round(median(values)),
  min: Math.round(Math.min(...values)),
  max: Math.round(Math.max(...values)),
});
const takeOvers = [];
for (const { count, still, ours, target } of SERIES) {
  const times = { ours: [], bare: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of round % 2 ? KINDS.toReversed() : KINDS) {
      const tab = await open(kind);
      times[kind].push(await tab.evaluate((count, still) => window.bench(count, still), count, still));
      if (still && kind === "ours") for (const i of [0, 1, 2]) takeOvers.push(await tab.evaluate((i) => window.takeOver(i), i));
      await tab.close();
    }
  }
  const ratio = median(times.ours) / median(times.bare);
  console.log(`${count} charts of ten lines, milliseconds: ours / bare = ${ratio.toFixed(2)} (target ${target})`);
  console.table({ "Plotly.newPlot, as is": row(times.bare), [ours]: row(times.ours) });
  if (ratio > target) process.exitCode = 1;
}
console.log(`Plotly in the place of a still picture, milliseconds (target ${TAKE_OVER})`);
console.table({ "first, second, third chart of a page": row(takeOvers) });
if (median(takeOvers) > TAKE_OVER) process.exitCode = 1;

await browser.close();
server.close();
rmSync(out, { recursive: true });
