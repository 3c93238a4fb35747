/** What the reports ask when a reader opens them. */
import { listReports, loadReport } from "../../src/catalogue.js";
import { wordsFor } from "../../src/locale/words.js";
import { formatsFor } from "../../src/locale/formats.js";
import { textIn } from "../../src/locale/text.js";
import { readParams } from "../../src/param-values.js";
import type { AggregateQuestion, Question } from "../../src/query/index.js";
import type { Context, Params } from "../../src/report.js";
import { addDays } from "../../src/stats/days.js";
import { planOf } from "../../src/view.js";

export interface Asked {
  /** The first report that asks it. */
  report: string;
  question: AggregateQuestion;
}

/** The aggregate questions of all reports as they are at first, each once; cities, councils and types are of the made-up exports. */
export async function catalogueQuestions(yesterday: string): Promise<Asked[]> {
  const asked = new Map<string, Asked>();
  const today = addDays(yesterday, 1);
  for (const { name } of await listReports()) {
    const report = (await loadReport(name))!;
    const reading = {
      today,
      names: new Map(),
      offered: new Map(),
      text: (text: Parameters<typeof textIn>[0]) => textIn(text, "en"),
      words: wordsFor("en"),
    };
    const { values } = readParams(report.params, namedIn(report.params), reading);
    const context = { params: values, today, yesterday, text: reading.text, format: formatsFor("en") } as unknown as Context;
    for (const question of Object.values(planOf(report, context).queries as Record<string, Question>))
      if (question.kind === "aggregate") {
        const key = JSON.stringify(question);
        if (!asked.has(key)) asked.set(key, { report: name, question });
      }
  }
  return [...asked.values()];
}

/** A city, a council and a type that there are, where a report needs one. */
function namedIn(params: Params): Record<string, string | null> {
  const made: Record<string, string> = { city: "New York", council: "Neighborhood 1", type: "Request 1" };
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, param]) =>
      param.kind === "lookup" && (param.default !== "" || param.one) && typeof param.of === "string" && made[param.of]
        ? [[name, made[param.of]!]]
        : [],
    ),
  );
}
