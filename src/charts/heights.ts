/** The height of a chart in pixels that has a row for each of so many: as tall as they need to be told apart. */
export function heightOf(rows: number): number {
  return AXIS + ROW * rows;
}

const AXIS = 70;
const ROW = 22;
