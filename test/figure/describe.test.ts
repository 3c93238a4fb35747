import { describe as describeFigure } from "../../src/figure/describe.js";
import { formatsFor } from "../../src/locale/formats.js";
import { wordsFor } from "../../src/locale/words.js";
import type { Trace } from "../../src/report.js";
import { BARS, CELLS, DONUT, equal, LINES, ok } from "./check.js";

const inLanguage = (lang: string) => ({ words: wordsFor(lang), formats: formatsFor(lang) });
const EN = inLanguage("en");

const MONTHS = ["2020-01-01", "2020-02-01", "2020-03-01"];
const line = (name: string, y: (number | null)[], more: Partial<Trace> = {}): Trace => {
  return { type: "scatter", mode: "lines", name, x: MONTHS, y, ...more };
};

describe("describe", () => {
  it("names extent, largest and smallest", () => {
    equal(describeFigure("By type", BARS, EN), "Bars: 3. Largest: Feedback, 3,000. Smallest: Graffiti, 1,000.");
  });

  it("says what the numbers are", () => {
    const named = { ...BARS, layout: { yaxis: { title: { text: "Requests" } } } };
    ok(describeFigure("By type", named, EN).startsWith("Bars: 3. Values: Requests."), "the axis gives no name");
  });

  it("says how lines go, with days written out", () => {
    const text = describeFigure("Per day", LINES, EN);
    ok(text.startsWith("Lines: 3, from Jan 1, 2020 to Jan 10, 2020."), text);
    ok(text.includes("Largest: Feedback, Jan 10, 2020, 309."), text);
    ok(text.includes("Graffiti rises from 100 to 109. Bulky Items is steady, from 200 to 209."), text);
    const falling = describeFigure("", { traces: [line("Arleta", [10, 30, 5])] }, EN);
    ok(falling.endsWith("Arleta falls from 10 to 5."), falling);
  });

  it("counts a change of a twentieth as none", () => {
    const course = (first: number, last: number) => describeFigure("L", { traces: [line("L", [first, last])] }, EN);
    ok(course(100, 95).includes("L is steady"), course(100, 95));
    ok(course(100, 94).includes("L falls"), course(100, 94));
    ok(course(95, 100).includes("L is steady"), course(95, 100));
    ok(course(0, 1).includes("L rises"), course(0, 1));
  });

  it("holds lines against the one that is drawn back, and leaves that out of largest and smallest", () => {
    const against = {
      traces: [
        line("10th percentile", [0, null, 9], { tone: "muted", x: [MONTHS[0], null, MONTHS[0]] }),
        line("Median", [2, 2, 100], { tone: "muted" }),
        line("Arleta", [3, 1, null]),
      ],
    };
    const text = describeFigure("", against, EN);
    ok(text.includes("Largest: Arleta, Jan 1, 2020, 3. Smallest: Arleta, Feb 1, 2020, 1."), text);
    ok(text.endsWith("Arleta falls from 3 to 1. Arleta is above Median at 1 of 2 points."), text);
  });

  it("tells the shares of slices, the quartiles of boxes, the rows and columns of cells", () => {
    const slices = describeFigure("", DONUT, EN);
    equal(slices, "Slices: 3. Largest: Graffiti, 3 (50%). Smallest: Feedback, 1 (16.7%).");
    const box: Trace = {
      type: "box",
      orientation: "h",
      y: ["A", "B"],
      q1: [1, 4],
      median: [2, 5],
      q3: [3, 9],
      ids: ["A", "B"],
    };
    const marks: Trace = { type: "scatter", mode: "markers", name: "Median", x: [2, 50], y: ["A", "B"] };
    equal(
      describeFigure("", { traces: [box, marks], layout: { xaxis: { title: { text: "Days" } } } }, EN),
      "Boxes: 2. Values: Days. Largest: B, 5 (half of them from 4 to 9). Smallest: A, 2 (half of them from 1 to 3).",
    );
    const cells = describeFigure("", CELLS, EN);
    ok(cells.startsWith("Rows: 3. Columns: 3, from Jan 1, 2020 to Mar 1, 2020."), cells);
    ok(cells.includes("Largest: Feedback, Mar 1, 2020, 6. Smallest: Graffiti, Jan 1, 2020 and 2 more, 0."), cells);
  });

  it("says how many share the largest or the smallest", () => {
    const map: Trace = { type: "choropleth", name: "Requests", locations: ["A", "B", "C", "D"], z: [0, 7, 0, 0] };
    equal(describeFigure("", { traces: [map] }, EN), "Areas: 4. Values: Requests. Largest: B, 7. Smallest: A and 2 more, 0.");
  });

  it("says of those only what holds for all of them", () => {
    const boxes = (q3: number[]): { traces: Trace[] } => ({
      traces: [
        { type: "box", orientation: "h", y: ["A", "B", "C"], q1: [1, 1, 1], median: [2, 2, 1], q3, ids: ["A", "B", "C"] },
      ],
    });
    const equally = describeFigure("", boxes([3, 3, 1]), EN);
    ok(equally.includes("Largest: A and 1 more, 2 (half of them from 1 to 3)."), equally);
    const differently = describeFigure("", boxes([3, 9, 1]), EN);
    ok(differently.includes("Largest: A and 1 more, 2. Smallest: C, 1 (half of them from 1 to 1)."), differently);
  });

  it("has no largest of equal values", () => {
    const bars = (y: number[]) => ({ traces: [{ type: "bar", x: ["A", "B"], y }] });
    equal(describeFigure("", bars([4, 4]), EN), "Bars: 2. All values: 4.");
    equal(describeFigure("", bars([4]), EN), "Bars: 1. The only value: A, 4.");
  });

  it("leaves out bars of a period that is not over, unless there are no others", () => {
    const bars = (x: string, y: number, tone?: "muted"): Trace => ({
      type: "bar",
      name: x,
      x: [x],
      y: [y],
      ...(tone && { tone }),
    });
    const some = describeFigure("", { traces: [bars("2019", 9), bars("2020", 1, "muted")] }, EN);
    equal(some, "Bars: 2. The only value: 2019, 2019, 9.");
    equal(describeFigure("", { traces: [bars("2020", 1, "muted")] }, EN), "Bars: 1. The only value: 2020, 1.");
  });

  it("calls points by their names where they have some", () => {
    const bars = { traces: [{ type: "bar", x: [1, 3], y: [20, 5], names: ["0–1 days", "2–3 days"] }] };
    const text = describeFigure("Days", bars, EN);
    ok(text.includes("Largest: 0–1 days, 20. Smallest: 2–3 days, 5."), text);
  });

  it("speaks Spanish", () => {
    equal(describeFigure("Por tipo", BARS, inLanguage("es")), "Barras: 3. Mayor: Feedback, 3000. Menor: Graffiti, 1000.");
  });

  it("copes with a figure without numbers", () => {
    equal(describeFigure("Nothing", { traces: [{ type: "bar" }] }, EN), "No values.");
  });
});
