import { FIELDS, type Condition, type Field } from "../../../src/query/index.js";
import { wrongParameter } from "./errors.js";

const FILTER = /^\s*([a-z_]+)(?:\s*(>=|<=|=|>|<)\s*|\s+(in)\s+)([^]*)$/;

/**
 * Reads a filter: field, operator, value, e.g. `created_date>=2021-01-01` or `council_name=Arleta`. A list is written
 * `type_name in a,b`; a comma or percent sign within one of its items is percent-encoded (once more than the URL is).
 * @throws InvalidRequest saying what is accepted.
 */
export function parseFilter(text: string): Condition {
  const match = FILTER.exec(text);
  if (!match) {
    const form = "a filter is a field, an operator (=, >, <, >=, <=, in) and a value, e.g. created_date>=2021-01-01";
    throw wrongParameter("filter", `${quote(text)} is not a filter; ${form}`);
  }
  const [, name, comparison, list, value] = match;
  if (!(name! in FIELDS))
    throw wrongParameter("filter", `${quote(name!)} is not a field; accepted: ${Object.keys(FIELDS).join(", ")}`);
  const field = name as Field;
  if (list) return { field, op: "in", value: value!.split(",").map((item) => typed(field, decoded(item))) };
  return { field, op: comparison as "=", value: typed(field, value!) };
}

function decoded(item: string): string {
  try {
    return decodeURIComponent(item);
  } catch {
    throw wrongParameter("filter", `${quote(item)} is not percent-encoded text; write %25 for a percent sign`);
  }
}

/** Numbers where the field holds numbers; whether the value then fits the field is for the language to say. */
function typed(field: Field, text: string): string | number {
  return FIELDS[field] === "integer" && /^-?\d{1,9}$/.test(text) ? Number(text) : text;
}

/** A hostile value need not come back at full length. */
function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
