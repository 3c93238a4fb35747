import { expect } from "chai";
import { defineReport, registerReport, registerWords } from "../../../src/index.js";
import type { Report311 } from "../../../src/elements/report-311.js";
import type { Report311Figure } from "../../../src/elements/figure.js";
import { cityOf, sourceOf, TODAY } from "../../support/city.js";
import { find, findAll, mount, settled, until } from "../../support/page.js";

/** Which language a tag speaks, wherever it stands on the page. */

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.lang = "en";
});

async function show(name = "recent", attributes: Record<string, string> = {}): Promise<Report311> {
  const tag = mount({ name, "as-of": TODAY, loading: "eager", ...attributes });
  tag.source = sourceOf(cityOf());
  await settled(tag);
  return tag;
}

const titleOf = (tag: Report311) => find(tag, "[part=title]")!;
const says = (tag: Report311, title: string) => until(() => titleOf(tag).textContent === title);
const langOf = (tag: Report311, of = "article") => find(tag, of)!.closest<HTMLElement>("[lang]")!.lang;

/** A report with a title in French besides, and a sentence that has none. */
registerReport(
  "half-french",
  defineReport({
    title: { en: "By weekday", fr: "Par jour" },
    description: ({ format }) => ({ en: `Up to ${format.day("2020-01-31")}`, fr: `Jusqu’au ${format.day("2020-01-31")}` }),
    params: {},
    queries: () => ({ all: { kind: "aggregate", by: [], measures: ["count"] } }),
    view: [
      {
        kind: "cards",
        from: ["all"],
        cards: [
          { label: { en: "Requests", fr: "Demandes" }, value: () => 1234.5 },
          { label: { en: "Left in English" }, value: () => "2020-01-31" },
        ],
      },
    ],
  }),
);

describe("the language of a tag", () => {
  it("is that of the nearest lang, as it is now", async () => {
    const tag = await show();
    await says(tag, "Recent requests");
    tag.parentElement!.lang = "es-MX";
    await says(tag, "Solicitudes recientes");
    expect(langOf(tag)).to.equal("es-MX");
    tag.lang = "en-GB";
    await says(tag, "Recent requests");
    expect(find(tag, "[part=description]")!.textContent).to.contain("10 Jan 2020");
    tag.removeAttribute("lang");
    await says(tag, "Solicitudes recientes");
    const elsewhere = document.createElement("div");
    document.body.append(elsewhere);
    elsewhere.append(tag);
    await says(tag, "Recent requests");
  });

  it("is said of messages too, where there is no report", async () => {
    const box = document.createElement("div");
    box.lang = "fr";
    document.body.append(box);
    const tag = Object.assign(document.createElement("report-311"), { name: "none such" });
    box.append(tag);
    await until(() => /There is no report/.test(find(tag, ".problem")?.textContent ?? ""));
    expect(langOf(tag, ".problem")).to.equal("en");
  });

  it("changes with a lang in or around shadow roots of the page", async () => {
    const outer = document.createElement("div");
    const inner = document.createElement("section");
    outer.attachShadow({ mode: "open" }).append(inner);
    const box = document.createElement("p");
    inner.attachShadow({ mode: "closed" }).append(box);
    document.body.append(outer);
    const tag = await show();
    box.append(tag);
    inner.lang = "es";
    await says(tag, "Solicitudes recientes");
    box.lang = "en";
    await says(tag, "Recent requests");
    box.removeAttribute("lang");
    inner.removeAttribute("lang");
    outer.lang = "es";
    await says(tag, "Solicitudes recientes");
    document.body.append(tag);
    await says(tag, "Recent requests");
    outer.lang = "en";
    document.documentElement.lang = "es";
    await says(tag, "Solicitudes recientes");
  });

  it("is English, numbers and days too, where there are no words in it", async () => {
    document.documentElement.lang = "fr";
    const tag = await show();
    expect(langOf(tag)).to.equal("en");
    expect(find(tag, "[part=description]")!.textContent).to.contain("Jan 10, 2020");
  });

  it("is the page's where the report has it, with numbers and days; what it lacks is in English", async () => {
    document.documentElement.lang = "fr";
    const tag = await show("half-french");
    expect(langOf(tag)).to.equal("fr");
    expect(titleOf(tag).textContent).to.equal("Par jour");
    expect(find(tag, "[part=description]")!.textContent).to.equal("Jusqu’au 31 janv. 2020");
    expect(findAll(tag, "dt").map((label) => label.textContent)).to.deep.equal(["Demandes", "Left in English"]);
  });

  it("is one that the page adds, at once; what the report lacks is in English and says so", async () => {
    document.documentElement.lang = "eo";
    const tag = await show();
    const toolbar = () => findAll(tag, ".toolbar button").map((button) => button.textContent.trim());
    expect(toolbar()).to.include("Table");
    registerWords("eo", { asTable: "Tabelo" });
    await until(() => toolbar().includes("Tabelo"));
    expect(langOf(tag)).to.equal("eo");
    expect(titleOf(tag).textContent).to.equal("Recent requests");
    expect(titleOf(tag).lang).to.equal("en");
    const description = find(tag, "[part=description]")!;
    expect(description.lang).to.equal("en");
    expect(description.textContent).to.contain("Jan 10, 2020");
    document.documentElement.lang = "es";
    await says(tag, "Solicitudes recientes");
    expect(titleOf(tag).hasAttribute("lang")).to.equal(false);
  });
});

describe("in Spanish", () => {
  it("are the days on the axis, what the buttons say, and what a chart tells of itself", async () => {
    document.documentElement.lang = "es";
    const tag = await show("neighborhood", { council: "Arleta", period: "2020-01-01..2020-01-10" });
    const figure = find<Report311Figure>(tag, "report-311-figure")!;
    figure.scrollIntoView();
    await figure.drawn;
    const root = figure.shadowRoot!;
    const ticks = () => [...root.querySelectorAll(".xtick text")].map(({ textContent }) => textContent);
    await until(() => ticks().length > 0);
    expect(ticks().join()).to.match(/\bene/i).and.not.match(/\bjan/i);
    const buttons = [...root.querySelectorAll(".toolbar button")].map((button) => button.textContent.trim());
    expect(buttons).to.include("Tabla");
    expect(root.querySelector("#summary")!.textContent)
      .to.match(/ene/)
      .and.not.match(/Largest|Lines/);
    expect(root.querySelector(".stage")!.getAttribute("aria-roledescription")).to.equal("gráfico");
  });
});
