import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ElementHandle, JSHandle, Page } from "puppeteer-core";
import type { Report311 } from "../../src/elements/report-311.js";
import { newPage, openSite, type Site } from "../support/site.js";

/** Places in which a page may put a report without meaning it well: there too it is drawn, read and used as anywhere. */

let site: Site;
before(async () => {
  site = await openSite(undefined, async (app) => {
    app.get("/place", { schema: { hide: true } }, (request, reply) => {
      const { body, attributes } = request.query as { body: string; attributes: string };
      return reply.type("text/html").send(`<!doctype html><html lang="en" ${attributes}><head><meta charset="utf-8">
<title>Place</title><link rel="icon" href="data:,"><script type="module" src="/dist/report-311.js"></script></head>
<body>${body}</body></html>`);
    });
    await Promise.resolve();
  });
});
after(() => site.close());

const RECENT = `<report-311 name="recent" api="/" as-of="2020-01-04"></report-311>`;
const OVERVIEW = `<report-311 name="overview" api="/" as-of="2020-01-04"></report-311>`;

const SECOND = `document.querySelectorAll("report-311")[1]`;

interface Place {
  page: Page;
  problems: string[];
}

async function openPlace(body: string, attributes = ""): Promise<Place> {
  const { page, problems } = await newPage(site);
  await page.goto(`${site.url}/place?${new URLSearchParams({ body, attributes }).toString()}`);
  return { page, problems };
}

/** Nothing may have gone wrong in the place. */
async function leave({ page, problems }: Place): Promise<void> {
  assert.deepEqual(problems, []);
  await page.close();
}

/** The tag that an expression of the page gives, when it shows its data and its first chart is drawn. */
async function drawnTag(page: Page, expression = `document.querySelector("report-311")`): Promise<ElementHandle<Report311>> {
  const tag = (await page.waitForFunction(expression)) as unknown as ElementHandle<Report311>;
  await page.waitForFunction((tag) => tag.shadowRoot?.querySelector("article")?.ariaBusy === "false", {}, tag);
  await tag.evaluate(async (tag) => {
    const figure = tag.shadowRoot!.querySelector("report-311-figure")!;
    figure.scrollIntoView({ block: "center" });
    await figure.drawn;
  });
  return tag;
}

/** Resolves when what was last changed is on the screen. */
const painted = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

interface Plot extends Element {
  _fullLayout: { xaxis: { d2p(value: unknown): number } };
  _hoverdata?: { x: unknown }[];
}

/** How far across the first chart, which shows three days, the pointer is where it means which of them. */
const MEANT = [
  [0.22, "2020-01-01"],
  [0.72, "2020-01-02"],
  [0.78, "2020-01-03"],
] as const;

/** Points at the first chart as it stands on the screen, until it tells of the day that is meant, beside its point. */
async function pointAt(page: Page, tag: ElementHandle<Report311>): Promise<void> {
  for (const [share, day] of MEANT) {
    const { x, y } = await tag.evaluate((tag, share) => {
      const area = tag.shadowRoot!.querySelector("report-311-figure")!.shadowRoot!.querySelector(".nsewdrag")!;
      const { left, top, width, height } = area.getBoundingClientRect();
      return { x: left + share * width, y: top + height / 2 };
    }, share);
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y);
    await page.waitForFunction(
      (tag, day) => {
        const root = tag.shadowRoot!.querySelector("report-311-figure")!.shadowRoot!;
        const label = root.querySelector(".hoverlayer .legend")?.getBoundingClientRect();
        const area = root.querySelector<SVGRectElement>(".nsewdrag")!;
        const { left, width } = area.getBoundingClientRect();
        const { _fullLayout, _hoverdata } = root.querySelector<Plot>(".plot")!;
        const point = left + (_fullLayout.xaxis.d2p(day) / area.width.baseVal.value) * width;
        const isBeside = label && label.left - 60 < point && point < label.right + 60;
        return isBeside && String(_hoverdata?.[0]?.x).startsWith(day);
      },
      { timeout: 8000 },
      tag,
      day,
    );
  }
}

