import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drawn, openPage, openSite, type Site } from "../support/site.js";

/** What the README says of trace types that our own reports do not use: which of them the tightest policy lets be drawn. */

/** A page's own report with a chart of each of some types. */
const REPORT = `import { registerReport } from "/dist/report-311.js";

const TRACES = {
  bar: { x: ["a", "b"], y: [1, 2] },
  violin: { y: [1, 2, 3, 4] },
  sankey: { node: { label: ["a", "b"] }, link: { source: [0], target: [1], value: [1] } },
  scattergl: { x: [1, 2, 3], y: [1, 3, 2] },
  parcoords: { dimensions: [{ label: "a", values: [1, 2] }, { label: "b", values: [2, 1] }] },
  surface: { z: [[1, 2], [2, 1]] },
  scattermap: { lon: [-118], lat: [34] },
};
const figure = (type) => ({
  kind: "figure",
  title: type,
  from: ["newest"],
  draw: () => ({ traces: [{ type, ...TRACES[type] }], table: { columns: [{ key: "a", label: "a" }], rows: [] } }),
});
const report = (...types) => ({
  title: "Traces",
  description: () => "",
  params: {},
  queries: () => ({ newest: { kind: "aggregate", by: ["type_name"], measures: ["count"], where: [] } }),
  view: types.map(figure),
});
registerReport("traces", report("bar", "violin", "sankey", "scattergl", "parcoords", "surface"));
registerReport("tiles", report("bar", "scattermap"));`;

let site: Site;
before(async () => {
  site = await openSite(undefined, async (app) => {
    app.get("/own.js", { schema: { hide: true } }, (_, reply) => reply.type("text/javascript").send(REPORT));
  });
});
after(() => site.close());

/** Opens the report, waits for its charts, and tells what stands in each one's place, and which violations there were. */
async function show(name: string) {
  const { page, problems } = await openPage(
    site,
    `<script type="module" src="/own.js"></script><report-311 name="${name}" api="/"></report-311>`,
  );
  await drawn(page);
  const shown = await page.evaluate(() =>
    [...document.querySelector("report-311")!.shadowRoot!.querySelectorAll("report-311-figure")].map(({ shadowRoot }) =>
      [...shadowRoot!.querySelectorAll(".message p, .main-svg")].map((found) =>
        found instanceof SVGElement ? "drawn" : found.textContent,
      ),
    ),
  );
  const head = await page.evaluate(() => document.head.querySelectorAll("style").length);
  await page.close();
  return { shown: shown.map((texts) => texts[0]), head, violations: problems.filter((text) => text.startsWith("policy")) };
}

test("traces of every kind but tiled maps need nothing more, those with WebGL neither", async () => {
  assert.deepEqual(await show("traces"), { shown: Array(6).fill("drawn"), head: 0, violations: [] });
});

test("a tiled map says in its place that it could not be drawn; the rest of the report shows", async () => {
  const { shown, head } = await show("tiles");
  assert.deepEqual([shown, head], [["drawn", "The data could not be loaded."], 0]);
});
