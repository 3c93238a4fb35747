import { sendKeys, setViewport } from "@web/test-runner-commands";
import "../../src/define.js";
import type { Report311Multiples } from "../../src/elements/multiples.js";
import { formatsFor } from "../../src/locale/formats.js";
import { wordsFor } from "../../src/locale/words.js";
import { equal, LINES, ok, until } from "../figure/check.js";

let place: HTMLElement;

/** Many charts between two buttons, with a way to more of each. */
async function show(count: number): Promise<Report311Multiples> {
  const multiples = Array.from({ length: count }, (_, i) => ({
    title: `Chart ${i + 1}`,
    figure: LINES,
    open: { name: "measure", attributes: {}, label: "More" },
  }));
  const element = Object.assign(document.createElement("report-311-multiples"), {
    heading: "Many",
    multiples,
    words: wordsFor("en"),
    formats: formatsFor("en"),
  });
  place.append(
    Object.assign(document.createElement("button"), { textContent: "before" }),
    element,
    Object.assign(document.createElement("button"), { textContent: "after" }),
  );
  await until(() => items(element).every((item) => item.querySelector("report-311-figure")), "all charts are placed");
  return element;
}

const items = (element: Report311Multiples) => [...element.shadowRoot!.querySelectorAll("li")];

/** What has the focus, down through all roots: the name of a button, or the class of something else. */
function focused(): string {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.localName === "button" ? (at.ariaLabel ?? at.textContent.trim()) : (at?.ariaLabel ?? "");
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const [shift, plain] = key.startsWith("Shift+") ? [true, key.slice(6)] : [false, key];
    if (shift) await sendKeys({ down: "Shift" });
    await sendKeys({ press: plain });
    if (shift) await sendKeys({ up: "Shift" });
  }
}

async function tabFrom(start: string, key = "Tab"): Promise<string[]> {
  [...place.querySelectorAll("button")].find(({ textContent }) => textContent === start)!.focus();
  const stops: string[] = [];
  const end = start === "before" ? "after" : "before";
  while (stops.at(-1) !== end) {
    await press(key);
    stops.push(focused());
    ok(stops.length < 50, `Tab does not come to an end: ${stops.join()}`);
  }
  return stops;
}

describe("report-311-multiples", () => {
  beforeEach(async () => {
    await setViewport({ width: 1000, height: 800 });
    place = document.createElement("div");
    document.body.append(place);
  });

  afterEach(() => place.remove());

  it("is passed by Tab in a few steps, however many charts there are", async () => {
    await show(40);
    equal(await tabFrom("before"), ["Chart 1", "Chart 1", "Table: Chart 1", "More: Chart 1", "after"]);
  });

  it("is walked from chart to chart by arrows, as the charts stand", async () => {
    const element = await show(10);
    items(element)[0]!.focus();
    const walk = async (...keys: string[]) => {
      await press(...keys);
      return focused();
    };
    equal(await walk("ArrowRight"), "Chart 2");
    equal(await walk("ArrowDown"), "Chart 5");
    equal(await walk("ArrowUp", "ArrowLeft"), "Chart 1");
    equal(await walk("ArrowLeft", "ArrowUp"), "Chart 1");
    equal(await walk("End"), "Chart 10");
    equal(await walk("Home"), "Chart 1");
    place.dir = "rtl";
    equal(await walk("ArrowLeft"), "Chart 2");
  });

  it("lets the reader into a chart with Enter and out of it with Escape", async () => {
    const element = await show(4);
    items(element)[2]!.focus();
    await press("Enter", "ArrowRight");
    const figure = items(element)[2]!.querySelector("report-311-figure")!;
    equal(figure.shadowRoot!.activeElement?.className.trim(), "stage");
    await until(() => figure.shadowRoot!.querySelector(".readout")!.textContent.includes("Graffiti"), "a value is said");
    let wasHeard = false;
    place.addEventListener("keydown", () => (wasHeard = true), { once: true });
    await press("Escape");
    ok(element.shadowRoot!.activeElement === items(element)[2], "the focus is not on the chart");
    ok(!wasHeard, "Escape meant something else as well");
    equal(await tabFrom("before"), ["Chart 3", "Chart 3", "Table: Chart 3", "More: Chart 3", "after"]);
  });

  it("is where the reader has clicked", async () => {
    const element = await show(4);
    const figure = items(element)[3]!.querySelector("report-311-figure")!;
    await figure.drawn;
    figure.shadowRoot!.querySelector("button")!.focus();
    equal(await tabFrom("after", "Shift+Tab"), ["More: Chart 4", "Table: Chart 4", "Chart 4", "Chart 4", "before"]);
  });
});
