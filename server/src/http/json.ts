import type { Row } from "../../../src/query/index.js";
import type { ColumnValues } from "../store/engine.js";

/**
 * The text of a JSON list, piece by piece, so that a long answer neither waits to be complete nor keeps the process from
 * answering others.
 */
export async function* jsonList(chunks: AsyncIterable<object[]>): AsyncGenerator<string> {
  let before = "[";
  for await (const rows of chunks) {
    if (rows.length === 0) continue;
    yield before + rows.map((row) => JSON.stringify(row)).join(",");
    before = ",";
  }
  yield before === "[" ? "[]" : "]";
}

/** The same rows as `{"columns": {name: [value, …], …}}`: a name once and equal values side by side. */
export async function* jsonColumns(columns: AsyncIterable<ColumnValues>): AsyncGenerator<string> {
  let before = '{"columns":{';
  for await (const { name, parts } of columns) {
    yield `${before}${JSON.stringify(name)}:[`;
    let comma = "";
    for (const values of parts) {
      yield comma + JSON.stringify(values).slice(1, -1);
      comma = ",";
    }
    before = "],";
  }
  yield "]}}";
}

/** A GeoJSON FeatureCollection of points from rows with longitude and latitude; the other columns are the properties. */
export async function* jsonFeatures(chunks: AsyncIterable<Row[]>): AsyncGenerator<string> {
  const features = async function* () {
    for await (const rows of chunks)
      yield rows.map(({ longitude, latitude, ...properties }) => ({
        type: "Feature",
        properties,
        geometry: { type: "Point", coordinates: [longitude, latitude] },
      }));
  };
  yield '{"type":"FeatureCollection","features":';
  yield* jsonList(features());
  yield "}";
}
