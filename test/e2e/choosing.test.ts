import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "puppeteer-core";
import { drawn, openPage, openSite, type Site } from "../support/site.js";

/** Choosing in charts and going from one report to another, as a reader does, on the real rows. */

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const MEASURE = `<report-311 name="measure" api="/" as-of="2020-01-04" partial="on"></report-311>`;

/** The middle of a row of the heatmap on the screen. */
function rowOf(page: Page, row: number) {
  return page.evaluate((row) => {
    const figure = document.querySelector("report-311")!.shadowRoot!.querySelectorAll("report-311-figure")[1]!;
    const plot = figure.shadowRoot!.querySelector<HTMLElement & Plot>(".plot")!;
    plot.scrollIntoView();
    const { left, top, width } = plot.getBoundingClientRect();
    const { yaxis } = plot._fullLayout;
    return { x: left + width * 0.6, y: top + yaxis._offset + yaxis.d2p(plot.data[0]!.y[row]!), name: plot.data[0]!.y[row]! };
  }, row);
}

/** Points at a row of the heatmap until the chart tells of it, and clicks. */
async function clickRow(page: Page, row: number): Promise<string> {
  const { x, y, name } = await rowOf(page, row);
  await page.mouse.move(x - 5, y);
  await page.mouse.move(x, y);
  await page.waitForFunction(
    (name) =>
      document
        .querySelector("report-311")!
        .shadowRoot!.querySelectorAll("report-311-figure")[1]!
        .shadowRoot!.querySelector(".hoverlayer")!
        .textContent.includes(name),
    {},
    name,
  );
  await page.mouse.click(x, y);
  return name;
}

interface Plot {
  _fullLayout: { yaxis: { _offset: number; d2p(name: string): number } };
  data: { y: string[] }[];
}

const highlighted = (page: Page, text: string | null) =>
  page.waitForFunction((text) => document.querySelector("report-311")!.getAttribute("highlight") === text, {}, text);

/** The names that the legends and the frames of all charts emphasise. */
async function emphasised(page: Page): Promise<{ pressed: string[]; frames: number }> {
  await drawn(page);
  return page.evaluate(() => {
    const [lines, map] = document.querySelector("report-311")!.shadowRoot!.querySelectorAll("report-311-figure");
    const pressed = [...lines!.shadowRoot!.querySelectorAll(".legend [aria-pressed=true]")];
    return {
      pressed: pressed.map(({ textContent }) => textContent.trim()),
      frames: map!.shadowRoot!.querySelectorAll(".shapelayer path").length,
    };
  });
}

test("clicks on rows of a heatmap highlight councils in every chart; Escape takes them back", async () => {
  const { page, problems } = await openPage(site, MEASURE);
  await drawn(page);
  const first = await clickRow(page, 2);
  await highlighted(page, first);
  assert.deepEqual(await emphasised(page), { pressed: [first], frames: 1 });
  const second = await clickRow(page, 5);
  await highlighted(page, `${first},${second}`);
  assert.deepEqual(await emphasised(page), { pressed: [first, second], frames: 2 });
  await clickRow(page, 2);
  await highlighted(page, second);
  await page.evaluate(() => {
    const figure = document.querySelector("report-311")!.shadowRoot!.querySelectorAll("report-311-figure")[1]!;
    figure.shadowRoot!.querySelector<HTMLElement>(".stage")!.focus();
  });
  await page.keyboard.press("Escape");
  await highlighted(page, null);
  assert.deepEqual(await emphasised(page), { pressed: [], frames: 0 });
  assert.deepEqual(problems, []);
  await page.close();
});

test("the keyboard alone walks to a row of a heatmap, highlights it and takes it back by the legend", async () => {
  const { page } = await openPage(site, MEASURE);
  await drawn(page);
  const { name } = await rowOf(page, 3);
  const isAt = () =>
    page.evaluate(() => {
      const figures = [...document.querySelector("report-311")!.shadowRoot!.querySelectorAll("report-311-figure")];
      return figures.findIndex(({ shadowRoot }) => shadowRoot!.activeElement?.matches(".stage"));
    });
  for (let presses = 0; (await isAt()) !== 1; presses++) {
    assert.ok(presses < 60, "Tab does not come to the heatmap");
    await page.keyboard.press("Tab");
  }
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await highlighted(page, name);
  for (let presses = 0; ; presses++) {
    assert.ok(presses < 60, "Shift+Tab does not come to the legend");
    await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
    const pressed = await page.evaluate(() => {
      const [lines] = document.querySelector("report-311")!.shadowRoot!.querySelectorAll("report-311-figure");
      return lines!.shadowRoot!.activeElement?.closest(".legend") !== null && lines!.shadowRoot!.activeElement !== null;
    });
    if (pressed) break;
  }
  await page.keyboard.press("Enter");
  await highlighted(page, null);
  await page.close();
});

test("a measure opens in its own report with the same numbers, and leads back", async () => {
  const { page, problems } = await openPage(
    site,
    `<report-311 name="measures" api="/" as-of="2020-01-04" partial="on" highlight="Arleta"></report-311>`,
  );
  const open = await page.waitForFunction(() => {
    const multiples = document.querySelector("report-311")?.shadowRoot?.querySelector("report-311-multiples");
    return multiples?.shadowRoot!.querySelectorAll<HTMLElement>("button.open")[1];
  });
  const before = await page.evaluate(() => {
    const multiples = document.querySelector("report-311")!.shadowRoot!.querySelector("report-311-multiples")!;
    return JSON.stringify(multiples.multiples[1]!.figure.table.rows);
  });
  await (open as unknown as { click(): Promise<void> }).click();
  await page.waitForFunction(() => document.querySelector("report-311")!.getAttribute("name") === "measure");
  await drawn(page);
  const shown = await page.evaluate(() => {
    const tag = document.querySelector("report-311")!;
    return {
      highlight: tag.getAttribute("highlight"),
      rows: JSON.stringify(tag.shadowRoot!.querySelector("report-311-figure")!.figure!.table.rows),
      focused: tag.shadowRoot!.activeElement?.id,
    };
  });
  assert.deepEqual(shown, { highlight: "Arleta", rows: before, focused: "title" });
  await page.evaluate(() =>
    document.querySelector("report-311")!.shadowRoot!.querySelector<HTMLElement>("[part=back]")!.click(),
  );
  await page.waitForFunction(() => document.querySelector("report-311")!.getAttribute("name") === "measures");
  assert.equal(await page.$eval("report-311", (tag) => tag.getAttribute("highlight")), "Arleta");
  assert.deepEqual(problems, []);
  await page.close();
});
