import type { Row } from "../../../src/query/index.js";

/**
 * The text of a JSON list, piece by piece, so that a long answer neither waits to be complete nor keeps the process from
 * answering others.
 */
export async function* jsonList(chunks: AsyncIterable<Row[]>): AsyncGenerator<string> {
  let before = "[";
  for await (const rows of chunks) {
    if (rows.length === 0) continue;
    yield before + rows.map((row) => JSON.stringify(row)).join(",");
    before = ",";
  }
  yield before === "[" ? "[]" : "]";
}
