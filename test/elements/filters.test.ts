import { sendKeys } from "@web/test-runner-commands";
import "axe-core";
import type * as Axe from "axe-core";
import { Report311Combobox } from "../../src/elements/combobox.js";
import { Report311Filters, type FilterEvent } from "../../src/elements/filters.js";
import { wordsFor } from "../../src/locale/words.js";
import { readParams } from "../../src/param-values.js";
import type { Params, Text } from "../../src/report.js";
import { equal, ok } from "../figure/check.js";
import "../support/tokens.js";

if (!customElements.get("report-311-combobox")) customElements.define("report-311-combobox", Report311Combobox);
if (!customElements.get("report-311-filters")) customElements.define("report-311-filters", Report311Filters);

/** axe-core is no module: it puts itself on the window. */
const { axe } = window as unknown as { axe: typeof Axe };

const COUNCILS = Array.from({ length: 13 }, (_, i) => `Council ${String.fromCharCode(77 - i)}`);
const TYPES = ["Graffiti", "Bulky Items", "Feedback, other"];
const PARAMS: Params = {
  groupby: { kind: "choice", label: "Group by", options: { council: "Council", type: "Type" }, default: "council" },
  type: { kind: "lookup", of: "type", label: "Type", default: "" },
  council: { kind: "lookup", of: "council", label: "Council", default: "" },
  types: { kind: "lookups", of: "type", label: "Types", default: "" },
  highlight: { kind: "lookups", of: { param: "groupby" }, label: "Highlight", default: "" },
  sparse: { kind: "flag", label: "Hide sparse", default: "off" },
  days: { kind: "number", label: "Days", least: 1, most: 365, default: "14", when: { param: "sparse", is: ["on"] } },
  from: { kind: "day", label: "From", default: "2020-01-01" },
  period: { kind: "period", label: "Period", default: "last-7-days" },
};
const READING = {
  today: "2020-01-11",
  names: new Map([
    ["council", COUNCILS],
    ["type", TYPES],
  ] as const),
  offered: new Map<string, readonly string[]>(),
  text: (text: Text) => (typeof text === "string" ? text : text.en),
  words: wordsFor("en"),
};

/** A filter bar whose choices come back to it as a report gives them back. */
async function show(texts: Record<string, string> = {}, reading = READING, params = PARAMS) {
  const bar = document.createElement("report-311-filters");
  const told: [param: string, value: string][] = [];
  const give = () => {
    const attributes = Object.fromEntries(Object.keys(params).map((name) => [name, texts[name] ?? null]));
    Object.assign(bar, { params, ...reading, ...readParams(params, attributes, reading) });
  };
  bar.addEventListener("report-filter", ({ param, value }: FilterEvent) => {
    told.push([param, value]);
    texts[param] = value;
    give();
  });
  give();
  const place = document.createElement("test-tokens");
  place.append(bar);
  document.body.append(place);
  await bar.updateComplete;
  const root = bar.shadowRoot!;
  const boxes = [...root.querySelectorAll("report-311-combobox")];
  for (const box of boxes) await box.updateComplete;
  return { bar, root, told, boxes };
}

const one = <E extends Element>(root: ShadowRoot, selector: string) => root.querySelector<E>(selector)!;
const optionsOf = (select: HTMLSelectElement) => [...select.options].map(({ label }) => label);
const box = (boxes: readonly Report311Combobox[], label: string) => boxes.find((one) => one.label === label)!;
const ownText = (element: Element) =>
  [...element.childNodes].map((node) => (node instanceof globalThis.Text ? node.data : "")).join("");
const labelsOf = (root: ShadowRoot) =>
  [...root.querySelectorAll("label, report-311-combobox")].map((control) =>
    control instanceof Report311Combobox ? control.label : ownText(control).trim(),
  );

