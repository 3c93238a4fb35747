import { sendKeys } from "@web/test-runner-commands";
import "axe-core";
import type * as Axe from "axe-core";
import { Report311Table } from "../../src/elements/table.js";
import { formatsFor } from "../../src/locale/formats.js";
import { wordsFor } from "../../src/locale/words.js";
import type { Column, Row } from "../../src/report.js";
import { equal, ok, until } from "../figure/check.js";

if (!customElements.get("report-311-table")) customElements.define("report-311-table", Report311Table);

/** axe-core is no module: it puts itself on the window. */
const { axe } = window as unknown as { axe: typeof Axe };

const COLUMNS: Column[] = [
  { key: "day", label: { en: "Day", es: "Día" }, format: "day" },
  { key: "type", label: "Type" },
  { key: "count", label: "Requests", format: "integer" },
  { key: "share", label: "Share", format: "share" },
];
const rowOf = (i: number): Row => ({ day: "2020-01-31", type: `<b>Type</b> ${i}`, count: 12345, share: 0.256 });
const numbered = (n: number): Row[] => Array.from({ length: n }, (_, i) => ({ name: `Row ${i + 1}` }));
const facts = () => ({
  name: "numbers",
  title: "All numbers",
  filters: [],
  source: "https://api.test/",
  synthetic: false,
  upTo: "2020-01-31",
});
const NAME: Column[] = [{ key: "name", label: "Name" }];

async function show(rows: Row[], set: Partial<Report311Table> = {}, lang = "en"): Promise<ShadowRoot> {
  const table = Object.assign(document.createElement("report-311-table"), {
    caption: "Numbers",
    rows,
    columns: COLUMNS,
    formats: formatsFor(lang),
    words: wordsFor(lang),
    ...set,
  });
  document.body.append(table);
  await table.updateComplete;
  return table.shadowRoot!;
}

const texts = (root: ShadowRoot, selector: string): string[] =>
  [...root.querySelectorAll(selector)].map((cell) => cell.textContent.trim());
const button = (root: ShadowRoot, name: string): HTMLButtonElement =>
  [...root.querySelectorAll("button")].find((one) => (one.ariaLabel ?? one.textContent.trim()) === name)!;
const column = (root: ShadowRoot, i: number) => texts(root, `tbody tr > :nth-child(${i + 1})`);
const said = (root: ShadowRoot) => texts(root, ".unseen[role=status]").join();
const sorts = (root: ShadowRoot) => [...root.querySelectorAll("thead th")].map(({ ariaSort }) => ariaSort);

/** Presses a button and waits until the table shows what came of it. */
async function press(root: ShadowRoot, name: string): Promise<void> {
  button(root, name).click();
  await settled(root);
}
async function settled(root: ShadowRoot): Promise<void> {
  await (root.host as Report311Table).updateComplete;
  await until(() => root.querySelector("table")!.ariaBusy === "false", "the rows are sorted");
}

