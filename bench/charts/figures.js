/** The same figures of ten lines over 24 months, as deciles of a measure are drawn. */
export const SIZE = { width: 300, height: 200 };

const MONTHS = Array.from({ length: 24 }, (_, i) => new Date(Date.UTC(2019, i, 1)).toISOString().slice(0, 10));

export function tracesOf(seed) {
  let state = seed * 7919 + 1;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  return Array.from({ length: 10 }, (_, line) => ({
    type: "scatter",
    mode: "lines",
    name: `Line ${line + 1}`,
    x: MONTHS,
    y: MONTHS.map(() => Math.round(100 * (line + 1) * (0.8 + random() * 0.4))),
  }));
}

/** Milliseconds from the call until everything is drawn and painted. */
export async function timed(draw) {
  const start = performance.now();
  await draw();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - start;
}