describe("report-311-filters", () => {
  afterEach(() => {
    document.body.replaceChildren();
    document.body.removeAttribute("style");
    document.documentElement.removeAttribute("style");
  });

  it("has a control for every param, in their order, and hides what another param rules out", async () => {
    const { bar, root } = await show();
    const all = ["Group by", "Type", "Council", "Types", "Highlight", "Hide sparse", "Days", "From", "Period"];
    equal(
      labelsOf(root),
      all.filter((label) => label !== "Days"),
    );
    one<HTMLInputElement>(root, "[name=sparse]").click();
    await bar.updateComplete;
    equal(labelsOf(root)[6], "Days");
  });

  it("lists a few names in a select, many in a field to find them, and several at a time always there", async () => {
    const { root, boxes } = await show();
    equal(optionsOf(one(root, "select[name=type]")), ["All", "Bulky Items", "Feedback, other", "Graffiti"]);
    equal(
      boxes.map(({ label, multiple }) => [label, multiple]),
      [
        ["Council", false],
        ["Types", true],
        ["Highlight", true],
      ],
    );
    equal(
      box(boxes, "Council").options.map(({ label }) => label),
      ["All", ...[...COUNCILS].sort()],
    );
    equal(box(boxes, "Types").options.length, 3);
    const twelve = { ...READING, names: new Map([["council", COUNCILS.slice(1)]] as const) as typeof READING.names };
    ok(one((await show({}, twelve)).root, "select[name=council]"), "twelve councils and all are no select");
  });

  it("keeps the width of a lookup while its names come", async () => {
    const unknown = { ...READING, names: new Map() as typeof READING.names };
    const { bar, root } = await show({}, unknown);
    const width = () => root.querySelector(".controls > :nth-child(3)")!.getBoundingClientRect().width;
    const before = width();
    bar.names = READING.names;
    await bar.updateComplete;
    ok(root.querySelector(".controls > :nth-child(3)") instanceof Report311Combobox, "still a select");
    equal(width(), before);
  });

  it("tells a choice from many as its name, and several as a list", async () => {
    const { bar, told, boxes } = await show({ highlight: "Council C" });
    const walk = async (label: string, ...keys: string[]) => {
      box(boxes, label).shadowRoot!.querySelector("input")!.focus();
      for (const key of keys) await sendKeys(key.length > 1 ? { press: key } : { type: key });
      await bar.updateComplete;
    };
    await walk("Council", ..."cil d", "Enter");
    await walk("Council", "ArrowDown", "Home", "Enter");
    await walk("Types", ..."feed", "Enter", ..."gra", "Enter");
    await walk("Highlight", "ArrowDown", "Enter", "ArrowDown", "Enter");
    equal(told, [
      ["council", "Council D"],
      ["council", ""],
      ["types", "Feedback%2C other"],
      ["types", "Feedback%2C other,Graffiti"],
      ["highlight", ""],
      ["highlight", "Council D"],
    ]);
    equal(box(boxes, "Types").chosen, ["Feedback, other", "Graffiti"]);
  });

  it("takes the names of a lookup from the dimension that another param names", async () => {
    const { bar, root, boxes } = await show({ highlight: "Council C" });
    equal(box(boxes, "Highlight").options.length, COUNCILS.length);
    const select = one<HTMLSelectElement>(root, "select[name=groupby]");
    select.value = "type";
    select.dispatchEvent(new Event("change"));
    await bar.updateComplete;
    equal(
      box(boxes, "Highlight").options.map(({ label }) => label),
      [...TYPES].sort(),
    );
  });

  it("offers the names that a query found, and what is chosen besides", async () => {
    const offered = new Map([
      ["types", ["Graffiti"]],
      ["type", ["Bulky Items"]],
    ]);
    const { root, boxes } = await show({ type: "Graffiti", types: "Feedback%2C other" }, { ...READING, offered });
    equal(optionsOf(one(root, "select[name=type]")), ["All", "Bulky Items", "Graffiti"]);
    equal(
      box(boxes, "Types").options.map(({ value }) => value),
      ["Feedback, other", "Graffiti"],
    );
  });

  it("switches a flag by keyboard", async () => {
    const { bar, root, told } = await show();
    const flag = one<HTMLInputElement>(root, "[name=sparse]");
    equal([flag.type, flag.checked], ["checkbox", false]);
    for (const isOn of [true, false]) {
      flag.focus();
      await sendKeys({ press: "Space" });
      await bar.updateComplete;
      equal(flag.checked, isOn);
    }
    equal(told, [
      ["sparse", "on"],
      ["sparse", "off"],
    ]);
  });

  it("tells a number once it is entered, and puts back what is out of bounds", async () => {
    const { bar, root, told } = await show({ sparse: "on" });
    const number = one<HTMLInputElement>(root, "[name=days]");
    equal([number.min, number.max, number.value], ["1", "365", "14"]);
    const enter = async (text: string) => {
      number.focus();
      number.select();
      await sendKeys({ type: text });
      equal(told.length, entered, "told while typing");
      await sendKeys({ press: "Tab" });
      await bar.updateComplete;
      entered = told.length;
    };
    let entered = 0;
    await enter("30");
    equal([told, number.value], [[["days", "30"]], "30"]);
    for (const wrong of ["0", "366", "2.5", "e"]) {
      await enter(wrong);
      equal([told.length, number.value], [1, "30"], wrong);
    }
  });

  it("asks for the days of a period of one's own, which bound each other", async () => {
    const { bar, root, told } = await show();
    const select = one<HTMLSelectElement>(root, "select[name=period]");
    equal(optionsOf(select), ["Last 7 days", "Last 30 days", "Last 90 days", "Last 365 days", "Other days…"]);
    const set = async (control: HTMLInputElement | HTMLSelectElement, value: string) => {
      control.value = value;
      control.dispatchEvent(new Event("change"));
      await bar.updateComplete;
    };
    await set(select, "custom");
    const [first, last] = ["from", "to"].map((end) => one<HTMLInputElement>(root, `[name=period-${end}]`));
    equal(
      [first!.value, last!.value, first!.max, last!.min, last!.max],
      ["2020-01-04", "2020-01-10", "2020-01-10", "2020-01-04", "2020-01-11"],
    );
    await set(first!, "2020-01-12");
    equal(told, [], "a first day after the last was told");
    await set(first!, "2020-01-06");
    equal(told, [["period", "2020-01-06..2020-01-10"]]);
    equal([select.value, last!.min], ["custom", "2020-01-06"]);
    await set(select, "last-30-days");
    equal([told.at(-1), one(root, "[name=period-from]")], [["period", "last-30-days"], null]);
  });

  for (const scheme of ["light", "dark"]) {
    it(`is accessible and fits a phone: ${scheme}`, async () => {
      document.documentElement.style.colorScheme = scheme;
      document.documentElement.style.background = "Canvas";
      document.body.style.width = "288px";
      const { root, boxes } = await show({ sparse: "on", types: "Graffiti", period: "2020-01-01..2020-01-05" });
      ok(document.body.scrollWidth <= 288, `${document.body.scrollWidth} wide`);
      const roots = [root, ...boxes.map(({ shadowRoot }) => shadowRoot!)];
      const controls = roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>("select, input, button")]);
      equal(controls.length, 12);
      for (const control of controls) {
        const { width, height } = control.getBoundingClientRect();
        ok(width >= 24 && height >= 24, `${control.outerHTML}: ${width} × ${height}`);
      }
      const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
      equal(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`),
        [],
        "violations",
      );
    });
  }
});
