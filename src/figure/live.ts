/** Of the charts that are drawn only when a reader turns to them, a few stay; the others become still again. */

const MOST = 6;
/** They keep no chart from being forgotten that has left the page. */
const live: WeakRef<() => void>[] = [];

/**
 * Tells that a chart has come to life.
 * @param still Called when later ones have taken its place; to be kept by the chart.
 */
export function stayLive(still: () => void): void {
  live.push(new WeakRef(still));
  if (live.length > MOST) live.shift()!.deref()?.();
}
