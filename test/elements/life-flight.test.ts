import { expect } from "chai";
import { setupWorker } from "msw/browser";
import type { Report311 } from "../../src/elements/report-311.js";
import { handlersFor } from "../support/api.js";
import { cityOf, TODAY } from "../support/city.js";
import { cardsOf, find, mount, settled, until } from "../support/page.js";

/** What a tag does that is changed or leaves the page while its answers are on their way. */

const worker = setupWorker();
before(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
after(() => worker.stop());
afterEach(() => {
  document.body.replaceChildren();
  worker.resetHandlers();
  window.fetch = fetch;
});

const { fetch } = window;

/** The API of a city whose answers about requests come, aborted or not, when they are let go; `aborted` counts the aborted. */
function slowApi(api: string, city = cityOf()) {
  worker.use(...handlersFor(city, api));
  const waiting: (() => void)[] = [];
  let isOpen = false;
  const letGo = () => {
    isOpen = true;
    waiting.forEach((go) => go());
  };
  const flight = { asked: 0, aborted: 0, letGo };
  window.fetch = async (input, init) => {
    if (!String(input).includes(`${api}/reports`)) return fetch(input, init);
    flight.asked++;
    init!.signal!.addEventListener("abort", () => flight.aborted++);
    if (!isOpen) await new Promise<void>((resolve) => waiting.push(resolve));
    return fetch(input, { ...init, signal: null });
  };
  return flight;
}

/** What a tag tells of having loaded. */
function loadsOf(tag: Report311): string[] {
  const loads: string[] = [];
  tag.addEventListener("report-load", ({ name }) => void loads.push(name));
  return loads;
}

it("becomes another report while the first one's answers are on their way, which it never shows", async () => {
  const flight = slowApi("/slow-name");
  const tag = mount({ name: "recent", api: "/slow-name", "as-of": TODAY });
  const loads = loadsOf(tag);
  await until(() => flight.asked > 0);
  const first = flight.asked;
  tag.name = "top-requests";
  await until(() => find(tag, "h2")?.textContent === "Top requests" && flight.asked > first);
  flight.letGo();
  await settled(tag);
  expect(find(tag, "h2")!.textContent).to.equal("Top requests");
  await until(() => loads.length);
  await tag.refresh();
  expect(loads[0]).to.equal("top-requests");
  expect(loads).not.to.include("recent");
});

it("asks another server while the first one's answers are on their way, which it never shows", async () => {
  const flight = slowApi(
    "/slow-api",
    cityOf((name) => `Old ${name}`),
  );
  worker.use(...handlersFor(cityOf(), "/quick-api"));
  const tag = mount({ name: "recent", api: "/slow-api", "as-of": TODAY });
  const loads = loadsOf(tag);
  await until(() => flight.asked > 0);
  tag.api = "/quick-api";
  await until(() => loads.length);
  const now = cardsOf(tag);
  expect(Object.values(now)).to.include("Jan 10, 2020");
  flight.letGo();
  await until(() => flight.aborted === flight.asked);
  await tag.updateComplete;
  expect(cardsOf(tag)).to.deep.equal(now);
  expect(loads).to.deep.equal(["recent"]);
  expect(find(tag, "footer")!.textContent).to.contain("/quick-api");
});

it("aborts its requests when it is taken away, and asks them again when it is back", async () => {
  const flight = slowApi("/slow-gone");
  const tag = mount({ name: "recent", api: "/slow-gone", "as-of": TODAY });
  const loads = loadsOf(tag);
  const box = tag.parentElement!;
  await until(() => flight.asked > 0);
  // One that is only moved keeps waiting.
  box.append(tag);
  await tag.updateComplete;
  expect(flight.aborted).to.equal(0);
  tag.remove();
  const first = flight.asked;
  await until(() => flight.aborted === first);
  expect(loads).to.deep.equal([]);
  box.append(tag);
  await until(() => flight.asked > first);
  flight.letGo();
  await settled(tag);
  expect(cardsOf(tag)["Last day"]).to.equal("Jan 10, 2020");
  await until(() => loads.length);
  expect(loads).to.deep.equal(["recent"]);
});
