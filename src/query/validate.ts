import {
  ADDITIVE,
  DIMENSIONS,
  FIELDS,
  OPERATORS,
  REQUEST_COLUMNS,
  type Condition,
  type Field,
  type Question,
} from "./question.js";

/** A question that does not fit the language. `path` says where (`where[0].op`), the message what is accepted. */
export class QuestionError extends Error {
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${path}: ${problem}`);
    this.name = "QuestionError";
  }
}

/** Whether the text is a day that exists, as `YYYY-MM-DD`, of the years 1900 to 2199. */
export function isDay(text: unknown): text is string {
  if (typeof text !== "string" || !/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * Checks anything (a report file, a request body) to be a question and returns it typed.
 * @throws QuestionError naming the first wrong part and what is accepted there.
 */
export function checkQuestion(input: unknown): Question {
  const question = object(input, "question");
  const kind = oneOf(question["kind"], Object.keys(PARTS) as (keyof typeof PARTS)[], "kind");
  const parts: Record<string, Check> = PARTS[kind];
  for (const key of Object.keys(question))
    if (key !== "kind" && !(key in parts))
      throw new QuestionError(key, `is not part of a question of kind ${kind}; accepted: ${Object.keys(parts).join(", ")}`);
  for (const [key, check] of Object.entries(parts)) check(question[key], key, question);
  return question as unknown as Question;
}

type Check = (value: unknown, path: string, question: Record<string, unknown>) => void;

const PARTS = {
  aggregate: {
    by: (value, path) => list(value, path, checkField),
    measures: (value, path) => {
      list(value, path, checkMeasure);
      if ((value as unknown[]).length === 0) throw new QuestionError(path, "needs at least one measure");
    },
    where: optional(checkWhere),
    order: optional((value, path, question) =>
      checkOrder(value, path, [...(question["by"] as string[]), ...(question["measures"] as string[])]),
    ),
    limit: optional(checkCount),
    top: optional(checkTop),
    as_of: optional(checkDay),
  },
  requests: {
    where: optional(checkWhere),
    order: optional((value, path) => checkOrder(value, path, REQUEST_COLUMNS)),
    skip: optional(checkCount),
    limit: optional(checkCount),
  },
  points: { where: optional(checkWhere), limit: optional(checkCount) },
  hotspots: { where: optional(checkWhere) },
  boundaries: { of: (value, path) => void oneOf(value, ["council"], path), city: optional(checkText) },
  lookup: { of: (value, path) => void oneOf(value, DIMENSIONS, path), city: optional(checkText) },
  freshness: { city: optional(checkText) },
} satisfies Record<Question["kind"], Record<string, Check>>;

function optional(check: Check): Check {
  return (value, path, question) => {
    if (value !== undefined) check(value, path, question);
  };
}

function object(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new QuestionError(path, "must be an object");
  return value as Record<string, unknown>;
}

function list(value: unknown, path: string, check: (item: unknown, path: string) => void): void {
  if (!Array.isArray(value)) throw new QuestionError(path, "must be a list");
  value.forEach((item, index) => check(item, `${path}[${index}]`));
  if (new Set(value.map((item) => JSON.stringify(item))).size < value.length)
    throw new QuestionError(path, "names something twice");
}

function oneOf<T extends string>(value: unknown, accepted: readonly T[], path: string): T {
  if (!accepted.includes(value as T))
    throw new QuestionError(path, `${JSON.stringify(value)} is not accepted; accepted: ${accepted.join(", ")}`);
  return value as T;
}

function checkField(value: unknown, path: string): void {
  oneOf(value, Object.keys(FIELDS) as Field[], path);
}

function checkMeasure(value: unknown, path: string): void {
  const text = String(value);
  const known = [...ADDITIVE, "days_to_close_n"].includes(text) || /^closed_within_(0|[1-9]\d{0,3})$/.test(text);
  const percentile = /^days_to_close_p(0|[1-9]\d?|100)$/.test(text);
  if (typeof value !== "string" || !(known || percentile))
    throw new QuestionError(
      path,
      `${JSON.stringify(value)} is not a measure; accepted: ${ADDITIVE.join(", ")}, closed_within_N (N days, 0–9999), days_to_close_n, days_to_close_pQ (Q 0–100)`,
    );
}

function checkCount(value: unknown, path: string): void {
  if (!Number.isInteger(value) || (value as number) < 0) throw new QuestionError(path, "must be a whole number, 0 or more");
}

function checkText(value: unknown, path: string): void {
  if (typeof value !== "string") throw new QuestionError(path, `${JSON.stringify(value)} is not a text`);
}

function checkDay(value: unknown, path: string): void {
  if (!isDay(value)) throw new QuestionError(path, `${JSON.stringify(value)} is not a day; accepted: YYYY-MM-DD`);
}

function checkOrder(value: unknown, path: string, accepted: readonly string[]): void {
  list(value, path, (item, itemPath) => {
    const order = object(item, itemPath);
    oneOf(order["by"], accepted, `${itemPath}.by`);
    if (order["direction"] !== undefined) oneOf(order["direction"], ["asc", "desc"], `${itemPath}.direction`);
  });
}

function checkTop(value: unknown, path: string, question: Record<string, unknown>): void {
  const top = object(value, path);
  const texts = (question["by"] as Field[]).filter((field) => FIELDS[field] === "text");
  oneOf(top["field"], texts, `${path}.field`);
  checkCount(top["n"], `${path}.n`);
  if (top["measure"] !== undefined) oneOf(top["measure"], ADDITIVE, `${path}.measure`);
}

function checkWhere(value: unknown, path: string): void {
  list(value, path, checkCondition);
}

function checkCondition(value: unknown, path: string): void {
  const condition = object(value, path);
  checkField(condition["field"], `${path}.field`);
  const { field, op } = condition as unknown as Condition;
  oneOf(op, OPERATORS, `${path}.op`);
  const at = `${path}.value`;
  if (op === "in" || op === "between") {
    if (!Array.isArray(condition["value"])) throw new QuestionError(at, `must be a list for ${op}`);
    if (op === "between" && condition["value"].length !== 2) throw new QuestionError(at, "must be [from, to] for between");
    condition["value"].forEach((item, index) => checkValue(item, field, `${at}[${index}]`));
  } else if (!(op === "=" && condition["value"] === null)) {
    checkValue(condition["value"], field, at);
  }
}

function checkValue(value: unknown, field: Field, path: string): void {
  const kind = FIELDS[field];
  const fits = kind === "integer" ? Number.isInteger(value) : kind === "date" ? isDay(value) : typeof value === "string";
  if (!fits) {
    const accepted = kind === "integer" ? "a whole number" : kind === "date" ? "a day as YYYY-MM-DD" : "text";
    throw new QuestionError(path, `${JSON.stringify(value)} does not fit ${field}; accepted: ${accepted}`);
  }
}
