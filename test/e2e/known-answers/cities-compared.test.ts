import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { CATEGORIES, type Category } from "../../../src/cities/categories.js";
import { expectPoints, expectRows, pointsOf, type Point } from "../../support/expect.js";
import { show } from "../../support/shown.js";
import { drawn, openLakeSite, openPage, type Site } from "../../support/site.js";

/** Cities compared over a lake of real exports of three, held against what Python's csv finds in them. */

interface City {
  city: string;
  file: string;
  residents: number;
  count: number;
  incomparable: number;
  first: string;
  last: string;
  categories: [category: Category, count: number, per10000: number, share: number][];
}

const CITIES = JSON.parse(readFileSync(new URL("../../truth/three-cities.json", import.meta.url), "utf8")) as City[];
const LARGEST = CITIES.toSorted((a, b) => b.count - a.count);
const ASKED = { "as-of": "2023-01-01", period: "2010-01-01..2022-12-31" };
const SIZES = [320, 768, 1280];

let site: Site;
before(async () => {
  const slug = ({ city }: City) => city.toLowerCase().replaceAll(" ", "-");
  site = await openLakeSite(Object.fromEntries(CITIES.map((city) => [slug(city), city.file])));
});
after(() => site.close());

for (const [measure, column] of Object.entries({ count: 1, residents: 2, share: 3 }))
  for (const language of ["en", "es"] as const)
    test(`the bars and the numbers behind them: ${measure}, ${language}`, async () => {
      const { multiples } = await show(site, "compare-cities", { ...ASKED, measure, lang: language });
      const { charts } = multiples[0]!;
      assert.deepEqual(
        charts.map(({ title }) => title),
        LARGEST.map(({ city }) => city),
      );
      LARGEST.forEach(({ city, categories }, i) => {
        const named = categories.map(([category, ...numbers]) => [CATEGORIES[category][language], ...numbers] as const);
        const bars = charts[i]!.traces.flatMap(pointsOf);
        // Each bar is a trace of its own, in the order of the colours.
        const ranked = bars.toSorted((a, b) => b[1]! - a[1]!);
        expectPoints(
          ranked,
          named.map((row): Point => [row[0], row[column] as number]),
          city,
        );
        if (language === "en") expectRows(charts[i]!, named);
      });
    });

test("all requests of each city, and what is not comparable", async () => {
  const { tables, multiples } = await show(site, "compare-cities", ASKED);
  expectRows(
    tables[0]!,
    LARGEST.map(({ city, residents, count, incomparable, first, last }) => [
      city,
      residents,
      count,
      (count / residents) * 10_000,
      incomparable,
      incomparable / count,
      first,
      last,
    ]),
  );
  LARGEST.forEach(({ incomparable }, i) =>
    assert.match(multiples[0]!.texts[i]!, new RegExp(`^Not comparable: ${incomparable.toLocaleString("en")} requests`)),
  );
});

test("the reader's choice of cities is kept, in its order", async () => {
  const { multiples } = await show(site, "compare-cities", { ...ASKED, cities: "San Francisco,Chicago" });
  assert.deepEqual(
    multiples[0]!.charts.map(({ title }) => title),
    ["San Francisco", "Chicago"],
  );
});

for (const width of SIZES)
  test(`${width} pixels wide, twenty categories are all in sight, and nothing is wider than the page`, async () => {
    const texts = Object.entries({ ...ASKED, n: "20" }).map(([name, text]) => `${name}="${text}"`);
    const { page, problems } = await openPage(
      site,
      `<report-311 name="compare-cities" api="/" ${texts.join(" ")}></report-311>`,
      width,
    );
    await drawn(page);
    const seen = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("report-311")!;
      const charts = [...shadowRoot!.querySelector("report-311-multiples")!.shadowRoot!.querySelectorAll("report-311-figure")];
      return {
        heights: charts.map(({ height }) => height),
        scrolls: charts.map(({ shadowRoot }) => shadowRoot!.querySelector(".scrolls") !== null),
        page: document.documentElement.scrollWidth,
      };
    });
    const [height] = seen.heights;
    assert.ok(height! >= 20 * 20 && height! <= 600, String(height));
    assert.deepEqual(seen, { heights: LARGEST.map(() => height), scrolls: LARGEST.map(() => false), page: width });
    assert.deepEqual(problems, []);
    await page.close();
  });
