import { expect } from "chai";
import type { Question } from "../../src/query/index.js";
import { answerOver, cityOf, TODAY, twoCities, type City } from "../support/city.js";
import { cardsOf, find, findAll, mount, settled, until } from "../support/page.js";

/** A report of one city of a source that has several. */

const WEEK = { name: "neighborhood-weekly", "as-of": TODAY, period: "2020-01-01..2020-01-10" };

/** A tag over some cities, and all that it asks. */
function show(cities: City, attributes: Record<string, string>) {
  const asked: Question[] = [];
  const tag = mount(attributes);
  tag.source = {
    id: `cities ${Math.random()}`,
    timeZone: "UTC",
    answer: (question) => {
      asked.push(question);
      return Promise.resolve(answerOver(cities, question) as never);
    },
  };
  return { tag, asked };
}

const select = (tag: Element, name: string) => find<HTMLSelectElement>(tag, `select[name="${name}"]`);
const options = (tag: Element, name: string) => Array.from(select(tag, name)!.options, ({ value }) => value);

function choose(control: HTMLSelectElement, value: string): void {
  control.value = value;
  control.dispatchEvent(new Event("change"));
}

/** The cities that the questions about requests name. */
const citiesOf = (asked: readonly Question[]) =>
  asked.flatMap((question) =>
    "where" in question ? [question.where!.find(({ field }) => field === "city_name")?.value ?? "all"] : [],
  );

afterEach(() => document.body.replaceChildren());

it("offers no choice of one city, and asks as if there were none", async () => {
  const { tag, asked } = show(cityOf(), WEEK);
  await settled(tag);
  expect(select(tag, "city")).to.equal(undefined);
  expect(new Set(citiesOf(asked))).to.deep.equal(new Set(["all"]));
  expect(find(tag, "[part=description]")!.textContent).to.match(/in Arleta from/);
});

it("takes the first of several cities where one is needed", async () => {
  const { tag, asked } = show(twoCities(), WEEK);
  await settled(tag);
  expect(select(tag, "city")!.value).to.equal("Los Angeles");
  expect(options(tag, "city")).to.deep.equal(["Los Angeles", "Los Angeles!"]);
  expect(options(tag, "council")).to.deep.equal(["Arleta", "Sylmar"]);
  expect(new Set(citiesOf(asked))).to.deep.equal(new Set(["Los Angeles"]));
  expect(tag.hasAttribute("city")).to.equal(false);
});

it("shows all cities together where that makes sense", async () => {
  const { tag, asked } = show(twoCities(), { name: "recent", "as-of": TODAY });
  await settled(tag);
  expect(select(tag, "city")!.value).to.equal("");
  expect(cardsOf(tag)["Requests"]).to.equal(String(twoCities().requests.length));
  expect(new Set(citiesOf(asked))).to.deep.equal(new Set(["all"]));
});

it("asks nothing about a default that the city does not have", async () => {
  const { tag, asked } = show(twoCities(), { ...WEEK, city: "Los Angeles!" });
  await settled(tag);
  expect(find(tag, "[part=description]")!.textContent).to.match(/in Arleta! in Los Angeles! from/);
  expect(JSON.stringify(asked)).to.not.contain('"Arleta"');
  expect(new Set(citiesOf(asked))).to.deep.equal(new Set(["Los Angeles!"]));
  expect(findAll(tag, ".problem")).to.deep.equal([]);
});

it("takes what was chosen of one city back when another is chosen", async () => {
  const { tag } = show(twoCities(), { ...WEEK, city: "Los Angeles", council: "Sylmar", type: "Graffiti" });
  await settled(tag);
  choose(select(tag, "city")!, "Los Angeles!");
  await until(() => /Arleta! in Los Angeles!/.test(find(tag, "[part=description]")!.textContent));
  await settled(tag);
  expect([tag.getAttribute("council"), tag.getAttribute("type")]).to.deep.equal([null, null]);
  expect(options(tag, "council")).to.deep.equal(["Arleta!", "Sylmar!"]);
  expect(findAll(tag, ".problem")).to.deep.equal([]);
});

it("says which cities there are where the one asked for is none, and never asks for it", async () => {
  const { tag, asked } = show(twoCities(), { ...WEEK, city: "Gotham" });
  await settled(tag);
  expect(findAll(tag, ".problem").map((problem) => problem.textContent.trim())).to.deep.equal([
    "“Gotham” is not accepted for city. Accepted: Los Angeles, Los Angeles!. Shown instead: Los Angeles.",
  ]);
  expect(JSON.stringify(asked)).to.not.contain("Gotham");
});
