/** Six tags of one group with two namespaces in the URL, on the real rows, through every button of the browser. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "puppeteer-core";
import { openPage, openSite, type Site } from "../support/site.js";

const NAMES = ["recent", "council-summary", "neighborhood", "neighborhood-weekly", "type-map", "hotspots"];
const TAGS = NAMES.map(
  (name, i) =>
    `<report-311 name="${name}" api="/" as-of="2020-01-04" group="nc" loading="eager" url-sync="${i % 2 ? "right" : "left"}"></report-311>`,
).join("");

let site: Site;
before(async () => void (site = await openSite()));
after(() => site.close());

/** What each tag shows, when all have their answers. */
async function shown(page: Page): Promise<string[]> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("report-311")].every((tag) => tag.shadowRoot?.querySelector("article")?.ariaBusy === "false"),
  );
  return page.evaluate(() =>
    [...document.querySelectorAll("report-311")].map((tag) =>
      ["period", "council", "from", "to", "type"].map((name) => `${name}=${tag.getAttribute(name) ?? ""}`).join(" "),
    ),
  );
}

/** A reader's choice in a field of the filter bar. */
async function choose(page: Page, tag: number, field: string, value: string): Promise<void> {
  await page.evaluate(
    (index, name, chosen) => {
      const filters = document.querySelectorAll("report-311")[index]!.shadowRoot!.querySelector("report-311-filters")!;
      const control = filters.shadowRoot!.querySelector<HTMLSelectElement>(`[name=${name}]`)!;
      control.value = chosen;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    },
    tag,
    field,
    value,
  );
}

async function until(page: Page, expected: readonly string[]): Promise<void> {
  let now = await shown(page);
  for (let tries = 0; tries < 50 && now.join() !== expected.join(); tries++) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
    now = await shown(page);
  }
  assert.deepEqual(now, expected);
}

test("back, forward, reload and a new tab restore what every tag showed", async () => {
  const { page, problems } = await openPage(site, TAGS);
  const start = page.url();
  const entries = [await shown(page)];
  const urls = [start];
  const steps: [number, string, string][] = [
    [0, "period", "last-7-days"],
    [3, "period", "last-90-days"],
    [0, "period", "last-30-days"],
  ];
  for (const [tag, field, value] of steps) {
    await choose(page, tag, field, value);
    entries.push(await shown(page));
    urls.push(page.url());
  }
  // The page's own select joins by an event, without an entry of its own.
  await page.evaluate(() =>
    document.dispatchEvent(new CustomEvent("report-group", { detail: { group: "nc", values: { council: "Sylmar" } } })),
  );
  entries[3] = await shown(page);
  urls[3] = page.url();
  assert.ok(entries[3][1]!.includes("council=Sylmar") && entries[3][2]!.includes("council=Sylmar"), entries[3].join("\n"));
  assert.match(urls[3], /left\.council=Sylmar/);
  assert.match(urls[3], /right\.council=Sylmar/);
  assert.ok(
    urls.every((url) => url.startsWith(start)),
    "what the page has in its URL stays as it is",
  );
  assert.equal(new Set(entries.map((entry) => entry.join())).size, 4, "every entry is another view");

  for (const to of [2, 1, 0]) {
    await page.goBack();
    await until(page, entries[to]!);
  }
  for (const to of [1, 2]) {
    await page.goForward();
    await until(page, entries[to]!);
  }
  await page.reload();
  await until(page, entries[2]!);
  await page.goForward();
  await until(page, entries[3]);
  await page.goBack();
  await until(page, entries[2]!);
  await page.close();

  const tab = await site.browser.newPage();
  await tab.goto(urls[3]);
  await until(tab, entries[3]);
  await tab.close();
  assert.deepEqual(problems, []);
});

test("a hash router keeps its route, and the reports their filters", async () => {
  const { page } = await openPage(site, `<report-311 name="recent" api="/" as-of="2020-01-04" url-sync></report-311>`);
  await page.evaluate(() => (location.hash = "#/reports/1?councilId=52"));
  const [before] = await shown(page);
  await choose(page, 0, "period", "last-7-days");
  assert.match(page.url(), /&period=last-7-days#\/reports\/1\?councilId=52$/);
  await page.evaluate(() => (location.hash = "#/map"));
  const [after] = await shown(page);
  assert.notEqual(after, before);
  await page.goBack();
  await page.goBack();
  await until(page, [before!]);
  assert.match(page.url(), /#\/reports\/1\?councilId=52$/);
  await page.close();
});
