import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Page } from "puppeteer-core";
import { HOST_POLICY } from "../../demo/policy.js";
import { newPage, openSite, type Site } from "../support/site.js";

/** Pages that load the library more than once, in one version or in two, under a policy that lets nothing be made twice. */

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const script = readFileSync("dist/report-311.js", "utf8");
const NEXT = script.replaceAll(`"${version}"`, `"99.0.0"`);

/** A page that has an element of its own under one of our names. */
const FOREIGN = `customElements.define("report-311-table", class extends HTMLElement {});`;

let site: Site;
before(async () => {
  site = await openSite(undefined, async (app) => {
    const serve = (path: string, type: string, text: string) =>
      app.get(path, { schema: { hide: true } }, (_, reply) =>
        reply.type(type).header("Content-Security-Policy", HOST_POLICY).send(text),
      );
    serve("/next/report-311.js", "text/javascript", NEXT);
    serve("/foreign.js", "text/javascript", FOREIGN);
    app.get("/next/:engine", { schema: { hide: true } }, (request, reply) =>
      reply.sendFile((request.params as { engine: string }).engine),
    );
    for (const [name, scripts] of Object.entries(PAGES)) serve(`/pages/${name}`, "text/html", pageOf(scripts));
  });
});
after(() => site.close());

const [PRESENT_URL, NEXT_URL] = ["/dist/report-311.js", "/next/report-311.js"];
const PAGES = {
  twice: [PRESENT_URL, `${PRESENT_URL}?again`],
  newer: [PRESENT_URL, NEXT_URL],
  older: [NEXT_URL, PRESENT_URL],
  foreign: ["/foreign.js", PRESENT_URL],
};

function pageOf(scripts: readonly string[]): string {
  const tags = scripts.map((src) => `<script type="module" src="${src}"></script>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
${tags.join("\n")}</head><body><report-311 name="recent" api="/" as-of="2020-01-04"></report-311></body></html>`;
}

/** Opens a page and waits for its first chart; tells which version is active and what was said. */
async function open(name: keyof typeof PAGES): Promise<{ active: string; problems: string[] }> {
  const { page, problems } = await newPage(site);
  await page.goto(`${site.url}/pages/${name}`);
  await firstChart(page);
  const active = await page.evaluate(() => (customElements.get("report-311") as unknown as { version: string }).version);
  await page.close();
  return { active, problems };
}

const firstChart = (page: Page) =>
  page.waitForFunction(() =>
    document
      .querySelector("report-311")
      ?.shadowRoot?.querySelector("report-311-figure")
      ?.shadowRoot?.querySelector(".main-svg"),
  );

const ignored = (active: string, later: string) =>
  `report-311: version ${active} is active on this page; version ${later}, loaded after it, is ignored.`;

test("of two versions the first is active, whichever is newer, and the second says so", async () => {
  assert.notEqual(NEXT, script);
  assert.deepEqual(await open("newer"), { active: version, problems: [ignored(version, "99.0.0")] });
  assert.deepEqual(await open("older"), { active: "99.0.0", problems: [ignored("99.0.0", version)] });
});

test("the same version twice is no news", async () => {
  assert.deepEqual(await open("twice"), { active: version, problems: [] });
});

test("an element of the page under one of our names is named", async () => {
  assert.deepEqual(await open("foreign"), {
    active: version,
    problems: ["report-311: this page has an element <report-311-table> of its own; reports cannot show theirs."],
  });
});
