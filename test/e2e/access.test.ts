import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import axe from "axe-core";
import type { Page } from "puppeteer-core";
import type { Stop } from "../support/inspector.js";
import { Reader, within, type Node } from "../support/reader.js";
import { drawn, openPage, openSite, type Site } from "../support/site.js";

/**
 * Every report on the real rows, as those meet it who read by the accessibility tree, go by keyboard or need larger text. What
 * they find is judged by roles, names and computed styles alone, without knowledge of our markup.
 */

const REPORTS = readdirSync("reports").flatMap((file) => (file.endsWith(".ts") ? file.slice(0, -3) : []));

/** More stops than any report has. */
const ENDLESS = 200;

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

for (const name of REPORTS) {
  test(name, async (t) => {
    const tag = `<report-311 name="${name}" api="/" as-of="2020-01-04" partial="on"></report-311>`;
    const { page, problems } = await openPage(site, `<button>Before</button>${tag}<button>Behind</button>`);
    await drawn(page);
    const reader = await Reader.of(page);
    const resize = async (width: number, height: number) => {
      await page.setViewport({ width, height });
      await drawn(page);
    };

    await t.test("is whole in the tree", async () => {
      const tree = await reader.tree();
      assert.deepEqual(flawsIn(tree), []);
      assert.deepEqual(await reader.look("empties"), []);
      await fits(reader);
    });

    await t.test("leads through everything by Tab and tells every value of its charts as their tables do", async () => {
      await readCharts(page, reader);
    });

    await t.test("loses no focus on a small screen with its tables open", async () => {
      await reader.look("scrollBack");
      await passes(page, "English, light, tables open", () => openCombobox(page, reader));
      await resize(320, 256);
      const there = await stops(page, reader, false);
      const back = await stops(page, reader, true);
      assert.deepEqual(back, there.toReversed());
      await fits(reader);
      await reader.touch(true);
      await fits(reader);
      await reader.touch(false);
    });

    await t.test("is accessible in Spanish, in the dark and in forced colours", async () => {
      await reader.look("closeAll");
      await page.$eval("html", (html) => {
        html.lang = "es";
        html.style.colorScheme = "dark";
        html.style.background = "Canvas";
      });
      await resize(320, 900);
      await fits(reader);
      await passes(page, "Spanish, dark, a menu open", () => openMenu(page, reader));
      await reader.prefer({ "forced-colors": "active", "prefers-reduced-motion": "reduce" });
      await drawn(page);
      await passes(page, "forced colours", async () => {});
      assert.deepEqual(await reader.look("movements"), []);
      await reader.prefer({});
    });

    await t.test("keeps its text whole where letters are large or far apart", async () => {
      await reader.look("spaceText");
      await resize(320, 900);
      await fits(reader);
      await page.$eval("html", (html) => html.style.setProperty("font-size", "200%"));
      await resize(1280, 900);
      await fits(reader);
    });

    await t.test("says what a choice has changed, and leaves the focus where it is", async () => {
      assert.ok(await goTo(page, reader, ({ role }) => role === "select" || role === "combobox"));
      const { id } = await reader.look("stop");
      await reader.look("listen");
      await choose(reader);
      await page.waitForFunction(() => (window as unknown as Inspected).inspector.heard().some((text) => /^Act/.test(text)));
      assert.equal((await reader.look("stop")).id, id);
    });

    assert.deepEqual(problems, []);
    await page.close();
  });
}

interface Inspected {
  inspector: { heard(): string[] };
}

/** Nothing is cut, nothing is too small to be hit, and the page does not scroll sideways. */
async function fits(reader: Reader): Promise<void> {
  const [cut, small, excess] = [await reader.look("cutTexts"), await reader.look("smallTargets"), await reader.look("excess")];
  assert.deepEqual({ cut, small, excess }, { cut: [], small: [], excess: 0 });
}

const CONTROLS = new Set(["button", "checkbox", "combobox", "link", "option", "spinbutton", "textbox", "application"]);

/** What is wrong with an accessibility tree. */
function flawsIn(tree: Node): string[] {
  const nodes = [...within(tree)];
  return [...namelessIn(nodes), ...chartFlaws(nodes), ...headingFlaws(nodes), ...nodes.flatMap(sameNames)];
}

function namelessIn(nodes: readonly Node[]): string[] {
  const named = nodes.filter(
    ({ role, states }) =>
      CONTROLS.has(role) || ["figure", "group", "form"].includes(role) || (states["focusable"] && role !== "RootWebArea"),
  );
  return named.filter(({ name }) => name === "").map(({ role, description }) => `a ${role} without a name: ${description}`);
}

