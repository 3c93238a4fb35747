import type { Scalar } from "./query/index.js";

/** Spreadsheets take a text that begins like this for a formula, and would run it. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** Marks a file as UTF-8 for spreadsheets that would guess otherwise. */
export const BYTE_ORDER_MARK = "\uFEFF";

/**
 * One record of a CSV file (RFC 4180), its line break included. Values are raw: numbers and ISO dates as they are, nothing for
 * null. An apostrophe is put before a text that a spreadsheet would run as a formula.
 */
export function csvRecord(cells: readonly Scalar[]): string {
  return `${cells.map(field).join(",")}\r\n`;
}

function field(cell: Scalar): string {
  if (typeof cell !== "string") return String(cell ?? "");
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
