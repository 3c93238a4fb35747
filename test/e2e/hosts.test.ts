import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { dirname, join } from "node:path";
import type { HTTPRequest, Page } from "puppeteer-core";
import { GALLERY_POLICY } from "../../demo/policy.js";
import { buildHost, checkTypes, HOSTS, installed, installPackage, serve } from "../support/hosts.js";
import { newPage, openPath, openSite, type Site } from "../support/site.js";

/** Pages built with the frameworks of the day from the package as it is published, each under the tightest policy it can have. */

/** What is built, and the policies of Trusted Types that the frameworks make themselves. */
const FRAMEWORKS = { "react-17": "", "react-19": "", "vue-3": "vue", "svelte-5": "svelte-trusted-html" };

/** An older Plotly writes styles and markup. */
const OLD_PLOTLY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'";

/** The README's two lines as a page, with what they name on the other origin; the rows are old, and there is a text in the tag. */
function twoLines(elsewhere: string): string {
  const [, lines] = /two lines\n\n```html\n([^]*?)```/.exec(readFileSync("README.md", "utf8"))!;
  const theirs = lines!.replace(/https:\/\/your\.(site|api)/g, elsewhere);
  return `<link rel="icon" href="data:,">${theirs.replace("></r", ' as-of="2020-01-04">Loading the report …</r')}`;
}

/** The scripts of the package as a page without a build has them. */
const SCRIPTS = join(installed("html"), "dist");

const folderOf = (file: string) => dirname(createRequire(import.meta.url).resolve(file));

const [{ types }] = JSON.parse(readFileSync("test/truth/recent.json", "utf8")) as [{ types: [type: string, count: number][] }];
const counts = new Map(types.map(([type, count]) => [type, count.toLocaleString("en")]));
const ALL = types.reduce((sum, [, count]) => sum + count, 0).toLocaleString("en");

let site: Site;
before(async () => {
  installPackage(["html", ...Object.keys(FRAMEWORKS)]);
  for (const name of Object.keys(FRAMEWORKS)) await buildHost(name);
  site = await openSite(undefined, async (app) => {
    for (const [name, policy] of Object.entries(FRAMEWORKS))
      await serve(app, `/hosts/${name}/`, join(HOSTS, name, "dist"), `${GALLERY_POLICY} ${policy}`);
    await serve(app, "/hosts/html/", join(HOSTS, "html"), GALLERY_POLICY);
    await serve(app, "/hosts/html/report-311/", SCRIPTS);
    await serve(app, "/hosts/amd/", join(HOSTS, "amd"), OLD_PLOTLY);
    await serve(app, "/hosts/amd/report-311/", SCRIPTS);
    await serve(app, "/hosts/amd/requirejs/", folderOf("requirejs/require.js"));
    await serve(app, "/hosts/amd/plotly/", folderOf("plotly.js-basic-dist-min/plotly-basic.min.js"));
    app.get("/hosts/two-lines", { schema: { hide: true } }, ({ host }, reply) => {
      const elsewhere = `http://${host.replace("127.0.0.1", "localhost")}`;
      const policy = GALLERY_POLICY.replaceAll(/(script|connect)-src 'self'/g, `$1-src ${elsewhere}`);
      return reply.type("text/html; charset=utf-8").header("Content-Security-Policy", policy).send(twoLines(elsewhere));
    });
    await serve(app, "/report-311/", SCRIPTS);
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

for (const host of ["html", ...Object.keys(FRAMEWORKS)]) {
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

test("the two lines of the README work with script and data from elsewhere; text in the tag shows until the script is there", async () => {
  const { page, problems } = await newPage(site);
  await page.setRequestInterception(true);
  const held = new Promise<HTTPRequest>((resolve) =>
    page.on("request", (request) => {
      if (request.url().endsWith("/report-311.js")) resolve(request);
      else void request.continue();
    }),
  );
  const opened = page.goto(`${site.url}/hosts/two-lines`);
  const script = await held;
  const text = () => page.$eval("report-311", (tag) => tag.innerText);
  assert.equal(await text(), "Loading the report …");
  await script.continue();
  await opened;
  await says(page, "recent", ALL);
  assert.equal(await page.$eval("report-311", (tag) => tag.getBoundingClientRect().height > 300), true);
  assert.equal(await page.evaluate(() => document.body.innerText.includes("Loading")), false);
  assert.deepEqual(problems, []);
  await page.close();
});

for (const name of Object.keys(FRAMEWORKS)) {
  test(`the types of ${name} take what a report takes, and nothing else`, () => checkTypes(name));
}

test("a page with an AMD loader and an older Plotly keeps both", () =>
  visit("amd", async (page) => {
    const drawn = (selector: string) => page.waitForSelector(`${selector} .main-svg`);
    await drawn("#before");
    await drawn("report-311[name=recent] >>> report-311-figure >>>");
    const tiles = await page.waitForSelector("report-311[name=types-as-tiles] >>> report-311-figure");
    await tiles!.evaluate((figure) => figure.scrollIntoView());
    await drawn("report-311[name=types-as-tiles] >>> report-311-figure >>>");
    await page.evaluate(() => (window as unknown as { drawAfter(): void }).drawAfter());
    await drawn("#after");
    const left = await page.evaluate(() => {
      const { Plotly, ownPlotly, defined } = window as unknown as Record<string, { version: string }>;
      return { isOwn: Plotly === ownPlotly, version: Plotly!.version, defined };
    });
    assert.deepEqual(left, { isOwn: true, version: "2.35.3", defined: ["sales"] });
  }));
