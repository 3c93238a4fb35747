import assert from "node:assert/strict";
import { test } from "node:test";
import type { Table } from "../../src/definition.js";
import { measured, type Matrix } from "../../src/measure/matrix.js";
import { explained } from "../../src/measure/notes.js";
import { measureQueries } from "../../src/measure/questions.js";
import { measureColumns, measureTitle } from "../../src/measure/words.js";
import { answersTo, CITY, measureContext, type MeasureContext } from "./city.js";

/** Every expected number is counted by hand from the rows in city.ts. */

type Asked = Partial<MeasureContext["params"]>;

function matrixOf(asked: Asked, yesterday?: string, city = CITY): Matrix {
  const context = measureContext(asked, "en", yesterday);
  return measured(context, answersTo(measureQueries(context), city));
}

/** Entity → numerator/denominator of each month. */
function cellsOf(asked: Asked, yesterday?: string): Record<string, string> {
  return Object.fromEntries(
    matrixOf(asked, yesterday).entities.map(({ name, numerators, denominators }) => [
      name,
      numerators.map((top, i) => `${top}/${denominators[i]}`).join(" "),
    ]),
  );
}

function valuesOf(asked: Asked, yesterday?: string): Record<string, readonly (number | null)[]> {
  return Object.fromEntries(matrixOf(asked, yesterday).entities.map(({ name, values }) => [name, values]));
}

test("only whole months are shown; the others are named, and shown when asked for", () => {
  const whole = matrixOf({ denominator: "count" });
  assert.deepEqual(whole.months, ["2020-01-01", "2020-02-01"]);
  assert.deepEqual(whole.incomplete, ["2020-03-01"]);
  const all = matrixOf({ denominator: "count", partial: true });
  assert.deepEqual(all.months, ["2020-01-01", "2020-02-01", "2020-03-01"]);
  assert.deepEqual(all.incomplete, ["2020-03-01"]);
});

test("requests are counted by entity and month, those without any too; a number stands for itself", () => {
  assert.deepEqual(valuesOf({ denominator: "count" }), { Sylmar: [1, 4], Arleta: [4, 1], Venice: [2, 0] });
  assert.deepEqual(valuesOf({ denominator: "count", groupby: "region" }), { North: [5, 5], South: [2, 0] });
  assert.deepEqual(valuesOf({ denominator: "count", groupby: "agency" }), { Beautification: [5, 1], Sanitation: [3, 4] });
  assert.deepEqual(valuesOf({ denominator: "count", groupby: "source" }), {
    "Mobile App": [4, 2],
    "Phone Call": [4, 3],
    Radio: [0, 0],
  });
  assert.deepEqual(valuesOf({ denominator: "count", groupby: "type" }), {
    "Bulky Items": [3, 4],
    Graffiti: [5, 1],
    "Water Waste": [0, 0],
  });
  assert.deepEqual(cellsOf({ denominator: "count", groupby: "type", types: ["Graffiti"] }), { Graffiti: "5/null 1/null" });
});

test("types, sources, region and council choose which requests are counted", () => {
  assert.deepEqual(valuesOf({ denominator: "count", types: ["Graffiti"] }), { Arleta: [3, 1], Sylmar: [1, 0], Venice: [0, 0] });
  assert.deepEqual(valuesOf({ denominator: "count", sources: ["Mobile App"], types: ["Graffiti", "Bulky Items"] }), {
    Arleta: [3, 1],
    Sylmar: [0, 1],
    Venice: [0, 0],
  });
  assert.deepEqual(valuesOf({ denominator: "count", region: "South" }), { Venice: [2, 0] });
  assert.deepEqual(valuesOf({ denominator: "count", council: "Sylmar", groupby: "type" }), {
    "Bulky Items": [0, 4],
    Graffiti: [1, 0],
    "Water Waste": [0, 0],
  });
});

test("per 10,000 residents: of the council, of the region's councils, of all councils of the scope", () => {
  assert.deepEqual(valuesOf({}), { Arleta: [4, 1], Sylmar: [0.5, 2], Venice: [null, null] });
  assert.deepEqual(cellsOf({}), { Arleta: "4/10000 1/10000", Sylmar: "1/20000 4/20000", Venice: "2/null 0/null" });
  assert.deepEqual(cellsOf({ groupby: "region" }), { North: "5/30000 5/30000", South: "0/null 0/null" });
  assert.deepEqual(matrixOf({ groupby: "region" }).unpopulated, ["Venice"]);
  // Neither the request in no council nor those in Venice, whose residents nobody knows.
  assert.deepEqual(cellsOf({ groupby: "type" }), {
    "Bulky Items": "1/30000 4/30000",
    Graffiti: "4/30000 1/30000",
    "Water Waste": "0/30000 0/30000",
  });
  assert.deepEqual(cellsOf({ groupby: "source", council: "Arleta" }), {
    "Mobile App": "3/10000 1/10000",
    "Phone Call": "1/10000 0/10000",
    Radio: "0/10000 0/10000",
  });
  assert.deepEqual(valuesOf({ groupby: "source", council: "Venice" })["Phone Call"], [null, null]);
});

