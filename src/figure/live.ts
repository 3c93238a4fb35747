/** Of the charts that are drawn only when a reader turns to them, a few stay; the others become still again. */

const MOST = 6;
const live: (() => void)[] = [];

/** Tells that a chart has come to life; `still` is called when later ones have taken its place. */
export function stayLive(still: () => void): void {
  live.push(still);
  if (live.length > MOST) live.shift()!();
}
