import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Params } from "../../src/definition.js";
import { wordsFor } from "../../src/locale/words.js";
import {
  acceptedBy,
  changesOf,
  chooseText,
  cityAmong,
  decodeList,
  dimensionOf,
  encodeList,
  labelOf,
  readParams,
  type Reading,
} from "../../src/param-values.js";

const words = wordsFor("en");
const COUNCILS = [...Array.from({ length: 29 }, (_, i) => `Council ${i + 1}`), "Arleta"];
const reading: Reading = {
  today: "2020-01-11",
  names: new Map([
    ["type", ["Graffiti", "Bulky Items", "Feedback, other", "100% Waste"]],
    ["council", COUNCILS],
  ]),
  offered: new Map(),
  text: (text) => (typeof text === "string" ? text : text.en),
  words,
};
const unknown: Reading = { ...reading, names: new Map() };

const PARAMS = {
  highlight: { kind: "lookups", of: { param: "groupby" }, label: "Highlight", default: "" },
  groupby: { kind: "choice", label: "By", options: { council: "Council", type: "Type" }, default: "council" },
  types: { kind: "lookups", of: "type", label: "Types", default: "" },
  council: { kind: "lookup", of: "council", label: "Council", default: "Arleta" },
  region: { kind: "lookup", of: "region", label: "Region", default: "" },
  sparse: { kind: "flag", label: "Hide sparse", default: "off" },
  days: { kind: "number", label: "Days", least: 1, most: 365, default: "14" },
  period: { kind: "period", label: "Period", default: "last-7-days" },
} as const satisfies Params;

const read = (attributes: Record<string, string>, how = reading) => readParams(PARAMS, attributes, how);

test("what is not set has its default, as a value of its kind", () => {
  const { values, texts, problems } = read({});
  assert.deepEqual(values, {
    groupby: "council",
    highlight: [],
    types: [],
    council: "Arleta",
    region: "",
    sparse: false,
    days: 14,
    period: { from: "2020-01-04", to: "2020-01-10" },
  });
  assert.deepEqual(texts, Object.fromEntries(Object.entries(PARAMS).map(([name, param]) => [name, param.default])));
  assert.deepEqual(problems, []);
});

test("a default that the source does not have gives way to the first name that no other param shows", () => {
  const elsewhere = { ...reading, names: new Map([["council", ["1", "2", "3"]] as const]) };
  const two = { council: PARAMS.council, versus: { ...PARAMS.council, default: "Sylmar" } } as const;
  const shown = (attributes: Record<string, string>) => {
    const { texts, problems } = readParams(two, attributes, elsewhere);
    return [texts["council"], texts["versus"], problems.length];
  };
  assert.deepEqual(shown({}), ["1", "2", 0]);
  assert.deepEqual(shown({ council: "2" }), ["2", "1", 0]);
  assert.deepEqual(shown({ council: "Atlantis", versus: "3" }), ["1", "3", 1]);
  const nowhere = { ...reading, names: new Map([["council", []] as const]) };
  assert.equal(readParams(two, {}, nowhere).texts["council"], "Arleta", "of no names there is none to show instead");
});

const CITY = { kind: "lookup", of: "city", label: "City", default: "" } as const;
const cities = (...names: string[]): Reading => ({ ...reading, names: new Map([["city", names]]) });

test("one of several cities is shown where that is needed, all of them elsewhere", () => {
  const shown = (params: Params, names: string[], city?: string) => {
    const attributes: Record<string, string> = city === undefined ? {} : { city };
    const { texts } = readParams(params, attributes, cities(...names));
    assert.equal(cityAmong(names, params, attributes), texts["city"]);
    return texts["city"];
  };
  const one = { city: { ...CITY, one: true } } satisfies Params;
  assert.equal(shown(one, ["Boston", "Chicago"]), "Boston");
  assert.equal(shown(one, ["Boston", "Chicago"], "Chicago"), "Chicago");
  assert.equal(shown(one, ["Boston", "Chicago"], "Gotham"), "Boston");
  assert.equal(shown(one, ["Boston"]), "");
  assert.equal(shown({ city: CITY }, ["Boston", "Chicago"]), "");
  assert.equal(cityAmong(["Boston", "Chicago"], PARAMS, { city: "Boston" }), "", "a report without the param is of no city");
  assert.equal(cityAmong(undefined, one, { city: "Boston" }), "", "which cities there are is not known");
});

