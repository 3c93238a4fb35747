import assert from "node:assert/strict";
import type { ElementHandle, Page } from "puppeteer-core";
import type { Report311Figure } from "../../src/elements/figure.js";
import { drawn } from "./site.js";

/** Does all that a reader can do with the report on the page: points, drags, clicks, opens, chooses, walks by keyboard. */
export async function walk(page: Page): Promise<void> {
  await drawn(page);
  const figures = await page.$$("report-311 >>> report-311-figure");
  // Of many small charts a few stand for all.
  for (const figure of [...figures.slice(0, 3), ...figures.slice(-1)]) await useChart(page, figure);
  assert.ok(figures.length === 0 || (await page.$("report-311 >>> .main-svg")), "Plotly has drawn");
  for (const select of await page.$$("report-311 >>> select")) {
    await select.focus();
    await page.keyboard.press("ArrowDown");
    await drawn(page);
  }
  for (const field of await page.$$("report-311 >>> input[role=combobox]")) {
    await field.focus();
    for (const key of ["ArrowDown", "ArrowDown", "Enter", "Escape"] as const) await page.keyboard.press(key);
    await drawn(page);
  }
  await walkByKeyboard(page);
  for (const scheme of ["dark", "light"]) {
    await page.$eval("report-311", (tag, scheme) => tag.style.setProperty("color-scheme", scheme), scheme);
    await drawn(page);
  }
}

/** A zoom is dragged back and forth so that it comes to nothing, and dragged again. */
async function useChart(page: Page, figure: ElementHandle<Report311Figure>): Promise<void> {
  const { x, y, width, height } = await figure.evaluate(async (figure) => {
    const stage = figure.shadowRoot!.querySelector(".stage")!;
    stage.scrollIntoView({ block: "center" });
    await figure.drawn;
    return stage.getBoundingClientRect().toJSON() as DOMRect;
  });
  for (const part of [0.3, 0.5, 0.7]) await page.mouse.move(x + width * part, y + height * 0.4);
  await page.mouse.click(x + width * 0.5, y + height * 0.5);
  await drawn(page);
  await page.mouse.move(x + width * 0.4, y + height * 0.5);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.6, y + height * 0.5, { steps: 3 });
  await page.mouse.move(x + width * 0.6, y - 200, { steps: 3 });
  await page.mouse.up();
  await page.mouse.click(x + width * 0.5, y + height * 0.5, { count: 2 });
  for (const selector of [".legend button", ".toolbar button:last-child", ".toolbar button:last-child"]) {
    await figure.evaluate((figure, selector) => figure.shadowRoot!.querySelector<HTMLElement>(selector)?.click(), selector);
    await figure.evaluate((figure) => figure.drawn);
  }
}

/** Stops at everything that takes the focus. */
async function walkByKeyboard(page: Page): Promise<void> {
  await page.focus("#before");
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.localName !== "report-311")) return;
    await page.keyboard.press("ArrowRight");
  }
}