test("share of all requests: those of all types and sources of the same entity and month", () => {
  assert.deepEqual(cellsOf({ denominator: "all", types: ["Graffiti"], sources: ["Mobile App"] }), {
    Arleta: "2/4 1/1",
    Sylmar: "0/1 0/4",
    Venice: "0/2 0/0",
  });
  assert.deepEqual(valuesOf({ denominator: "all", types: ["Graffiti"], sources: ["Mobile App"] }), {
    Arleta: [0.5, 1],
    Sylmar: [0, 0],
    Venice: [0, null],
  });
  assert.deepEqual(cellsOf({ denominator: "all", types: ["Graffiti"], groupby: "region" }), {
    North: "4/5 1/5",
    South: "0/2 0/0",
  });
});

test("percentage of other types: by any source", () => {
  assert.deepEqual(
    cellsOf({ denominator: "types", types: ["Graffiti"], sources: ["Phone Call"], "of-types": ["Bulky Items"] }),
    {
      Arleta: "1/1 0/0",
      Sylmar: "1/0 0/4",
      Venice: "0/2 0/0",
    },
  );
});

test("share closed within days, and its opposite: requests closed before they were created are not judged", () => {
  // 14 days before 10 March is 25 February: February is not whole.
  const january = { Arleta: "2/4", Sylmar: "1/1", Venice: "2/2" };
  assert.deepEqual(cellsOf({ denominator: "closed" }), january);
  assert.deepEqual(matrixOf({ denominator: "closed" }).incomplete, ["2020-02-01"]);
  assert.deepEqual(cellsOf({ denominator: "open" }), { Arleta: "2/4", Sylmar: "0/1", Venice: "0/2" });
  // Ten days later both are; of the four in Sylmar one was closed before it was created, and one after 40 days.
  assert.deepEqual(cellsOf({ denominator: "closed", days: 10 }), { Arleta: "1/4 1/1", Sylmar: "1/1 2/3", Venice: "2/2 0/0" });
  assert.deepEqual(valuesOf({ denominator: "closed", days: 10, groupby: "region" }), {
    North: [2 / 5, 3 / 4],
    South: [1, null],
  });
  assert.deepEqual(valuesOf({ denominator: "closed", days: 10, types: ["Graffiti"], groupby: "agency" }), {
    Beautification: [3 / 5, 1],
    Sanitation: [null, null],
  });
});

test("a month in part judges only requests that have had their days", () => {
  // Up to 25 February: the one of 28 February is left out, those closed by 10 March count as they were then.
  assert.deepEqual(cellsOf({ denominator: "closed", partial: true }), {
    Arleta: "2/4 0/0",
    Sylmar: "1/1 1/2",
    Venice: "2/2 0/0",
  });
});

test("hiding those with few requests and ordering", () => {
  const { entities, sparse } = matrixOf({ denominator: "count", types: ["Bulky Items"], "hide-sparse": true, partial: true });
  assert.deepEqual(
    entities.map(({ name }) => name),
    [],
  );
  assert.deepEqual([...sparse].sort(), ["Arleta", "Sylmar", "Venice"]);
  const two = matrixOf({ denominator: "count", types: ["Graffiti"], "hide-sparse": true });
  assert.deepEqual([two.entities.map(({ name }) => name), two.sparse], [["Arleta", "Sylmar"], ["Venice"]]);
  assert.deepEqual(Object.keys(valuesOf({ denominator: "count", sort: "mean-ascending" })), ["Venice", "Arleta", "Sylmar"]);
  assert.deepEqual(Object.keys(valuesOf({ denominator: "all", sort: "region", types: ["Graffiti"] })), [
    "Arleta",
    "Sylmar",
    "Venice",
  ]);
});

