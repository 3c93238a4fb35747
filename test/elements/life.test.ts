import { expect } from "chai";
import type { Report311Figure } from "../../src/elements/figure.js";
import type { Report311 } from "../../src/elements/report-311.js";
import type { Source } from "../../src/sources/source.js";
import { cityOf, sourceOf, TODAY } from "../support/city.js";
import { cardsOf, find, mount, settled, until } from "../support/page.js";

/** What a page does with tags in the course of their life. */

const city = sourceOf(cityOf());
const ask = { "as-of": TODAY, name: "recent" };
afterEach(() => document.body.replaceChildren());

/** A source that counts what it is asked. */
function counting(): { source: Source; asked: () => number } {
  let asked = 0;
  const answer: Source["answer"] = (question, options) => {
    asked++;
    return city.answer(question, options);
  };
  return { source: { ...city, answer }, asked: () => asked };
}

async function shown(source: Source): Promise<Report311> {
  const tag = mount(ask);
  tag.source = source;
  await settled(tag);
  return tag;
}

it("is copied with what its reader has chosen; the copy lives by itself", async () => {
  const tag = await shown(city);
  tag.setAttribute("period", "2020-01-02..2020-01-03");
  await until(() => cardsOf(tag)["First day"] === "Jan 2, 2020");
  const copy = tag.cloneNode(true) as Report311;
  copy.source = city;
  tag.after(copy);
  await settled(copy);
  expect(cardsOf(copy)).to.deep.equal(cardsOf(tag));
  copy.removeAttribute("period");
  await until(() => cardsOf(copy)["First day"] === "Jan 1, 2020");
  expect(cardsOf(tag)["First day"]).to.equal("Jan 2, 2020");
});

it("keeps what it shows when it is put in another place, and asks nothing", async () => {
  const { source, asked } = counting();
  const tag = await shown(source);
  const figure = find<Report311Figure>(tag, "report-311-figure")!;
  await figure.drawn;
  find(tag, ".toolbar button")!.click();
  await until(() => find(tag, "report-311-table"));
  const before = asked();
  const box = tag.parentElement!;
  const list = document.createElement("div");
  list.append(document.createElement("p"));
  box.after(list);
  const ways = ["insertBefore", ...("moveBefore" in list ? ["moveBefore"] : [])];
  for (const way of ways) {
    (list as unknown as Record<string, (child: Node, before: Node | null) => void>)[way]!(tag, list.firstChild);
    await tag.updateComplete;
    box.insertBefore(tag, null);
    await tag.updateComplete;
    expect(find(tag, "report-311-figure"), way).to.equal(figure);
    expect(find(tag, "report-311-table"), way).not.to.equal(undefined);
    expect(find(tag, ".main-svg"), way).not.to.equal(undefined);
  }
  expect(asked()).to.equal(before);
});

it("never shows the answers of a source that it no longer has", async () => {
  const late: (() => void)[] = [];
  const old: Source = {
    ...city,
    answer: async (question, options) => {
      await new Promise<void>((resolve) => late.push(resolve));
      return sourceOf({ ...cityOf(), requests: [] }).answer(question, options);
    },
  };
  const tag = mount(ask);
  tag.source = old;
  await until(() => late.length > 0);
  tag.source = city;
  await settled(tag);
  const now = cardsOf(tag);
  expect(now["Requests"]).not.to.equal("0");
  for (const answer of late) answer();
  await tag.refresh();
  expect(cardsOf(tag)).to.deep.equal(now);
});
