/** Which point of a chart the reader means. */
import type { GraphDiv, PlotlyPoint } from "./engine.js";

/** Of the points that Plotly names for a click, several under a unified hover, the one nearest to the pointer. */
export function nearest(
  points: readonly PlotlyPoint[],
  plot: GraphDiv,
  { clientY }: { clientY: number },
): { trace: number; index: number } | null {
  const { top, height } = plot.getBoundingClientRect();
  const y = ((clientY - top) * plot.offsetHeight) / (height || 1);
  const away = ({ yaxis, y: value }: PlotlyPoint): number => (yaxis ? Math.abs(yaxis._offset + yaxis.d2p(value) - y) : 0);
  const [point] = points.toSorted((a, b) => away(a) - away(b));
  // Of a heatmap the row counts.
  const [index] = [point?.pointNumber ?? point?.pointNumbers].flat();
  return point && index !== undefined ? { trace: point.curveNumber, index } : null;
}