/** A figure is told in numbers, or says why there are none. */
function chartFlaws(nodes: readonly Node[]): string[] {
  const figures = nodes.filter(({ role }) => role === "figure");
  const isTold = nodes.some(({ role }) => role === "figure" || role === "table");
  const untold = figures.filter((figure) => {
    const isDrawn = [...within(figure)].some(({ role }) => role === "application");
    const text = [...within(figure)].some(({ role, parent }) => role === "StaticText" && parent?.role === "paragraph");
    return isDrawn ? !/\d/.test(figure.description) : !text;
  });
  return [
    ...(isTold ? [] : ["neither charts nor tables"]),
    ...untold.map(({ name, description }) => `“${name}” is not told: ${description}`),
  ];
}

function headingFlaws(nodes: readonly Node[]): string[] {
  const levels = nodes.filter(({ role }) => role === "heading").map(({ states }) => Number(states["level"]));
  return levels
    .filter((level, i) => level > (levels[i - 1] ?? 1) + 1)
    .map((level) => `a heading of level ${level}: ${levels.join()}`);
}

/** Things of one kind beside each other, out of what groups nothing, that have one name. */
function sameNames(node: Node): string[] {
  if (node.role === "generic") return [];
  const inner = (of: Node): Node[] => of.children.flatMap((child) => (child.role === "generic" ? inner(child) : [child]));
  const told = inner(node)
    .filter(({ role, name }) => name && (CONTROLS.has(role) || ["figure", "group", "list", "table"].includes(role)))
    .map(({ role, name }) => `${role} “${name}”`);
  return told.filter((one, i) => told.indexOf(one) !== i).map((one) => `two of ${one}`);
}

/** The stops of Tab from before the report to behind it, or back. Each is seen, and seen to have the focus. */
async function stops(page: Page, reader: Reader, backwards: boolean, visit?: (stop: Stop) => Promise<void>): Promise<number[]> {
  const [from, to] = backwards ? ["Behind", "Before"] : ["Before", "Behind"];
  await (await page.$(`::-p-text(${from})`))!.focus();
  const passed: number[] = [];
  const bad: string[] = [];
  for (;;) {
    const stop = await reader.tab(backwards);
    if (stop.name === to) break;
    assert.ok(passed.length < ENDLESS && stop.role !== "body", `the focus is lost or held at ${stop.role} “${stop.name}”`);
    if (!stop.isSeen) bad.push(`${stop.role} “${stop.name}” has the focus unseen`);
    if (!stop.hasRing) bad.push(`${stop.role} “${stop.name}” does not show that it has the focus`);
    // A field of days has several stops.
    if (passed.at(-1) !== stop.id) passed.push(stop.id);
    await visit?.(stop);
  }
  assert.deepEqual(bad, []);
  return passed;
}

/** Goes on by Tab from before the report to what is meant; false when there is none. */
async function goTo(page: Page, reader: Reader, isMeant: (stop: Stop) => boolean): Promise<boolean> {
  await (await page.$("::-p-text(Before)"))!.focus();
  for (let presses = 0; presses < ENDLESS; presses++) {
    const stop = await reader.tab();
    if (isMeant(stop)) return true;
    if (stop.name === "Behind") return false;
  }
  throw new Error("the focus is held");
}

/** Walks through every chart that is in the tree, opens its table and compares. */
async function readCharts(page: Page, reader: Reader): Promise<void> {
  const nodes = [...within(await reader.tree())];
  const charts = nodes.filter(({ role }) => role === "application").length;
  const legends = nodes.filter(({ role, name }) => role === "group" && name === "Legend");
  const entries = legends.flatMap(({ children }) => children.map(textOf));
  const read = new Map<number, Chart>();
  await stops(page, reader, false, async (stop) => {
    if (stop.role === "li") await readList(reader, stop, read);
    if (stop.role === "application" && !read.has(stop.id)) read.set(stop.id, await readChart(reader, stop));
  });
  assert.equal(read.size, charts, "charts read by keyboard");
  assert.deepEqual(
    [...read.values()].flatMap((chart) => differences(chart, entries)),
    [],
  );
}

/** Reads charts that stand in a list, of which Tab leads to one: arrows go from one to the next, Enter goes in, Escape out. */
async function readList(reader: Reader, first: Stop, read: Map<number, Chart>): Promise<void> {
  for (let item = first, last = -1; item.id !== last; item = await goOn(reader)) {
    last = item.id;
    await reader.press("Enter");
    const chart = await reader.look("stop");
    if (chart.role === "application") read.set(chart.id, await readChart(reader, chart));
    await reader.press("Escape");
  }
}

async function goOn(reader: Reader): Promise<Stop> {
  await reader.press("ArrowRight");
  return reader.look("stop");
}

/** What a chart says of itself, of its points, and what stands in its table. */
interface Chart {
  name: string;
  summary: string;
  told: string[];
  heads: string[];
  rows: string[][];
}

