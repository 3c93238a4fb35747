import { Report311Table } from "../../src/elements/table.js";
import { formatsFor } from "../../src/locale/formats.js";
import type { Row } from "../../src/report.js";
import { equal, ok } from "../figure/check.js";

if (!customElements.get("report-311-table")) customElements.define("report-311-table", Report311Table);

async function show(rows: Row[], lang = "en"): Promise<ShadowRoot> {
  const table = Object.assign(document.createElement("report-311-table"), {
    caption: "Numbers",
    rows,
    formats: formatsFor(lang),
    columns: [
      { key: "day", label: { en: "Day", es: "Día" }, format: "day" as const },
      { key: "type", label: "Type" },
      { key: "count", label: "Requests", format: "integer" as const },
      { key: "share", label: "Share", format: "share" as const },
    ],
  });
  table.style.height = "200px";
  document.body.append(table);
  await table.updateComplete;
  return table.shadowRoot!;
}

const rowOf = (i: number): Row => ({ day: "2020-01-31", type: `<b>Type</b> ${i}`, count: 12345, share: 0.256 });
const texts = (root: ShadowRoot, selector: string): string[] =>
  [...root.querySelectorAll(selector)].map((cell) => cell.textContent.trim());

describe("report-311-table", () => {
  afterEach(() => document.querySelectorAll("report-311-table").forEach((table) => table.remove()));

  it("names its columns and rows for those who do not see them", async () => {
    const root = await show([rowOf(1)]);
    equal(texts(root, "caption"), ["Numbers"]);
    equal(texts(root, "thead th[scope=col]"), ["Day", "Type", "Requests", "Share"]);
    equal(texts(root, "tbody th[scope=row]"), ["Jan 31, 2020"]);
  });

  it("writes values in the reader's language, text as it is, and nothing as a dash", async () => {
    equal(texts(await show([rowOf(1)]), "td"), ["<b>Type</b> 1", "12,345", "25.6%"]);
    const spanish = await show([{ ...rowOf(1), count: null }], "es");
    equal(texts(spanish, "thead th")[0], "Día");
    equal(texts(spanish, "td").slice(1), ["–", "25,6 %".replace(" ", "\u00a0")]);
  });

  it("scrolls inside its box, by keyboard too, under a header that stays", async () => {
    const root = await show(Array.from({ length: 50 }, (_, i) => rowOf(i)));
    const box = root.querySelector<HTMLElement>("[role=region]")!;
    equal(box.tabIndex, 0, "tabindex");
    ok(box.scrollHeight > box.clientHeight && box.clientHeight <= 200, `${box.scrollHeight} in ${box.clientHeight}`);
    const top = (): number => root.querySelector("thead th")!.getBoundingClientRect().top;
    const before = top();
    box.scrollTop = 100;
    equal(top(), before, "place of the header");
  });

  it("shows many rows in pages", async () => {
    const root = await show(Array.from({ length: 450 }, (_, i) => rowOf(i)));
    equal(root.querySelectorAll("tbody tr").length, 200);
    const table = root.host as Report311Table;
    for (const expected of [400, 450]) {
      root.querySelector("button")!.click();
      await table.updateComplete;
      equal(root.querySelectorAll("tbody tr").length, expected);
    }
    ok(!root.querySelector("button"), "the button is still there");
  });
});
