import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CATEGORIES } from "../../../src/cities/categories.js";
import { expectPoints, expectRows, pointsOf, type Point } from "../../support/expect.js";
import { show } from "../../support/shown.js";
import { drawn, openLakeSite, openPage, type Site } from "../../support/site.js";
import { LARGEST_FIRST, slugOf, THREE_CITIES } from "../../support/three-cities.js";

/** Cities compared over a lake of real exports of three, held against what Python's csv finds in them. */

const ASKED = { "as-of": "2023-01-01", period: "2010-01-01..2022-12-31" };
const SIZES = [320, 768, 1280];

let site: Site;
before(async () => {
  site = await openLakeSite(Object.fromEntries(THREE_CITIES.map((city) => [slugOf(city), city.file])));
});
after(() => site.close());

for (const [measure, column] of Object.entries({ count: 1, residents: 2, share: 3 }))
  for (const language of ["en", "es"] as const)
    test(`the bars and the numbers behind them: ${measure}, ${language}`, async () => {
      const { multiples } = await show(site, "compare-cities", { ...ASKED, measure, lang: language });
      const { charts } = multiples[0]!;
      assert.deepEqual(
        charts.map(({ title }) => title),
        LARGEST_FIRST.map(({ city }) => city),
      );
      LARGEST_FIRST.forEach(({ city, categories }, i) => {
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
    LARGEST_FIRST.map(({ city, residents, count, incomparable, first, last }) => [
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
  LARGEST_FIRST.forEach(({ incomparable }, i) =>
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
    assert.deepEqual(seen, { heights: LARGEST_FIRST.map(() => height), scrolls: LARGEST_FIRST.map(() => false), page: width });
    assert.deepEqual(problems, []);
    await page.close();
  });
