import { sendKeys, sendMouse, setViewport } from "@web/test-runner-commands";
import "axe-core";
import type * as Axe from "axe-core";
import { expect } from "chai";
import { setupWorker } from "msw/browser";
import type { Report311Menu } from "../../../src/elements/menu.js";
import { handlersFor } from "../../support/api.js";
import { cityOf, TODAY } from "../../support/city.js";
import { find, findAll, mount, settled, until } from "../../support/page.js";
import { menusOf, open, take, textOf } from "../../support/taking.js";

/** axe-core is no module: it puts itself on the window. */
const { axe } = window as unknown as { axe: typeof Axe };

const worker = setupWorker(...handlersFor(cityOf()));
before(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
after(() => worker.stop());
beforeEach(() => void (document.documentElement.lang = "en"));
afterEach(() => document.body.replaceChildren());

const ask = { api: "/api", "as-of": TODAY, period: "2020-01-01..2020-01-03" };
const DAYS = "Save: New requests per day";
const focused = () => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at!.ariaLabel ?? at!.textContent.trim();
};
const saidBy = (menu: Report311Menu) => menu.renderRoot.querySelector("[role=status]")!.textContent;

async function show(attributes: Record<string, string> = {}, width = 900) {
  const tag = mount({ ...ask, name: "recent", ...attributes }, width);
  await settled(tag);
  return tag;
}

describe("saving the rows of a chart", () => {
  it("tells the page first, with the file and its name", async () => {
    const tag = await show({ type: "Graffiti" });
    const event = await take(tag, DAYS, "CSV (rows)");
    expect([event.format, event.filename, event.target]).to.deep.equal([
      "csv",
      "recent_graffiti_2020-01-01_2020-01-03_new-requests-per-day.csv",
      tag,
    ]);
    const [head, ...rows] = (await textOf(event)).trim().split("\r\n");
    expect(head).to.equal("Day created,Request type,Requests,Report,Title,Filters,Data source,Data up to,Exported");
    const about = `Recent requests,New requests per day,"Highlighted request type: Graffiti · Period: Jan 1, 2020 – Jan 3, 2020","Synthetic sample data, not real requests. (${location.origin}/api)",2020-01-10,`;
    const counts: Record<string, number> = {};
    for (const { created, type_name } of cityOf().requests.filter(({ created }) => created < "2020-01-04")) {
      counts[`${created.slice(0, 10)},${type_name},`] = (counts[`${created.slice(0, 10)},${type_name},`] ?? 0) + 1;
    }
    expect(rows.map((row) => row.split(about)[0])).to.deep.equal(
      Object.entries(counts).map(([names, count]) => `${names}${count},`),
    );
    expect(saidBy(menusOf(tag).get(DAYS)!)).to.equal("");
  });

  it("saves it where the page lets it, and says so", async () => {
    const tag = await show();
    const saved: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      saved.push(this.download);
    };
    const menu = menusOf(tag).get(DAYS)!;
    try {
      (await open(menu)).get("CSV (rows)")!.click();
      await until(() => saved.length);
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(saved).to.deep.equal(["recent_2020-01-01_2020-01-03_new-requests-per-day.csv"]);
    await until(() => saidBy(menu) === `Saved as ${saved[0]}.`);
    expect(document.querySelector("a")).to.equal(null);
  });

  it("has them in the order in which the reader has sorted them", async () => {
    const tag = await show();
    const figure = findAll(tag, "report-311-figure")[0]!;
    find<HTMLButtonElement>(figure, "[aria-expanded=false]")!.click();
    const table = await until(() => find(figure, "report-311-table"));
    const sort = await until(() => findAll<HTMLButtonElement>(table, "[part=sort]")[2]);
    sort.click();
    await until(() => find(table, "[aria-sort=ascending]") && find(table, "table")!.ariaBusy === "false");
    const rows = (await textOf(await take(tag, DAYS, "CSV (rows)"))).trim().split("\r\n").slice(1);
    const counts = rows.map((row) => Number(row.split(",")[2]));
    expect(counts)
      .to.have.length.above(3)
      .and.to.deep.equal([...counts].sort((a, b) => a - b));
  });

  it("says what the file says in the reader's language", async () => {
    document.documentElement.lang = "es";
    const tag = await show();
    const event = await take(tag, "Guardar: Nuevas solicitudes por día", "CSV (filas)");
    expect(event.filename).to.equal("recent_2020-01-01_2020-01-03_nuevas-solicitudes-por-dia.csv");
    const [head, row] = (await textOf(event)).split("\r\n");
    expect(head).to.contain(",Informe,Título,Filtros,Fuente de los datos,Datos hasta,Exportado");
    expect(row).to.contain(",Tipo de solicitud destacado: Ninguno · Período: 1 ene 2020 – 3 ene 2020,");
  });
});

