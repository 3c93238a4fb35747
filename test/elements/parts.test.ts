import { expect } from "chai";
import { setupWorker } from "msw/browser";
import manifest from "../../custom-elements.json";
import { handlersFor } from "../support/api.js";
import { cityOf, TODAY } from "../support/city.js";
import { allUnder, findAll, mount, settled, until } from "../support/page.js";

const worker = setupWorker(...handlersFor(cityOf()));
const ask = { "as-of": TODAY, api: "/api" };

/** The parts that the documentation of the tag names. */
const documented = manifest.modules
  .flatMap(({ declarations }) => declarations as { tagName?: string; cssParts?: { name: string }[] }[])
  .find(({ tagName }) => tagName === "report-311")!
  .cssParts!.map(({ name }) => name);

const sheet = new CSSStyleSheet();
const reached = (part: Element): boolean => getComputedStyle(part).getPropertyValue("--reached") === "yes";

before(async () => {
  await worker.start({ quiet: true, onUnhandledRequest: "bypass" });
  sheet.replaceSync(documented.map((name) => `report-311::part(${name}) { --reached: yes; }`).join("\n"));
  document.adoptedStyleSheets = [sheet];
  // Inherited by what is within, the sign would prove nothing.
  CSS.registerProperty({ name: "--reached", syntax: "*", inherits: false });
});
after(() => {
  worker.stop();
  document.adoptedStyleSheets = [];
});
afterEach(() => document.body.replaceChildren());

const VIEWS: readonly Record<string, string>[] = [
  { name: "overview", from: "soon" },
  { name: "type-map" },
  { name: "council-summary", council: "Sylmar" },
  { name: "measures", partial: "on" },
  { name: "data-table", partial: "on" },
];

for (const attributes of VIEWS) {
  it(`lets the page style every part of ${attributes["name"]}`, async () => {
    const tag = mount({ ...ask, ...attributes, loading: "eager" });
    await settled(tag);
    await until(() => findAll(tag, "[part~=figure], [part~=table]").length > 0);
    for (const button of findAll(tag, "[part~=toolbar] button[aria-expanded=false]").slice(0, 1)) button.click();
    await until(() => findAll(tag, "[part~=table]").length > 0);
    const parts = [...allUnder(tag.shadowRoot!)].filter((element) => element.hasAttribute("part"));
    expect(parts.length).to.be.greaterThan(20);
    const missed = parts.filter((part) => !reached(part)).map((part) => part.getAttribute("part"));
    expect([...new Set(missed)]).to.deep.equal([]);
  });
}
