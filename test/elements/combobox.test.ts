import { sendKeys, sendMouse } from "@web/test-runner-commands";
import "axe-core";
import type * as Axe from "axe-core";
import { Report311Combobox, type ChooseEvent } from "../../src/elements/combobox.js";
import { wordsFor } from "../../src/locale/words.js";
import { equal, ok, until } from "../figure/check.js";
import "../support/tokens.js";

if (!customElements.get("report-311-combobox")) customElements.define("report-311-combobox", Report311Combobox);

/** axe-core is no module: it puts itself on the window. */
const { axe } = window as unknown as { axe: typeof Axe };

const NAMES = ["Arleta", "Boyle Heights", "Cañada Park", "East Hollywood", "Hollywood Hills", "North Hollywood", "Sylmar"];
const optionsOf = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }));

interface Shown {
  box: Report311Combobox;
  root: ShadowRoot;
  input: HTMLInputElement;
  /** What the events said, in turn. */
  told: (readonly string[])[];
}

/** A combobox between two buttons, in a place that would clip its list. */
async function show(set: Partial<Report311Combobox> = {}, into: HTMLElement = document.body): Promise<Shown> {
  const place = document.createElement("test-tokens");
  Object.assign(place.style, { overflow: "hidden", contain: "paint" });
  const [before, after] = ["before", "after"].map((id) =>
    Object.assign(document.createElement("button"), { id, textContent: id }),
  );
  const box = Object.assign(document.createElement("report-311-combobox"), {
    label: "Council",
    options: optionsOf(NAMES),
    chosen: ["Sylmar"],
    ...set,
  });
  const told: (readonly string[])[] = [];
  box.addEventListener("report-choose", ({ chosen }: ChooseEvent) => told.push(chosen));
  place.append(before!, box, after!);
  into.append(place);
  await box.updateComplete;
  const root = box.shadowRoot!;
  return { box, root, input: root.querySelector("input")!, told };
}

const listed = (root: ShadowRoot) => [...root.querySelectorAll("[role=option]")].map((option) => option.textContent.trim());
const isOpen = (root: ShadowRoot) => root.querySelector(".popup")!.matches(":popover-open");
const active = ({ root, input }: Shown) =>
  root.getElementById(input.getAttribute("aria-activedescendant") ?? "")?.textContent.trim() ?? null;
const said = (root: ShadowRoot) => root.querySelector("[role=status]")!.textContent.trim();