describe("the list of what can be saved", () => {
  it("is not there before it is opened", async () => {
    const tag = await show();
    for (const menu of menusOf(tag).values()) expect(menu.renderRoot.querySelectorAll("button")).to.have.length(1);
  });

  it("is opened, gone through, used and closed by keyboard, and the focus comes back", async () => {
    const tag = await show({ type: "Graffiti" });
    const menu = menusOf(tag).get(DAYS)!;
    menu.renderRoot.querySelector("button")!.focus();
    expect(focused()).to.equal(DAYS);
    await sendKeys({ press: "Enter" });
    await until(() => menu.renderRoot.querySelector("[popover] button"));
    await sendKeys({ press: "Tab" });
    expect(focused()).to.equal("CSV (rows)");
    await sendKeys({ press: "Escape" });
    await until(() => !menu.renderRoot.querySelector("[popover] button"));
    expect([focused(), tag.getAttribute("type")], "Escape means nothing else").to.deep.equal([DAYS, "Graffiti"]);
    await sendKeys({ press: "Enter" });
    await until(() => menu.renderRoot.querySelector("[popover] button"));
    const taken = new Promise((resolve) =>
      tag.addEventListener("report-export", (event) => (event.preventDefault(), resolve(0))),
    );
    await sendKeys({ press: "Tab" });
    await sendKeys({ press: "Enter" });
    await taken;
    await until(() => !menu.renderRoot.querySelector("[popover] button"));
    expect(focused()).to.equal(DAYS);
  });

  it("goes with a press beside it, and with one on its button", async () => {
    const tag = await show();
    const menu = menusOf(tag).get(DAYS)!;
    menu.scrollIntoView({ block: "center" });
    await open(menu);
    await sendMouse({ type: "click", position: [3, 3] });
    await until(() => !menu.renderRoot.querySelector("[popover] button"));
    const { x, y, width, height } = menu.getBoundingClientRect();
    const position: [number, number] = [Math.round(x + width / 2), Math.round(y + height / 2)];
    await sendMouse({ type: "click", position });
    await until(() => menu.renderRoot.querySelector("[popover] button"));
    await sendMouse({ type: "click", position });
    await until(() => !menu.renderRoot.querySelector("[popover] button"));
  });

  it("fits a phone, can be touched and is accessible, open and closed", async () => {
    await setViewport({ width: 320, height: 700 });
    const tag = await show({}, 304);
    for (const menu of [...menusOf(tag).values()].slice(0, 3)) {
      menu.scrollIntoView({ block: "center" });
      const list = await open(menu);
      for (const button of [menu.renderRoot.querySelector("button")!, ...list.values()]) {
        const { left, right, width, height } = button.getBoundingClientRect();
        expect(Math.min(width, height)).to.be.at.least(24);
        expect([left >= 0, right <= 320]).to.deep.equal([true, true]);
      }
      const { violations } = await axe.run(menu);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).to.deep.equal([]);
      menu.renderRoot.querySelector<HTMLElement>("[popover]")!.hidePopover();
    }
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
    await setViewport({ width: 1000, height: 800 });
  });
});
