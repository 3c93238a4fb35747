import { reportNames } from "../catalogue.js";
import type { DefinitionController } from "../controllers/definition.js";
import type { ReadingController } from "../controllers/reading.js";
import type { Failure } from "../controllers/telling.js";
import { fill, type Words } from "../locale/words.js";

/** Why there is no report at all of that name. */
export function failureOf(
  name: string,
  { definition, reading, words }: { definition: DefinitionController; reading: ReadingController; words: Words },
): Failure | undefined {
  const { error, isUnknown, report } = definition;
  const { context, plan, fault } = reading;
  if (error) return { code: "no-report", message: error.message, error };
  const names = reportNames().join(", ");
  if (isUnknown) return { code: "unknown-report", message: fill(words.unknownReport, { name, names }) };
  if (!report) return undefined;
  if (!context) return { code: "no-source", message: words.noSource };
  return plan ? undefined : { code: "broken-report", message: `${words.brokenReport} ${fault!.message}`, error: fault! };
}
