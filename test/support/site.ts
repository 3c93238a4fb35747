import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { HOST_POLICY } from "../../demo/policy.js";
import { ingestLake } from "../../server/src/ingest/lake/ingest-lake.js";
import { ingest } from "../../server/src/ingest/ingest.js";
import type { Report311Figure } from "../../src/elements/figure.js";
import type { Report311Map } from "../../src/elements/map.js";
import type { App } from "../../server/src/http/api.js";
import { startServer, type RunningServer } from "../../server/src/http/start.js";
import { findChrome } from "../browser.mjs";
import { DATA, LOS_ANGELES } from "./data.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A browser without a screen has no mouse of its own accord. */
const MOUSE = "--blink-settings=availablePointerTypes=4,primaryPointerType=4,availableHoverTypes=2,primaryHoverType=2";

/** The real server on real rows, the built scripts, and a browser. */
export interface Site {
  url: string;
  browser: Browser;
  close(): Promise<void>;
}

/**
 * The server has the rows of these exports of the city; those of 1–3 January 2020 when none are named.
 * @param extend Adds more pages.
 */
export async function openSite(exports = ["test_requests.csv.gz"], extend?: (app: App) => Promise<void>): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "report-311-"));
  const db = join(folder, "la.duckdb");
  await ingest({
    city: "los-angeles",
    files: exports.map((file) => join(LOS_ANGELES, file)),
    db,
    boundaries: join(LOS_ANGELES, "nc-boundary-geojson.json"),
    population: join(LOS_ANGELES, "NC_pop_2020.csv"),
  });
  return siteOf(folder, { db }, extend);
}

/** The same over a lake: files of cities, by the cities' slugs. */
export async function openLakeSite(files: Readonly<Record<string, string>>): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "report-311-"));
  const lake = join(folder, "lake");
  for (const [city, file] of Object.entries(files)) await ingestLake({ city, inputs: [join(DATA, file)], lake });
  return siteOf(folder, { db: "", lake });
}

async function siteOf(
  folder: string,
  data: { db: string; lake?: string },
  extend?: (app: App) => Promise<void>,
): Promise<Site> {
  const server: RunningServer = await startServer({
    ...data,
    port: 0,
    extend: async (app) => {
      await app.register(fastifyStatic, { root: join(root, "dist"), prefix: "/dist/" });
      app.get("/host", { schema: { hide: true } }, (request, reply) =>
        reply
          .type("text/html")
          .header("Content-Security-Policy", HOST_POLICY)
          .send(hostPage((request.query as { body: string }).body)),
      );
      await extend?.(app);
    },
  });
  const chrome = await findChrome();
  const browser = await puppeteer.launch({ ...chrome, args: [...chrome.args, MOUSE], headless: true });
  return {
    url: server.url,
    browser,
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A host page as tight as a host can be: the script, some text, and what is asked for. */
function hostPage(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
<script type="module" src="/dist/report-311.js"></script></head><body>${body}<p id="after">After the report</p></body></html>`;
}

/** Opens a host page with this in its body. What goes wrong on it, violations of the policy too, is gathered in `problems`. */
export function openPage(site: Site, body: string, width = 1280): Promise<{ page: Page; problems: string[] }> {
  return openPath(site, `/host?body=${encodeURIComponent(body)}`, width);
}

/** Opens any page of the site in the same way. */
export async function openPath(site: Site, path: string, width = 1280): Promise<{ page: Page; problems: string[] }> {
  const { page, problems } = await newPage(site, width);
  await page.goto(site.url + path);
  return { page, problems };
}

/** An empty page, on which what goes wrong is gathered. */
export async function newPage(site: Site, width = 1280): Promise<{ page: Page; problems: string[] }> {
  const page = await site.browser.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warn") problems.push(message.text());
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI} ${sourceFile}`),
    );
  });
  await page.setViewport({ width, height: 900 });
  return { page, problems };
}

/** Waits until a tag shows its data and has drawn every chart, also those that must be scrolled to. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector("report-311")?.shadowRoot?.querySelector("article")?.ariaBusy === "false",
  );
  await page.evaluate(async () => {
    for (const figure of document
      .querySelector("report-311")!
      .shadowRoot!.querySelectorAll<Report311Figure | Report311Map>("report-311-figure, report-311-map")) {
      figure.scrollIntoView();
      await figure.drawn;
    }
    window.scrollTo(0, 0);
  });
}
