import type { City } from "./city.js";

/** What `compileNormalised` does to single cells, for sources that have no DuckDB. */

/** Dates before it stand for "not known": 1900-01-01, 1899-12-30 (the zero of spreadsheets), 1970-01-01 (that of computers). */
export const FIRST_DAY = "1971-01-01";

/** A text that stands for nothing: one of a template that nobody filled in. */
const TEMPLATE = /^\{\{.*\}\}$/;

/** A cell without the space around it; null when it only stands for "not known". */
export function readText(value: unknown, { placeholders }: City): string | null {
  const text = value === null || value === undefined ? "" : String(value).replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "");
  return text === "" || TEMPLATE.test(text) || placeholders.texts?.includes(text.toLowerCase()) ? null : text;
}

/** Whether a point lies in the city and stands for a place. A ten-millionth of a degree is a centimetre. */
export function isPlace(latitude: number, longitude: number, { box, placeholders }: City): boolean {
  const [west, south, east, north] = box;
  const nowhere = [[0, 0], ...(placeholders.points ?? [])].some(
    ([lat, lon]) => Math.abs(latitude - lat) < 1e-7 && Math.abs(longitude - lon) < 1e-7,
  );
  return !nowhere && latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}
