import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CDPSession, Page } from "puppeteer-core";
import { openPage, openSite, type Site } from "../support/site.js";

/** What is left of tags that came and went. */

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Objects of the page on which nothing may be left listening. */
const SHARED = ["window", "document", "document.documentElement", "document.fonts", "visualViewport", "navigation"];

/** What a tag is in its short life, and what a reader does with it; an expression of `tag` that tells when it is done. */
const LIVES: Record<string, { attributes: Record<string, string>; place?: string; use: string }> = {
  "with its choices in the URL": {
    attributes: { name: "recent", "url-sync": "left" },
    use: `isShown(tag) && (tag.getAttribute("type") || find(tag, "select") && choose(find(tag, "select"), 1))`,
  },
  "in a group": {
    attributes: { name: "recent", group: "nc" },
    use: `isShown(tag) && (tag.getAttribute("type") || find(tag, "select") && choose(find(tag, "select"), 1))`,
  },
  "that ask again by themselves": {
    attributes: { name: "recent", refresh: "10" },
    use: `isShown(tag)`,
  },
  "of many small charts": {
    attributes: { name: "measures", partial: "on" },
    use: `isShown(tag) && find(tag, ".preview")`,
  },
  "with a menu open": {
    attributes: { name: "recent" },
    use: `isShown(tag) && (find(tag, "[popover]:popover-open") || find(tag, "[popovertarget]")?.click())`,
  },
  "with a list open": {
    attributes: { name: "overview" },
    use: `isShown(tag) && (find(tag, "[role=option]") || find(tag, "[role=combobox]")?.click())`,
  },
  "that nobody has seen": {
    attributes: { name: "recent" },
    place: "margin-top: 9000px",
    use: `find(tag, ".base")`,
  },
};

/** Words for the expressions. */
const HELP = `
  const deep = (root, found = []) => {
    for (const element of root.querySelectorAll("*")) {
      found.push(element);
      if (element.shadowRoot) deep(element.shadowRoot, found);
    }
    return found;
  };
  const find = (tag, selector) => tag.shadowRoot && deep(tag.shadowRoot).find((element) => element.matches(selector));
  const isShown = (tag) => find(tag, "article")?.ariaBusy === "false";
  const choose = (select, place) => {
    select.selectedIndex = place;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };`;

/** Mounts a tag, lets its reader use it and takes it off the page, so many times. */
function live(page: Page, name: string, times: number): Promise<unknown> {
  const { attributes, place = "", use } = LIVES[name]!;
  return page.evaluate(`(async () => {
    ${HELP}
    const place = document.querySelector("#place");
    place.style = ${JSON.stringify(place)};
    for (let i = 0; i < ${times}; i++) {
      const tag = document.createElement("report-311");
      const attributes = ${JSON.stringify({ api: "/", "as-of": "2020-01-04", ...attributes })};
      for (const [name, text] of Object.entries(attributes)) tag.setAttribute(name, text);
      place.replaceChildren(tag);
      for (;;) {
        const done = ${use};
        if (done) { await done; break; }
        await new Promise(requestAnimationFrame);
      }
      tag.remove();
      await new Promise(requestAnimationFrame);
    }
  })()`);
}

/** How many elements of the library are in memory, on the page or not, by their names. */
async function elementsOf(cdp: CDPSession): Promise<Record<string, number>> {
  for (let i = 0; i < 3; i++) await cdp.send("HeapProfiler.collectGarbage");
  const { result: prototype } = await cdp.send("Runtime.evaluate", {
    expression: "HTMLElement.prototype",
    objectGroup: "count",
  });
  const { objects } = await cdp.send("Runtime.queryObjects", { prototypeObjectId: prototype.objectId!, objectGroup: "count" });
  const { result } = await cdp.send("Runtime.callFunctionOn", {
    objectId: objects.objectId!,
    returnByValue: true,
    functionDeclaration: `function () {
      const counts = {};
      for (const element of this)
        if (!Object.hasOwn(element, "constructor") && element.localName.startsWith("report-311"))
          counts[element.localName] = (counts[element.localName] ?? 0) + 1;
      return counts;
    }`,
  });
  await cdp.send("Runtime.releaseObjectGroup", { objectGroup: "count" });
  return result.value as Record<string, number>;
}

/** How many listeners what all scripts of the page share has, by event. */
async function listenersOf(cdp: CDPSession): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const expression of SHARED) {
    const { result } = await cdp.send("Runtime.evaluate", { expression, objectGroup: "listeners" });
    const { listeners } = await cdp.send("DOMDebugger.getEventListeners", { objectId: result.objectId! });
    for (const { type } of listeners) counts[`${expression} ${type}`] = (counts[`${expression} ${type}`] ?? 0) + 1;
  }
  await cdp.send("Runtime.releaseObjectGroup", { objectGroup: "listeners" });
  return counts;
}

for (const name of Object.keys(LIVES)) {
  test(`fifty tags ${name} leave nothing behind`, async () => {
    const { page, problems } = await openPage(site, `<div id="place"></div>`);
    const cdp = await page.createCDPSession();
    await page.evaluate(() => customElements.whenDefined("report-311"));
    await live(page, name, 3);
    const [listeners, { nodes }] = [await listenersOf(cdp), await nodesOf(cdp)];
    await live(page, name, 50);
    await page.waitForNetworkIdle({ idleTime: 100 });
    // Chromium's autofill holds on to the last field that it has looked at (`WebFormElementObserverImpl` in heap snapshots).
    const { "report-311": left = 0 } = await elementsOf(cdp);
    assert.ok(left <= 1, `${left} tags are left`);
    for (const [event, count] of Object.entries(await listenersOf(cdp)))
      assert.ok(count <= (listeners[event] ?? 0), `${count} listeners to ${event}`);
    const more = (await nodesOf(cdp)).nodes - nodes;
    assert.ok(more < 50, `${more} nodes more`);
    assert.deepEqual(problems, []);
    await page.close();
  });
}

async function nodesOf(cdp: CDPSession): Promise<{ nodes: number }> {
  for (let i = 0; i < 3; i++) await cdp.send("HeapProfiler.collectGarbage");
  return cdp.send("Memory.getDOMCounters");
}
