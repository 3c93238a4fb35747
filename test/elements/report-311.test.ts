import { expect } from "chai";
import { http, HttpResponse } from "msw";
import { setupWorker } from "msw/browser";
import { registerReport, reportNames } from "../../src/catalogue.js";
import type { Report311 } from "../../src/elements/report-311.js";
import { defineReport } from "../../src/report.js";
import { answerOver, cityOf, TODAY } from "../support/city.js";
import { handlersFor } from "../support/api.js";
import { cardsOf, find, findAll, mount, settled, until } from "../support/page.js";

const city = cityOf();
const worker = setupWorker();
const ask = { "as-of": TODAY, api: "/api" };
/** Every test talks to an API of its own, so that none meets another's remembered answers. */
let apis = 0;
function freshApi(): string {
  const api = `/api-${++apis}`;
  worker.use(...handlersFor(city, api));
  return api;
}
const count = (where: Parameters<typeof answerOver>[1] & { kind: "aggregate" }) =>
  (answerOver(city, where) as { count: number }[])[0]?.count ?? 0;

before(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
after(() => worker.stop());
beforeEach(() => void (document.documentElement.lang = "en"));
afterEach(() => {
  document.body.replaceChildren();
  worker.resetHandlers();
});

it("shows a report's title, period in words, numbers and charts", async () => {
  const tag = mount({ ...ask, name: "recent", api: freshApi() });
  await settled(tag);
  expect(find(tag, "h2")!.textContent).to.equal("Recent requests");
  expect(find(tag, "header p")!.textContent).to.equal("New service requests from Dec 12, 2019 to Jan 10, 2020.");
  expect(cardsOf(tag)).to.deep.equal({
    Requests: String(city.requests.length),
    "First day": "Jan 1, 2020",
    "Last day": "Jan 10, 2020",
  });
  expect(findAll(tag, "figcaption").map((caption) => caption.textContent.trim())).to.deep.equal([
    "New requests per day",
    "Requests by day of week",
    "Share by request type",
  ]);
  expect(find(tag, "footer")!.textContent).to.contain("Data up to Jan 10, 2020").and.to.contain("Synthetic");
});

it("keeps its height from loading to ready, on a phone and on a desk", async () => {
  for (const width of [320, 1000]) {
    const tag = mount({ ...ask, name: "overview", api: freshApi() }, width);
    const loading = await until(() => find(tag, "report-311-figure") && tag.getBoundingClientRect().height);
    await settled(tag);
    await until(() => find(tag, ".js-plotly-plot"));
    expect(tag.getBoundingClientRect().height).to.be.closeTo(loading, 1);
    tag.parentElement!.remove();
  }
});

it("follows its attributes and asks again", async () => {
  const tag = mount({ ...ask, name: "recent", api: freshApi() });
  await settled(tag);
  tag.setAttribute("period", "2020-01-02..2020-01-03");
  await until(() => cardsOf(tag)["First day"] === "Jan 2, 2020");
  const where = [{ field: "created_date", op: "between", value: ["2020-01-02", "2020-01-03"] } as const];
  expect(cardsOf(tag)["Requests"]).to.equal(String(count({ kind: "aggregate", by: [], measures: ["count"], where })));
  tag.removeAttribute("period");
  await until(() => cardsOf(tag)["First day"] === "Jan 1, 2020");
});

it("writes a reader's choice to its attributes, and takes the attribute away for the default", async () => {
  const tag = mount({ ...ask, name: "recent", api: freshApi() });
  await settled(tag);
  const select = find<HTMLSelectElement>(tag, "select[name=period]")!;
  const choose = (value: string) => {
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  choose("last-7-days");
  await until(() => tag.getAttribute("period") === "last-7-days");
  await until(() => cardsOf(tag)["First day"] === "Jan 4, 2020");
  choose("last-30-days");
  await until(() => !tag.hasAttribute("period"));
  await until(() => cardsOf(tag)["First day"] === "Jan 1, 2020");
  choose("custom");
  const first = await until(() => find<HTMLInputElement>(tag, "input[name=period-from]"));
  first.value = "2020-01-05";
  first.dispatchEvent(new Event("change", { bubbles: true }));
  await until(() => tag.getAttribute("period") === "2020-01-05..2020-01-10");
  await until(() => cardsOf(tag)["First day"] === "Jan 5, 2020");
});

it("says what is allowed when an attribute is wrong, and shows the default", async () => {
  const tag = mount({ ...ask, name: "type-map", type: "Unicorns", period: "yesteryear", "as-of": "soon", api: freshApi() });
  const text = await until(() => findAll(tag, ".problem").length === 3 && findAll(tag, ".problem").map((p) => p.textContent));
  expect(text[0]).to.contain("“Unicorns” is not accepted for type").and.to.contain("Graffiti, Illegal Dumping, Bulky Items");
  expect(text[1]).to.contain("“yesteryear” is not accepted for period").and.to.contain("last-N-days");
  expect(text[2]).to.contain("“soon” is not accepted for as-of").and.to.contain("YYYY-MM-DD");
  expect(find(tag, "header p")!.textContent).to.contain("Illegal Dumping");
  expect(find<HTMLSelectElement>(tag, "select[name=type]")!.value).to.equal("Illegal Dumping");
  tag.setAttribute("type", "Graffiti");
  await until(() => findAll(tag, ".problem").length === 2);

  const backwards = mount({ ...ask, name: "overview", from: "2020-01-09", to: "2020-01-02", api: freshApi() });
  expect((await until(() => find(backwards, ".problem"))).textContent).to.contain("2020-01-09 lies after 2020-01-02");
});

it("lists the known reports when the name is unknown, and shows one that is registered later", async () => {
  const tag = mount({ ...ask, name: "by-hand", api: freshApi() });
  const problem = await until(() => find(tag, ".problem"));
  expect(problem.textContent).to.contain("“by-hand”").and.to.contain(reportNames().join(", "));
  registerReport(
    "by-hand",
    defineReport({
      title: "By hand",
      description: () => "Counted by hand.",
      params: {},
      queries: () => ({ all: { kind: "aggregate", by: [], measures: ["count"] } }),
      view: [
        { kind: "cards", from: ["all"], cards: [{ label: "All", value: ({ all }) => all[0]!["count"]! }] },
        {
          kind: "figure",
          title: "Broken",
          from: ["all"],
          draw: () => {
            throw new Error("the analyst divided by zero");
          },
        },
      ],
    }),
  );
  await settled(tag);
  expect(cardsOf(tag)).to.deep.equal({ All: String(city.requests.length) });
  expect(find(tag, "report-311-figure")!.shadowRoot!.textContent).to.contain("the analyst divided by zero");
});

it("shows a block only while its condition holds", async () => {
  const card = (label: string, when?: { param: "kind"; is: string[] }) =>
    ({ kind: "cards", from: ["all"], cards: [{ label, value: () => 1 }], ...(when && { when }) }) as const;
  registerReport(
    "in-parts",
    defineReport({
      title: "In parts",
      description: () => "",
      params: { kind: { kind: "choice", label: "Kind", options: { few: "Few", many: "Many" }, default: "few" } },
      queries: () => ({ all: { kind: "aggregate", by: [], measures: ["count"] } }),
      view: [card("Always"), card("Few", { param: "kind", is: ["few"] }), card("Many", { param: "kind", is: ["many"] })],
    }),
  );
  const tag = mount({ ...ask, name: "in-parts", api: freshApi() });
  await settled(tag);
  expect(Object.keys(cardsOf(tag))).to.deep.equal(["Always", "Few"]);
  tag.setAttribute("kind", "many");
  await until(() => Object.keys(cardsOf(tag)).join() === "Always,Many");
});

it("says so when nothing matches and keeps the filters usable", async () => {
  const tag = mount({ ...ask, name: "recent", period: "1999-01-01..1999-01-31", api: freshApi() });
  await settled(tag);
  expect(cardsOf(tag)["Requests"]).to.equal("0");
  for (const figure of findAll(tag, "report-311-figure")) {
    expect(figure.shadowRoot!.textContent).to.contain("No requests match these filters.");
  }
  expect(find<HTMLSelectElement>(tag, "select")!.disabled).to.equal(false);
});

it("says what failed, and Retry asks again", async () => {
  const api = freshApi();
  let broken = true;
  worker.use(
    http.get(`${api}/reports`, () =>
      broken ? HttpResponse.json({ detail: "The database is asleep" }, { status: 500 }) : undefined,
    ),
  );
  const tag = mount({ ...ask, name: "recent", api });
  const problem = await until(() => find(tag, ".problem"));
  expect(problem.textContent).to.contain("The database is asleep");
  broken = false;
  problem.querySelector("button")!.click();
  await until(() => cardsOf(tag)["Requests"] === String(city.requests.length));
  expect(find(tag, ".problem")).to.equal(undefined);
});

it("fails only in the blocks whose questions the source cannot answer", async () => {
  const api = freshApi();
  worker.use(
    http.get(`${api}/reports`, ({ request }) =>
      new URL(request.url).searchParams.has("measure")
        ? HttpResponse.json({ detail: "unknown parameter" }, { status: 422 })
        : undefined,
    ),
  );
  const tag = mount({ ...ask, name: "overview", api });
  await settled(tag);
  expect(cardsOf(tag)["Requests"]).to.equal(String(city.requests.length));
  const failed = findAll(tag, "report-311-figure").filter((figure) => figure.shadowRoot!.textContent.includes("cannot answer"));
  expect(failed.map((figure) => find(figure, "figcaption")!.textContent.trim())).to.deep.equal([
    "Days to close by request type",
  ]);
});

it("keeps the old figure, dimmed, while it refreshes", async () => {
  const api = freshApi();
  const tag = mount({ ...ask, name: "recent", api });
  await settled(tag);
  await until(() => find(tag, ".js-plotly-plot"));
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  worker.use(http.get(`${api}/reports`, () => held.then(() => undefined)));
  tag.setAttribute("period", "last-7-days");
  await until(() => find(tag, "article")!.getAttribute("aria-busy") === "true");
  await until(() => said(tag) === "Updating…");
  expect(find(tag, ".js-plotly-plot")).to.not.equal(undefined);
  expect(cardsOf(tag)["Requests"]).to.equal(String(city.requests.length));
  release();
  await until(() => cardsOf(tag)["First day"] === "Jan 4, 2020");
});

/** What is told to those who do not see it, by the report itself. */
const said = (tag: Report311) => tag.shadowRoot!.querySelector("[role=status]")!.textContent.trim();

it("says once after a change what now holds, and nothing of what it shows at first", async () => {
  const tag = mount({ ...ask, name: "recent", api: freshApi() });
  const messages: string[] = [];
  await until(() => find(tag, "article"));
  new MutationObserver(() => said(tag) && messages.push(said(tag))).observe(tag.shadowRoot!, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  await settled(tag);
  expect(messages).to.deep.equal([]);
  tag.setAttribute("period", "2020-01-02..2020-01-03");
  await until(() => cardsOf(tag)["First day"] === "Jan 2, 2020");
  await until(() => said(tag) !== "");
  expect([...new Set(messages)]).to.deep.equal([`Updated. Requests: ${cardsOf(tag)["Requests"]}.`]);
  const before = tag.shadowRoot!.querySelector("[role=status] span");
  tag.setAttribute("type", "Graffiti");
  // The same words again, as a new element, so that they are read again.
  const again = await until(() => tag.shadowRoot!.querySelector("[role=status] span") !== before && said(tag));
  expect(again).to.equal(`Updated. Requests: ${cardsOf(tag)["Requests"]}.`);
});

it("says that nothing matches, and leaves failures to their alert", async () => {
  const api = freshApi();
  const tag = mount({ ...ask, name: "neighborhood", api });
  await settled(tag);
  tag.setAttribute("period", "1999-01-01..1999-01-31");
  await until(() => said(tag) === "Updated. No requests match these filters.");
  worker.use(http.get(`${api}/reports`, () => HttpResponse.json({ detail: "asleep" }, { status: 500 })));
  tag.setAttribute("period", "2020-01-01..2020-01-02");
  await until(() => find(tag, "[role=alert]"));
  await settled(tag).catch(() => undefined);
  expect(said(tag)).to.equal("");
});

it("keeps the focus when what had it goes", async () => {
  const api = freshApi();
  let isBroken = true;
  worker.use(
    http.get(`${api}/reports`, () => (isBroken ? HttpResponse.json({ detail: "asleep" }, { status: 500 }) : undefined)),
  );
  const tag = mount({ ...ask, name: "recent", api });
  const retry = await until(() => find<HTMLButtonElement>(tag, ".problem button"));
  retry.focus();
  isBroken = false;
  retry.click();
  await until(() => cardsOf(tag)["Requests"] === String(city.requests.length));
  expect(tag.shadowRoot!.activeElement?.id).to.equal("title");
});

it("speaks the language around it, and changes with it", async () => {
  const tag = mount({ ...ask, name: "recent", api: freshApi() });
  await settled(tag);
  document.documentElement.lang = "es-US";
  await until(() => find(tag, "h2")!.textContent === "Solicitudes recientes");
  expect(find(tag, "header p")!.textContent).to.match(/del .*2019 al .*2020/);
  expect(Object.keys(cardsOf(tag))).to.deep.equal(["Solicitudes", "Primer día", "Último día"]);
});

it("selects a council by a click on the map", async () => {
  const tag = mount({ ...ask, name: "type-map", api: freshApi() });
  await settled(tag);
  const figure = find(tag, "report-311-figure")!;
  figure.dispatchEvent(Object.assign(new Event("report-select"), { value: "Sylmar", isChosen: true }));
  await until(() => tag.getAttribute("council") === "Sylmar");
  await until(() => cardsOf(tag)["Chosen council"] === "Sylmar");
  expect(find<HTMLSelectElement>(tag, "select[name=council]")!.value).to.equal("Sylmar");
  figure.dispatchEvent(Object.assign(new Event("report-select"), { value: "Sylmar", isChosen: false }));
  await until(() => !tag.hasAttribute("council"));
});

it("asks for a source when it has none, and takes one as a property", async () => {
  const tag = mount({ name: "recent", "as-of": TODAY });
  expect((await until(() => find(tag, ".problem"))).textContent).to.contain("set the api attribute");
  const { sourceOf } = await import("../support/city.js");
  tag.source = sourceOf(city);
  await settled(tag);
  expect(cardsOf(tag)["Requests"]).to.equal(String(city.requests.length));
});

it("shows the data again when it comes back, also what was set on the way", async () => {
  const tag = mount({ ...ask, name: "recent", api: freshApi() });
  await settled(tag);
  const home = tag.parentElement!;
  tag.remove();
  tag.setAttribute("period", "2020-01-02..2020-01-03");
  home.append(tag);
  await until(() => cardsOf(tag)["First day"] === "Jan 2, 2020");
});

it("stops asking when it is taken away, and not when it is only moved", async () => {
  const signals: AbortSignal[] = [];
  const tag = mount({ ...ask, name: "recent" });
  tag.source = {
    id: "waiting",
    timeZone: "UTC",
    answer: (_, { signal } = {}) => {
      signals.push(signal!);
      return new Promise<never>(() => {});
    },
  };
  await until(() => signals.length > 2);
  document.body.append(tag);
  await tag.updateComplete;
  expect(signals.some(({ aborted }) => aborted)).to.equal(false);
  tag.remove();
  await until(() => signals.every(({ aborted }) => aborted));
});

it("lets a block of cards fail by itself", async () => {
  const api = freshApi();
  worker.use(
    http.get(`${api}/reports`, ({ request }) =>
      request.url.includes("agency_name") ? HttpResponse.json({ detail: "No agencies today" }, { status: 500 }) : undefined,
    ),
  );
  const tag = mount({ ...ask, name: "overview", api });
  await settled(tag);
  expect(find(tag, ".blocks > .problem")!.textContent).to.contain("No agencies today");
  expect(find(tag, "report-311-cards")).to.equal(undefined);
});

it("says what is wrong with a report that is not well made", async () => {
  const texts = { title: "Broken", description: () => "", params: {} };
  const asks = (by: string[]) => () => ({ all: { kind: "aggregate", by, measures: ["count"] } }) as never;
  registerReport("typo", defineReport({ ...texts, queries: asks(["typ"]), view: [] }));
  registerReport("lost", defineReport({ ...texts, queries: asks([]), view: [{ kind: "cards", from: ["none"], cards: [] }] }));
  registerReport("bare", defineReport({ ...texts, queries: asks([]), view: [] }));
  const [typo, lost, bare] = ["typo", "lost", "bare"].map((name) => mount({ ...ask, name, api: freshApi() }));
  expect((await until(() => find(typo!, ".problem"))).textContent)
    .to.contain("by[0]")
    .and.to.contain("type_name");
  expect((await until(() => find(lost!, ".problem"))).textContent).to.contain("needs “none”");
  expect((await until(() => find(bare!, "h2"))).textContent).to.equal("Broken");
});

it("shows a period before its first day as empty instead of breaking", async () => {
  const tag = mount({ ...ask, name: "overview", "as-of": "2015-06-01", api: freshApi() });
  await settled(tag);
  expect(cardsOf(tag)["Requests"]).to.equal("0");
});

it("takes a typed date when its year is complete, within its bounds", async () => {
  const tag = mount({ ...ask, name: "overview", api: freshApi() });
  await settled(tag);
  const input = find<HTMLInputElement>(tag, "input[name=to]")!;
  const type = (value: string) => {
    input.value = value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  for (const value of ["0002-01-05", "0020-01-05", "0202-01-05", "2015-01-05"]) type(value);
  await tag.updateComplete;
  expect(tag.hasAttribute("to")).to.equal(false);
  type("2020-01-05");
  await until(() => tag.getAttribute("to") === "2020-01-05");
});
