import { isDay, type Scalar } from "../query/index.js";
import type { Column } from "../report.js";
import { orEnglish, type Formats } from "../locale/formats.js";
import { textIn } from "../locale/text.js";

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/;

/** What a reader sees of a value in a column: numbers and days in the reader's language, what is no such thing as it is. */
export function cellText(value: Scalar, { format }: Column, formats: Formats): string {
  if (value === null) return "–";
  if (isNumeric(format)) return typeof value === "number" ? formats[format](value) : String(value);
  if (format === "moment" && MOMENT.test(String(value))) return formats.civil(String(value));
  if (format === "month" && isDay(value)) return formats.month(value);
  return (format === "moment" || format === "day") && isDay(value) ? formats.day(value) : String(value);
}

/** What a column is called in the reader's language. */
export function columnLabel({ label }: Column, { lang }: Formats): string {
  return textIn(label, lang);
}

/** Whether a column's values are numbers, which stand under each other digit by digit. */
export function isNumeric(format: Column["format"]): format is "integer" | "decimal" | "share" {
  return format === "integer" || format === "decimal" || format === "share";
}

/** How the texts of a column compare: ISO days, months and moments by their characters, others as readers of the language expect. */
export function comparison({ format }: Column, lang: string): (a: string, b: string) => number {
  if (format === "day" || format === "month" || format === "moment") return (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return new Intl.Collator(orEnglish(lang), { numeric: true }).compare;
}
