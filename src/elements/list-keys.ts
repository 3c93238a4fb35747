/** Where a key leads among `count` things that stand in rows of `columns`, from the one `at`; undefined where it leads nowhere. */
export function stepInGrid(key: string, at: number, count: number, columns: number): number | undefined {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
  const to = key === "Home" ? 0 : key === "End" ? count - 1 : at + (steps[key] ?? NaN);
  return to >= 0 && to < count ? to : undefined;
}

/** Options that one press of Page Up or Page Down passes. */
const PAGE = 10;

/**
 * Where a key leads in a list of `count` options from the one `at` (−1: none): arrows go round at the ends. Undefined for other
 * keys, and for Home and End as long as they may be meant for the text.
 */
export function stepTo(key: string, at: number, count: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return at === last ? 0 : at + 1;
    case "ArrowUp":
      return at <= 0 ? last : at - 1;
    case "PageDown":
      return Math.min(at + PAGE, last);
    case "PageUp":
      return Math.max(at - PAGE, 0);
    case "Home":
      return at < 0 ? undefined : 0;
    case "End":
      return at < 0 ? undefined : last;
    default:
      return undefined;
  }
}
