/** How soon a hundred thousand requests are on the map over HTTP, and what it costs to move it. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import puppeteer, { type Page } from "puppeteer-core";
import { startServer } from "../server/src/http/start.js";
import type { Report311Map } from "../src/elements/map.js";
import { findChrome } from "../test/browser.mjs";
import { median, printTable } from "./figures.js";

const dist = join(fileURLToPath(new URL("..", import.meta.url)), "dist");

const PAGE = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Map</title>
<script type="module" src="/dist/report-311.js"></script>
<report-311 api="/" name="request-map" period="1990-01-01..2099-12-31" limit="100000"></report-311>`;

declare global {
  interface Window {
    /** Milliseconds of each task that kept the page from answering for 50 or more. */
    longTasks: number[];
  }
}

const ZOOMS = 9;
const STEPS = 40;

interface Frames {
  marks: number;
  /** Milliseconds of script in each frame. */
  script: number[];
  /** Milliseconds from frame to frame. */
  apart: number[];
}

/** Moves the map to and fro, a step a frame, as a drag does. */
async function move(map: Report311Map, steps: number): Promise<Frames> {
  const ground = map.shadowRoot!.querySelector(".ground")!;
  const { left, top } = ground.getBoundingClientRect();
  const at = { pointerId: 1, clientX: left + 100, clientY: top + 200, bubbles: true };
  ground.setPointerCapture = () => {};
  const script: number[] = [];
  const apart: number[] = [];
  ground.dispatchEvent(new PointerEvent("pointerdown", at));
  let before = await new Promise<number>(requestAnimationFrame);
  for (let i = 0; i < steps; i++) {
    // The map draws in a callback of the next frame, between these two.
    let begun = 0;
    requestAnimationFrame(() => (begun = performance.now()));
    const start = performance.now();
    const clientX = at.clientX + 12 * (i < steps / 2 ? i : steps - i);
    ground.dispatchEvent(new PointerEvent("pointermove", { ...at, clientX }));
    const moved = performance.now() - start;
    const now = await new Promise<number>(requestAnimationFrame);
    script.push(moved + performance.now() - begun);
    apart.push(now - before);
    before = now;
  }
  ground.dispatchEvent(new PointerEvent("pointerup", at));
  return { marks: map.marks.length, script, apart };
}

async function mapIn(page: Page) {
  await page.waitForFunction(
    () => (document.querySelector("report-311")?.shadowRoot?.querySelector("report-311-map")?.marks.length ?? 0) > 0,
    { polling: "raf", timeout: 120_000 },
  );
  return (await page.$("report-311 >>> report-311-map"))!;
}

export async function benchMap(db: string): Promise<void> {
  const server = await startServer({
    db,
    port: 0,
    extend: async (app) => {
      await app.register(fastifyStatic, { root: dist, prefix: "/dist/" });
      app.get("/page", { schema: { hide: true } }, (_, reply) => reply.type("text/html").send(PAGE));
    },
  });
  const browser = await puppeteer.launch({ ...(await findChrome()), headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.evaluateOnNewDocument(() => {
    const tasks: number[] = (window.longTasks = []);
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: "longtask",
      buffered: true,
    });
  });
  const start = performance.now();
  await page.goto(`${server.url}/page`);
  const map = await mapIn(page);
  const shown = performance.now() - start;
  const tasks = (await page.evaluate(() => window.longTasks)).sort((a, b) => b - a);
  const { ScriptDuration, JSHeapUsedSize } = await page.metrics();
  const points = await map.evaluate(({ marks }) => marks.reduce((all, { count }) => all + count, 0));
  printTable("`request-map`: a hundred thousand requests over HTTP", [
    ["", ""],
    ["requests on the map", points],
    ["ms until they are there", shown],
    ["ms of script until then", ScriptDuration! * 1000],
    ["ms of the longest tasks until then", tasks.slice(0, 5).map(Math.round).join(", ")],
    ["MB of JavaScript heap", JSHeapUsedSize! / 1e6],
  ]);
  const rows: (string | number)[][] = [];
  for (let zoom = 0; zoom < ZOOMS; zoom++) {
    const { marks, script, apart } = await map.evaluate(move, STEPS);
    rows.push([`home + ${zoom}`, marks, median(script), Math.max(...script), median(apart), Math.max(...apart)]);
    await map.evaluate(async (element) => {
      element.shadowRoot!.querySelector<HTMLButtonElement>(".controls button")!.click();
      for (let frames = 0; frames < 40; frames++) await new Promise(requestAnimationFrame);
      await element.drawn;
    });
  }
  const head = ["zoom", "marks", "ms of script a frame", "most", "ms from frame to frame", "most"];
  printTable("Moving it", [head, ...rows]);
  await browser.close();
  await server.close();
}
