/** A text as a literal of SQL, for paths and names that no parameter can stand for. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
