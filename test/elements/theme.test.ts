import { emulateMedia } from "@web/test-runner-commands";
import { expect } from "chai";
import type { Report311 } from "../../src/elements/report-311.js";
import { cityOf, sourceOf, TODAY } from "../support/city.js";
import { find, mount, settled, until } from "../support/page.js";

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
