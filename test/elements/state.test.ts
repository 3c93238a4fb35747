import { expect } from "chai";
import { setupWorker } from "msw/browser";
import { registerReport } from "../../src/catalogue.js";
import type { ReportChangeEvent } from "../../src/controllers/state.js";
import { defineReport } from "../../src/report.js";
import { handlersFor } from "../support/api.js";
import { cityOf, TODAY } from "../support/city.js";
import { cardsOf, find, mount, settled, until } from "../support/page.js";

const worker = setupWorker(...handlersFor(cityOf()));
const ask = { "as-of": TODAY, api: "/api" };
const changes: ReportChangeEvent[] = [];
const seen = ({ by, values, before }: ReportChangeEvent) => ({ by, values, before });
let prevent = false;
const listen = (event: ReportChangeEvent) => {
  changes.push(event);
  if (prevent) event.preventDefault();
};

before(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
after(() => worker.stop());
beforeEach(() => {
  changes.length = 0;
  prevent = false;
  document.addEventListener("report-change", listen);
});
afterEach(() => {
  document.removeEventListener("report-change", listen);
  document.body.replaceChildren();
});

function choose(tag: Element, name: string, value: string): HTMLSelectElement {
  const select = find<HTMLSelectElement>(tag, `select[name=${name}]`)!;
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return select;
}

it("tells the page what a reader changes, before it happens", async () => {
  const tag = mount({ ...ask, name: "recent" });
  await settled(tag);
  const attributes: (string | null)[] = [];
  tag.addEventListener("report-change", () => attributes.push(tag.getAttribute("period")));
  choose(tag, "period", "last-7-days");
  choose(tag, "period", "last-30-days");
  expect(changes.map(seen)).to.deep.equal([
    { by: "user", values: { period: "last-7-days" }, before: { period: "last-30-days" } },
    { by: "user", values: { period: "last-30-days" }, before: { period: "last-7-days" } },
  ]);
  expect(attributes).to.deep.equal([null, "last-7-days"]);
  expect(tag.hasAttribute("period"), "the default is written as none").to.equal(false);
});

it("leaves everything as it is when the page prevents a choice", async () => {
  const tag = mount({ ...ask, name: "recent" });
  await settled(tag);
  prevent = true;
  const select = choose(tag, "period", "last-7-days");
  await until(() => select.value === "last-30-days");
  expect(tag.hasAttribute("period")).to.equal(false);
});

it("tells what the host changes, once it has, and what it cannot prevent", async () => {
  const tag = mount({ ...ask, name: "recent", period: "last-90-days" });
  await settled(tag);
  expect(changes, "what the host begins with is no change").to.deep.equal([]);
  prevent = true;
  tag.setAttribute("period", "last-7-days");
  await until(() => changes.length === 1);
  tag.removeAttribute("period");
  await until(() => changes.length === 2);
  expect(changes.map(seen)).to.deep.equal([
    { by: "host", values: { period: "last-7-days" }, before: { period: "last-90-days" } },
    { by: "host", values: { period: "last-30-days" }, before: { period: "last-7-days" } },
  ]);
  expect(changes[0]!.cancelable).to.equal(false);
  await settled(tag);
  expect(find<HTMLSelectElement>(tag, "select[name=period]")!.value).to.equal("last-30-days");
});

it("shows the same where its HTML is pasted", async () => {
  const tag = mount({ ...ask, name: "recent" });
  await settled(tag);
  choose(tag, "period", "last-7-days");
  const copy = document.createElement("div");
  copy.innerHTML = tag.outerHTML;
  document.body.append(copy);
  const pasted = copy.querySelector("report-311")!;
  await settled(pasted);
  expect(cardsOf(pasted)["First day"]).to.equal("Jan 4, 2020");
});

it("has a typed property for each param of its report", async () => {
  const tag = mount({ ...ask, name: "measure" });
  tag.types = ["Graffiti", "Bulky Items"];
  await settled(tag);
  expect(tag.getAttribute("types")).to.equal("Graffiti,Bulky Items");
  expect([tag.types, tag.days, tag.hideSparse, tag.groupby, tag.region]).to.deep.equal([
    ["Graffiti", "Bulky Items"],
    14,
    false,
    "council",
    "",
  ]);
  tag.days = 30;
  tag.hideSparse = true;
  tag.types = null;
  expect(tag.getAttribute("days")).to.equal("30");
  expect(tag.getAttribute("hide-sparse")).to.equal("on");
  expect(tag.hasAttribute("types")).to.equal(false);
  tag.days = 14;
  expect(tag.hasAttribute("days"), "the default is written as none").to.equal(false);
  tag.setAttribute("hide-sparse", "");
  expect(tag.hideSparse).to.equal(true);
  tag.name = "recent";
  await until(() => find(tag, "h2")?.textContent === "Recent requests");
  expect("days" in tag, "another report has other properties").to.equal(false);
  expect(tag.period).to.equal("last-30-days");
});

it("refuses a report whose params have names that mean something else", () => {
  const report = (name: string) =>
    defineReport({
      title: "x",
      description: () => "",
      params: { [name]: { kind: "flag", label: "x", default: "off" } },
      queries: () => ({}),
      view: [],
    });
  for (const name of ["title", "startDate", "api", "onclick", "data-x", "url-sync"])
    expect(() => registerReport("bad", report(name))).to.throw(RangeError, `“${name}”`);
});
