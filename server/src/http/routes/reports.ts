import { Type, type Static } from "typebox";
import {
  checkQuestion,
  FIELDS,
  QuestionError,
  type AggregateQuestion,
  type Field,
  type Measure,
} from "../../../../src/query/index.js";
import type { Api, App } from "../api.js";
import { firstOfLastMonth } from "../../dates.js";
import { InvalidRequest, wrongParameter } from "../errors.js";
import { parseFilter } from "../filters.js";
import { Problems, rowsOf } from "../schemas.js";
import { sendRows } from "../send.js";

/** An answer of more rows than this is refused. */
export const MAX_ROWS = 200_000;
const MAX_LIST = 500;

const fields = Object.keys(FIELDS) as Field[];

const Query = Type.Object({
  field: Type.Array(Type.Unsafe<Field>({ type: "string", enum: fields }), {
    maxItems: fields.length,
    default: ["type_name", "created_date"],
    description:
      "Group by these. created_month is 1–12, created_dow 0 (Sunday) – 6, created_hour 0–23, " +
      "days_to_close whole days from created to closed date; days are YYYY-MM-DD.",
  }),
  filter: Type.Array(Type.String(), {
    maxItems: 20,
    default: [],
    description:
      "Count only requests for which all filters hold: a field, an operator (=, >, <, >=, <=) and a value, e.g. " +
      "`created_date>=2021-01-01`, or a list as in `type_name in Graffiti,Bulky Items`. Values are percent-encoded as the " +
      "rest of a URL; a comma or percent sign within an item of a list is percent-encoded once more. Without a filter: " +
      "created since the first day of last month.",
  }),
  measure: Type.Array(Type.String(), {
    maxItems: 12,
    default: [],
    description:
      "Numbers beside `counts`: open, closed, closed_within_N (share closed within N days), days_to_close_pQ (Q-th percentile " +
      "of the whole days to close), days_to_close_n (how many requests that percentile stands on).",
  }),
  as_of: Type.Optional(
    Type.String({ format: "date", description: "The day up to which the data is taken to be complete, for the measures." }),
  ),
});

const Numbers = Type.Object(
  { counts: Type.Integer() },
  { additionalProperties: true, description: "The fields, counts, the measures" },
);

/** Which parameter each part of a question comes from. */
const PARAMETERS: Record<string, string> = { by: "field", where: "filter", measures: "measure", as_of: "as_of" };

export function reportRoutes(app: App, { store, today }: Api): void {
  app.get(
    "/reports",
    {
      config: { cacheable: true, columnar: true },
      schema: {
        tags: ["statistics"],
        summary: "Numbers of requests by any fields",
        description: `One row for each group that has requests, ordered by the fields; ${MAX_ROWS} rows at most.`,
        querystring: Query,
        response: { 200: rowsOf(Numbers), 422: Problems },
      },
    },
    async (request, reply) => {
      const question = readQuestion(request.query, today());
      const statement = store.compile({ ...question, limit: MAX_ROWS + 1 });
      const names = [...question.by, ...question.measures.map((measure) => (measure === "count" ? "counts" : measure))];
      return sendRows(reply, store, statement, { names, check: refuseTooMany });
    },
  );
}

function readQuestion(query: Static<typeof Query>, today: string): AggregateQuestion {
  const question: AggregateQuestion = {
    kind: "aggregate",
    by: [...new Set(query.field)],
    measures: [...new Set<Measure>(["count", ...(query.measure as Measure[])])],
    where: query.filter.length
      ? query.filter.map(parseFilter)
      : [{ field: "created_date", op: ">=", value: firstOfLastMonth(today) }],
    ...(query.as_of === undefined ? {} : { as_of: query.as_of }),
  };
  for (const { op, value } of question.where!)
    if (op === "in" && value.length > MAX_LIST) throw wrongParameter("filter", `a list may have ${MAX_LIST} items at most`);
  try {
    return checkQuestion(question) as AggregateQuestion;
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error;
    const [part] = error.path.split(/[.[]/);
    throw wrongParameter(PARAMETERS[part!] ?? part!, error.problem);
  }
}

function refuseTooMany(rows: number): void {
  if (rows <= MAX_ROWS) return;
  const msg = `the answer would have more than ${MAX_ROWS} rows; ask for fewer fields or filter further`;
  throw new InvalidRequest({ loc: ["query", "field"], msg, type: "value_error.too_many_rows" });
}
