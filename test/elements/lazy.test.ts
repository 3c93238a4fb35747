import { expect } from "chai";
import { setupWorker } from "msw/browser";
import type { Report311 } from "../../src/elements/report-311.js";
import { handlersFor } from "../support/api.js";
import { cityOf, TODAY } from "../support/city.js";
import { find, findAll, mount, settled, until } from "../support/page.js";

/** A tag loads when it is about to be seen, wherever it stands. */

const city = cityOf();
const worker = setupWorker();
const asked: string[] = [];
let apis = 0;

before(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
before(() => worker.events.on("request:start", ({ request }) => void asked.push(new URL(request.url).pathname)));
after(() => worker.stop());
afterEach(() => {
  scrollTo(0, 0);
  document.body.replaceChildren();
  worker.resetHandlers();
});

/** A tag with an API of its own, in a place that is not on the page yet. */
function tagIn(
  place: string,
  more: Record<string, string> = {},
): { tag: Report311; host: HTMLElement; isAsked: () => boolean } {
  const api = `/lazy-${++apis}`;
  worker.use(...handlersFor(city, api));
  const tag = mount({ name: "recent", "as-of": TODAY, api, ...more });
  const host = document.createElement("div");
  host.innerHTML = place;
  host.querySelector(".here")!.append(tag.parentElement!);
  document.body.append(host);
  return { tag, host, isAsked: () => asked.some((path) => path.startsWith(`${api}/`)) };
}

/** Long enough for a tag that is in sight to have begun. */
async function aWhile(): Promise<void> {
  const seen = tagIn(`<div class="here" style="position:fixed;inset:0"></div>`);
  await settled(seen.tag);
  seen.host.remove();
}

const far = `<div style="height:400vh"></div><div class="here"></div>`;
const loaded = () => performance.getEntriesByType("resource").map(({ name }) => name);

it("asks nothing, not even for the report, until it is about to be seen; then its place has kept", async () => {
  const { tag, isAsked } = tagIn(far, { name: "hotspots" });
  await aWhile();
  expect(isAsked()).to.equal(false);
  expect(loaded().filter((url) => url.includes("/reports/hotspots"))).to.deep.equal([]);
  expect(tag.getBoundingClientRect().height).to.be.at.least(150);
  expect(find(tag, ".skeleton")).to.not.equal(undefined);
  scrollBy(0, tag.getBoundingClientRect().top - innerHeight * 1.8);
  expect(tag.getBoundingClientRect().top, "still below the screen").to.be.greaterThan(innerHeight);
  await settled(tag);
});

const hidden: Record<string, [place: string, show: (host: HTMLElement) => void]> = {
  "in a box that scrolls by itself": [
    `<div class="box" style="height:200px;overflow:auto"><div style="height:2000px"></div><div class="here"></div></div>`,
    (host) => host.querySelector(".box")!.scrollTo(0, 2000),
  ],
  "in closed details": [
    `<details><summary>More</summary><div class="here"></div></details>`,
    (host) => (host.querySelector("details")!.open = true),
  ],
  "in a tab that is not shown": [
    `<div class="here" style="display:none"></div>`,
    (host) => host.querySelector<HTMLElement>(".here")!.style.removeProperty("display"),
  ],
  "in a dialog that is not open": [
    `<dialog><div class="here"></div></dialog>`,
    (host) => host.querySelector("dialog")!.showModal(),
  ],
  "where the page renders nothing": [
    `<div class="here" style="content-visibility:hidden;height:300px"></div>`,
    (host) => host.querySelector<HTMLElement>(".here")!.style.removeProperty("content-visibility"),
  ],
};
for (const [where, [place, show]] of Object.entries(hidden)) {
  it(`loads ${where} only when it is shown`, async () => {
    const { tag, host, isAsked } = tagIn(place);
    await aWhile();
    expect(isAsked()).to.equal(false);
    show(host);
    await settled(tag);
  });
}

it("loads in another shadow root when it is about to be seen", async () => {
  const { tag, host, isAsked } = tagIn(far);
  const outer = document.createElement("div");
  outer.attachShadow({ mode: "closed" }).append(host);
  document.body.append(outer);
  await aWhile();
  expect(isAsked()).to.equal(false);
  tag.scrollIntoView();
  await settled(tag);
});

it("of many, loads those that are near, and the next as the reader scrolls", async () => {
  const tags = Array.from({ length: 30 }, () => tagIn(`<div class="here" style="height:50vh"></div>`));
  await settled(tags[0]!.tag);
  await aWhile();
  const begun = () => tags.filter(({ isAsked }) => isAsked()).length;
  expect(begun()).to.be.within(2, 6);
  const before = begun();
  scrollTo(0, innerHeight);
  await until(() => begun() > before);
  expect(begun()).to.be.at.most(8);
});

it("loads at once what is eager, and what becomes so", async () => {
  const eager = tagIn(far, { loading: "eager" });
  const lazy = tagIn(far);
  await settled(eager.tag);
  expect(lazy.isAsked()).to.equal(false);
  lazy.tag.loading = "eager";
  await settled(lazy.tag);
  lazy.tag.removeAttribute("loading");
  await lazy.tag.updateComplete;
  expect(find(lazy.tag, "article"), "what is loaded stays").to.not.equal(undefined);
});

it("begins to load before printing, in time for the next print", async () => {
  const { tag, isAsked } = tagIn(far);
  await aWhile();
  expect(isAsked()).to.equal(false);
  dispatchEvent(new Event("beforeprint"));
  await settled(tag);
});

it("says what is accepted when loading is neither", async () => {
  const { tag } = tagIn(`<div class="here"></div>`, { loading: "auto" });
  await settled(tag);
  const problems = findAll(tag, ".problem").map((problem) => problem.textContent);
  expect(problems).to.deep.equal(["“auto” is not accepted for loading. Accepted: lazy, eager. Shown instead: lazy."]);
});
