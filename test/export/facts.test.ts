import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { csvOf } from "../../src/export/csv.js";
import { factsOf, filtersInWords, originInWords, sourceInWords, type Facts } from "../../src/export/facts.js";
import { fileName } from "../../src/export/file-name.js";
import { formatsFor } from "../../src/locale/formats.js";
import { textIn } from "../../src/locale/text.js";
import { wordsFor } from "../../src/locale/words.js";
import { readParams } from "../../src/param-values.js";
import { cityParam } from "../../src/params.js";
import type { Params, Report, Text } from "../../src/report.js";

const PARAMS: Params = {
  council: { kind: "lookup", of: "council", label: { en: "Council", es: "Consejo" }, default: "Arleta" },
  types: { kind: "lookups", of: "type", label: { en: "Types", es: "Tipos" }, default: "", empty: { en: "All", es: "Todos" } },
  by: {
    kind: "choice",
    label: "By",
    options: { count: { en: "Requests", es: "Solicitudes" }, days: "Days" },
    default: "count",
  },
  days: { kind: "number", label: "Days", least: 1, most: 9999, default: "14", when: { param: "by", is: ["days"] } },
  sparse: { kind: "flag", label: { en: "Hide sparse", es: "Ocultar" }, default: "off" },
  to: { kind: "day", label: { en: "Until", es: "Hasta" }, default: "yesterday" },
  period: { kind: "period", label: { en: "Period", es: "Período" }, default: "last-30-days" },
};
const REPORT = { title: { en: "Two councils", es: "Dos consejos" }, params: PARAMS } as unknown as Report;

function facts(attributes: Record<string, string> = {}, lang = "en", cities = ["Los Angeles"], report = REPORT): Facts {
  const [formats, words] = [formatsFor(lang), wordsFor(lang)];
  const text = (one: Text) => textIn(one, lang);
  const reading = { today: "2020-01-04", names: new Map(), offered: new Map(), text, words };
  const origin = { name: "two-councils", source: "https://api.test/", newest: "2020-01-03", synthetic: false, cities };
  return factsOf(report, readParams(report.params, attributes, reading), origin, { text, words, formats });
}

describe("the filters in words", () => {
  it("are the labels and values that the reader sees, with days in place of stretches", () => {
    assert.equal(
      filtersInWords(facts({ period: "last-3-days" })),
      "Council: Arleta · Types: All · By: Requests · Hide sparse: Off · Until: Jan 3, 2020 · Period: Jan 1, 2020 – Jan 3, 2020",
    );
    assert.equal(
      filtersInWords(
        facts({ council: "Sylmar", types: "Graffiti,Bulky Items", sparse: "on", period: "2019-12-31..2020-01-03" }, "es"),
      ),
      "Consejo: Sylmar · Tipos: Graffiti, Bulky Items · By: Solicitudes · Ocultar: Sí · Hasta: 3 ene 2020 · Período: 31 dic 2019 – 3 ene 2020",
    );
  });

  it("leave out what is not offered beside the others", () => {
    assert.doesNotMatch(filtersInWords(facts({ days: "1000" })), /1,000/);
    assert.match(filtersInWords(facts({ by: "days", days: "1000" })), /By: Days · Days: 1,000 ·/);
  });
});

describe("the city", () => {
  const report = { ...REPORT, params: { city: cityParam() } };

  it("is named where there are several to choose from", () => {
    assert.equal(filtersInWords(facts({}, "en", ["Boston", "Chicago"], report)), "City: All");
    assert.equal(filtersInWords(facts({ city: "Boston" }, "en", ["Boston", "Chicago"], report)), "City: Boston");
    assert.equal(filtersInWords(facts({}, "en", ["Boston"], report)), "");
  });
});

