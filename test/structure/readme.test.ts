import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { formatsFor } from "../../src/locale/formats.js";
import type { Question } from "../../src/query/index.js";
import type { Context, Report } from "../../src/report.js";
import { answerOver, cityOf, TODAY } from "../support/city.js";

const readme = readFileSync("README.md", "utf8");

test("the report that the README adds is one", async () => {
  const [, code] = /```ts\n([^]*?)```/.exec(readme)!;
  const file = "test/structure/readme-example.generated.ts";
  writeFileSync(file, code!.replace("../src/report.js", "../../src/report.js"));
  try {
    const { default: report } = (await import(pathToFileURL(file).href)) as { default: Report };
    const context = {
      params: { period: { from: "2020-01-01", to: "2020-01-10" } },
      today: TODAY,
      yesterday: "2020-01-10",
      text: (text: string | { en: string }) => (typeof text === "string" ? text : text.en),
      format: formatsFor("en"),
    } as unknown as Context;
    const queries = report.queries(context) as Record<string, Question>;
    const [block] = report.view;
    assert.ok(block?.kind === "figure");
    const figure = block.draw({ hours: answerOver(cityOf(), queries["hours"]!) }, context);
    assert.deepEqual(figure.table.rows, [{ created_hour: "8", count: cityOf().requests.length }]);
  } finally {
    rmSync(file);
  }
});

test("every npm script that the README names exists", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/npm (?:run )?(?!ci\b|install\b|package\b|run\b)([\w:-]+)/g)].map((match) => match[1]!);
  assert.ok(named.length > 5);
  assert.deepEqual(
    named.filter((name) => !(name in scripts)),
    [],
  );
});
