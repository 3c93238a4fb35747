import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Page } from "puppeteer-core";
import { drawn, openPage, openSite, type Site } from "../support/site.js";
import { walk } from "../support/walk.js";

/** Under the tightest policy, whatever a reader does with a report, nothing of the host's page changes, not for a moment. */

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const REPORTS = readdirSync("reports").flatMap((file) => (file.endsWith(".ts") ? file.slice(0, -3) : []));

/** Gathers every change of the document outside the tag itself in `window.changes`. */
function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const changes: string[] = [];
    Object.assign(window, { changes });
    new MutationObserver((records) => {
      for (const { target, type, attributeName, addedNodes, removedNodes } of records) {
        const nodes = [...addedNodes, ...removedNodes].map((node) => node.nodeName);
        if (target.nodeName !== "REPORT-311" && nodes[0] !== "REPORT-311")
          changes.push(`${target.nodeName} ${type} ${attributeName ?? ""} ${nodes.join()}`);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/** What of a document a script could change. */
function documentOf(page: Page) {
  return page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    fonts: document.fonts.size,
    title: document.title,
    address: location.href,
    history: [history.length, history.state as unknown],
    stored: [document.cookie, { ...localStorage }, { ...sessionStorage }],
  }));
}

for (const name of REPORTS) {
  test(`${name} leaves the page as it was and breaks no policy`, async () => {
    const { page, problems } = await openPage(site, `<button id="before">Before</button>`);
    await page.evaluate(() => customElements.whenDefined("report-311"));
    await watch(page);
    const was = await documentOf(page);
    await page.evaluate((name) => {
      const tag = document.createElement("report-311");
      const attributes = { name, api: "/", "as-of": "2020-01-04", partial: "on" };
      for (const [key, value] of Object.entries(attributes)) tag.setAttribute(key, value);
      document.querySelector("#before")!.after(tag);
    }, name);
    await walk(page);
    await page.$eval("report-311", (tag) => tag.remove());
    assert.deepEqual(await page.evaluate(() => (window as unknown as { changes: string[] }).changes), []);
    assert.deepEqual(await documentOf(page), was);
    assert.deepEqual(problems, []);
    await page.close();
  });
}

test("the script adds no globals and changes no built-in object", async () => {
  const { page, problems } = await openPage(site, `<report-311 name="type-map" api="/" as-of="2020-01-04"></report-311>`);
  await drawn(page);
  const namesIn = () =>
    page.evaluate(() =>
      [window, Symbol, Object.prototype, Array.prototype, Node.prototype, Element.prototype, HTMLElement.prototype].map((one) =>
        // The browser's driver has names of its own.
        Reflect.ownKeys(one)
          .map(String)
          .filter((name) => !name.includes("ariaQuerySelector")),
      ),
    );
  const withIt = await namesIn();
  await page.setJavaScriptEnabled(false);
  await page.reload();
  assert.deepEqual(withIt, await namesIn());
  assert.deepEqual(problems, []);
  await page.close();
});
