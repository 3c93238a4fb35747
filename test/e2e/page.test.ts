import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "puppeteer-core";
import { drawn, openPage, openSite, type Site } from "../support/site.js";

/** The built script on a tight host page: what a person and the host can count on. */

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const tagOf = (name: string) => `<report-311 name="${name}" api="/" as-of="2020-01-04"></report-311>`;

/** Scrolls what a selector finds inside the report's n-th figure to the middle and gives its box on the screen. */
function boxIn(page: Page, figure: number, selector: string, nth = 0) {
  return page.evaluate(
    (figure, selector, nth) => {
      const element = document.querySelector("report-311")!.shadowRoot!.querySelectorAll("report-311-figure")[figure]!;
      const found = element.shadowRoot!.querySelectorAll(selector)[nth]!;
      found.scrollIntoView({ block: "center" });
      const { x, y, width, height } = found.getBoundingClientRect();
      return { x, y, width, height };
    },
    figure,
    selector,
    nth,
  );
}

for (const name of ["overview", "recent", "type-map"]) {
  for (const width of [320, 768, 1280]) {
    test(`${name} keeps its height while it loads and fits ${width} px`, async () => {
      const { page, problems } = await openPage(site, tagOf(name), width);
      await page.waitForFunction(() => document.querySelector("report-311")?.shadowRoot?.querySelector("report-311-figure"));
      const heightOf = () => page.$eval("report-311", (tag) => tag.getBoundingClientRect().height);
      const loading = await heightOf();
      await drawn(page);
      assert.ok(Math.abs((await heightOf()) - loading) <= 1, `${loading} px while loading, ${await heightOf()} px when drawn`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      assert.deepEqual(problems, []);
      await page.close();
    });
  }
}

test("a click on an area of the map chooses its council; another takes it back", async () => {
  const { page } = await openPage(site, tagOf("type-map"));
  await drawn(page);
  const area = await boxIn(page, 0, ".choroplethlayer path", 50);
  await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
  await page.mouse.click(area.x + area.width / 2, area.y + area.height / 2);
  const council = await page.waitForFunction(() => document.querySelector("report-311")!.getAttribute("council"));
  const name = (await council.jsonValue())!;
  await page.waitForFunction(
    (name) =>
      document
        .querySelector("report-311")!
        .shadowRoot!.querySelector("report-311-cards")!
        .shadowRoot!.textContent.includes(name),
    {},
    name,
  );
  await drawn(page);
  await page.mouse.move(5, 5);
  await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
  await page.mouse.click(area.x + area.width / 2, area.y + area.height / 2);
  await page.waitForFunction(() => !document.querySelector("report-311")!.hasAttribute("council"));
  await page.close();
});

test("a line chart tells its values on hover, zooms by dragging, and goes back", async () => {
  const { page } = await openPage(site, tagOf("recent"));
  await drawn(page);
  const range = () =>
    page.evaluate(() => {
      const plot = document
        .querySelector("report-311")!
        .shadowRoot!.querySelector("report-311-figure")!
        .shadowRoot!.querySelector(".js-plotly-plot");
      return (plot as unknown as { _fullLayout: { xaxis: { range: string[] } } })._fullLayout.xaxis.range.join();
    });
  const whole = await range();
  const plot = await boxIn(page, 0, ".nsewdrag");
  const middle = plot.y + plot.height / 2;
  await page.mouse.move(plot.x + plot.width * 0.5, middle);
  await page.waitForFunction(() =>
    document
      .querySelector("report-311")!
      .shadowRoot!.querySelector("report-311-figure")!
      .shadowRoot!.querySelector(".hoverlayer")
      ?.textContent!.includes("Bulky Items"),
  );
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.7, middle, { steps: 5 });
  await page.mouse.move(plot.x + plot.width * 0.9, middle, { steps: 5 });
  await page.mouse.up();
  const reset = await page.waitForFunction(() =>
    [
      ...document
        .querySelector("report-311")!
        .shadowRoot!.querySelector("report-311-figure")!
        .shadowRoot!.querySelectorAll("button"),
    ].find((button) => button.textContent.includes("Reset zoom")),
  );
  assert.notEqual(await range(), whole);
  await (reset as unknown as { click(): Promise<void> }).click();
  await drawn(page);
  assert.equal(await range(), whole);
  await page.close();
});

test("the host's document and its own Plotly stay as they are", async () => {
  const { page, problems } = await openPage(site, "");
  await page.evaluate((tag) => {
    Object.defineProperty(window, "Plotly", { value: "the host's", writable: false });
    Object.assign(window, { before: { head: document.head.innerHTML, globals: Object.keys(window).length } });
    const { name } = { name: tag };
    const element = document.createElement("report-311");
    element.setAttribute("name", name);
    element.setAttribute("api", "/");
    element.setAttribute("as-of", "2020-01-04");
    document.body.prepend(element);
  }, "type-map");
  await drawn(page);
  const { head, plotly, sheets } = await page.evaluate(() => ({
    head: document.head.innerHTML === (window as unknown as { before: { head: string } }).before.head,
    plotly: (window as unknown as { Plotly: string }).Plotly,
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
  }));
  assert.deepEqual({ head, plotly, sheets }, { head: true, plotly: "the host's", sheets: 0 });
  assert.deepEqual(problems, []);
  await page.close();
});

test("fifty mounts and unmounts leave nothing behind", async () => {
  const { page } = await openPage(site, `<div id="place"></div>`);
  const cdp = await page.createCDPSession();
  const cycle = (times: number) =>
    page.evaluate(async (times) => {
      for (let i = 0; i < times; i++) {
        const tag = document.createElement("report-311");
        tag.setAttribute("name", "recent");
        tag.setAttribute("api", "/");
        tag.setAttribute("as-of", "2020-01-04");
        document.querySelector("#place")!.replaceChildren(tag);
        while (tag.shadowRoot?.querySelector("article")?.ariaBusy !== "false") await new Promise(requestAnimationFrame);
        await tag.shadowRoot.querySelector("report-311-figure")!.drawn;
        tag.remove();
        await new Promise(requestAnimationFrame);
      }
    }, times);
  const measure = async () => {
    for (let i = 0; i < 3; i++) await cdp.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners } = await cdp.send("Memory.getDOMCounters");
    const { usedSize } = await cdp.send("Runtime.getHeapUsage");
    return { nodes, listeners: jsEventListeners, heap: usedSize };
  };
  await cycle(10);
  const early = await measure();
  await cycle(50);
  const late = await measure();
  assert.ok(late.nodes - early.nodes < 50, `${late.nodes - early.nodes} nodes more`);
  assert.ok(late.listeners - early.listeners < 50, `${late.listeners - early.listeners} listeners more`);
  assert.ok(late.heap - early.heap < 50 * 20_000, `${late.heap - early.heap} bytes more`);
  await page.close();
});

test("what stands inside the tag shows until the script has run", async () => {
  const page = await site.browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(
    `${site.url}/host?body=${encodeURIComponent(`<report-311 name="recent">The report needs scripts.</report-311>`)}`,
  );
  assert.match(await page.$eval("body", (body) => body.innerText), /The report needs scripts\./);
  await page.close();
});
