/** A column's name in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A list of texts in SQL. */
export function texts(values: readonly string[]): string {
  return `[${values.map(text).join(", ")}]`;
}
