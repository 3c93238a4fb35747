import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { formatsFor } from "../../src/locale/formats.js";
import { languageOf, nearestFirst, speaks, textIn } from "../../src/locale/text.js";

/** Which of several languages a reader gets, and how numbers and days are written there. */

describe("languages that may be used for another", () => {
  for (const [tag, expected] of [
    ["es", "es es-Latn"],
    ["es-MX", "es-MX es-Latn es"],
    ["es-mx", "es-MX es-Latn es"],
    ["zh-Hant-TW", "zh-Hant-TW zh-Hant zh"],
    ["zh-TW", "zh-TW zh-Hant zh"],
    ["de-CH-1996", "de-CH-1996 de-CH de-Latn de"],
    ["en-US-u-ca-buddhist", "en-US en-Latn en"],
    ["no tag", ""],
    ["", ""],
  ] as const)
    it(`for “${tag}”`, () => assert.equal(nearestFirst(tag).join(" "), expected));
});

describe("a text", () => {
  const text = { en: "Requests", es: "Solicitudes", "es-MX": "Reportes", "zh-Hant": "請求", zh: "请求", fr: "" };

  it("is the reader's nearest, and English at last", () => {
    const got = ["es-MX", "es-ES", "es", "zh-TW", "zh-Hant-HK", "zh-CN", "fr-CA", "de", "est", "", "toString"].map((tag) =>
      textIn(text, tag),
    );
    assert.deepEqual(
      got,
      "Reportes Solicitudes Solicitudes 請求 請求 请求 Requests Requests Requests Requests Requests".split(" "),
    );
  });

  it("says which language it is in", () => {
    assert.deepEqual(
      ["es-MX", "es-ES", "fr", "en-GB"].map((tag) => [languageOf(text, tag), speaks(text, tag)]),
      [
        ["es-MX", true],
        ["es", true],
        ["en", false],
        ["en", true],
      ],
    );
  });

  it("in no language is the same in all, and in none of them", () => {
    assert.equal(textIn("311", "es"), "311");
    assert.equal(languageOf("311", "es"), undefined);
    assert.equal(speaks("311", "es"), false);
  });
});

describe("numbers and days", () => {
  const written = (lang: string) => {
    const { integer, decimal, share, day, shortDay, month, civil, weekday } = formatsFor(lang);
    const all = [integer(1234567), integer(1234), decimal(12345.67), share(0.256), day("2020-01-31"), shortDay("2020-01-31")];
    // Browsers and Node differ in the kinds of spaces.
    return [...all, month("2020-01-01"), civil("2020-01-31T08:15:00"), weekday(0, "long")].map((one) =>
      one.replace(/[\u00a0\u202f\u2009]/g, " "),
    );
  };
  for (const [lang, ...expected] of [
    ["en", "1,234,567", "1,234", "12,345.7", "25.6%", "Jan 31, 2020", "Jan 31", "Jan 2020", "Jan 31, 2020, 8:15 AM", "Sunday"],
    ["en-GB", "1,234,567", "1,234", "12,345.7", "25.6%", "31 Jan 2020", "31 Jan", "Jan 2020", "31 Jan 2020, 08:15", "Sunday"],
    ["es", "1.234.567", "1234", "12.345,7", "25,6 %", "31 ene 2020", "31 ene", "ene 2020", "31 ene 2020, 8:15", "domingo"],
    ["es-ES", "1.234.567", "1234", "12.345,7", "25,6 %", "31 ene 2020", "31 ene", "ene 2020", "31 ene 2020, 8:15", "domingo"],
    [
      "es-MX",
      "1,234,567",
      "1,234",
      "12,345.7",
      "25.6%",
      "31 ene 2020",
      "31 ene",
      "ene 2020",
      "31 ene 2020, 8:15 a.m.",
      "domingo",
    ],
    [
      "fr-CA",
      "1 234 567",
      "1 234",
      "12 345,7",
      "25,6 %",
      "31 janv. 2020",
      "31 janv.",
      "janv. 2020",
      "31 janv. 2020, 08 h 15",
      "dimanche",
    ],
  ] as const)
    it(`of ${lang}`, () => assert.deepEqual(written(lang), expected));

  it("are English ones where there is no such language", () => {
    assert.deepEqual(written("no tag"), written("en"));
    assert.deepEqual(written("tlh"), written("en"));
    assert.equal(formatsFor("tlh").lang, "tlh");
  });

  it("have the calendar and the digits of the words around them, whatever the tag asks for", () => {
    assert.deepEqual(written("en-u-ca-buddhist-nu-thai"), written("en"));
  });
});
