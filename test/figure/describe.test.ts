import { describe as describeFigure } from "../../src/figure/describe.js";
import { formatsFor } from "../../src/locale/formats.js";
import { wordsFor } from "../../src/locale/words.js";
import { BARS, equal, LINES, ok } from "./check.js";

describe("describe", () => {
  it("names extent, largest and smallest", () => {
    equal(
      describeFigure("By type", BARS, wordsFor("en"), formatsFor("en")),
      "Chart: By type. 1 series, 3 points. Largest: Feedback, 3,000. Smallest: Graffiti, 1,000.",
    );
  });

  it("says where lines begin and end, with days written out", () => {
    const text = describeFigure("Per day", LINES, wordsFor("en"), formatsFor("en"));
    ok(text.includes("Largest: Feedback, Jan 10, 2020, 309."), text);
    ok(text.includes("Graffiti: from 100 to 109."), text);
  });

  it("calls points by their names where they have some", () => {
    const bars = { traces: [{ type: "bar", x: [1, 3], y: [20, 5], names: ["0–1 days", "2–3 days"] }] };
    const text = describeFigure("Days", bars, wordsFor("en"), formatsFor("en"));
    ok(text.includes("Largest: 0–1 days, 20. Smallest: 2–3 days, 5."), text);
  });

  it("speaks Spanish", () => {
    const text = describeFigure("Por tipo", BARS, wordsFor("es"), formatsFor("es"));
    ok(text.startsWith("Gráfico: Por tipo.") && text.includes("Mayor: Feedback, 3000."), text);
  });

  it("copes with a figure without numbers", () => {
    const text = describeFigure("Nothing", { traces: [{ type: "bar" }] }, wordsFor("en"), formatsFor("en"));
    equal(text, "Chart: Nothing. 0 series, 0 points.");
  });
});
