import { emulateMedia } from "@web/test-runner-commands";
import { expect } from "chai";
import type { Report311Figure } from "../../src/elements/figure.js";
import type { Report311 } from "../../src/elements/report-311.js";
import { TOKENS } from "../../src/figure/tokens.js";
import { cityOf, sourceOf, TODAY } from "../support/city.js";
import { find, findAll, mount, settled, until } from "../support/page.js";

/** What a host page can say of the look of a tag. */

const LIGHT = "rgb(255, 255, 255)";
const DARK = "rgb(21, 24, 30)";

async function show(attributes: Record<string, string> = {}): Promise<Report311> {
  const tag = mount({ name: "recent", "as-of": TODAY, ...attributes });
  tag.source = sourceOf(cityOf());
  await settled(tag);
  return tag;
}

const ground = (tag: Element) => getComputedStyle(tag).backgroundColor;
const isDark = (scheme: "light" | "dark") => emulateMedia({ colorScheme: scheme });

afterEach(async () => {
  document.body.replaceChildren();
  document.documentElement.removeAttribute("style");
  await isDark("light");
});

describe("light and dark", () => {
  it("follow the page's color-scheme, and through that the reader", async () => {
    await isDark("dark");
    const tag = await show();
    expect(ground(tag)).to.equal(LIGHT);
    document.documentElement.style.colorScheme = "light dark";
    expect(ground(tag)).to.equal(DARK);
    await isDark("light");
    expect(ground(tag)).to.equal(LIGHT);
  });

  it("are pinned by the tag's theme, whatever the page says to all elements", async () => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
    for (const [theme, page, expected] of [
      ["dark", "light", DARK],
      ["light", "dark", LIGHT],
      ["auto", "light", DARK],
    ] as const) {
      await isDark("dark");
      sheet.replaceSync(`* { color-scheme: ${page} !important }`);
      const tag = await show({ theme });
      expect(ground(tag), theme).to.equal(expected);
      tag.remove();
    }
    document.adoptedStyleSheets = [];
  });

  it("are a property as well", async () => {
    const tag = await show();
    tag.theme = "dark";
    await until(() => tag.getAttribute("theme") === "dark");
    expect(ground(tag)).to.equal(DARK);
  });

  it("are the page's where the tag's theme is none, which it says", async () => {
    const tag = await show({ theme: "sepia" });
    expect(ground(tag)).to.equal(LIGHT);
    const message = "“sepia” is not accepted for theme. Accepted: light, dark, auto. Shown instead: the page's color-scheme.";
    expect(find(tag, "[part=problem]")!.textContent).to.equal(message);
    tag.setAttribute("theme", "dark");
    await until(() => !find(tag, "[part=problem]"));
  });
});