/** Opens the menu of the first chart by mouse, and closes it by Escape. The list stands by its button and is not covered. */
async function useMenu(page: Page, tag: ElementHandle<Report311>): Promise<void> {
  const menuOf = (tag: Report311) =>
    tag.shadowRoot!.querySelector("report-311-figure")!.shadowRoot!.querySelector("report-311-menu")!;
  const menu = (await tag.evaluateHandle(menuOf)) as JSHandle<HTMLElement>;
  const rootOf = (part: string) => async () =>
    menu.evaluate((menu, part) => {
      const { left, top, right, bottom } = menu.shadowRoot!.querySelector(part)!.getBoundingClientRect();
      return { left, top, right, bottom };
    }, part);
  const [button, list] = [rootOf("button"), rootOf("[popover]")];
  await menu.evaluate((menu) => menu.scrollIntoView({ block: "center" }));
  const field = await button();
  await page.mouse.click((field.left + field.right) / 2, (field.top + field.bottom) / 2);
  await page.waitForFunction(
    (menu) => menu.shadowRoot!.querySelector("[popover] button")?.checkVisibility({ visibilityProperty: true }),
    {},
    menu,
  );
  await painted(page);
  const shown = await list();
  assert.ok(
    Math.min(Math.abs(shown.top - field.bottom), Math.abs(shown.bottom - field.top)) < 8,
    JSON.stringify({ field, shown }),
  );
  assert.ok(
    shown.right <= 1281 && shown.left >= -1 && shown.left < field.right && shown.right > field.left,
    JSON.stringify({ field, shown }),
  );
  const isOnTop = await menu.evaluate(
    (menu, x, y) => {
      const root = menu.shadowRoot!;
      return root.elementFromPoint(x, y)?.closest("[popover]") !== null;
    },
    (shown.left + shown.right) / 2,
    (shown.top + shown.bottom) / 2,
  );
  assert.ok(isOnTop, "something lies over the list");
  await page.keyboard.press("Escape");
  await page.waitForFunction((menu) => !menu.shadowRoot!.querySelector("[popover]:popover-open"), {}, menu);
}

/** Opens the list of the overview's councils, which stands under its field, and chooses one by mouse. */
async function useField(page: Page, tag: ElementHandle<Report311>): Promise<void> {
  const field = (await tag.evaluateHandle((tag) => {
    const filters = tag.shadowRoot!.querySelector("report-311-filters")!;
    const field = filters.shadowRoot!.querySelector("report-311-combobox")!;
    field.scrollIntoView({ block: "start" });
    return field;
  })) as JSHandle<HTMLElement>;
  const boxIn = (selector: string) =>
    field.evaluate((field, selector) => {
      const { left, top, right, bottom } = field.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
      return { left, top, right, bottom };
    }, selector);
  const input = await boxIn("input");
  await page.mouse.click((input.left + input.right) / 2, (input.top + input.bottom) / 2);
  await page.waitForFunction((field) => field.shadowRoot!.querySelector("[role=option]")?.checkVisibility(), {}, field);
  await painted(page);
  const list = await boxIn("[popover]");
  assert.ok(
    Math.abs(list.left - input.left) < 12 && list.top >= input.bottom - 2 && list.top < input.bottom + 12,
    JSON.stringify({ input, list }),
  );
  const option = await boxIn("[role=option]:nth-of-type(3)");
  const name = await field.evaluate((field) =>
    field.shadowRoot!.querySelector("[role=option]:nth-of-type(3)")!.textContent.trim(),
  );
  await page.mouse.click((option.left + option.right) / 2, (option.top + option.bottom) / 2);
  await page.waitForFunction((tag, name) => tag.getAttribute("council") === name, {}, tag, name);
}

/** Everything that a reader does with a pointer lands where it is meant. */
async function isUsable(page: Page, tag: ElementHandle<Report311>): Promise<void> {
  await pointAt(page, tag);
  await useMenu(page, tag);
}

test("another shadow root, open or closed", async () => {
  for (const mode of ["open", "closed"]) {
    const place = await openPlace(`<div id="outer"></div>
<script>{
  const outer = document.querySelector("#outer").attachShadow({ mode: "${mode}" });
  outer.innerHTML = '<section></section>';
  const inner = outer.querySelector("section").attachShadow({ mode: "${mode}" });
  inner.innerHTML = \`${RECENT}\`;
  window.tag = inner.querySelector("report-311");
}</script>`);
    await isUsable(place.page, await drawnTag(place.page, "window.tag"));
    await leave(place);
  }
});

test("a dialog", async () => {
  const place = await openPlace(`<dialog style="width: 900px">${RECENT}${OVERVIEW}</dialog>`);
  await place.page.$eval("dialog", (dialog) => dialog.showModal());
  const tag = await drawnTag(place.page);
  await isUsable(place.page, tag);
  await useField(place.page, await drawnTag(place.page, SECOND));
  // Escape has closed the list alone.
  assert.equal(await place.page.$eval("dialog", (dialog) => dialog.open), true);
  await leave(place);
});

for (const [name, body, open] of [
  [
    "details that are opened later",
    `<details><summary>More</summary>${RECENT}</details>`,
    `document.querySelector("details").open = true`,
  ],
  [
    "a tab that is shown later",
    `<div id="tab" style="display: none">${RECENT}</div>`,
    `document.querySelector("#tab").style.display = ""`,
  ],
] as const) {
  test(name, async () => {
    const place = await openPlace(body);
    const asked: string[] = [];
    place.page.on("request", (request) => asked.push(request.url()));
    await place.page.waitForFunction(() => customElements.get("report-311"));
    await painted(place.page);
    assert.deepEqual(
      asked.filter((url) => !url.includes("/dist/")),
      [],
    );
    await place.page.evaluate(open);
    await isUsable(place.page, await drawnTag(place.page));
    await leave(place);
  });
}

