import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import report from "../../reports/measures.js";
import rows from "../../reports/measures.json";
import { speaks, textIn } from "../../src/locale/text.js";
import type { MeasureDefinition } from "../../src/measure/definition.js";
import { matrixAmong } from "../../src/measure/many.js";
import { measured } from "../../src/measure/matrix.js";
import type { MeasuresContext } from "../../src/measure/multiples.js";
import { measureQueries } from "../../src/measure/questions.js";
import type { Multiple } from "../../src/report.js";
import { LOS_ANGELES } from "../support/data.js";
import { answersTo, CITY, contextOf, measureContext } from "./city.js";

const MEASURES = rows as readonly MeasureDefinition[];
const PERIOD = { from: "2020-01-01", to: "2020-06-10" };
const YESTERDAY = "2020-06-10";

/** The city's data goes on to June, so that January and February are whole for all measures; and it has one more type. */
const LONG = {
  ...CITY,
  lookups: { ...CITY.lookups, type: [...CITY.lookups.type, { name: "Illegal Dumping" }] },
  requests: [...CITY.requests, { ...CITY.requests[0]!, request_id: 99, created: "2020-06-10T08:00:00", closed: null }],
};

function contextFor(params: Partial<MeasuresContext["params"]> = {}): MeasuresContext {
  const defaults = { city: "", groupby: "council", layout: "measures", measure: "requests", highlight: [], region: "" };
  return contextOf<typeof report.params>({ ...defaults, partial: false, period: PERIOD, ...params }, "en", YESTERDAY);
}

/** The blocks that are there with these params: all have conditions on the layout. */
function blocksIn({ params }: MeasuresContext) {
  return report.view.filter(({ when }) => when!.param === "layout" && when!.is.includes(params.layout));
}

/** What they show, one after the other. */
function shownIn(context: MeasuresContext, city = LONG): Multiple[][] {
  const tables = answersTo(report.queries(context), city);
  return blocksIn(context).map((block) => (block.kind === "multiples" ? block.draw(tables, context) : []));
}

test("the predefined measures are well made: known types and sources, and such as a few questions can answer", () => {
  const namesIn = (file: string) =>
    readFileSync(join(LOS_ANGELES, file), "utf8")
      .split("\n")
      .map((line) => line.split(",")[1]);
  const [types, sources] = [namesIn("types.csv"), namesIn("sources.csv")];
  assert.ok(MEASURES.length >= 12);
  assert.equal(new Set(MEASURES.map(({ id }) => id)).size, MEASURES.length);
  for (const measure of MEASURES) {
    assert.match(measure.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const said of [measure.title, measure.why])
      assert.ok(speaks(said, "es") && textIn(said, "en") !== textIn(said, "es"), measure.id);
    for (const name of [...measure.types, ...(measure.ofTypes ?? [])]) assert.ok(types.includes(name), name);
    for (const name of measure.sources) assert.ok(sources.includes(name), name);
    assert.ok(Object.hasOwn(SHAPES, measure.denominator), measure.id);
    assert.ok(SHAPES[measure.denominator](measure), measure.id);
  }
});

/** What a measure of each kind must say, and must not. */
const SHAPES: Record<MeasureDefinition["denominator"], (measure: MeasureDefinition) => boolean> = {
  count: (measure) => isOfOne(measure),
  residents: (measure) => isOfOne(measure),
  all: (measure) => isOfOne(measure),
  types: (measure) => isOfOne(measure) && measure.ofTypes!.length > 0,
  closed: ({ types, sources, days }) => types.length + sources.length === 0 && days! > 0,
  open: ({ types, sources, days }) => types.length + sources.length === 0 && days! > 0,
};

function isOfOne({ types, sources }: MeasureDefinition): boolean {
  return types.length === 0 || sources.length === 0;
}

for (const groupby of ["council", "region", "agency"])
  test(`each measure has the same numbers as the report that it leads to, by ${groupby}`, () => {
    const many = answersTo(report.queries(contextFor({ groupby })), LONG);
    const scope = { city: "", groupby: groupby as "council", region: "", council: "", period: PERIOD, partial: false };
    for (const measure of MEASURES) {
      const { types, sources, denominator, ofTypes = [], days = 14 } = measure;
      const asked = { types, sources, denominator, "of-types": ofTypes, days, groupby, period: PERIOD };
      const context = measureContext(asked, "en", YESTERDAY);
      const alone = measured(context, answersTo(measureQueries(context), LONG));
      const among = matrixAmong(measure, scope, many, YESTERDAY);
      assert.deepEqual(among.months, alone.months, measure.id);
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      assert.deepEqual([...among.entities].sort(byName), [...alone.entities].sort(byName), measure.id);
    }
  });