test("without any request, without a whole month and beyond the data nothing is shown, and the note says why", () => {
  const noteOf = (asked: Asked, city = CITY) => {
    const context = measureContext(asked);
    const matrix = measured(context, answersTo(measureQueries(context), city));
    return [matrix.months.length, explained<Table>(context, { columns: [], rows: [] }, matrix).note];
  };
  const days = (from: string, to: string): Asked => ({ denominator: "count", period: { from, to } });
  assert.deepEqual(noteOf({ denominator: "count" }, { ...CITY, requests: [] }), [
    0,
    "There is no data on any day of this period.",
  ]);
  assert.deepEqual(noteOf(days("2019-01-01", "2019-12-31")), [0, "There is no data on any day of this period."]);
  assert.deepEqual(noteOf(days("2020-01-02", "2020-02-20")), [
    0,
    "There is no whole month among the days covered, from Jan 2, 2020 to Feb 20, 2020.",
  ]);
  assert.deepEqual(noteOf(days("2020-01-01", "2020-02-29")), [2, undefined]);
  assert.deepEqual(noteOf({ ...days("2020-01-02", "2020-02-20"), partial: true }), [
    2,
    "Covered only in part: Jan 2020 and Feb 2020.",
  ]);
  assert.deepEqual(noteOf({}), [
    2,
    "Left out because covered only in part: Mar 2020. Left out because the number of residents is not known: Venice.",
  ]);
  assert.deepEqual(noteOf({ denominator: "closed" }), [
    1,
    "Left out because covered only in part: Feb 2020. Left out: requests created after Feb 25, 2020, which may still be closed within 14 days.",
  ]);
  assert.deepEqual(noteOf({ denominator: "closed", days: 1, period: { from: "2020-03-10", to: "2020-03-10" } }), [
    0,
    "There is no data on any day of this period that is long enough ago. " +
      "Left out: requests created after Mar 9, 2020, which may still be closed within 1 day.",
  ]);
});

test("where the source does not know its oldest day, the first month with requests does not pass for a whole one", () => {
  const asked: Asked = { denominator: "count", period: { from: "2019-11-01", to: "2020-03-10" } };
  const context = measureContext(asked);
  const answers = answersTo(measureQueries(context));
  const unknown = { ...answers, freshness: { ...answers.freshness, oldest: null } };
  assert.deepEqual(measured(context, answers).months, ["2020-01-01", "2020-02-01"]);
  assert.deepEqual(measured(context, unknown).months, ["2020-02-01"]);
});

test("a server of the 2023 contract can answer how many: it knows neither regions nor closings, but counts by council", () => {
  const old = ["created_year", "created_month", "council_name", "type_name", "source_name", "agency_name"];
  for (const groupby of ["council", "region", "agency", "source", "type"])
    for (const denominator of ["count", "residents", "all", "types"]) {
      const { numerators, denominators } = measureQueries(measureContext({ groupby, denominator, "of-types": ["Graffiti"] }));
      for (const { by, measures } of [numerators, denominators]) {
        assert.deepEqual(
          by.filter((field) => !old.includes(field)),
          [],
        );
        assert.deepEqual(measures, ["count"]);
      }
    }
});

test("titles are sentences in both languages", () => {
  const title = (asked: Asked, lang: "en" | "es") => measureTitle(measureContext(asked, lang))[lang];
  const two = ["Graffiti", "Bulky Items"];
  assert.equal(
    title({ types: two, region: "North Valley" }, "en"),
    "Graffiti and Bulky Items requests per 10,000 residents, by neighborhood council in North Valley",
  );
  assert.equal(
    title({ types: two, region: "North Valley" }, "es"),
    "Solicitudes de Graffiti y Bulky Items por cada 10\u00a0000 habitantes, por consejo vecinal en North Valley",
  );
  assert.equal(title({ denominator: "count", groupby: "region" }, "en"), "Requests, by region");
  assert.equal(
    title(
      { denominator: "closed", days: 1, sources: ["Mobile App", "Phone Call"], groupby: "agency", council: "Arleta" },
      "en",
    ),
    "Share of requests via Mobile App or Phone Call closed within 1 day, by agency in Arleta",
  );
  assert.equal(
    title({ denominator: "open", days: 90, groupby: "type" }, "es"),
    "Proporción de solicitudes no cerradas en 90 días, por tipo de solicitud",
  );
  assert.equal(
    title({ denominator: "types", types: ["A", "B", "C", "D", "E"], "of-types": ["F"], groupby: "source" }, "en"),
    "Requests of 5 types as a percentage of F requests, by source",
  );
  assert.equal(
    title({ denominator: "all", types: ["Graffiti"], groupby: "source" }, "es"),
    "Solicitudes de Graffiti como proporción de todas las solicitudes, por medio",
  );
});

test("columns name entity, month, numerator, denominator and value", () => {
  const columnsOf = (asked: Asked) => {
    const context = measureContext(asked);
    return measureColumns(matrixOf(asked)).map(({ label, format }) => [context.text(label), format]);
  };
  assert.deepEqual(columnsOf({ denominator: "closed", groupby: "region" }), [
    ["Region", undefined],
    ["Month", "month"],
    ["Closed within 14 days", "integer"],
    ["Requests", "integer"],
    ["Share closed within 14 days", "share"],
  ]);
  assert.deepEqual(columnsOf({}).slice(2), [
    ["Requests", "integer"],
    ["Residents", "integer"],
    ["Requests per 10,000 residents", "decimal"],
  ]);
});
