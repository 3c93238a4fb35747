import { sendMouse } from "@web/test-runner-commands";
import { expect } from "chai";
import { http, HttpResponse } from "msw";
import { setupWorker } from "msw/browser";
import type { Report311Figure } from "../../src/elements/figure.js";
import type { Report311 } from "../../src/elements/report-311.js";
import type { Question } from "../../src/query/index.js";
import type { Source } from "../../src/sources/source.js";
import { handlersFor } from "../support/api.js";
import { answerOver, cityOf, TODAY } from "../support/city.js";
import { holdClock, type Clock } from "../support/clock.js";
import { cardsOf, find, findAll, mount, settled, until } from "../support/page.js";

/** Newer answers come by the clock or when the host asks, and nobody is disturbed. */

const worker = setupWorker();
let clock: Clock;

before(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
after(() => worker.stop());
beforeEach(() => void (clock = holdClock()));
afterEach(() => {
  clock.release();
  document.body.replaceChildren();
  worker.resetHandlers();
});

interface Plot extends Element {
  _fullLayout: { xaxis: { range: string[] } };
}

/** A source that counts what it is asked, over a city that can grow. */
function countingSource() {
  const city = cityOf();
  const asked: Question[] = [];
  let fails: Error | undefined;
  const source: Source = {
    id: "counting",
    timeZone: "America/Los_Angeles",
    answer: (question) => {
      asked.push(question);
      if (fails) return Promise.reject(fails);
      return Promise.resolve(structuredClone(answerOver(city, question)) as never);
    },
  };
  return {
    source,
    city,
    asked,
    grow: () => city.requests.push({ ...city.requests.at(-1)!, request_id: 9999 }),
    fail: (error: Error | undefined) => void (fails = error),
  };
}

async function shown(attributes: Record<string, string>, source: Source): Promise<Report311> {
  const tag = mount({ name: "recent", ...attributes });
  tag.source = source;
  await settled(tag);
  return tag;
}

/** All that the busy state and the status have said from now on. */
function listenTo(tag: Report311): string[] {
  const said: string[] = [];
  const article = find(tag, "article")!;
  const note = () => void said.push(`${article.ariaBusy} ${find(tag, "[role=status].status")!.textContent.trim()}`);
  new MutationObserver(note).observe(article, { attributes: true, characterData: true, childList: true, subtree: true });
  return said;
}

const MINUTE = 60_000;
const requestsIn = (tag: Report311) => Number(cardsOf(tag)["Requests"]);

it("asks again at each interval; what says the same stays as it is, and nobody is told", async () => {
  const { source, asked } = countingSource();
  const tag = await shown({ refresh: "600", "as-of": TODAY }, source);
  const figures = findAll(tag, "report-311-figure").map((figure) => (figure as unknown as { figure: object }).figure);
  const first = asked.length;
  clock.advance(9 * MINUTE);
  expect(asked.length).to.equal(first);
  const said = listenTo(tag);
  for (const round of [2, 3]) {
    clock.advance(11.1 * MINUTE);
    await until(() => asked.length === round * first);
    await tag.refresh();
  }
  const after = findAll(tag, "report-311-figure").map((figure) => (figure as unknown as { figure: object }).figure);
  expect(after.every((figure, i) => figure === figures[i])).to.equal(true);
  expect(said.filter((one) => one !== "false ")).to.deep.equal([]);
});

it("shows what is new without a word, keeping table, page and focus", async () => {
  const { source, grow } = countingSource();
  const tag = await shown({ "as-of": TODAY }, source);
  const before = requestsIn(tag);
  const button = findAll<HTMLButtonElement>(tag, "[part=toolbar] button")[0]!;
  button.click();
  const sort = await until(() => find<HTMLButtonElement>(tag, "[part=sort]"));
  sort.click();
  sort.focus();
  const said = listenTo(tag);
  grow();
  await tag.refresh();
  await until(() => requestsIn(tag) === before + 1);
  expect(said.every((one) => one === "false ")).to.equal(true);
  const table = find(tag, "report-311-table")!;
  expect(table.shadowRoot!.activeElement).to.equal(sort);
  expect(find(tag, "[aria-sort]")).to.not.equal(undefined);
});

it("leaves a zoom, hidden lines and the place in a sorted table where they are", async () => {
  const { source, city, grow } = countingSource();
  city.requests.unshift({ ...city.requests[0]!, request_id: 9998, created: "2019-11-01T08:00:00" });
  const tag = await shown({ name: "council-comparison", period: "2019-11-01..2020-01-10", "as-of": TODAY }, source);
  const figure = findAll<Report311Figure>(tag, "report-311-figure")[2]!;
  const root = figure.shadowRoot!;
  figure.scrollIntoView({ block: "center" });
  await figure.drawn;
  const hidden = () =>
    [...root.querySelectorAll(".legend button")].flatMap((entry) =>
      entry.ariaPressed === "false" ? entry.textContent.trim() : [],
    );
  root.querySelector<HTMLElement>(".legend button")!.click();
  await until(() => hidden().length === 1);
  await figure.drawn;
  const area = root.querySelector(".nsewdrag")!.getBoundingClientRect();
  const at = (share: number): [number, number] => [
    Math.round(area.left + area.width * share),
    Math.round(area.top + area.height / 2),
  ];
  await sendMouse({ type: "move", position: at(0.3) });
  await sendMouse({ type: "down" });
  await sendMouse({ type: "move", position: at(0.4) });
  await sendMouse({ type: "move", position: at(0.7) });
  await sendMouse({ type: "up" });
  const zoom = () => root.querySelector<Plot>(".plot")!._fullLayout.xaxis.range.join();
  await until(() => [...root.querySelectorAll("button")].some(({ textContent }) => textContent.includes("Reset zoom")));
  for (const name of ["Table", "Day created", "Day created", "Next page"]) {
    const named = ({ ariaLabel, textContent }: HTMLElement) => [ariaLabel, textContent.trim()].includes(name);
    (await until(() => findAll(figure, "button").find(named))).click();
  }
  const place = () => [find(figure, ".range")?.textContent, find(figure, "[aria-sort]")?.ariaSort];
  await until(() => place()[1] === "descending" && find(figure, "table")!.ariaBusy === "false");
  const before = { zoom: zoom(), hidden: hidden(), place: place() };
  expect(before.place).to.deep.equal(["101–142 of 142", "descending"]);
  const drawn = figure.figure;
  grow();
  await tag.refresh();
  await until(() => figure.figure !== drawn && find(figure, "table")!.ariaBusy === "false");
  await figure.drawn;
  expect({ zoom: zoom(), hidden: hidden(), place: place() }).to.deep.equal(before);
  tag.setAttribute("period", "2019-11-02..2020-01-10");
  await until(() => place()[0] === "1–100 of 140");
  await figure.drawn;
  expect(zoom()).not.to.equal(before.zoom);
});

it("does not ask while nobody can see it, and makes up for it at once", async () => {
  const { source, asked } = countingSource();
  const tag = await shown({ refresh: "60", "as-of": TODAY }, source);
  const first = asked.length;
  const hide = (isHidden: boolean) => {
    Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    return tag.updateComplete;
  };
  const disconnect = (isOffline: boolean) => {
    Object.defineProperty(navigator, "onLine", { value: !isOffline, configurable: true });
    dispatchEvent(new Event(isOffline ? "offline" : "online"));
    return tag.updateComplete;
  };
  let rounds = 1;
  for (const turn of [hide, disconnect]) {
    await turn(true);
    clock.advance(10 * MINUTE);
    await tag.updateComplete;
    expect(asked.length).to.equal(rounds * first);
    await turn(false);
    rounds++;
    await until(() => asked.length === rounds * first);
    await tag.refresh();
    rounds++;
  }
  const box = tag.parentElement!;
  box.style.display = "none";
  // The browser tells of one tag when it tells of the other.
  const other = mount({ name: "recent", "as-of": TODAY });
  other.source = countingSource().source;
  await settled(other);
  clock.advance(10 * MINUTE);
  await tag.updateComplete;
  expect(asked.length).to.equal(rounds * first);
  box.style.removeProperty("display");
  await until(() => asked.length === (rounds + 1) * first);
  Reflect.deleteProperty(document, "hidden");
  Reflect.deleteProperty(navigator, "onLine");
});

it("asks nothing while it is away, and again when it is back", async () => {
  const { source, asked } = countingSource();
  const tag = await shown({ refresh: "10", "as-of": TODAY }, source);
  const first = asked.length;
  const home = tag.parentElement!;
  tag.remove();
  clock.advance(10 * MINUTE);
  tag.setAttribute("period", "last-7-days");
  await tag.updateComplete;
  expect(asked.length).to.equal(first);
  home.append(tag);
  await until(() => asked.length > first);
});

it("makes one request of equal questions, also of tags that came at different times", async () => {
  const asked = new Map<string, number>();
  worker.use(...handlersFor(cityOf(), "/shared"));
  worker.events.on("request:start", ({ request }) => {
    const { pathname, href } = new URL(request.url);
    if (pathname.startsWith("/shared/")) asked.set(href, (asked.get(href) ?? 0) + 1);
  });
  const attributes = { name: "recent", api: "/shared", "as-of": TODAY, refresh: "600" };
  await settled(mount(attributes));
  clock.advance(MINUTE / 2);
  const tags = [mount(attributes), mount(attributes)];
  for (const tag of tags) await settled(tag);
  expect([...asked.values()].every((times) => times === 1)).to.equal(true);
  for (let minute = 0; minute < 60; minute++) {
    clock.advance(MINUTE);
    await new Promise(requestAnimationFrame);
  }
  for (const times of asked.values()) expect(times).to.be.within(5, 7);
  worker.events.removeAllListeners();
});

it("shows the last answers with their date while refreshing fails, and says why once", async () => {
  const { source, asked, fail } = countingSource();
  const tag = await shown({ "as-of": TODAY }, source);
  const before = requestsIn(tag);
  const told: { code: string; message: string }[] = [];
  tag.addEventListener("report-error", (event) => void told.push(event));
  const first = asked.length;
  fail(new Error("The backend is asleep"));
  await tag.refresh();
  expect(requestsIn(tag)).to.equal(before);
  expect(find(tag, "footer")!.textContent).to.contain("The data could not be refreshed. This is from");
  expect(told.length).to.equal(1);
  expect(told[0]).to.include({ code: "stale", message: "The backend is asleep" });
  fail(undefined);
  find<HTMLButtonElement>(tag, "footer button")!.click();
  await until(() => !find(tag, "footer")!.textContent.includes("could not"));
  expect(asked.length).to.equal(3 * first);
});

it("moves on to the city's next day when the reader comes back, quietly", async () => {
  const { source, asked } = countingSource();
  const tag = await shown({}, source);
  const header = find(tag, "header p")!.textContent;
  const first = asked.length;
  const said = listenTo(tag);
  clock.advance(26 * 60 * MINUTE);
  document.dispatchEvent(new Event("visibilitychange"));
  await until(() => asked.length > first);
  await tag.refresh();
  expect(find(tag, "header p")!.textContent).to.not.equal(header);
  expect(said.every((one) => one === "false ")).to.equal(true);
});

it("is a method and an attribute by one name, whoever sets it", async () => {
  const { source } = countingSource();
  const tag = await shown({ "as-of": TODAY }, source);
  (tag as { refresh: unknown }).refresh = 600;
  expect(tag.getAttribute("refresh")).to.equal("600");
  expect(await tag.refresh()).to.equal(undefined);
  (tag as { refresh: unknown }).refresh = null;
  expect(tag.hasAttribute("refresh")).to.equal(false);
});

for (const text of ["5", "-60", "soon", "1e3", "60.5", "86401"]) {
  it(`says what is accepted instead of ${text} seconds`, async () => {
    const tag = await shown({ refresh: text, "as-of": TODAY }, countingSource().source);
    expect(find(tag, ".problem")!.textContent).to.equal(
      `“${text}” is not accepted for refresh. Accepted: 0, 10–86400. Shown instead: 0.`,
    );
    for (const good of ["", "0", "10", "86400"]) {
      tag.setAttribute("refresh", good);
      await until(() => !find(tag, ".problem"));
    }
  });
}

it("says that access is refused instead of showing what was seen before", async () => {
  const api = "/guarded";
  worker.use(...handlersFor(cityOf(), api));
  const tag = mount({ name: "recent", api, "as-of": TODAY });
  const renewals: boolean[] = [];
  tag.auth = ({ isRenewal }) => {
    renewals.push(isRenewal);
    return { Authorization: "Bearer old" };
  };
  await settled(tag);
  expect(renewals.every((isRenewal) => !isRenewal)).to.equal(true);
  worker.use(http.get(`${api}/*`, () => HttpResponse.json({ detail: "Token expired" }, { status: 401 })));
  const told: [string, unknown][] = [];
  tag.addEventListener("report-error", ({ code, error }) => void told.push([code, (error as { status?: number }).status]));
  await tag.refresh();
  const problem = find(tag, ".problem")!;
  expect(problem.textContent).to.contain("You have no access to this data, or no longer. Token expired");
  expect(renewals.filter((isRenewal) => isRenewal).length).to.equal(1);
  expect(told.every(([code, status]) => code === "http" && status === 401)).to.equal(true);
});