test("another city takes the names along that were chosen of the one before", () => {
  const params = { city: CITY, ...PARAMS };
  assert.deepEqual(changesOf(params, "city", "Boston"), {
    city: "Boston",
    highlight: null,
    types: null,
    council: null,
    region: null,
  });
  assert.deepEqual(changesOf(params, "council", "Arleta"), { council: "Arleta" });
});

test("a list comes back as it was written, whatever the names", () => {
  const name = fc.oneof(fc.string({ unit: "binary", minLength: 1 }), fc.stringMatching(/^[ ,%0-9a-f]+$/));
  fc.assert(
    fc.property(fc.array(name), (names) => {
      assert.deepEqual(decodeList(encodeList(names)), [...new Set(names)]);
    }),
  );
});

test("a list encodes commas and percent signs only, and is read generously", () => {
  assert.equal(encodeList(["Feedback, other", "100% Waste", "Año/“x”"]), "Feedback%2C other,100%25 Waste,Año/“x”");
  assert.deepEqual(decodeList("Graffiti, Bulky Items,\n  Graffiti,,"), ["Graffiti", "Bulky Items"]);
  assert.deepEqual(decodeList("50% off,%zz,%c3%b1,%ff,%"), ["50% off", "%zz", "ñ", "%ff", "%"]);
  assert.deepEqual(decodeList(""), []);
});

test("names of a list are taken once each; those that do not exist are left out one by one and named", () => {
  const { values, texts, problems } = read({ types: "Graffiti,Unicorns,100%25 Waste,Graffiti,Dragons" });
  assert.deepEqual(values["types"], ["Graffiti", "100% Waste"]);
  assert.equal(texts["types"], "Graffiti,100%25 Waste");
  assert.deepEqual(problems, [
    "Not accepted for types and left out: Unicorns, Dragons. Accepted: Graffiti, Bulky Items, Feedback, other, 100% Waste.",
  ]);
});

test("a list of which no name exists becomes the default", () => {
  const { values, texts, problems } = read({ types: "Unicorns" });
  assert.deepEqual([values["types"], texts["types"]], [[], ""]);
  assert.match(problems.join(), /“Unicorns” is not accepted for types.*Shown instead: None chosen/);
});

test("an empty list is a choice where the default is not empty; names of the default are taken though unknown", () => {
  const types = { ...PARAMS.types, default: "Pothole,Graffiti" };
  assert.deepEqual(readParams({ types }, { types: "" }, reading).values["types"], []);
  const { values, problems } = readParams({ types }, { types: null }, reading);
  assert.deepEqual([values["types"], problems], [["Pothole", "Graffiti"], []]);
});

test("while names are not known, all are taken", () => {
  const { values, problems } = read({ types: "Unicorns,Dragons", council: "Atlantis" }, unknown);
  assert.deepEqual([values["types"], values["council"], problems], [["Unicorns", "Dragons"], "Atlantis", []]);
});

test("a message lists a dozen names and counts the rest", () => {
  const [problem] = read({ council: "Atlantis" }).problems;
  assert.match(problem!, /Accepted: Council 1, .*Council 12 and 18 more\. Shown instead: Arleta\.$/);
  const [long] = read({ highlight: ["Council 1", ...Array.from({ length: 40 }, (_, i) => `Moon ${i}`)].join() }).problems;
  assert.match(long!, /left out: Moon 0, .*Moon 11 and 28 more\. Accepted/);
});

