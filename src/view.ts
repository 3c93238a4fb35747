import type { Words } from "./locale/words.js";
import { cityOf } from "./param-texts.js";
import { checkQuestion, inCity, type Answer, type Question, type Scalar } from "./query/index.js";
import type { Context, Figure, Multiple, PointMap, Queries, Report, Table, Text } from "./report.js";
import { isRefusal, SourceError } from "./sources/source.js";

/** What a report says and asks in a context. */
export interface Plan {
  description: Text;
  queries: Queries;
}

/**
 * Asks a report for its sentence and its questions, of the city that it is about.
 * @throws QuestionError, or whatever the report's own functions throw, when the report is not well made.
 */
export function planOf(report: Report, context: Context): Plan {
  const queries = inCity(cityOf(report.params, context.params as Record<string, string>), report.queries(context));
  Object.values(queries).forEach(checkQuestion);
  const needed = [
    ...report.view.flatMap(({ from }) => from),
    ...report.view.flatMap((block) => (block.kind === "map" ? (block.outlines ?? []) : [])),
    ...Object.values(report.params).flatMap((param) => ("offered" in param && param.offered ? [param.offered] : [])),
  ];
  const missing = needed.find((name) => !(name in queries));
  if (missing !== undefined) throw new Error(`A block or a param needs “${missing}”, which the report does not ask.`);
  return { description: report.description(context), queries };
}

/** One question and what has come of it. A `refreshing` slot still has what came of an earlier question. */
export interface Slot {
  question: Question;
  state: "loading" | "refreshing" | "ready" | "error";
  answer?: Answer;
  fetched?: Date;
  /** Why there is no answer, or only an old one. */
  error?: Error;
  /** When the answer was fetched, if it is an old one because the source failed. */
  stale?: Date;
  /** It is refreshing by the clock and not by the reader, who should not notice. */
  isQuiet?: boolean;
}

export type BlockState = "loading" | "refreshing" | "ready" | "empty" | "error";

/** What a block has to show: the values of its cards, a figure, many of them, a map, or a table. */
export type Content =
  | { kind: "cards"; values: Scalar[] }
  | { kind: "figure"; figure: Figure }
  | { kind: "multiples"; multiples: Multiple[] }
  | { kind: "map"; map: PointMap }
  | { kind: "table"; table: Table };

/** What a block shows. The content stays the same object as long as nothing changed that it is made from. */
export interface BlockView {
  state: BlockState;
  /** What it is about: as long as this is the same, newer content is more of the same and the reader's zoom or page lasts. */
  subject: string;
  title: Text;
  content: Content | null;
  message: string;
  /** What the report's own function threw. */
  fault?: Error;
  /** What it was made from. */
  inputs: readonly unknown[];
}

type Block = Report["view"][number];

/**
 * Works out what a block shows from the answers it needs. While these are being fetched the previous view stays, marked
 * refreshing unless the reader should not notice. A block is empty when its first table has no rows or when it has nothing to draw. An error of the report's own
 * function stays in its block.
 */
export function viewBlock(
  block: Block,
  slots: ReadonlyMap<string, Slot>,
  context: Context,
  words: Words,
  previous: BlockView | undefined,
): BlockView {
  const needed = block.from.map((name) => slots.get(name));
  const failed = needed.find((slot) => slot?.state === "error");
  const inputs = [...needed.map((slot) => slot?.answer ?? slot?.error), context];
  const subject = JSON.stringify(context.params);
  const nothing = { subject, title: "", content: null, message: "", inputs };
  try {
    const awaited = needed.filter((slot) => slot?.state !== "ready");
    if (awaited.length && !failed) {
      if (previous && awaited.every((slot) => slot?.isQuiet)) return previous;
      if (previous?.content) return { ...previous, state: "refreshing" };
      return { ...nothing, title: titleOf(block, context), state: "loading" };
    }
    if (previous?.inputs.every((input, i) => input === inputs[i]) && previous.state !== "loading") {
      return previous.state === "refreshing" ? { ...previous, state: "ready" } : previous;
    }
    const title = titleOf(block, context);
    if (failed) return { ...nothing, title, state: "error", message: messageOf(failed.error!, words) };
    return { ...nothing, title, ...draw(block, needed as Slot[], context, words) };
  } catch (error) {
    console.error("report-311: a report's own function failed", error);
    return { ...nothing, state: "error", message: messageOf(error as Error, words), fault: error as Error };
  }
}

function titleOf({ title }: Block, context: Context): Text {
  return typeof title === "function" ? title(context) : (title ?? "");
}

function draw(block: Block, needed: Slot[], context: Context, words: Words): Pick<BlockView, "state" | "content" | "message"> {
  const tables = Object.fromEntries(block.from.map((name, i) => [name, needed[i]!.answer!]));
  const first = needed[0]?.answer;
  const empty = (note = ""): ReturnType<typeof draw> => ({ state: "empty", content: null, message: note || words.empty });
  const full = (content: Content): ReturnType<typeof draw> => ({ state: "ready", content, message: "" });
  if (block.kind === "cards") return full({ kind: "cards", values: block.cards.map((card) => card.value(tables, context)) });
  if (Array.isArray(first) && first.length === 0) return empty();
  switch (block.kind) {
    case "figure": {
      const figure = block.draw(tables, context);
      return figure.traces.length ? full({ kind: "figure", figure }) : empty(figure.note);
    }
    case "multiples": {
      const multiples = block.draw(tables, context);
      const note = multiples.find(({ figure }) => figure.note)?.figure.note;
      return multiples.some(({ figure }) => figure.traces.length) ? full({ kind: "multiples", multiples }) : empty(note);
    }
    case "map": {
      const map = block.draw(tables, context);
      return map.longitude.some((angle) => !Number.isNaN(angle)) ? full({ kind: "map", map }) : empty(map.note);
    }
    case "table": {
      const table = block.draw(tables, context);
      return table.rows.length ? full({ kind: "table", table }) : empty(table.note);
    }
  }
}

function messageOf(error: Error, words: Words): string {
  if (!(error instanceof SourceError)) return error.message;
  if (error.code === "cannot-answer") return `${words.cannotAnswer} ${error.message}`;
  return isRefusal(error) ? `${words.noAccess} ${error.message}` : error.message;
}
