/** What a page with one `recent` tag costs its reader, beside a page that draws the same charts with the whole Plotly script. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import puppeteer, { type Browser } from "puppeteer-core";
import { startServer } from "../server/src/http/start.js";
import { findChrome } from "../test/browser.mjs";
import { median, printTable } from "./figures.js";

const ROUNDS = 5;
const dist = join(fileURLToPath(new URL("..", import.meta.url)), "dist");
const whole = createRequire(import.meta.url).resolve("plotly.js-dist-min/plotly.min.js");

const OURS = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Ours</title>
<script type="module" src="/dist/report-311.js"></script><report-311 name="recent" api="/"></report-311>`;

/** The old way: the whole script, a request, three charts. */
const BARE = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Bare</title>
<script src="/plotly.min.js"></script><div id="a"></div><div id="b"></div><div id="c"></div>
<script type="module">
const since = new Date(Date.now() - 30 * 864e5).toISOString().slice(0, 10);
const rows = await (await fetch("/reports?field=created_date&field=type_name&filter=created_date>=" + since)).json();
const types = [...new Set(rows.map((row) => row.type_name))];
const of = (type) => rows.filter((row) => row.type_name === type);
const total = (type) => of(type).reduce((sum, row) => sum + row.counts, 0);
await Plotly.newPlot("a", types.map((name) => ({ name, x: of(name).map((row) => row.created_date), y: of(name).map((row) => row.counts) })));
await Plotly.newPlot("b", [{ type: "bar", x: types, y: types.map(total) }]);
await Plotly.newPlot("c", [{ type: "pie", labels: types, values: types.map(total) }]);
document.title = "drawn";
</script>`;

interface Cost {
  /** Bytes over the wire, compressed. */
  bytes: number;
  /** Milliseconds from navigation until the charts of the first screen are drawn. */
  shown: number;
  /** Milliseconds of running script. */
  script: number;
}

async function visit(browser: Browser, url: string, isDrawn: () => unknown): Promise<Cost> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const cdp = await page.createCDPSession();
  await cdp.send("Network.enable");
  let bytes = 0;
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  const start = performance.now();
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.waitForFunction(isDrawn, { polling: "raf" });
  const shown = performance.now() - start;
  const { ScriptDuration } = await page.metrics();
  await context.close();
  return { bytes, shown, script: ScriptDuration! * 1000 };
}

export async function benchPage(db: string): Promise<void> {
  const server = await startServer({
    db,
    port: 0,
    extend: async (app) => {
      await app.register(fastifyStatic, { root: dist, prefix: "/dist/" });
      const page = (path: string, body: string, type: string) =>
        app.get(path, { schema: { hide: true } }, (_, reply) => reply.type(type).send(body));
      page("/ours", OURS, "text/html");
      page("/bare", BARE, "text/html");
      page("/plotly.min.js", readFileSync(whole, "utf8"), "text/javascript");
    },
  });
  const browser = await puppeteer.launch({ ...(await findChrome()), headless: true });
  const ours: Cost[] = [];
  const bare: Cost[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(
      await visit(browser, `${server.url}/ours`, () => {
        const figures = [...(document.querySelector("report-311")?.shadowRoot?.querySelectorAll("report-311-figure") ?? [])];
        const seen = figures.filter((figure) => figure.getBoundingClientRect().top < innerHeight);
        return (
          seen.length > 0 &&
          seen.every((figure) => figure.shadowRoot!.querySelector(".js-plotly-plot .plot, .js-plotly-plot .pielayer"))
        );
      }),
    );
    bare.push(await visit(browser, `${server.url}/bare`, () => document.title === "drawn"));
  }
  await browser.close();
  await server.close();
  const row = (name: string, costs: Cost[]) => {
    const of = (key: keyof Cost) => median(costs.map((cost) => cost[key]));
    return [name, of("bytes") / 1000, of("shown"), of("script"), of("bytes") / median(bare.map((cost) => cost.bytes))];
  };
  printTable("Page: one `recent` tag, cold", [
    ["", "kB over the wire (gzip or brotli)", "ms to the first screen", "ms of script", "ratio of bytes"],
    row("the whole Plotly script, three charts", bare),
    row('`<report-311 name="recent">`', ours),
  ]);
}
