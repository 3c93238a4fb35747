import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { CDPSession, ElementHandle, Page } from "puppeteer-core";
import type { Report311Menu } from "../../src/elements/menu.js";
import { drawn, newPage, openPage, openPath, openSite, type Site } from "../support/site.js";

/** What readers take away, on a tight host page and as far as the folder that files are saved in. */

let site: Site;
let browser: CDPSession;
const folder = mkdtempSync(join(tmpdir(), "report-311-"));

before(async () => {
  site = await openSite();
  browser = await site.browser.target().createCDPSession();
  await browser.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder, eventsEnabled: true });
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** What is on a printed page. */
interface Printed {
  text: string;
  pictures: [width: number, title: string][];
}

/** Chooses what a menu offers. */
async function choose(menu: ElementHandle<Report311Menu>, item: string): Promise<void> {
  await (await menu.$(">>> [part=menu-button]"))!.click();
  const entry = await menu.evaluateHandle((element, item) => {
    const buttons = element.renderRoot.querySelectorAll<HTMLButtonElement>("[popover] button");
    return [...buttons].find((button) => button.textContent.trim() === item)!;
  }, item);
  await entry.click();
}

/** Saves what the menu of a chart offers and gives the name of the file and what is in it. */
async function save(page: Page, nth: number, item: string): Promise<{ name: string; file: Buffer }> {
  const saved = new Promise<string>((resolve) => {
    const names = new Map<string, string>();
    browser.on("Browser.downloadWillBegin", ({ guid, suggestedFilename }) => names.set(guid, suggestedFilename));
    browser.on(
      "Browser.downloadProgress",
      ({ guid, state }) => state === "completed" && names.has(guid) && resolve(names.get(guid)!),
    );
  });
  await choose((await page.$$("report-311 >>> report-311-figure >>> report-311-menu"))[nth]!, item);
  const name = await saved;
  browser.removeAllListeners();
  return { name, file: readFileSync(join(folder, name)) };
}

/** Copies what the button beside the title offers. */
async function copied(page: Page, item: string): Promise<string> {
  const menu = (await page.$("report-311 >>> report-311-menu[part=share]"))!;
  await choose(menu, item);
  await page.waitForFunction((menu) => menu.renderRoot.querySelector("[role=status]")!.textContent === "Copied.", {}, menu);
  return page.evaluate(() => navigator.clipboard.readText());
}

/** What the report says of itself, and its headline numbers. */
function shownOn(page: Page): Promise<string[]> {
  return page.$$eval("report-311 >>> :is([part=description], dt, dd)", (found) =>
    found.map(({ textContent }) => textContent.trim()),
  );
}

test("every chart of the overview is saved as rows and as pictures, and no policy is violated", async () => {
  const { page, problems } = await openPage(site, `<report-311 name="overview" api="/" as-of="2020-01-04"></report-311>`);
  await drawn(page);
  const titles = await page.$$eval("report-311 >>> figcaption", (captions) =>
    captions.map(({ textContent }) => textContent.trim()),
  );
  assert.equal(titles.length, 7);
  for (const [nth, title] of titles.entries()) {
    const svg = await save(page, nth, "SVG (picture)");
    const [tag, width, height] = /<svg [^>]*width="(\d+)"[^>]*height="(\d+)"[^>]*>/.exec(svg.file.toString())!;
    const text = svg.file
      .toString()
      .split(tag)[1]!
      .replaceAll(/<[^>]*>/g, "|");
    assert.equal(width, "600");
    assert.ok(text.includes(`|${title}|`) && text.includes("Data up to Jan 3, 2020 · Exported "), text);
    const png = await save(page, nth, "PNG (picture)");
    assert.equal(png.name, svg.name.replace(/svg$/, "png"));
    assert.deepEqual([png.file.readUInt32BE(16), png.file.readUInt32BE(20)], [1200, 2 * Number(height)]);
    assert.ok(png.file.length > 40_000, `${png.name}: ${png.file.length} bytes`);
    const csv = await save(page, nth, "CSV (rows)");
    assert.match(csv.name, /^overview_2016-01-01_2020-01-03_[a-z-]+\.csv$/);
    assert.match(csv.file.toString(), new RegExp(`,Overview,${title},"From: Jan 1, 2016 · To: Jan 3, 2020 · .*,2020-01-03,`));
  }
  assert.deepEqual(problems, []);
  await page.close();
});

