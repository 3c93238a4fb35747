import type { Words } from "./locale/words.js";
import { checkQuestion, type Answer, type Question, type Scalar } from "./query/index.js";
import type { Context, Figure, Queries, Report, Text } from "./report.js";
import { SourceError } from "./sources/source.js";

/** What a report says and asks in a context. */
export interface Plan {
  description: Text;
  queries: Queries;
}

/**
 * Asks a report for its sentence and its questions.
 * @throws QuestionError, or whatever the report's own functions throw, when the report is not well made.
 */
export function planOf(report: Report, context: Context): Plan {
  const queries = report.queries(context);
  Object.values(queries).forEach(checkQuestion);
  const missing = report.view.flatMap(({ from }) => from).find((name) => !(name in queries));
  if (missing !== undefined) throw new Error(`A block needs “${missing}”, which the report does not ask.`);
  return { description: report.description(context), queries };
}

/** One question and what has come of it. A `refreshing` slot still has the answer to an earlier question. */
export interface Slot {
  question: Question;
  state: "loading" | "refreshing" | "ready" | "error";
  answer?: Answer;
  error?: Error;
  /** When the answer was fetched, if it is an old one because the source failed. */
  stale?: Date;
}

export type BlockState = "loading" | "refreshing" | "ready" | "empty" | "error";

/** What a block shows. Cards and figures stay the same objects as long as nothing changed that they are made from. */
export interface BlockView {
  state: BlockState;
  figure: Figure | null;
  /** The values of the cards, in their order. */
  cards: Scalar[];
  message: string;
  /** What it was made from. */
  inputs: readonly unknown[];
}

/**
 * Works out what a block shows from the answers it needs. While these are being fetched the previous view stays, marked
 * refreshing. A block whose first table has no rows is empty. An error of the report's own function stays in its block.
 */
export function viewBlock(
  block: Report["view"][number],
  slots: ReadonlyMap<string, Slot>,
  context: Context,
  words: Words,
  previous: BlockView | undefined,
): BlockView {
  const needed = block.from.map((name) => slots.get(name));
  const failed = needed.find((slot) => slot?.state === "error");
  const inputs = [...needed.map((slot) => slot?.answer ?? slot?.error), context];
  if (failed) return { state: "error", figure: null, cards: [], message: messageOf(failed.error!, words), inputs };
  if (needed.some((slot) => slot?.state !== "ready")) {
    const drawn = previous && (previous.figure || previous.cards.length > 0);
    return drawn ? { ...previous, state: "refreshing" } : { state: "loading", figure: null, cards: [], message: "", inputs };
  }
  if (previous?.inputs.every((input, i) => input === inputs[i]) && previous.state !== "loading") {
    return previous.state === "refreshing" ? { ...previous, state: "ready" } : previous;
  }
  try {
    return { state: "ready", figure: null, cards: [], message: "", inputs, ...draw(block, needed as Slot[], context, words) };
  } catch (error) {
    console.error("report-311: a report's own function failed", error);
    return { state: "error", figure: null, cards: [], message: messageOf(error as Error, words), inputs };
  }
}

function draw(block: Report["view"][number], needed: Slot[], context: Context, words: Words): Partial<BlockView> {
  const tables = Object.fromEntries(block.from.map((name, i) => [name, needed[i]!.answer!]));
  if (block.kind === "cards") {
    return { cards: block.cards.map((card) => card.value(tables, context)) };
  }
  const first = needed[0]?.answer;
  if (Array.isArray(first) && first.length === 0) return { state: "empty", message: words.empty };
  return { figure: block.draw(tables, context) };
}

function messageOf(error: Error, words: Words): string {
  const cannot = error instanceof SourceError && error.code === "cannot-answer";
  return cannot ? `${words.cannotAnswer} ${error.message}` : error.message;
}