test("a tab that is hidden, and shown again when it has become narrower", async () => {
  const place = await openPlace(`<div id="tab">${RECENT}</div>`);
  const tag = await drawnTag(place.page);
  const width = () =>
    tag.evaluate((tag) => {
      const root = tag.shadowRoot!.querySelector("report-311-figure")!.shadowRoot!;
      return [root.querySelector(".main-svg")!.getBoundingClientRect().width, root.querySelector(".stage")!.clientWidth];
    });
  const [before] = await width();
  await place.page.$eval("#tab", (tab) => ((tab as HTMLElement).style.display = "none"));
  await place.page.evaluate(() => new Promise(requestAnimationFrame));
  await place.page.$eval("#tab", (tab) => Object.assign((tab as HTMLElement).style, { display: "", width: "500px" }));
  await place.page.waitForFunction(
    (tag, before) => {
      const root = tag.shadowRoot!.querySelector("report-311-figure")!.shadowRoot!;
      const { width } = root.querySelector(".main-svg")!.getBoundingClientRect();
      return width < before && width === root.querySelector(".stage")!.clientWidth;
    },
    {},
    tag,
    before!,
  );
  await isUsable(place.page, tag);
  await leave(place);
});

for (const style of [
  "transform: scale(0.7) translate(40px, 30px)",
  "zoom: 1.4",

  "transform: scale(1.2); transform-origin: 0 0; width: 900px; will-change: transform; overflow: hidden",
]) {
  test(`a parent with ${style}`, async () => {
    const place = await openPlace(`<div style="${style}">${RECENT}${OVERVIEW}</div>`);
    await isUsable(place.page, await drawnTag(place.page));
    await useField(place.page, await drawnTag(place.page, SECOND));
    await leave(place);
  });
}

test("a page that is read from right to left", async () => {
  const place = await openPlace(`${RECENT}${OVERVIEW}`, `dir="rtl"`);
  const { page } = place;
  const tag = await drawnTag(page);
  await isUsable(page, tag);
  await useField(page, await drawnTag(page, SECOND));
  const drawing = await tag.evaluate((tag) => {
    const figure = tag.shadowRoot!.querySelector("report-311-figure")!.shadowRoot!;
    const plot = figure.querySelector(".nsewdrag")!.getBoundingClientRect();
    const labels = [...figure.querySelectorAll(".ytick text")].map((text) => text.getBoundingClientRect());
    const stage = figure.querySelector(".stage")!.getBoundingClientRect();
    const title = document.createRange();
    title.selectNodeContents(tag.shadowRoot!.querySelector("h2")!);
    return {
      beside: labels.length > 1 && labels.every(({ left, right }) => left >= stage.left - 1 && right <= plot.left),
      atTheEnd: title.getBoundingClientRect().right > innerWidth - 60,
    };
  });
  assert.deepEqual(drawing, { beside: true, atTheEnd: true });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1280);
  await leave(place);
});

/** What a page may say of all its elements; those in a report inherit it unless they are kept from it. */
const INHERITED = {
  color: "rgb(255, 0, 0)",
  cursor: "wait",
  "font-family": "cursive",
  "font-size": "30px",
  "font-style": "italic",
  "font-variant": "small-caps",
  "font-weight": "900",
  "letter-spacing": "0.5em",
  "line-height": "4",
  "list-style": "square inside",
  "text-align": "right",
  "text-indent": "40px",
  "text-shadow": "2px 2px red",
  "text-transform": "uppercase",
  "white-space": "pre",
  "word-break": "break-all",
  "word-spacing": "2em",
  "-webkit-text-fill-color": "red",
  fill: "red",
  stroke: "red",
  "stroke-width": "4px",
  "text-anchor": "end",
};

/** What it may say that is not inherited. */
const BOXES = [
  "display: inline",
  "box-sizing: border-box",
  "outline: 3px solid red",
  "transition: all 2s",
  "position: relative",
];

test("a page that says !important of all its elements", async () => {
  const rules = Object.entries(INHERITED).map(([name, value]) => `${name}: ${value} !important`);
  const boxes = BOXES.map((rule) => `${rule} !important`);
  const sheet = `<style>html { font-size: 16px !important } * { ${[...rules, ...boxes].join("; ")} } head, script, style { display: none !important }</style>`;
  assert.deepEqual(await stylesIn(sheet), await stylesIn(""));
});

/** How what is seen of a report computes what is inherited, on a page with this style sheet. */
async function stylesIn(sheet: string): Promise<string[]> {
  const place = await openPlace(`${sheet}${RECENT}${OVERVIEW}`);
  const tag = await drawnTag(place.page, SECOND);
  const styles = await tag.evaluate((tag, names) => {
    const found = [...tag.shadowRoot!.querySelectorAll("*")];
    for (const element of found) if (element.shadowRoot) found.push(...element.shadowRoot.querySelectorAll("*"));
    const shown = found.filter((element) => element.checkVisibility() && !element.closest(".plot, .preview, .legend, .guard"));
    return shown.map((element) => {
      const style = getComputedStyle(element);
      return [element.localName, element.className, ...names.map((name) => `${name}: ${style.getPropertyValue(name)}`)].join();
    });
  }, Object.keys(INHERITED));
  await useField(place.page, tag);
  await isUsable(place.page, await drawnTag(place.page));
  await leave(place);
  return styles;
}
