import assert from "node:assert/strict";
import { describe, it } from "node:test";
import measures from "../../reports/measures.json";
import { listReports, loadReport } from "../../src/catalogue.js";
import { COLUMNS } from "../../src/columns.js";
import type { ParamValue } from "../../src/definition.js";
import { formatsFor, type Formats } from "../../src/locale/formats.js";
import { speaks, textIn } from "../../src/locale/text.js";
import { wordsFor } from "../../src/locale/words.js";
import { readParams } from "../../src/param-values.js";
import type { Question } from "../../src/query/index.js";
import type { Context, Figure, Param, Report, Table, Text } from "../../src/report.js";
import { answerOver, cityOf, TODAY } from "../support/city.js";

/**
 * Nothing that a reader sees is without Spanish. What comes through `context.text` and `context.format` is put between brackets;
 * letters outside of them, unless they are names out of the data, are a text that somebody forgot to translate.
 */

const [OPEN, CLOSE] = ["⟦", "⟧"];
const marked = (text: string) => OPEN + text + CLOSE;

const CITY = cityOf();
const NAMES = [
  ...Object.values(CITY.lookups).flatMap((rows) => rows.map(({ name }) => name)),
  ...CITY.requests.flatMap(({ srnumber, address, created, closed }) => [srnumber, address!, created, closed ?? ""]),
  "No council",
];

/** Formats that mark what they write. */
const format = new Proxy(formatsFor("es"), {
  get: (formats, key: keyof Formats) => {
    const found: unknown = formats[key];
    return typeof found === "function"
      ? (...given: unknown[]) => marked((found as (...all: unknown[]) => string)(...given))
      : found;
  },
});

function forgottenIn(text: Text, where: string): string[] {
  if (typeof text === "string") return forgotten(text, where);
  return speaks(text, "es") && textIn(text, "es").trim() !== "" ? [] : [`${where}: ${JSON.stringify(text)}`];
}

/** The words of a drawn text that went through no translation. */
function forgotten(text: string, where: string): string[] {
  let rest = text.replace(/<extra>|<\/extra>|<br>|%\{[^}]*\}/g, " ");
  for (let before = ""; before !== rest;) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, " ");
  }
  for (const name of NAMES.toSorted((a, b) => b.length - a.length)) if (name) rest = rest.replaceAll(name, " ");
  return /\p{L}{2}/u.test(rest) ? [`${where}: ${text}`] : [];
}

/** The texts of a trace or a layout that are drawn. */
const DRAWN = new Set(["name", "text", "hovertemplate", "texttemplate", "ticktext", "labels", "names", "x", "y"]);

function drawnIn(value: unknown, where: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => drawnIn(one, `${where}[${i}]`));
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    if (key === "geojson") return [];
    const texts = DRAWN.has(key) ? [one].flat() : [];
    const found = texts.flatMap((text) => (typeof text === "string" ? forgotten(text, `${where}.${key}`) : []));
    return [...found, ...drawnIn(one, `${where}.${key}`)];
  });
}

function inTable({ columns, rows, note = "" }: Table, where: string): string[] {
  return [
    ...columns.flatMap(({ key, label }) => forgottenIn(label, `${where}: column ${key}`)),
    ...rows.flatMap((row) =>
      columns.flatMap(({ key }) => (typeof row[key] === "string" ? forgotten(row[key], `${where}: ${key}`) : [])),
    ),
    ...forgotten(note, `${where}: note`),
  ];
}

function inFigure({ traces, layout = {}, table, note = "" }: Figure, where: string): string[] {
  return [...drawnIn(traces, where), ...drawnIn(layout, where), ...inTable({ ...table, note }, where)];
}

/** Every text of a param. */
function inParam(name: string, param: Param): string[] {
  const options = param.kind === "choice" ? Object.values(param.options) : [];
  const empty = "empty" in param && param.empty !== undefined ? [param.empty] : [];
  return [param.label, ...options, ...empty].flatMap((text) => forgottenIn(text, name));
}

