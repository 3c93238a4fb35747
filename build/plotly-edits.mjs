/** Changes of Plotly's source text by tables: the end of a module's path, and what stands in the place of which text (`$&`: it). */

/** The module's text after all changes that the table has for it. A text that is not there exactly once stops the build. */
export function edited(table, path, code) {
  const changes = Object.entries(table).find(([end]) => path.endsWith(`plotly.js/src/${end}`))?.[1] ?? [];
  return changes.reduce((result, [from, to]) => {
    if (result.split(from).length !== 2) throw new Error(`${path} no longer has the shape that the build changes: ${from}`);
    return result.replace(from, () => to.replace("$&", () => from));
  }, code);
}