describe("report-311-table", () => {
  afterEach(() => {
    document.querySelectorAll("report-311-table").forEach((table) => table.remove());
    document.documentElement.removeAttribute("style");
    document.documentElement.dir = "";
  });

  it("names its columns and rows for those who do not see them", async () => {
    const root = await show([rowOf(1)]);
    equal(texts(root, "caption"), ["Numbers"]);
    equal(texts(root, "thead th[scope=col]"), ["Day", "Type", "Requests", "Share"]);
    equal(texts(root, "tbody th[scope=row]"), ["Jan 31, 2020"]);
  });

  it("writes values in the reader's language, text as it is, and nothing as a dash", async () => {
    equal(texts(await show([rowOf(1)]), "td"), ["<b>Type</b> 1", "12,345", "25.6%"]);
    const spanish = await show([{ ...rowOf(1), count: null }], {}, "es");
    equal(texts(spanish, "thead th")[0], "Día");
    equal(texts(spanish, "td").slice(1), ["–", "25,6 %".replace(" ", "\u00a0")]);
  });

  it("writes moments in the city's time, wherever the reader is, and what is none as it is", async () => {
    const columns: Column[] = [{ key: "created", label: "Created", format: "moment" }];
    const moments = ["2020-01-31T08:15:00", "2020-03-08T02:30:00", "2020-01-31", "soon", null];
    const root = await show(
      moments.map((created) => ({ created })),
      { columns },
    );
    const plain = texts(root, "tbody th").map((text) => text.replaceAll("\u202f", " "));
    equal(plain, ["Jan 31, 2020, 8:15 AM", "Mar 8, 2020, 2:30 AM", "Jan 31, 2020", "soon", "–"]);
  });

  it("writes months in the reader's language and sorts them by time", async () => {
    const columns: Column[] = [{ key: "month", label: "Month", format: "month" }];
    const months = ["2020-02-01", "2019-12-01", "soon", "2020-10-01"];
    const root = await show(
      months.map((month) => ({ month })),
      { columns },
    );
    equal(column(root, 0), ["Feb 2020", "Dec 2019", "soon", "Oct 2020"]);
    await press(root, "Month");
    equal(column(root, 0), ["Dec 2019", "Feb 2020", "Oct 2020", "soon"]);
  });

  it("scrolls inside its box, by keyboard too, under a header and beside a first column that stay", async () => {
    const wide = Array.from({ length: 12 }, (_, i): Column => ({ key: `c${i}`, label: `Column ${i}` }));
    const row = Object.fromEntries(wide.map(({ key }, i) => [key, i ? `A longer text ${i}` : "Unbroken".repeat(9)]));
    const root = await show(
      Array.from({ length: 50 }, () => row),
      { columns: wide },
    );
    const host = root.host as HTMLElement;
    host.style.width = "300px";
    host.style.height = "200px";
    const box = root.querySelector<HTMLElement>(".box")!;
    ok(box.scrollHeight > box.clientHeight && box.clientHeight <= 200, `${box.scrollHeight} in ${box.clientHeight}`);
    ok(box.scrollWidth > box.clientWidth && host.scrollWidth <= 300, `${box.scrollWidth} in ${box.clientWidth}`);
    const place = (selector: string) => root.querySelector(selector)!.getBoundingClientRect();
    const [top, left] = [place("thead th").top, place("tbody th").left];
    box.focus();
    await sendKeys({ press: "PageDown" });
    await until(() => box.scrollTop > 0, "the keyboard scrolls");
    box.scrollTo(100, 100);
    equal([place("thead th").top, place("tbody th").left], [top, left], "place of the header and the first column");
    ok(place("tbody th").width <= 150, `the first column takes ${place("tbody th").width} of 300`);
  });

  it("sorts by a column: up, down, and back", async () => {
    const rows = [3, null, 10, 3, -1].map((count, i): Row => ({ ...rowOf(i), count }));
    const root = await show(rows);
    const state = () => [column(root, 1).map((type) => Number(type.slice(-1))), sorts(root)[2], said(root)];
    equal(state(), [[0, 1, 2, 3, 4], null, "In the original order."]);
    await press(root, "Requests");
    equal(state(), [[4, 0, 3, 2, 1], "ascending", "Sorted by Requests, ascending."]);
    await press(root, "Requests");
    equal(state(), [[2, 0, 3, 4, 1], "descending", "Sorted by Requests, descending."]);
    await press(root, "Requests");
    equal(state(), [[0, 1, 2, 3, 4], null, "In the original order."]);
    equal(
      rows.map(({ count }) => count),
      [3, null, 10, 3, -1],
      "the rows given",
    );
  });

  it("sorts days by time and texts as the reader's language does", async () => {
    const columns: Column[] = [
      { key: "day", label: "Day", format: "day" },
      { key: "name", label: "Name" },
    ];
    const rows = [
      { day: "2020-02-01", name: "Nube" },
      { day: "2019-12-31", name: "Ñu" },
      { day: "2020-01-31", name: "nácar" },
      { day: "2020-10-01", name: "Oso 10" },
      { day: "2020-09-01", name: "oso 9" },
    ];
    const root = await show(rows, { columns }, "es");
    await press(root, "Name");
    equal(column(root, 1), ["nácar", "Nube", "Ñu", "oso 9", "Oso 10"]);
    equal(sorts(root), [null, "ascending"]);
    await press(root, "Day");
    equal(column(root, 1), ["Ñu", "nácar", "Nube", "oso 9", "Oso 10"]);
    equal(sorts(root), ["ascending", null]);
  });

  it("sorts what replaces its rows: more of the same on the reader's page, something else from the first on", async () => {
    const root = await show(numbered(5), { columns: NAME, page: 2 });
    await press(root, "Name");
    await press(root, "Name");
    await press(root, "Next page");
    equal(column(root, 0), ["Row 3", "Row 2"]);
    const replace = async (set: Partial<Report311Table>) => {
      Object.assign(root.host, set);
      await settled(root);
      return column(root, 0);
    };
    equal(await replace({ rows: numbered(6) }), ["Row 4", "Row 3"]);
    equal(await replace({ rows: numbered(1) }), ["Row 1"], "the page that is gone");
    equal(await replace({ rows: numbered(6) }), ["Row 6", "Row 5"]);
    await press(root, "Last page");
    equal(await replace({ rows: numbered(12), subject: "other" }), ["Row 12", "Row 11"]);
    (root.host as Report311Table).columns = [{ key: "other", label: "Other" }];
    await settled(root);
    equal(column(root, 0), ["–", "–"], "a column that is gone sorts nothing");
  });

  it("turns pages by keyboard and stays where the reader is", async () => {
    const root = await show(numbered(45), { columns: NAME, page: 20 });
    const state = () => [column(root, 0)[0], column(root, 0).length, texts(root, ".range").join()];
    equal(state(), ["Row 1", 20, "1–20 of 45"]);
    const walk: [name: string, ...state: unknown[]][] = [
      ["Previous page", "Row 1", 20, "1–20 of 45"],
      ["Next page", "Row 21", 20, "21–40 of 45"],
      ["Next page", "Row 41", 5, "41–45 of 45"],
      ["Next page", "Row 41", 5, "41–45 of 45"],
      ["First page", "Row 1", 20, "1–20 of 45"],
      ["Last page", "Row 41", 5, "41–45 of 45"],
      ["Previous page", "Row 21", 20, "21–40 of 45"],
    ];
    for (const [name, ...expected] of walk) {
      button(root, name).focus();
      await sendKeys({ press: "Enter" });
      await settled(root);
      equal(state(), expected, name);
      ok(root.activeElement === button(root, name), `the focus left “${name}”`);
    }
    await press(root, "Last page");
    equal(
      ["First page", "Previous page", "Next page", "Last page"].map((name) => button(root, name).ariaDisabled),
      ["false", "false", "true", "true"],
    );
  });

  it("says which of how many rows it shows to those who do not see them", async () => {
    const root = await show(numbered(45), { columns: NAME, page: 20 });
    await press(root, "Next page");
    equal(root.querySelector("table")!.getAttribute("aria-rowcount"), "46");
    const indices = [...root.querySelectorAll("tr")].map((row) => Number(row.getAttribute("aria-rowindex")));
    equal([indices[0], indices[1], indices.at(-1), indices.length], [1, 22, 41, 21]);
  });

  it("begins every page at its top, and has no pages where all rows fit", async () => {
    const root = await show(numbered(250), { columns: NAME });
    equal(root.querySelectorAll("tbody tr").length, 100);
    const box = root.querySelector(".box")!;
    box.scrollTop = 500;
    await press(root, "Next page");
    equal(box.scrollTop, 0);
    (root.host as Report311Table).rows = numbered(100);
    await settled(root);
    ok(!button(root, "Next page"), "the buttons are still there");
  });

  it("saves all rows as shown: raw values, quoted as spreadsheets read them, no text run as a formula", async () => {
    const columns: Column[] = [
      { key: "name", label: { en: "Name", es: "Nombre" } },
      { key: "count", label: "Count, all", format: "integer" },
      { key: "created", label: "Created", format: "moment" },
    ];
    const created = "2020-01-31T08:15:00";
    const rows = [
      { name: 'Say "hi", then', count: -1234.5, created },
      { name: "=1+1", count: 2, created: null },
      { name: "two\nlines", count: null, created },
      { name: "\t@cmd", count: 1, created },
      { name: "-5", count: 0, created },
    ];
    const root = await show(rows, { columns, page: 2, caption: "By name", facts });
    await press(root, "Count, all");
    const saved: [name: string, file: Blob][] = [];
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    let file: Blob;
    URL.createObjectURL = (blob: Blob) => createObjectURL.call(URL, (file = blob));
    HTMLAnchorElement.prototype.click = function () {
      saved.push([this.download, file]);
    };
    try {
      button(root, "Download CSV: By name").click();
      await until(() => saved.length, "a file is saved");
    } finally {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    }
    const [[name, blob]] = saved as [[string, Blob]];
    equal([name, blob.type], ["numbers_by-name.csv", "text/csv;charset=utf-8"]);
    await until(() => said(root) === "Saved as numbers_by-name.csv.", "it is said that the file is saved");
    equal([...new Uint8Array(await blob.slice(0, 3).arrayBuffer())], [0xef, 0xbb, 0xbf], "byte order mark");
    const lines = (await blob.text()).replace("\uFEFF", "").split("\r\n");
    const about = /,All numbers,By name,,https:\/\/api\.test\/,2020-01-31,\d{4}-\d\d-\d\d$/;
    ok(
      lines.slice(1, -1).every((line) => about.test(line)),
      "a row does not say where it is from",
    );
    equal(
      [lines[0]!.split(",Report")[0], ...lines.slice(1).map((line) => line.replace(about, ""))],
      [
        'Name,"Count, all",Created',
        `"Say ""hi"", then",-1234.5,${created}`,
        `'-5,0,${created}`,
        `'\t@cmd,1,${created}`,
        "'=1+1,2,",
        `"two\nlines",,${created}`,
        "",
      ],
    );
    ok(!(await show(rows, { columns })).querySelector("[part=download]"), "a download that nobody asked for");
  });

  it("lets the page go on while it sorts 100,000 rows", async () => {
    const rows = Array.from({ length: 100_000 }, (_, i): Row => ({
      name: `${(i * 7919) % 100_000} Main Street`,
      count: i % 1000,
    }));
    const columns: Column[] = [NAME[0]!, { key: "count", label: "Count", format: "integer" }];
    const root = await show(rows, { columns });
    equal(root.querySelectorAll("tbody tr").length, 100);
    let frames = 0;
    const count = () => {
      frames++;
      if (root.querySelector("table")!.ariaBusy === "true") requestAnimationFrame(count);
    };
    button(root, "Name").click();
    await (root.host as Report311Table).updateComplete;
    count();
    await settled(root);
    ok(frames > 5, `only ${frames} frames while sorting`);
    equal(column(root, 0).slice(0, 3), ["0 Main Street", "1 Main Street", "2 Main Street"]);
    await press(root, "Last page");
    equal(texts(root, ".range"), ["99,901–100,000 of 100,000"]);
    equal(column(root, 0).at(-1), "99999 Main Street");
  });

  it("shows only the last of several sortings that are asked for at once", async () => {
    const rows = Array.from({ length: 30_000 }, (_, i): Row => ({ name: `${(i * 7919) % 30_000}`, count: 30_000 - i }));
    const columns: Column[] = [NAME[0]!, { key: "count", label: "Count", format: "integer" }];
    const root = await show(rows, { columns });
    button(root, "Name").click();
    await (root.host as Report311Table).updateComplete;
    await press(root, "Count");
    equal([sorts(root), column(root, 1)[0]], [[null, "ascending"], "1"]);
  });

  for (const scheme of ["light", "dark"]) {
    for (const dir of ["ltr", "rtl"]) {
      it(`is accessible and fits a phone: ${scheme}, ${dir}`, async () => {
        document.documentElement.style.colorScheme = scheme;
        document.documentElement.dir = dir;
        const rows = Array.from({ length: 45 }, (_, i) => rowOf(i));
        const root = await show(rows, { page: 20, facts, note: "Without the requests of today." });
        const host = root.host as HTMLElement;
        host.style.width = "288px";
        await press(root, "Requests");
        ok(host.scrollWidth <= 288, `${host.scrollWidth} wide`);
        const small = [...root.querySelectorAll("button")].filter((one) => {
          const { width, height } = one.getBoundingClientRect();
          return Math.min(width, height) < 24;
        });
        equal(
          small.map((one) => one.textContent.trim()),
          [],
          "targets too small",
        );
        const { violations } = await axe.run(host);
        equal(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`),
          [],
          "violations",
        );
      });
    }
  }
});
