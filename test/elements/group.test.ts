import { expect } from "chai";
import { setupWorker } from "msw/browser";
import type { GroupMessage } from "../../src/controllers/group.js";
import type { Report311 } from "../../src/elements/report-311.js";
import { countEntries } from "../support/history.js";
import { handlersFor } from "../support/api.js";
import { cityOf, TODAY } from "../support/city.js";
import { find, findAll, mount, settled, until } from "../support/page.js";

const worker = setupWorker(...handlersFor(cityOf()));
const ask = { "as-of": TODAY, api: "/api", loading: "eager" };

before(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
after(() => worker.stop());
afterEach(() => document.body.replaceChildren());

async function shown(...tags: Record<string, string>[]): Promise<Report311[]> {
  const mounted = tags.map((attributes) => mount({ ...ask, ...attributes }));
  await Promise.all(mounted.map(settled));
  return mounted;
}

function choose(tag: Element, name: string, value: string): void {
  const select = find<HTMLSelectElement>(tag, `select[name=${name}]`)!;
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

const say = (group: string, values: GroupMessage["values"]) =>
  document.dispatchEvent(new CustomEvent("report-group", { detail: { group, values } }));

it("shares the filters that reports have in common", async () => {
  const [recent, summary, apart] = await shown(
    { name: "recent", group: "nc" },
    { name: "council-summary", group: "nc" },
    { name: "recent", group: "other" },
  );
  const before = summary!.getAttribute("council");
  choose(recent!, "period", "last-7-days");
  await until(() => summary!.getAttribute("period") === "last-7-days");
  expect(summary!.getAttribute("council")).to.equal(before);
  expect(apart!.period).to.equal("last-30-days");
  // The default of one report is a choice in another.
  choose(recent!, "period", "last-30-days");
  await until(() => summary!.getAttribute("period") === "last-30-days");
  expect(recent!.hasAttribute("period")).to.equal(false);
});

it("tells the page who changed what, and lets it prevent it in one tag", async () => {
  const [one, other] = await shown({ name: "recent", group: "nc" }, { name: "recent", group: "nc" });
  const told: string[] = [];
  other!.addEventListener("report-change", (event) => {
    told.push(`${event.by} ${event.values["period"]}`);
    event.preventDefault();
  });
  choose(one!, "period", "last-7-days");
  await until(() => told.length > 0);
  expect(told).to.deep.equal(["group last-7-days"]);
  expect(other!.period).to.equal("last-30-days");
});

it("lets a part of the page join by an event", async () => {
  const [tag] = await shown({ name: "council-summary", group: "nc" });
  const heard: GroupMessage[] = [];
  const listen = ({ detail }: CustomEvent<GroupMessage>) => heard.push(detail);
  document.addEventListener("report-group", listen);
  say("nc", { council: "Sylmar", types: ["Graffiti", "Bulky Items"], unknown: "x", period: "last-7-days" });
  await until(() => tag!.getAttribute("council") === "Sylmar");
  expect(tag!.getAttribute("types")).to.equal("Graffiti,Bulky Items");
  expect(tag!.period).to.equal("last-7-days");
  expect(tag!.hasAttribute("unknown")).to.equal(false);
  choose(tag!, "period", "last-90-days");
  document.removeEventListener("report-group", listen);
  expect(heard.at(-1)).to.deep.equal({ group: "nc", values: { period: "last-90-days" } });
});

it("does not take what its report cannot show, and takes nothing for the default", async () => {
  const [tag] = await shown({ name: "council-summary", group: "nc", council: "Sylmar" });
  say("nc", { council: "Atlantis", period: "whenever" });
  say("nc", { council: "" });
  await until(() => !tag!.hasAttribute("council"));
  expect(tag!.hasAttribute("period")).to.equal(false);
  expect(findAll(tag!, ".problem")).to.deep.equal([]);
  for (const detail of [null, {}, { group: "nc" }, { group: "", values: { period: "last-7-days" } }])
    document.dispatchEvent(new CustomEvent("report-group", { detail }));
  expect(tag!.hasAttribute("period")).to.equal(false);
});

it("begins with what the first tag of the page has chosen, whichever report comes first", async () => {
  const [first, second, third] = await shown(
    { name: "council-summary", group: "nc" },
    { name: "recent", group: "nc", period: "last-7-days" },
    { name: "recent", group: "nc", period: "last-90-days" },
  );
  await until(() => [first, second, third].every((tag) => tag!.period === "last-7-days"));
  const [late] = await shown({ name: "recent", group: "nc" });
  expect(late!.period).to.equal("last-7-days");
});

it("writes every tag's URL keys in the one entry of a reader's choice", async () => {
  const home = location.href;
  const [left, right] = await shown(
    { name: "recent", group: "nc", "url-sync": "a" },
    { name: "recent", group: "nc", "url-sync": "b" },
  );
  const entries = countEntries();
  choose(left!, "period", "last-7-days");
  await until(() => right!.period === "last-7-days");
  expect(location.search).to.contain("a.period=last-7-days&b.period=last-7-days");
  expect(entries()).to.equal(1);
  history.back();
  await until(() => left!.period === "last-30-days" && right!.period === "last-30-days");
  history.forward();
  await until(() => left!.period === "last-7-days" && right!.period === "last-7-days");
  history.replaceState(null, "", home);
});

it("lets the URL win over the markup of the group", async () => {
  const home = location.href;
  history.replaceState(null, "", `${location.search || "?"}&b.period=last-90-days`);
  const [left, right] = await shown(
    { name: "recent", group: "nc", period: "last-7-days" },
    { name: "recent", group: "nc", "url-sync": "b" },
  );
  await until(() => left!.period === "last-90-days" && right!.period === "last-90-days");
  history.replaceState(null, "", home);
});