async function readChart(reader: Reader, { name }: Stop): Promise<Chart> {
  const told = await readValues(reader);
  for (let presses = 0; (await reader.tab()).name !== `Table: ${name}`; presses++)
    assert.ok(presses < ENDLESS, `Tab does not come to the table of “${name}”`);
  await reader.press("Enter");
  const nodes = [...within(await reader.tree())];
  const summary = nodes.find((node) => node.role === "figure" && node.name === name)!.description;
  const table = nodes.find((node) => node.role === "table" && node.name === name)!;
  const rows = [...within(table)].filter(({ role }) => role === "row");
  const [heads, ...cells] = rows.map((row) => row.children.filter(({ role }) => /cell|header/.test(role)).map(textOf));
  return { name, summary, told, heads: heads!, rows: cells };
}

/** What is said at each point: along every row, from its first to its last, and from row to row. */
async function readValues(reader: Reader): Promise<string[]> {
  const told: string[] = [];
  await reader.look("listen");
  let said = await reader.hear("ArrowRight");
  while (said) {
    for (; said; said = await reader.hear("ArrowRight")) told.push(said);
    await reader.hear("Home");
    said = await reader.hear("ArrowDown", "Home");
  }
  return told;
}

function textOf(node: Node): string {
  const texts = [...within(node)].filter(({ role }) => role === "StaticText").map(({ name }) => name);
  return texts.join(" ");
}

/**
 * What is told and does not stand in the table, and what stands there and is not told. A place is told by what stands in its row
 * and over its column; maybe with words of the title, or of entries of legends that name no row and no column, and with the
 * number of the row: “Hotspot 1”.
 */
function differences(chart: Chart, entries: readonly string[]): string[] {
  const { name, summary, told, heads, rows } = chart;
  const points = told.map((text) => ({ text, ...partsOf(text) }));
  const named = new Set([...heads, ...rows.flat()]);
  const context = [name, ...entries.filter((entry) => !named.has(entry))].join(" ").toLowerCase();
  const isAt = (place: string, row: string[], column: number) =>
    wordsBesides(place, [...row, heads[column]!]).every(
      (word) => context.includes(word) || word === String(rows.indexOf(row) + 1),
    );
  const belongs = (point: Part, row: string[]) => row.some((cell, i) => cell === point.value && isAt(point.place, row, i));
  const values = new Set(points.map(({ value }) => value));
  const extremes = [...summary.matchAll(/(?:Largest|Smallest|only value):.*?, (\S+?)(?: \([^)]*\))?\.(?= [A-Z]|$)/g)];
  return [
    ...(points.length ? [] : [`${name}: no point is told`]),
    ...points
      .filter((point) => !rows.some((row) => belongs(point, row)))
      .map(({ text }) => `${name}: “${text}” is not in the table`),
    ...rows
      .filter((row) => !points.some((point) => belongs(point, row)))
      .map((row) => `${name}: ${row.join(" | ")} is not told`),
    ...extremes.filter(([, value]) => !values.has(value!)).map(([text]) => `${name}: “${text}” is not the value of a point`),
  ];
}

interface Part {
  place: string;
  value: string;
}

/** “Graffiti, Jan 1, 2020: 100 (Requests)”: where the point is, and its number. */
function partsOf(text: string): Part {
  const [, place, value] = /^(.*): (\S+)(?: \(.*\))?$/.exec(text)!;
  return { place: place!, value: value! };
}

/** The words of a place that are none of these texts. */
function wordsBesides(place: string, texts: readonly string[]): string[] {
  const longestFirst = texts.filter(Boolean).toSorted((a, b) => b.length - a.length);
  const rest = longestFirst.reduce((left, text) => left.replace(text, ""), place);
  return rest.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

async function choose(reader: Reader): Promise<void> {
  const { role } = await reader.look("stop");
  // Up first: below the longest stretch of days is only the way to days of one's own, which changes nothing yet.
  await (role === "select" ? reader.press("ArrowUp", "ArrowDown") : reader.press("ArrowDown", "ArrowDown", "Enter"));
}

async function openCombobox(page: Page, reader: Reader): Promise<void> {
  if (await goTo(page, reader, ({ role }) => role === "combobox")) await reader.press("ArrowDown");
}

async function openMenu(page: Page, reader: Reader): Promise<void> {
  if (await goTo(page, reader, ({ name }) => name.startsWith("Guardar: "))) await reader.press("Enter");
}

/** axe-core finds nothing wrong when this is open. */
async function passes(page: Page, how: string, open: () => Promise<void>): Promise<void> {
  await open();
  await page.evaluate(`window.axe ?? (() => { ${axe.source} })()`);
  const found = await page.evaluate(`axe.run("report-311", {
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }).then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" | ")))`);
  assert.deepEqual(found, [], how);
}