/** Every way to show a report that differs in its blocks or in what these draw: each value of each choice and flag by itself. */
function waysOf({ params }: Report): Record<string, string>[] {
  const ways = Object.entries(params).flatMap(([name, param]) => {
    if (param.kind === "choice") return Object.keys(param.options).map((value) => ({ [name]: value }));
    if (param.kind === "flag") return ["on", "off"].map((value) => ({ [name]: value }));
    return param.kind === "lookups" && typeof param.of === "string" ? [{ [name]: CITY.lookups[param.of][0]!.name }] : [];
  });
  return [{}, ...ways];
}

function contextOf(report: Report, texts: Record<string, string>): Context {
  const text = (said: Text) => (typeof said === "string" ? said : marked(textIn(said, "es")));
  const reading = { today: TODAY, names: new Map(), offered: new Map(), text, words: wordsFor("es") };
  const here = Object.fromEntries(
    Object.entries(report.params).flatMap(([name, param]): [string, string][] => {
      if (param.kind === "lookup" && param.default && typeof param.of === "string")
        return [[name, CITY.lookups[param.of][0]!.name]];
      return param.kind === "period" ? [[name, "2020-01-01..2020-01-09"]] : [];
    }),
  );
  const values = readParams(report.params, { ...here, ...texts }, reading).values as Record<string, ParamValue<Param>>;
  return { params: values, today: TODAY, yesterday: "2020-01-10", text, format };
}

function inBlocks(report: Report, context: Context, where: string): string[] {
  const queries = report.queries(context) as Record<string, Question>;
  const tables = Object.fromEntries(Object.entries(queries).map(([key, question]) => [key, answerOver(CITY, question)]));
  return report.view.flatMap((block, i): string[] => {
    const at = `${where} block ${i}`;
    const title = typeof block.title === "function" ? block.title(context) : (block.title ?? "");
    const ofTitle = forgottenIn(title, `${at}: title`);
    switch (block.kind) {
      case "cards":
        return [
          ...ofTitle,
          ...block.cards.flatMap((card) => {
            const value = card.value(tables, context);
            return [...forgottenIn(card.label, at), ...(typeof value === "string" ? forgotten(value, `${at}: card`) : [])];
          }),
        ];
      case "figure":
        return [...ofTitle, ...inFigure(block.draw(tables, context), at)];
      case "multiples":
        return [
          ...ofTitle,
          ...block
            .draw(tables, context)
            .flatMap(({ title, text = "", open, figure }) => [
              ...[title, text, open?.label ?? ""].flatMap((one) => forgotten(one, at)),
              ...inFigure(figure, at),
            ]),
        ];
      case "map": {
        const { table, told, entities, note = "" } = block.draw(tables, context);
        const legend = [...new Set(entities)].flatMap((name) => forgotten(name, `${at}: legend`));
        return [...ofTitle, ...inTable({ ...table, columns: [...table.columns, ...told], note }, at), ...legend];
      }
      case "table":
        return [...ofTitle, ...inTable(block.draw(tables, context), at)];
    }
  });
}

const reports = await listReports();

describe("no text is without Spanish", () => {
  for (const { name, title, params } of reports)
    it(`of the report “${name}”`, async () => {
      const report = (await loadReport(name))!;
      const found = [
        ...forgottenIn(title, "title"),
        ...Object.entries(params).flatMap(([param, one]) => inParam(param, one)),
        ...waysOf(report).flatMap((texts) => {
          const context = contextOf(report, texts);
          const where = JSON.stringify(texts);
          return [...forgottenIn(report.description(context), `${where} description`), ...inBlocks(report, context, where)];
        }),
      ];
      assert.deepEqual([...new Set(found)], []);
    });

  it("of the predefined measures", () => {
    const texts = measures.flatMap(({ id, title, why }) => [...forgottenIn(title, id), ...forgottenIn(why, id)]);
    assert.deepEqual(texts, []);
  });

  it("of the columns", () => {
    assert.deepEqual(
      Object.entries(COLUMNS).flatMap(([key, { en, es }]) => forgottenIn({ en, es }, key)),
      [],
    );
  });
});
