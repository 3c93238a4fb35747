import { UserError } from "../errors.js";
import { CELLS, type Cell, type City } from "./city.js";
import { parseMoment } from "./moment.js";

/** Where each cell stands in the rows of one file; absent when the file has no such column. */
export interface Layout {
  width: number;
  at: Partial<Record<Cell, number>>;
}

/** A row of an export that can become a request: codes are the city's own, times as of `parseMoment`. */
export interface RawRequest {
  srnumber: string;
  created: number;
  closed: number | null;
  type: string | null;
  agency: string | null;
  source: string | null;
  council: string | null;
  district: number | null;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
}

/**
 * Finds the city's cells in a header row.
 * @throws UserError naming the cells that are missing, the names accepted for them and the names found.
 */
export function matchHeader(city: City, file: string, header: readonly string[]): Layout {
  const names = header.map((name) => name.trim().toLowerCase());
  const at: Layout["at"] = {};
  for (const cell of CELLS) {
    const name = city.columns[cell].find((accepted) => names.includes(accepted));
    if (name !== undefined) at[cell] = names.indexOf(name);
  }
  const missing = city.required.filter((cell) => at[cell] === undefined);
  if (missing.length) {
    const wanted = missing.map((cell) => `${cell} (accepted: ${city.columns[cell].join(", ")})`);
    throw new UserError(
      `${file} is not an export of ${city.name}: it has no column for ${wanted.join("; ")}. Found: ${header.join(", ") || "nothing"}.`,
    );
  }
  return { width: header.length, at };
}

/** Reads one row. @returns the request, or in words why the row cannot be one. */
export function readRow(cells: readonly string[], { width, at }: Layout): RawRequest | string {
  if (cells.length !== width) return `${cells.length} cells instead of ${width}`;
  const text = (cell: Cell) => (at[cell] === undefined ? null : cells[at[cell]]!.trim() || null);
  const srnumber = text("srnumber");
  if (srnumber === null) return "no service request number";
  const created = text("created");
  const createdAt = created === null ? null : parseMoment(created);
  if (createdAt === null) return created === null ? "no created date" : `created date not readable: ${created}`;
  const closed = text("closed");
  const closedAt = closed === null ? null : parseMoment(closed);
  if (closed !== null && closedAt === null) return `closed date not readable: ${closed}`;
  const latitude = degrees(text("latitude"), 90);
  const longitude = degrees(text("longitude"), 180);
  const located = latitude !== null && longitude !== null;
  return {
    srnumber,
    created: createdAt,
    closed: closedAt,
    type: text("type"),
    agency: text("agency"),
    source: text("source"),
    council: text("council"),
    district: wholeNumber(text("district")),
    address: text("address"),
    latitude: located ? latitude : null,
    longitude: located ? longitude : null,
  };
}

function degrees(text: string | null, most: number): number | null {
  const value = text === null ? NaN : Number(text);
  return Math.abs(value) <= most ? value : null;
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;
}
