import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { CDPSession, Page } from "puppeteer-core";
import { drawn, openPage, openSite, type Site } from "../support/site.js";

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

/** Saves what a menu offers and gives the name of the file and what is in it. */
async function save(page: Page, nth: number, item: string): Promise<{ name: string; file: Buffer }> {
  const saved = new Promise<string>((resolve) => {
    const names = new Map<string, string>();
    browser.on("Browser.downloadWillBegin", ({ guid, suggestedFilename }) => names.set(guid, suggestedFilename));
    browser.on(
      "Browser.downloadProgress",
      ({ guid, state }) => state === "completed" && names.has(guid) && resolve(names.get(guid)!),
    );
  });
  const menu = (await page.$$("report-311 >>> report-311-menu"))[nth]!;
  await (await menu.$(">>> [part=menu-button]"))!.click();
  const entry = await menu.evaluateHandle((element, item) => {
    const buttons = element.renderRoot.querySelectorAll<HTMLButtonElement>("[popover] button");
    return [...buttons].find((button) => button.textContent.trim() === item)!;
  }, item);
  await entry.click();
  const name = await saved;
  browser.removeAllListeners();
  return { name, file: readFileSync(join(folder, name)) };
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
