import { expect } from "chai";
import type { Report311Figure } from "../../src/elements/figure.js";
import { cityOf, sourceOf, TODAY } from "../support/city.js";
import { cardsOf, find, findAll, mount, settled, until } from "../support/page.js";

/** A tag that is put into another document of the page, such as that of a frame, and back. */

afterEach(() => document.body.replaceChildren());

/** How what a reader sees looks. */
function looksOf(tag: Element): string[] {
  return ["h2", "[part=description]", "[part=card]", "[part=card-value]", "report-311-figure", "[part=toolbar] button"].map(
    (selector) => {
      const { display, color, fontSize, fontWeight, borderRadius, paddingTop } = getComputedStyle(find(tag, selector)!);
      return [selector, display, color, fontSize, fontWeight, borderRadius, paddingTop].join(" ");
    },
  );
}

async function drawn(tag: Element): Promise<void> {
  const figure = find<Report311Figure>(tag, "report-311-figure")!;
  figure.scrollIntoView();
  await figure.drawn;
  await until(() => find(figure, ".main-svg"));
}

it("looks and works in a frame as on the page", async () => {
  const tag = mount({ name: "recent", "as-of": TODAY, loading: "eager" });
  tag.source = sourceOf(cityOf());
  await settled(tag);
  await drawn(tag);
  const box = tag.parentElement!;
  const before = { looks: looksOf(tag), cards: cardsOf(tag) };
  const frame = document.createElement("iframe");
  Object.assign(frame, { width: "960", height: "700" });
  box.after(frame);
  const place = frame.contentDocument!.createElement("div");
  place.style.width = "900px";
  frame.contentDocument!.documentElement.lang = "en";
  frame.contentDocument!.body.append(place);
  for (const home of [place, box, place]) {
    home.append(tag);
    await settled(tag);
    await drawn(tag);
    expect(tag.ownerDocument).to.equal(home.ownerDocument);
    expect({ looks: looksOf(tag), cards: cardsOf(tag) }).to.deep.equal(before);
    tag.setAttribute("period", "2020-01-02..2020-01-03");
    await until(() => cardsOf(tag)["First day"] === "Jan 2, 2020");
    // An element that is made here.
    find(tag, "[part=toolbar] button")!.click();
    const cell = await until(() => find(tag, "[scope=row]"));
    expect(getComputedStyle(cell).paddingTop).not.to.equal("1px");
    find(tag, "[part=toolbar] button")!.click();
    await until(() => findAll(tag, "report-311-table").length === 0);
    tag.removeAttribute("period");
    await until(() => cardsOf(tag)["First day"] === "Jan 1, 2020");
    await settled(tag);
  }
});
