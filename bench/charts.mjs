/**
 * How long 86 charts of ten lines take: as `report-311-figure` elements, and as bare Plotly draws them. Both have their
 * engine loaded; every round is a cold page of each, in turns. `node bench/charts.mjs [rounds]`
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
const TARGET = 0.5;
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

const times = { ours: [], bare: [] };
for (let round = 0; round < ROUNDS; round++) {
  for (const kind of round % 2 ? KINDS.toReversed() : KINDS) {
    const tab = await browser.newPage();
    await tab.setViewport({ width: 1280, height: 800 });
    await tab.goto(`http://127.0.0.1:${server.address().port}/${kind}`);
    await tab.waitForFunction(() => "bench" in window);
    times[kind].push(await tab.evaluate(() => window.bench()));
    await tab.close();
  }
}
await browser.close();
server.close();
rmSync(out, { recursive: true });

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
console.table(
  Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      {
        median: Math.round(median(times[kind])),
        min: Math.round(Math.min(...times[kind])),
        max: Math.round(Math.max(...times[kind])),
      },
    ]),
  ),
);
const ratio = median(times.ours) / median(times.bare);
console.log(
  `86 charts of ten lines, milliseconds, median of ${ROUNDS} rounds. ours / bare = ${ratio.toFixed(2)} (target ${TARGET})`,
);
process.exitCode = ratio <= TARGET ? 0 : 1;