async function press(shown: Shown, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await sendKeys({ press: key });
    await shown.box.updateComplete;
  }
}
async function type(shown: Shown, text: string): Promise<void> {
  await sendKeys({ type: text });
  await shown.box.updateComplete;
}
/** Clicks with a real pointer in the middle of an element. */
async function click(shown: Shown, element: Element): Promise<void> {
  const { left, top, width, height } = element.getBoundingClientRect();
  await sendMouse({ type: "click", position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
  await shown.box.updateComplete;
}
const option = (root: ShadowRoot, name: string) =>
  [...root.querySelectorAll("[role=option]")].find((one) => one.textContent.trim() === name)!;

describe("report-311-combobox", () => {
  afterEach(() => {
    document.body.replaceChildren();
    document.body.removeAttribute("style");
    document.documentElement.removeAttribute("style");
    document.documentElement.dir = "";
    window.scrollTo(0, 0);
  });

  it("shows what is chosen under its label, and opens by a click, not by coming along", async () => {
    const shown = await show();
    const { root, input } = shown;
    equal(
      [input.value, input.labels![0]!.textContent, input.role, input.ariaExpanded],
      ["Sylmar", "Council", "combobox", "false"],
    );
    document.getElementById("before")!.focus();
    await press(shown, "Tab");
    ok(root.activeElement === input && !isOpen(root), "the list is open");
    await click(shown, input);
    ok(isOpen(root), "the list is closed");
    equal([input.ariaExpanded, listed(root), active(shown)], ["true", NAMES, "Sylmar"]);
    equal(option(root, "Sylmar").ariaSelected, "true");
    equal(root.querySelectorAll("[aria-selected=true]").length, 1);
  });

  it("finds by words' beginnings first, then anywhere, whatever case and accents", async () => {
    const shown = await show();
    const { root, input } = shown;
    input.focus();
    const finds: [typed: string, ...names: string[]][] = [
      ["HOLLY", "East Hollywood", "Hollywood Hills", "North Hollywood"],
      ["l", "Arleta", "Boyle Heights", "East Hollywood", "Hollywood Hills", "North Hollywood", "Sylmar"],
      ["h", "Boyle Heights", "East Hollywood", "Hollywood Hills", "North Hollywood"],
      ["hi", "Hollywood Hills"],
      ["e", "East Hollywood", "Arleta", "Boyle Heights"],
      ["canada", "Cañada Park"],
      ["CAÑ", "Cañada Park"],
      [" arleta ", "Arleta"],
      ["wood h", "Hollywood Hills"],
      [".*"],
      ["[a"],
    ];
    for (const [typed, ...names] of finds) {
      input.select();
      await type(shown, typed);
      equal(listed(root), names, typed);
      equal(said(root), names.length ? `Matches: ${names.length}.` : "No match.", typed);
      equal([active(shown), input.ariaExpanded], [names[0] ?? null, String(names.length > 0)], typed);
    }
    equal(root.querySelector(".none")!.textContent, "No match.");
  });

  it("walks by keyboard: opens, goes round, jumps, chooses", async () => {
    const shown = await show({ options: optionsOf(Array.from({ length: 30 }, (_, i) => `Item ${i + 1}`)), chosen: ["Item 3"] });
    const { root, input, told } = shown;
    input.focus();
    const walk: [key: string, active: string][] = [
      ["ArrowDown", "Item 3"],
      ["ArrowDown", "Item 4"],
      ["ArrowUp", "Item 3"],
      ["Home", "Item 1"],
      ["ArrowUp", "Item 30"],
      ["ArrowDown", "Item 1"],
      ["PageDown", "Item 11"],
      ["PageDown", "Item 21"],
      ["PageDown", "Item 30"],
      ["PageUp", "Item 20"],
      ["End", "Item 30"],
    ];
    for (const [key, expected] of walk) {
      await press(shown, key);
      equal(active(shown), expected, key);
      const list = root.querySelector("ul")!.getBoundingClientRect();
      const { top, bottom } = option(root, expected).getBoundingClientRect();
      ok(top >= list.top - 1 && bottom <= list.bottom + 1, `${expected} is out of sight`);
    }
    await press(shown, "Enter");
    equal([told, input.value, isOpen(root)], [[["Item 30"]], "Item 30", false]);
    ok(root.activeElement === input, "the focus is elsewhere");
  });

  it("gives Escape to the list, then to the text, and only then to the report", async () => {
    const shown = await show();
    const { root, input } = shown;
    let heard = 0;
    shown.box.addEventListener("keydown", ({ key }) => key === "Escape" && heard++);
    input.focus();
    await type(shown, "hol");
    equal([isOpen(root), input.value, heard], [true, "hol", 0]);
    await press(shown, "Escape");
    equal([isOpen(root), input.value, heard], [false, "hol", 0]);
    await press(shown, "Escape");
    equal([isOpen(root), input.value, heard], [false, "Sylmar", 0]);
    await press(shown, "Escape");
    equal([isOpen(root), input.value, heard], [false, "Sylmar", 1]);
    equal(shown.told, []);
  });

  it("closes when the reader goes on, in the order of the page, without having chosen", async () => {
    const shown = await show({ options: optionsOf([...NAMES, ...Array.from({ length: 50 }, (_, i) => `Arlington ${i}`)]) });
    shown.input.focus();
    await type(shown, "arl");
    ok(isOpen(shown.root), "the list is closed");
    await press(shown, "Tab");
    equal([document.activeElement!.id, isOpen(shown.root), shown.input.value, shown.told], ["after", false, "Sylmar", []]);
    await sendKeys({ down: "Shift" });
    await press(shown, "Tab");
    await sendKeys({ up: "Shift" });
    ok(shown.root.activeElement === shown.input, "Shift+Tab does not come back");
  });

  it("chooses by pointer and keeps the keyboard's place", async () => {
    const shown = await show();
    await click(shown, shown.input);
    await click(shown, option(shown.root, "Boyle Heights"));
    equal([shown.told, shown.input.value, isOpen(shown.root)], [[["Boyle Heights"]], "Boyle Heights", false]);
    ok(shown.root.activeElement === shown.input, "the focus is elsewhere");
    await click(shown, shown.input);
    await click(shown, document.getElementById("before")!);
    equal([isOpen(shown.root), document.activeElement!.id], [false, "before"]);
  });

  it("adds to several and takes away, in place, and clears them all", async () => {
    const shown = await show({ multiple: true, chosen: [] });
    const { box, root, input, told } = shown;
    const height = box.getBoundingClientRect().height;
    equal([input.value, input.placeholder], ["", "None chosen"]);
    input.focus();
    await type(shown, "hol");
    await press(shown, "Enter", "ArrowDown", "Enter");
    equal(told, [["East Hollywood"], ["East Hollywood", "Hollywood Hills"]]);
    equal(listed(root), ["East Hollywood", "Hollywood Hills", "North Hollywood"], "what was typed still filters");
    equal([...root.querySelectorAll("[aria-selected=true]")].length, 2);
    equal(root.querySelector("[role=listbox]")!.ariaMultiSelectable, "true");
    await type(shown, "syl");
    equal(listed(root), ["Sylmar"], "the next text takes the place of the last");
    await press(shown, "Enter", "Enter");
    equal(told.slice(2), [
      ["East Hollywood", "Hollywood Hills", "Sylmar"],
      ["East Hollywood", "Hollywood Hills"],
    ]);
    await press(shown, "Escape", "Escape");
    equal([input.value, input.placeholder], ["", "2 chosen: East Hollywood, Hollywood Hills"]);
    equal(box.getBoundingClientRect().height, height, "height");
    await press(shown, "Tab");
    equal((root.activeElement as HTMLElement).ariaLabel, "Clear: Council");
    const { width, height: tall } = root.activeElement!.getBoundingClientRect();
    ok(width >= 24 && tall >= 24, `the target is ${width} × ${tall}`);
    await press(shown, "Enter");
    equal([told.at(-1), input.placeholder, root.querySelector("button")], [[], "None chosen", null]);
    ok(root.activeElement === input, "the focus is lost");
  });

  it("keeps its list, its text and its place when the options are refreshed", async () => {
    const shown = await show();
    shown.input.focus();
    await type(shown, "hol");
    await press(shown, "ArrowDown");
    equal(active(shown), "Hollywood Hills");
    shown.box.options = optionsOf([...NAMES, "Hollywood United"].reverse());
    await shown.box.updateComplete;
    equal([isOpen(shown.root), shown.input.value, active(shown)], [true, "hol", "Hollywood Hills"]);
    equal(listed(shown.root), ["Hollywood United", "North Hollywood", "Hollywood Hills", "East Hollywood"]);
    equal(said(shown.root), "Matches: 4.");
  });

  it("stays by its field in a scrolled page and within what is seen, above where there is more room", async () => {
    document.body.style.paddingBlock = "1500px";
    const shown = await show({ options: optionsOf(Array.from({ length: 100 }, (_, i) => `Item ${i}`)) });
    const rects = () => {
      const field = shown.input.getBoundingClientRect();
      const list = shown.root.querySelector(".popup")!.getBoundingClientRect();
      ok(list.left >= 0 && list.right <= innerWidth && list.top >= 0 && list.bottom <= innerHeight, JSON.stringify(list));
      equal(Math.round(list.left), Math.round(field.left), "left");
      return { above: field.top - list.bottom, below: list.top - field.bottom };
    };
    for (const block of ["start", "center", "end"] as const) {
      shown.box.scrollIntoView({ block });
      await click(shown, shown.input);
      const side = block === "end" ? "above" : "below";
      ok(rects()[side] >= 0 && rects()[side] < 10, `${block}: ${JSON.stringify(rects())}`);
      const { left, top } = option(shown.root, "Item 1").getBoundingClientRect();
      ok(shown.root.elementFromPoint(left + 5, top + 5)?.closest("[role=option]"), "the list is covered or clipped");
      if (block === "start") {
        window.scrollBy(0, -40);
        await until(() => rects().below >= 0 && rects().below < 10, "the list follows its field");
      }
      await press(shown, "Escape");
    }
  });

  it("works in a modal dialog, whose Escape is its own until the list is closed", async () => {
    const dialog = document.createElement("dialog");
    dialog.style.width = "300px";
    document.body.append(dialog);
    const shown = await show({}, dialog);
    dialog.showModal();
    await click(shown, shown.input);
    await press(shown, "Escape");
    equal([dialog.open, isOpen(shown.root)], [true, false]);
    await click(shown, shown.input);
    await click(shown, option(shown.root, "Arleta"));
    equal([shown.told, shown.input.value], [[["Arleta"]], "Arleta"]);
  });

  it("can be taken away while it is open, and put back", async () => {
    const shown = await show();
    await click(shown, shown.input);
    // Some browsers do not tell a field that it loses the focus by being taken away.
    shown.root.addEventListener("blur", (event) => event.stopPropagation(), { capture: true, once: true });
    const place = shown.box.parentElement!;
    shown.box.remove();
    place.append(shown.box);
    await shown.box.updateComplete;
    ok(!isOpen(shown.root), "the list is open");
    await click(shown, shown.input);
    ok(isOpen(shown.root), "the list does not open any more");
  });

  it("is quick with a thousand options", async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `Council of a part of town ${i}`);
    const shown = await show({ options: optionsOf(names), chosen: ["Council of a part of town 900"] });
    const start = performance.now();
    await click(shown, shown.input);
    await type(shown, "c");
    await type(shown, "ouncil of a part of town 99");
    equal(listed(shown.root).length, 11);
    const took = performance.now() - start;
    ok(took < 2000, `28 keys took ${took} ms`);
  });

  it("treats names as text, whatever they hold", async () => {
    const names = [
      `<img src=x onerror="window.hostile=1">`,
      "\u202Eright to left\u202C عربى",
      "Very long ".repeat(30),
      "Unbroken".repeat(30),
    ];
    const shown = await show({ options: optionsOf(names), chosen: [names[0]!] });
    await click(shown, shown.input);
    equal([listed(shown.root), shown.root.querySelector("img")], [names.map((name) => name.trim()), null]);
    for (const { scrollWidth, clientWidth, textContent } of shown.root.querySelectorAll("bdi")) {
      ok(scrollWidth <= clientWidth, `${textContent}: ${scrollWidth} in ${clientWidth}`);
    }
  });

  for (const scheme of ["light", "dark"]) {
    for (const dir of ["ltr", "rtl"]) {
      it(`is accessible and fits a phone, closed, open and without a match: ${scheme}, ${dir}`, async () => {
        document.documentElement.style.colorScheme = scheme;
        document.documentElement.style.background = "Canvas";
        document.documentElement.dir = dir;
        document.body.style.width = "288px";
        const words = wordsFor("es");
        const shown = await show({ multiple: true, chosen: ["Arleta", "Sylmar"], words });
        const check = async (when: string) => {
          equal(document.body.scrollWidth <= 288, true, when);
          const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
          equal(
            violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`),
            [],
            when,
          );
        };
        await check("closed");
        await click(shown, shown.input);
        equal(shown.input.placeholder, "2 elegidos: Arleta, Sylmar");
        await check("open");
        await type(shown, "xyz");
        equal(said(shown.root), "Sin coincidencias.");
        await check("no match");
      });
    }
  }
});