test("a copied link and a copied tag show the same elsewhere", async () => {
  await site.browser.defaultBrowserContext().overridePermissions(site.url, ["clipboard-read", "clipboard-sanitized-write"]);
  const { page, problems } = await openPage(
    site,
    `<report-311 name="overview" api="/" as-of="2020-01-04" url-sync="left">Wait</report-311>`,
  );
  await drawn(page);
  const before = await shownOn(page);
  await page.locator("report-311 >>> input[name=from]").fill("2020-01-02");
  await page.waitForFunction(() => location.search.includes("left.from=2020-01-02"));
  await drawn(page);
  const [shown, link, tag] = [await shownOn(page), await copied(page, "Copy link"), await copied(page, "Copy tag (HTML)")];
  assert.notDeepEqual(shown, before);
  assert.equal(link, page.url());
  assert.equal(tag, `<report-311 name="overview" api="${site.url}/" as-of="2020-01-04" from="2020-01-02">Wait</report-311>`);
  for (const path of [link.slice(site.url.length), `/host?body=${encodeURIComponent(tag)}`]) {
    const elsewhere = await openPath(site, path);
    await drawn(elsewhere.page);
    assert.deepEqual(await shownOn(elsewhere.page), shown, path);
    assert.deepEqual(elsewhere.problems, []);
    await elsewhere.page.close();
  }
  assert.deepEqual(problems, []);
  await page.close();
});

test("a report is printed alone, with all its charts, and no policy is violated", async () => {
  const { page, problems } = await newPage(site);
  await page.evaluateOnNewDocument(() => {
    window.print = () => {
      const pictures = [...document.images].map(({ naturalWidth, alt }) => [naturalWidth, alt.split(".")[0]]);
      Object.assign(window.top!, { printed: { text: document.body.innerText, pictures } });
    };
  });
  const body = `<report-311 name="overview" api="/" as-of="2020-01-04"></report-311>`;
  await page.goto(`${site.url}/host?body=${encodeURIComponent(body)}`);
  await drawn(page);
  await choose((await page.$("report-311 >>> report-311-menu[part=share]"))!, "Print…");
  const printed = await (await page.waitForFunction(() => (window as unknown as { printed?: Printed }).printed)).jsonValue();
  const { text, pictures } = printed!;
  const titles = await page.$$eval("report-311 >>> figcaption", (all) => all.map(({ textContent }) => textContent.trim()));
  assert.deepEqual(
    pictures,
    titles.map((title) => [600, title]),
  );
  for (const part of [/^Overview\n/, /From: Jan 1, 2016/, /Requests\n10,000/, /Data up to Jan 3, 2020 · Exported /])
    assert.match(text, part);
  assert.doesNotMatch(text, /After the report/);
  assert.deepEqual(problems, []);
  await page.close();
});

test("on paper, the host's page has the filters in words in place of the controls, and charts as wide as the sheet", async () => {
  const { page, problems } = await openPage(site, `<report-311 name="overview" api="/" as-of="2020-01-04"></report-311>`);
  await drawn(page);
  const isSeen = () =>
    page.evaluate(() => {
      const { shadowRoot } = document.querySelector("report-311")!;
      return ["report-311-filters", "report-311-menu", "[part=choices]"].map((selector) =>
        Boolean(shadowRoot!.querySelector(selector)!.getClientRects().length),
      );
    });
  assert.deepEqual(await isSeen(), [true, true, false]);
  await page.emulateMediaType("print");
  assert.deepEqual(await isSeen(), [false, false, true]);
  const paper = await page.evaluate(() => {
    const report = document.querySelector("report-311")!;
    const drawings = [...report.shadowRoot!.querySelectorAll("report-311-figure")].flatMap(({ renderRoot }) => [
      ...renderRoot.querySelectorAll(".main-svg"),
    ]);
    dispatchEvent(new Event("beforeprint"));
    // In one go, so that no chart finds the time to be drawn anew.
    report.style.width = "500px";
    const widths = drawings.map((drawing) => Math.round(drawing.getBoundingClientRect().width));
    report.style.width = "";
    dispatchEvent(new Event("afterprint"));
    return {
      widths,
      left: drawings.filter((drawing) => drawing.hasAttribute("viewBox")).length,
      text: report.shadowRoot!.querySelector("article")!.innerText,
    };
  });
  assert.ok(paper.widths.length > 7 && paper.widths.every((width) => width > 200 && width <= 500), String(paper.widths));
  assert.equal(paper.left, 0);
  for (const part of [/From: Jan 1, 2016 · To: Jan 3, 2020/, /Source: http.*Data up to Jan 3, 2020.*Exported /s])
    assert.match(paper.text, part);
  assert.deepEqual(problems, []);
  await page.close();
});