describe("where the numbers come from", () => {
  const say = (lang: string) => ({ words: wordsFor(lang), formats: formatsFor(lang) });

  it("is the source, the newest day and the day of export, in the reader's language", () => {
    assert.deepEqual(originInWords(facts(), "2026-11-24", say("en")), [
      "Source: https://api.test/",
      "Data up to Jan 3, 2020",
      "Exported Nov 24, 2026",
    ]);
    assert.deepEqual(originInWords({ ...facts(), upTo: null, synthetic: true }, "2026-11-24", say("es")), [
      "Fuente: https://api.test/",
      "Datos sintéticos de muestra, no solicitudes reales.",
      "Exportado el 24 nov 2026",
    ]);
  });

  it("says of what is made up that it is", () => {
    assert.equal(
      sourceInWords({ ...facts(), synthetic: true }, wordsFor("en")),
      "Synthetic sample data, not real requests. (https://api.test/)",
    );
  });
});

describe("a file's name", () => {
  const nameOf = (attributes: Record<string, string>, part: string) => fileName(facts(attributes), part, "csv");

  it("has the report, what was chosen, and the chart", () => {
    assert.equal(
      nameOf({ period: "2020-01-01..2020-01-03" }, "Requests by type"),
      "two-councils_arleta_2020-01-03_2020-01-01_2020-01-03_requests-by-type.csv",
    );
    assert.equal(
      nameOf({ council: "Ñandú & Søn", by: "days", sparse: "on", types: "Graffiti", period: "last-1-days" }, "¿Cuántas?"),
      "two-councils_nandu-s-n_graffiti_days_sparse_on_2020-01-03_2020-01-03_2020-01-03_cuantas.csv",
    );
  });

  it("counts what is too much to be named, and stays short", () => {
    assert.match(nameOf({ types: "A,B,C,D" }, "Chart"), /_arleta_a-and-3_/);
    const long = nameOf({ council: "Long ".repeat(60) }, "Title ".repeat(60));
    assert.ok(long.length <= 125 && long.endsWith(".csv"), long);
  });

  it("has no sign that a path, a shell or a page could take for more", () => {
    assert.match(nameOf({ council: `../../<img src=x onerror=alert(1)>"; rm -rf $(x)` }, "a/b\\c:d"), /^[\w.-]+$/);
    assert.equal(
      nameOf({ period: "last-1-days", to: "2020-01-01" }, "図表"),
      "two-councils_arleta_2020-01-01_2020-01-03_2020-01-03.csv",
    );
  });
});

describe("a CSV file", () => {
  const columns = [
    { key: "name", label: "Name" },
    { key: "count", label: "Requests, all" },
  ];
  const rows = [
    { name: "Graffiti", count: 12 },
    { name: '=HYPERLINK("x")', count: null },
  ];
  const text = async (
    sheet: Partial<Parameters<typeof csvOf>[0]> = {},
    about = facts({ council: "=1+1", period: "last-1-days" }),
  ) => (await csvOf({ title: "By type", columns, rows, ...sheet }, about, "2026-11-24", wordsFor("en"))).text();

  it("has a header, the rows, and behind these what it says of itself", async () => {
    const about =
      'Two councils,By type,"Council: =1+1 · Types: All · By: Requests · Hide sparse: Off · Until: Jan 3, 2020 · Period: Jan 3, 2020 – Jan 3, 2020",https://api.test/,2020-01-03,2026-11-24';
    assert.deepEqual((await text()).split("\r\n"), [
      'Name,"Requests, all",Report,Title,Filters,Data source,Data up to,Exported',
      `Graffiti,12,${about}`,
      `"'=HYPERLINK(""x"")",,${about}`,
      "",
    ]);
  });

  it("has the note where there is one, and begins nothing that a spreadsheet would run", async () => {
    const lines = (await text({ note: "@the day is not over", title: "+1" })).split("\r\n");
    assert.match(lines[0]!, /,Exported,Note$/);
    assert.match(lines[1]!, /,'\+1,.*,'@the day is not over$/);
  });

  it("is marked as UTF-8", async () => {
    const blob = await csvOf({ title: "", columns, rows }, facts(), "2026-11-24", wordsFor("en"));
    assert.equal(blob.type, "text/csv;charset=utf-8");
    assert.deepEqual([...new Uint8Array(await blob.slice(0, 3).arrayBuffer())], [0xef, 0xbb, 0xbf]);
  });
});