describe("values of custom properties", () => {
  const style = () => document.documentElement.style;
  const set = (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) style().setProperty(`--report-311-${name}`, value);
  };
  const looks = (tag: Report311) => {
    const [title, card, article] = ["[part=title]", "[part=card]", "article"].map((one) => getComputedStyle(find(tag, one)!));
    const own = getComputedStyle(tag);
    return [
      own.backgroundColor,
      own.color,
      title!.font,
      card!.borderColor,
      card!.borderRadius,
      card!.padding,
      article!.font,
    ].join();
  };
  const linesOf = async (tag: Report311): Promise<SVGElement[]> => {
    const figure = find<Report311Figure>(tag, "report-311-figure")!;
    figure.scrollIntoView();
    await figure.drawn;
    return until(() => {
      const lines = [...figure.shadowRoot!.querySelectorAll<SVGElement>(".scatterlayer .js-line")];
      return lines.length > 0 && lines;
    });
  };
  /** The colours of the lines of a chart. */
  const drawnIn = async (tag: Report311) => (await linesOf(tag)).map((line) => painted(getComputedStyle(line).stroke));
  /** What a colour comes to on the screen, however it is written. */
  const painted = (color: string): number[] => {
    const context = document.createElement("canvas").getContext("2d")!;
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };

  it("that are no values of their kind stand for the default, one by one, until they are", async () => {
    const tag = await show();
    const [before, lines] = [looks(tag), await drawnIn(tag)];
    const kinds = new Map(TOKENS.map(({ name }) => [name, "no-such-value 5%%"]));
    set(Object.fromEntries(kinds));
    const other = await show();
    expect(looks(other)).to.equal(before);
    await until(() => looks(tag) === before);
    expect(await drawnIn(other)).to.deep.equal(lines);
    set({ surface: "rgb(1, 2, 3)" });
    await until(() => ground(tag) === "rgb(1, 2, 3)");
    expect(looks(tag)).to.equal(before.replace(LIGHT, "rgb(1, 2, 3)"));
    set({ surface: "12px" });
    await until(() => ground(tag) === LIGHT);
  });

  it("may be any colour of CSS, in charts as around them", async () => {
    document.documentElement.style.color = "rgb(9, 8, 7)";
    style().setProperty("--brand", "oklch(0.6 0.15 250)");
    style().setProperty("--deep", "var(--brand)");
    for (const [value, expected] of [
      ["color-mix(in srgb, rgb(0, 0, 200), rgb(200, 0, 0))", "color(srgb 0.392157 0 0.392157)"],
      ["oklch(0.6 0.15 250)", "oklch(0.6 0.15 250)"],
      ["var(--no-such, var(--deep))", "oklch(0.6 0.15 250)"],
      ["light-dark(rgb(1, 1, 1), rgb(2, 2, 2))", "rgb(1, 1, 1)"],
    ] as const) {
      set({ surface: value, "series-1": value, "type-graffiti": value });
      const tag = await show();
      expect(ground(tag), value).to.equal(expected);
      expect(await drawnIn(tag), value).to.deep.include(painted(expected));
      tag.parentElement!.remove();
    }
    set({ surface: "white", text: "currentColor", "type-graffiti": "currentColor" });
    const tag = await show();
    expect(getComputedStyle(find(tag, "article")!).color).to.equal("rgb(9, 8, 7)");
    expect(await drawnIn(tag)).to.deep.include([9, 8, 7, 255]);
  });

  it("change on the page while all is shown: charts follow, nothing is asked and no data is drawn anew", async () => {
    const city = cityOf();
    const asked: unknown[] = [];
    const source = sourceOf(city);
    const tag = mount({ name: "recent", "as-of": TODAY });
    tag.source = {
      ...source,
      answer: (question, options) => {
        asked.push(question);
        return source.answer(question, options);
      },
    };
    await settled(tag);
    const before = await linesOf(tag);
    const [questions, paths] = [asked.length, before.map((line) => line.getAttribute("d"))];
    const redrawn: MutationRecord[] = [];
    const watch = new MutationObserver((records) => redrawn.push(...records));
    const layer = before[0]!.closest(".scatterlayer")!;
    watch.observe(layer, { subtree: true, childList: true, attributes: true, attributeFilter: ["d"] });
    set({ "type-graffiti": "rgb(1, 2, 3)", surface: "rgb(250, 250, 240)", grid: "rgb(4, 5, 6)" });
    await until(() => before.some((line) => getComputedStyle(line).stroke === "rgb(1, 2, 3)"));
    redrawn.push(...watch.takeRecords());
    watch.disconnect();
    expect(await linesOf(tag)).to.have.ordered.members(before);
    expect(before.map((line) => line.getAttribute("d"))).to.deep.equal(paths);
    expect(redrawn.map(({ target }) => (target as Element).outerHTML)).to.deep.equal([]);
    expect(asked).to.have.length(questions);
    const grid = layer.closest(".main-svg")!.querySelector(".gridlayer path")!;
    expect(getComputedStyle(grid).stroke).to.equal("rgb(4, 5, 6)");
  });
});

describe("width", () => {
  it("is the tag's own: a narrow tag in a wide window has one column, a wide one has several", async () => {
    expect(innerWidth).to.be.greaterThan(700);
    const columnsAt = async (width: number) => {
      const tag = mount({ name: "recent", "as-of": TODAY, loading: "eager" }, width);
      tag.source = sourceOf(cityOf());
      await settled(tag);
      const places = findAll(tag, ".blocks > *").map((block) => Math.round(block.getBoundingClientRect().left));
      expect(tag.scrollWidth).to.be.at.most(width);
      return new Set(places).size;
    };
    expect(await columnsAt(320)).to.equal(1);
    expect(await columnsAt(1280)).to.be.greaterThan(1);
  });
});