test("a lookup is of the dimension that another param names", () => {
  assert.equal(dimensionOf(PARAMS.highlight, { groupby: "type" }), "type");
  assert.equal(dimensionOf(PARAMS.types, {}), "type");
  assert.deepEqual(read({ highlight: "Council 3" }).values["highlight"], ["Council 3"]);
  const byType = read({ highlight: "Council 3,Graffiti", groupby: "type" });
  assert.deepEqual(byType.values["highlight"], ["Graffiti"]);
  assert.equal(byType.problems.length, 1);
  const byNothing = read({ highlight: "Council 3", groupby: "weather" });
  assert.deepEqual(byNothing.values["highlight"], ["Council 3"], "a wrong choice counts as its default");
});

test("names beyond those offered are taken when they exist; what is offered is what a message accepts", () => {
  const offering = { ...reading, offered: new Map([["types", ["Graffiti", "No type"]]]) };
  assert.deepEqual(read({ types: "Bulky Items,No type" }, offering).problems, []);
  const { values, problems } = read({ types: "Bulky Items,Unicorns" }, offering);
  assert.deepEqual(values["types"], ["Bulky Items"]);
  assert.match(problems.join(), /Accepted: Graffiti, No type\./);
});

test("a flag is on, off, or on by an empty attribute", () => {
  const flag = (sparse: string) => {
    const { values, texts, problems } = read({ sparse });
    return [values["sparse"], texts["sparse"], problems.length];
  };
  assert.deepEqual(["on", "", "off", "yes"].map(flag), [
    [true, "on", 0],
    [true, "on", 0],
    [false, "off", 0],
    [false, "off", 1],
  ]);
});

test("a number is whole and within its bounds", () => {
  const number = (days: string) => {
    const { values, problems } = read({ days });
    return [values["days"], problems.length];
  };
  assert.deepEqual(["1", "365", "0", "366", "2.5", "1e2", "007", "", "-3"].map(number), [
    [1, 0],
    [365, 0],
    ...Array.from({ length: 7 }, () => [14, 1]),
  ]);
  const below = { ...PARAMS.days, least: -5 } as const;
  assert.equal(readParams({ below }, { below: "-3" }, reading).values["below"], -3);
  assert.match(read({ days: "0" }).problems.join(), /Accepted: 1–365\./);
});

test("choosing adds to a list and takes away from it; elsewhere it sets, and sets back", () => {
  assert.equal(chooseText(PARAMS.types, "", "Feedback, other"), "Feedback%2C other");
  assert.equal(chooseText(PARAMS.types, "Graffiti,Feedback%2C other", "Graffiti"), "Feedback%2C other");
  assert.equal(chooseText(PARAMS.types, "Graffiti", "Graffiti"), "");
  assert.equal(chooseText(PARAMS.council, "Arleta", "Sylmar"), "Sylmar");
  assert.equal(chooseText(PARAMS.council, "Sylmar", "Sylmar"), "Arleta");
});

test("every kind says what it accepts and how a text reads", () => {
  const accepted = Object.entries(PARAMS).map(([name, param]) => `${name}: ${acceptedBy(param, words, COUNCILS.slice(0, 2))}`);
  assert.deepEqual(accepted, [
    "highlight: Council 1, Council 2",
    "groupby: council, type",
    "types: Council 1, Council 2",
    "council: Council 1, Council 2",
    "region: Council 1, Council 2",
    "sparse: on, off",
    "days: 1–365",
    "period: last-N-days (N 1–99999), YYYY-MM-DD..YYYY-MM-DD",
  ]);
  const label = (name: keyof typeof PARAMS, text: string) => labelOf(PARAMS[name], text, reading);
  assert.equal(label("types", "Graffiti,Feedback%2C other"), "Graffiti, Feedback, other");
  assert.equal(label("types", ""), "None chosen");
  assert.equal(label("region", ""), "All");
  assert.equal(label("sparse", "off"), "Off");
  assert.equal(label("sparse", "on"), "On");
  assert.equal(label("days", "14"), "14");
  assert.equal(label("groupby", "type"), "Type");
  assert.equal(label("period", "last-30-days"), "Last 30 days");
});
