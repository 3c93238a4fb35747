import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import type { Page } from "puppeteer-core";
import { GALLERY_POLICY } from "../../demo/policy.js";
import { buildHost, installPackage, serveHost } from "../support/hosts.js";
import { openPath, openSite, type Site } from "../support/site.js";

/** Pages built with the frameworks of the day from the package as it is published, each under the tightest policy it can have. */

/** The frameworks, and the policies of Trusted Types that they make themselves. */
const FRAMEWORKS = { "react-17": "", "react-19": "", "vue-3": "vue", "svelte-5": "svelte-trusted-html" };

const [{ types }] = JSON.parse(readFileSync("test/truth/recent.json", "utf8")) as [{ types: [type: string, count: number][] }];
const counts = new Map(types.map(([type, count]) => [type, count.toLocaleString("en")]));
const ALL = types.reduce((sum, [, count]) => sum + count, 0).toLocaleString("en");

let site: Site;
before(async () => {
  installPackage();
  for (const name of Object.keys(FRAMEWORKS)) await buildHost(name);
  site = await openSite(undefined, async (app) => {
    for (const [name, policy] of Object.entries(FRAMEWORKS)) await serveHost(app, name, `${GALLERY_POLICY} ${policy}`);
  });
});
after(() => site.close());

/** Waits until a report's first card says this. */
const says = (page: Page, name: string, value: string) =>
  page.waitForFunction(
    (name, value) =>
      document
        .querySelector(`report-311[name=${name}]`)
        ?.shadowRoot?.querySelector("report-311-cards")
        ?.shadowRoot!.querySelector("dd")
        ?.textContent.trim() === value,
    {},
    name,
    value,
  );

const press = (page: Page, name: string) => page.locator(`::-p-aria(${name})`).click();

/** Opens a host's page with its first report shown; what went wrong on it is looked at in the end. */
async function visit(host: string, act: (page: Page) => Promise<void>): Promise<void> {
  const { page, problems } = await openPath(site, `/hosts/${host}/`);
  await says(page, "recent", ALL);
  await act(page);
  assert.deepEqual(problems, []);
  await page.close();
}

for (const host of Object.keys(FRAMEWORKS)) {
  describe(host, () => {
    test("shows the city's numbers and follows the page's own select", () =>
      visit(host, async (page) => {
        await says(page, "type-map", counts.get("Illegal Dumping")!);
        await page.select("select", "Graffiti");
        await says(page, "type-map", counts.get("Graffiti")!);
        assert.equal(await page.$eval("report-311", (tag) => tag.getAttribute("type")), "Graffiti");
      }));

    test("tells the page what a reader chooses in a report", () =>
      visit(host, async (page) => {
        await page.locator("report-311[name=recent] >>> select[name=type]").fill("Bulky Items");
        await page.waitForFunction(() => document.querySelector("select")!.value === "Bulky Items");
        await says(page, "type-map", counts.get("Bulky Items")!);
      }));

    test("keeps the tags of a list that is put in another order", () =>
      visit(host, async (page) => {
        await says(page, "type-map", counts.get("Illegal Dumping")!);
        const tags = await page.$$("report-311");
        await press(page, "Swap");
        await page.waitForFunction(() => document.querySelector("report-311")!.getAttribute("name") === "type-map");
        const swapped = await page.$$("report-311");
        assert.ok(await page.evaluate((a, b, c, d) => a === d && b === c, tags[0]!, tags[1]!, swapped[0]!, swapped[1]!));
        assert.equal(
          await page.$eval("report-311 >>> report-311-cards >>> dd", ({ textContent }) => textContent.trim()),
          counts.get("Illegal Dumping"),
        );
      }));

    test("leaves nothing behind when it goes, and comes back with the page's choice", () =>
      visit(host, async (page) => {
        await page.select("select", "Graffiti");
        await says(page, "type-map", counts.get("Graffiti")!);
        await press(page, "About");
        await page.waitForFunction(() => document.querySelector("h1")?.textContent === "About");
        const left = await page.evaluate(() => [
          document.querySelectorAll("report-311").length,
          document.adoptedStyleSheets.length,
          document.querySelectorAll("style").length,
        ]);
        assert.deepEqual(left, [0, 0, 0]);
        await press(page, "Reports");
        await says(page, "type-map", counts.get("Graffiti")!);
      }));
  });
}
