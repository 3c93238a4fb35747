import { expect } from "chai";
import { setupWorker } from "msw/browser";
import { setRouter } from "../../src/url/router.js";
import { handlersFor } from "../support/api.js";
import { cityOf, TODAY } from "../support/city.js";
import { countEntries } from "../support/history.js";
import { cardsOf, find, findAll, mount, settled, until } from "../support/page.js";
import type { Report311 } from "../../src/elements/report-311.js";

const worker = setupWorker(...handlersFor(cityOf()));
const ask = { "as-of": TODAY, api: "/api" };
const home = location.href;
/** What the page has in its URL for itself. */
const foreign = `${location.search || "?x=%7e"}&startDate=2020-01-01&y=a+b%20c`;

before(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
after(() => worker.stop());
beforeEach(() => history.replaceState({ host: 1 }, "", `${foreign}#/some/route?councilId=52`));
afterEach(() => {
  document.body.replaceChildren();
  setRouter(null);
  history.replaceState(null, "", home);
});

/** What stands in the URL beyond what the page has in it. */
const ours = () => {
  expect(location.search.startsWith(foreign), location.search).to.equal(true);
  expect(location.hash).to.equal("#/some/route?councilId=52");
  expect(history.state).to.deep.equal({ host: 1 });
  return location.search.slice(foreign.length);
};

function choose(tag: Element, name: string, value: string): void {
  const select = find<HTMLSelectElement>(tag, `select[name=${name}]`)!;
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

async function go(delta: number): Promise<void> {
  const gone = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
  history.go(delta);
  await gone;
}

/** A tag as the page's HTML has it, as after a reload. */
async function shown(attributes: Record<string, string>): Promise<Report311> {
  const tag = mount({ ...ask, ...attributes });
  await settled(tag);
  return tag;
}

it("leaves the URL alone unless it is asked", async () => {
  const tag = await shown({ name: "recent" });
  choose(tag, "period", "last-7-days");
  expect(ours()).to.equal("");
});

it("keeps a reader's choices in the URL: back, forward and reload restore them", async () => {
  const tag = await shown({ name: "recent", "url-sync": "" });
  const entries = countEntries();
  choose(tag, "period", "last-7-days");
  choose(tag, "period", "last-90-days");
  expect(ours()).to.equal("&period=last-90-days");
  choose(tag, "period", "last-30-days");
  expect(ours(), "the default needs no key").to.equal("");
  await go(-1);
  await until(() => tag.getAttribute("period") === "last-90-days");
  await go(-1);
  await until(() => tag.getAttribute("period") === "last-7-days");
  await go(-1);
  await until(() => !tag.hasAttribute("period"));
  expect(ours()).to.equal("");
  await go(1);
  await until(() => tag.getAttribute("period") === "last-7-days");
  expect(entries(), "restoring makes no entries").to.equal(3);
  await until(() => cardsOf(tag)["First day"] === "Jan 4, 2020");

  tag.remove();
  const reloaded = await shown({ name: "recent", "url-sync": "" });
  expect(reloaded.getAttribute("period")).to.equal("last-7-days");
  expect(cardsOf(reloaded)["First day"]).to.equal("Jan 4, 2020");
});

it("writes what differs from what the host has set", async () => {
  const markup = { name: "recent", period: "last-90-days", "url-sync": "" };
  const tag = await shown(markup);
  expect(ours()).to.equal("");
  choose(tag, "period", "last-30-days");
  expect(tag.hasAttribute("period")).to.equal(false);
  expect(ours()).to.equal("&period=last-30-days");
  tag.remove();
  const reloaded = await shown(markup);
  expect(reloaded.period).to.equal("last-30-days");
  choose(reloaded, "period", "last-90-days");
  expect(ours(), "the host's own choice needs no key").to.equal("");
  reloaded.setAttribute("period", "last-7-days");
  await until(() => cardsOf(reloaded)["First day"] === "Jan 4, 2020");
  expect(ours(), "nor does what the host sets later").to.equal("");
});

it("gives each of several tags its own keys", async () => {
  const left = await shown({ name: "recent", "url-sync": "left" });
  const right = await shown({ name: "recent", "url-sync": "right" });
  choose(left, "period", "last-7-days");
  choose(right, "period", "last-90-days");
  expect(ours()).to.equal("&left.period=last-7-days&right.period=last-90-days");
  expect([left.period, right.period]).to.deep.equal(["last-7-days", "last-90-days"]);
  await go(-1);
  await until(() => right.period === "last-30-days");
  expect(left.period).to.equal("last-7-days");
});

it("keeps tags with the same keys in step", async () => {
  const one = await shown({ name: "recent", "url-sync": "" });
  const other = await shown({ name: "recent", "url-sync": "" });
  choose(one, "period", "last-7-days");
  await until(() => other.period === "last-7-days");
});

it("replaces the entry, or only reads, where the host wants it", async () => {
  const tag = await shown({ name: "recent", "url-sync": "", "url-history": "replace" });
  const entries = countEntries();
  choose(tag, "period", "last-7-days");
  expect(ours()).to.equal("&period=last-7-days");
  expect(entries()).to.equal(0);
  tag.setAttribute("url-history", "off");
  await tag.updateComplete;
  choose(tag, "period", "last-90-days");
  expect(ours()).to.equal("&period=last-7-days");
  tag.setAttribute("url-history", "sometimes");
  const problem = await until(() => find(tag, ".problem"));
  expect(problem.textContent).to.contain("“sometimes”").and.to.contain("push, replace, off");
});

it("does not flood the history while a number is changed step by step", async () => {
  const tag = await shown({ name: "measure", denominator: "closed", "url-sync": "" });
  const input = find<HTMLInputElement>(tag, "input[name=days]")!;
  const entries = countEntries();
  for (let days = 15; days < 40; days++) {
    input.value = String(days);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
  expect(ours()).to.equal("&days=39");
  expect(entries()).to.equal(1);
});

it("shows the defaults and says what is wrong when the URL is broken", async () => {
  const hostile = "&period=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&report-311=__proto__&period=x";
  history.replaceState({ host: 1 }, "", `${location.search}${hostile}${location.hash}`);
  const tag = await shown({ name: "recent", "url-sync": "" });
  const problems = findAll(tag, ".problem").map(({ textContent }) => textContent);
  expect(problems).to.have.length(2);
  expect(problems[0]).to.contain("“<img src=x onerror=alert(1)>” is not accepted for period");
  expect(problems[1]).to.contain("“__proto__” is not accepted for report-311").and.to.contain("overview");
  expect(find(tag, "h2")!.textContent).to.equal("Recent requests");
  expect(cardsOf(tag)["First day"]).to.equal("Jan 1, 2020");
  choose(tag, "period", "last-7-days");
  await until(() => cardsOf(tag)["First day"] === "Jan 4, 2020");
  expect(ours()).to.equal("&period=last-7-days&report-311=__proto__");
});

it("follows the host's own navigation", async () => {
  const tag = await shown({ name: "recent", "url-sync": "" });
  history.pushState({ host: 1 }, "", `${foreign}&period=last-7-days${location.hash}`);
  await until(() => tag.period === "last-7-days");
  history.pushState({ host: 1 }, "", `${foreign}${location.hash}`);
  await until(() => tag.period === "last-30-days");
});

it("keeps another report that a reader has opened", async () => {
  const markup = { name: "recent", "url-sync": "left" };
  const tag = await shown(markup);
  find(tag, "article")!.dispatchEvent(
    Object.assign(new Event("report-open", { bubbles: true, composed: true, cancelable: true }), {
      name: "measure",
      attributes: { types: "Graffiti" },
    }),
  );
  await until(() => find(tag, "h2")?.textContent === "A measure by month");
  expect(ours()).to.equal("&left.types=Graffiti&left.report-311=measure");
  tag.remove();
  const reloaded = await shown(markup);
  expect([reloaded.name, reloaded.getAttribute("types")]).to.deep.equal(["measure", "Graffiti"]);
  await go(-1);
  await until(() => find(reloaded, "h2")?.textContent === "Recent requests");
  expect(reloaded.hasAttribute("types")).to.equal(false);
});

it("goes through the host's router where there is one", async () => {
  let query = "period=last-7-days";
  const writes: string[] = [];
  let changed = () => {};
  setRouter({
    read: () => query,
    write: (next, how) => {
      query = next;
      writes.push(`${how} ${next}`);
    },
    watch: (callback) => {
      changed = callback;
      return () => (changed = () => {});
    },
  });
  const tag = await shown({ name: "recent", "url-sync": "" });
  expect(tag.period).to.equal("last-7-days");
  choose(tag, "period", "last-90-days");
  expect(writes).to.deep.equal(["push period=last-90-days"]);
  expect(ours()).to.equal("");
  query = "";
  changed();
  await until(() => tag.period === "last-30-days");
});