test("each measure is a chart with its sentence and the way to the same in detail", () => {
  const context = contextFor({ highlight: ["Arleta", "Sylmar"], region: "North", partial: true });
  const [counts, speeds] = shownIn(context);
  // The city has few types: measures of others are named together at the end.
  const left = counts!.pop()!;
  assert.equal(left.title, "Other measures");
  assert.deepEqual(left.figure.traces, []);
  assert.match(left.text!, /^“Homeless encampments per 10,000 residents”, “/);
  const titles = [...counts!, ...speeds!].map(({ title }) => title);
  for (const { id, title } of MEASURES) {
    const en = (title as { en: string }).en;
    assert.notEqual(titles.includes(en), left.text!.includes(`“${en}”`), id);
  }
  assert.equal(titles.length, new Set(titles).size);
  const dumping = counts!.find(({ title }) => title.startsWith("Illegal dumping as"))!;
  assert.match(dumping.text!, /ratio/);
  assert.deepEqual(dumping.open, {
    name: "measure",
    label: "More of this measure",
    attributes: {
      types: "Illegal Dumping",
      denominator: "types",
      "of-types": "Bulky Items",
      groupby: "council",
      region: "North",
      highlight: "Arleta,Sylmar",
      partial: "on",
      period: "2020-01-01..2020-06-10",
    },
  });
  assert.deepEqual(speeds![0]!.open!.attributes["days"], "3");
  assert.deepEqual(
    counts![0]!.figure.traces.map(({ name }) => name),
    ["Arleta", "Sylmar"],
  );
});

test("names with commas and percent signs are encoded in the attributes", () => {
  const [counts] = shownIn(contextFor({ highlight: ["Council, North", "50 % Council"] }));
  assert.equal(counts![0]!.open!.attributes["highlight"], "Council%2C North,50 %25 Council");
});

test("entity by entity: a chart for each, of the chosen measure and of no other", () => {
  const [counts, ...others] = shownIn(contextFor({ layout: "entities", measure: "graffiti", highlight: ["Venice"] }));
  assert.deepEqual(
    counts!.map(({ title }) => title),
    ["Arleta", "Sylmar", "Venice"],
  );
  const accents = counts!.map(({ figure }) => figure.traces.filter(({ tone }) => tone === "accent").map(({ name }) => name));
  assert.deepEqual(accents, [["Arleta"], ["Sylmar"], []]);
  assert.equal(counts![0]!.open!.attributes["highlight"], "Arleta,Venice");
  assert.deepEqual(counts![2]!.open!.attributes["highlight"], "Venice");
  assert.deepEqual(others, []);
  const slow = shownIn(contextFor({ layout: "entities", measure: "open-after-90-days", groupby: "region" }));
  assert.deepEqual(
    slow[0]!.map(({ title }) => title),
    ["North", "South"],
  );
});

test("titles say what the charts are about", () => {
  const titles = (context: MeasuresContext) =>
    blocksIn(context).map(({ title }) => context.text(typeof title === "function" ? title(context) : title!));
  assert.deepEqual(titles(contextFor()), ["How many requests", "How fast they are closed"]);
  assert.deepEqual(titles(contextFor({ layout: "entities", measure: "graffiti" })), [
    "Graffiti requests per 10,000 residents, by neighborhood council",
  ]);
});

test("without a whole month there is one chart without traces, whose note says so", () => {
  const context = contextFor({ period: { from: "2020-01-02", to: "2020-01-30" }, layout: "entities" });
  for (const block of shownIn(context)) {
    assert.deepEqual(
      block.map(({ figure }) => figure.traces),
      [[]],
    );
    assert.match(block[0]!.figure.note!, /no whole month|no data/);
  }
});

test("ninety-nine councils have as many charts over their deciles", () => {
  const names = Array.from({ length: 99 }, (_, i) => `Council ${i}`);
  const council = names.map((name) => ({ name, region_name: "North", population: 1000 }));
  const requests = names.flatMap((council_name, i) =>
    CITY.requests.map((request, j) => ({ ...request, council_name, request_id: 100 * i + j })),
  );
  const city = { ...CITY, requests, lookups: { ...CITY.lookups, council } };
  const context = contextFor({ layout: "entities" });
  const [counts] = shownIn(context, { ...city, requests: requests.sort((a, b) => (a.created < b.created ? -1 : 1)) });
  assert.equal(counts!.length, 99);
  assert.equal(counts![0]!.figure.traces.length, 3);
});
