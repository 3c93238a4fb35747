/** How soon each report is there over the sample, and what 99 small multiples and one changed filter cost their reader. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { reportNames } from "../src/catalogue.js";
import { startServer } from "../server/src/http/start.js";
import { findChrome } from "../test/browser.mjs";
import { median, printTable } from "./figures.js";

const ROUNDS = 3;
const dist = join(fileURLToPath(new URL("..", import.meta.url)), "dist");

const pageOf = (attributes: string) => `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Report</title>
<script>window.tasks = []; new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((task) => task.duration)))
  .observe({ type: "longtask", buffered: true });</script>
<script type="module" src="/dist/report-311.js"></script><report-311 api="/" ${attributes}></report-311>`;

/** Whether everything in the first screen is drawn. */
function isFirstScreenDrawn(): boolean {
  const root = document.querySelector("report-311")?.shadowRoot;
  if (root?.querySelector("article")?.ariaBusy !== "false") return false;
  const within = [...root.querySelectorAll("report-311-multiples")].flatMap(({ shadowRoot }) => [
    ...shadowRoot!.querySelectorAll("report-311-figure"),
  ]);
  const figures = [...root.querySelectorAll("report-311-figure"), ...within];
  const seen = figures.filter((figure) => figure.getBoundingClientRect().top < innerHeight);
  const drawn = seen.filter(({ shadowRoot }) => shadowRoot!.querySelector(".js-plotly-plot .main-svg, .preview svg, .message"));
  const others = root.querySelector("report-311-table") ?? root.querySelector("report-311-map")?.marks.length;
  return drawn.length === seen.length && (seen.length > 0 || Boolean(others));
}

/** Whether all 99 still pictures are there. */
function isWhole(): boolean {
  const all = document.querySelector("report-311")?.shadowRoot?.querySelector("report-311-multiples")?.shadowRoot;
  const figures = [...(all?.querySelectorAll("report-311-figure") ?? [])];
  return figures.length >= 99 && figures.every((figure) => figure.shadowRoot!.querySelector(".preview svg"));
}

async function open(browser: Browser, url: string, attributes: string): Promise<{ page: Page; start: number }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  const start = performance.now();
  await page.goto(`${url}/page?attributes=${encodeURIComponent(attributes)}`, { waitUntil: "domcontentloaded" });
  return { page, start };
}

const longest = (page: Page) => page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks.splice(0)));

async function benchFirstScreens(browser: Browser, url: string): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const name of reportNames()) {
    const shown: number[] = [];
    const script: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { page, start } = await open(browser, url, `name="${name}"`);
      await page.waitForFunction(isFirstScreenDrawn, { polling: "raf" });
      shown.push(performance.now() - start);
      script.push((await page.metrics()).ScriptDuration! * 1000);
      await page.browserContext().close();
    }
    rows.push([`\`${name}\``, median(shown), median(script)]);
  }
  printTable("First screen of each report, cold", [["", "ms until it is drawn", "ms of script"], ...rows]);
}

async function benchMultiples(browser: Browser, url: string): Promise<void> {
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { page, start } = await open(browser, url, `name="measures" layout="entities"`);
    await page.waitForFunction(isFirstScreenDrawn, { polling: "raf" });
    const first = performance.now() - start;
    await page.waitForFunction(isWhole, { polling: "raf" });
    const whole = performance.now() - start;
    const { TaskDuration, JSHeapUsedSize } = await page.metrics();
    const loading = await longest(page);
    // As a wheel scrolls: a step a frame, to the end of the page.
    await page.evaluate(async () => {
      while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
        scrollBy(0, 120);
        await new Promise(requestAnimationFrame);
      }
    });
    rounds.push([first, whole, TaskDuration! * 1000, loading, await longest(page), JSHeapUsedSize! / 1e6]);
    await page.browserContext().close();
  }
  const of = (i: number) => median(rounds.map((round) => round[i]!));
  printTable("`measures layout=entities`: 99 small multiples", [
    ["", ""],
    ["ms to the first screen", of(0)],
    ["ms to all 99", of(1)],
    ["ms of main thread", of(2)],
    ["ms of the longest task while loading", of(3)],
    ["ms of the longest task over 50 ms while scrolling (0: none)", of(4)],
    ["MB of JavaScript heap", of(5)],
  ]);
}

async function benchFilter(browser: Browser, url: string): Promise<void> {
  const { page } = await open(browser, url, `name="measure"`);
  await page.waitForFunction(isFirstScreenDrawn, { polling: "raf" });
  const rows: (string | number)[][] = [];
  for (const [attribute, value] of [
    ["groupby", "region"],
    ["types", "Graffiti"],
    ["highlight", "Central"],
    ["sort", "mean-ascending"],
  ] as const) {
    const ms = await page.evaluate(
      async (attribute, value) => {
        const tag = document.querySelector("report-311")!;
        const start = performance.now();
        tag.setAttribute(attribute, value);
        do await new Promise(requestAnimationFrame);
        while (tag.shadowRoot!.querySelector("article")!.ariaBusy !== "false");
        await Promise.all([...tag.shadowRoot!.querySelectorAll("report-311-figure")].map((figure) => figure.drawn));
        return performance.now() - start;
      },
      attribute,
      value,
    );
    rows.push([`\`${attribute}="${value}"\``, ms]);
  }
  await page.browserContext().close();
  printTable("`measure`: one filter changed", [["", "ms until both charts are drawn"], ...rows]);
}

export async function benchReports(db: string): Promise<void> {
  const server = await startServer({
    db,
    port: 0,
    extend: async (app) => {
      await app.register(fastifyStatic, { root: dist, prefix: "/dist/" });
      app.get("/page", { schema: { hide: true } }, (request, reply) =>
        reply.type("text/html").send(pageOf((request.query as { attributes: string }).attributes)),
      );
    },
  });
  const browser = await puppeteer.launch({ ...(await findChrome()), headless: true });
  await benchFirstScreens(browser, server.url);
  await benchMultiples(browser, server.url);
  await benchFilter(browser, server.url);
  await browser.close();
  await server.close();
}
