import { CITY_FIELDS, type City, type CityField, type Generation } from "./city.js";

/** Where a file or table has the fields of a city. */
export interface Layout {
  generation: Generation;
  /** The column of each field, as the header writes it. */
  columns: Partial<Record<CityField, string>>;
  /** Fields that this generation has and the header lacks. */
  missing: CityField[];
}

/** A header that is none of the city's. */
export class HeaderMismatch extends Error {
  override name = "HeaderMismatch";

  constructor(
    readonly city: City,
    /** The generation that comes closest, and what the header lacks for it. */
    readonly generation: Generation,
    readonly missing: readonly CityField[],
    readonly found: readonly string[],
  ) {
    const wanted = missing.map((field) => `${field} (accepted: ${accepted(generation, field).join(", ")})`);
    super(
      `not an export of ${city.name}: no column for ${wanted.join("; ")}, as “${generation.name}” has it. Found: ${found.join(", ") || "nothing"}.`,
    );
  }
}

/** Without one of these, as far as the generation has them, rows would be read wrongly rather than incompletely. */
const REQUIRED: readonly CityField[] = ["id", "created", "closed", "type"];

/**
 * Finds the city's fields in a header: the generation that has most of its columns in it.
 * @throws HeaderMismatch when no generation has all that is required.
 */
export function matchHeader(city: City, header: readonly string[]): Layout {
  const layouts = city.generations.map((generation) => layoutOf(generation, header));
  const lacking = ({ missing }: Layout) => missing.filter((field) => REQUIRED.includes(field)).length;
  const found = ({ columns }: Layout) => Object.keys(columns).length;
  const best = layouts.reduce((one, other) => {
    const less = lacking(other) - lacking(one);
    return less < 0 || (less === 0 && found(other) > found(one)) ? other : one;
  });
  if (lacking(best) > 0) {
    const missing = best.missing.filter((field) => REQUIRED.includes(field));
    throw new HeaderMismatch(city, best.generation, missing, header);
  }
  return best;
}

function layoutOf(generation: Generation, header: readonly string[]): Layout {
  const byKey = new Map<string, string>();
  for (const name of header) if (!byKey.has(columnKey(name))) byKey.set(columnKey(name), name);
  const columns: Layout["columns"] = {};
  const missing: CityField[] = [];
  for (const field of CITY_FIELDS) {
    const names = accepted(generation, field);
    const name = names.find((candidate) => byKey.has(columnKey(candidate)));
    if (name !== undefined) columns[field] = byKey.get(columnKey(name))!;
    else if (names.length > 0) missing.push(field);
  }
  return { generation, columns, missing };
}

function accepted({ columns }: Generation, field: CityField): readonly string[] {
  const names = columns[field] ?? [];
  return typeof names === "string" ? [names] : names;
}

/** What is compared of a column name: its letters and digits. */
export function columnKey(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
