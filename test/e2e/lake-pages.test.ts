import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { launch, type Browser, type Page } from "puppeteer-core";
import { ingestLake } from "../../server/src/ingest/lake/ingest-lake.js";
import type { LakeRun } from "../../server/src/ingest/lake/lake-run.js";
import { QUIRKS } from "../../src/cities/index.js";
import { DATA } from "../support/data.js";
import { findChrome } from "../browser.mjs";
import { temporaryFolder } from "../server/support.js";

const lake = join(temporaryFolder(), "lake");
const HOSTILE = `<img src=x onerror="document.title='run'">&amp;'`;

let browser: Browser;
let page: Page;
let run: LakeRun;
before(async () => {
  const hostile = join(lake, "..", `exports ${HOSTILE.replaceAll("/", "")}`, "rows.csv");
  mkdirSync(dirname(hostile), { recursive: true });
  const cell = `"${HOSTILE.replaceAll('"', '""')}"`;
  writeFileSync(
    hostile,
    `Unique Key,Created Date,Closed Date,Problem,Status\n1,01/02/2020 03:04:05 AM,,${cell},${cell}\n2,${cell},,Noise,Open\n`,
  );
  await ingestLake({ city: "san-francisco", inputs: [join(DATA, "san_francisco")], lake });
  run = await ingestLake({ city: "new-york", inputs: [hostile], lake });
  browser = await launch(await findChrome());
  page = await browser.newPage();
});
after(() => browser.close());

const open = (path: string) => page.goto(pathToFileURL(join(lake, path)).href);
/** The cells of the table with this caption. */
const cells = (caption: string) =>
  page.$$eval(
    "table",
    (tables, caption) =>
      [...tables.find((table) => table.caption?.textContent.trim() === caption)!.tBodies[0]!.rows].map((row) =>
        [...row.cells].map((cell) => cell.textContent.trim()),
      ),
    caption,
  );

test("the page of a run says what its JSON file says", async () => {
  await open("index.html");
  const rows = await cells("Cities of this lake");
  assert.deepEqual(
    rows.map((row) => row.slice(0, 4)),
    [
      ["New York", "2020-01-02", "2020-01-02", "1"],
      ["San Francisco", "2020-03-01", "2010-01-26", "8,691"],
    ],
  );
  await Promise.all([page.waitForNavigation(), page.click("tbody tr:last-child a")]);
  const accounts = await cells("Rows: read = kept + duplicates + rejected");
  assert.deepEqual(
    accounts.map((row) => row.slice(1)),
    [
      ["8,035", "8,035", "0", "0"],
      ["656", "656", "0", "0"],
    ],
  );
  const quirks = await cells("Quirks of its requests");
  assert.equal(quirks.length, Object.keys(QUIRKS).length);
  assert.deepEqual(quirks.find(([name]) => name === "template text")!.slice(1), [QUIRKS.template_text, "392"]);
  assert.deepEqual(await cells("Status words"), [
    ["Closed", "closed", "7,968"],
    ["Open", "open", "67"],
  ]);
  await Promise.all([page.waitForNavigation(), page.click("main > p a")]);
  assert.equal(await page.title(), "Service requests by city");
});

test("what files and cells say stays text, and the rejected rows are a link away", async () => {
  await open(run.page);
  assert.equal(await page.title(), "New York: what became of the files");
  assert.equal(await page.$("img"), null);
  assert.deepEqual(await cells("Status words"), [[HOSTILE, "not known", "1"]]);
  assert.deepEqual(await cells("Most frequent types without a common category"), [[HOSTILE, "1"]]);
  assert.deepEqual(await cells("Why rows were rejected"), [["created date not readable", "1"]]);
  const href = await page.$eval("dd a", (link) => link.href);
  assert.equal(href, pathToFileURL(join(lake, run.rejects!)).href);
  assert.ok(existsSync(new URL(href)));
  assert.doesNotMatch(readFileSync(join(lake, run.page), "utf8"), /<script|https?:/);
});

for (const scheme of ["light", "dark"])
  test(`the pages can be read by all, on a phone as well, when ${scheme}`, async () => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const width of [320, 1280])
      for (const path of ["index.html", run.page]) {
        await page.setViewport({ width, height: 800 });
        await open(path);
        await page.evaluate(axe.source);
        const found = await page.evaluate(async () => (await (window as unknown as { axe: typeof axe }).axe.run()).violations);
        assert.deepEqual(found, [], `${path} at ${width}`);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${path} at ${width}`);
      }
  });
