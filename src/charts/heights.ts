/** The height of a chart in pixels that has a row for each of so many: as tall as they need to be told apart. */
export function heightOf(rows: number): number {
  return AXIS + ROW * rows;
}

const AXIS = 70;
const ROW = 22;

/** For the horizontal axis of a chart that may be taller than its place and is then scrolled: seen at first, not only at the end. */
export const AXIS_IN_SIGHT = { side: "top" } as const;
