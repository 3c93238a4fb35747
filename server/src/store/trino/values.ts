import { text } from "../literal.js";

type Value = string | number | null;

/** The columns of a list and their SQL types. */
export type ListColumns = Readonly<Record<string, "INTEGER" | "VARCHAR">>;

/** A list as a relation: what an embedded database would have as a small table. */
export function listed(columns: ListColumns, rows: readonly (readonly Value[])[]): string {
  // A first row without values gives the types, and a relation where the list is empty; it is equal to nothing.
  const none = Object.values(columns).map((type) => `CAST(NULL AS ${type})`);
  const all = [none, ...rows.map((row) => row.map(literal))].map((row) => `(${row.join(", ")})`);
  return `(SELECT * FROM (VALUES ${all.join(", ")}) AS listed (${Object.keys(columns).join(", ")}))`;
}

function literal(value: Value): string {
  return value === null ? "NULL" : typeof value === "string" ? text(value) : String(value);
}
