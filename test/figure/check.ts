/** What browser tests share: assertions, and figures to draw. */
import type { Figure } from "../../src/report.js";

export function ok(value: unknown, what: string): asserts value {
  if (!value) throw new Error(what);
}

/** Deep equality of JSON-like values. */
export function equal(actual: unknown, expected: unknown, what = "value"): void {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

/** Resolves when a condition holds; looks once a frame, and gives up with its description. */
export async function until(holds: () => unknown, what: string): Promise<void> {
  const end = performance.now() + 5000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise(requestAnimationFrame);
  }
}

const NAMES = ["Graffiti", "Bulky Items", "Feedback"];
const DAYS = Array.from({ length: 10 }, (_, i) => `2020-01-${String(i + 1).padStart(2, "0")}`);
const table: Figure["table"] = {
  columns: [
    { key: "name", label: { en: "Name", es: "Nombre" } },
    { key: "count", label: "Requests", format: "integer" },
  ],
  rows: NAMES.map((name, i) => ({ name, count: 1000 * (i + 1) })),
};

export const BARS: Figure = {
  traces: [{ type: "bar", x: NAMES, y: [1000, 2000, 3000], ids: NAMES }],
  table,
};

export const LINES: Figure = {
  traces: NAMES.map((name, i) => ({
    type: "scatter",
    mode: "lines",
    name,
    x: DAYS,
    y: DAYS.map((_, day) => 100 * (i + 1) + day),
    ids: DAYS.map(() => name),
  })),
  layout: { hovermode: "x unified" },
  table,
  note: "The last day is not over.",
};

export const DONUT: Figure = {
  traces: [{ type: "pie", hole: 0.5, labels: NAMES, values: [3, 2, 1], ids: NAMES, sort: false }],
  table,
};

export const CELLS: Figure = {
  traces: [
    {
      type: "heatmap",
      x: ["2020-01-01", "2020-02-01", "2020-03-01"],
      y: NAMES,
      z: NAMES.map((_, i) => [i, 2 * i, 3 * i]),
      ids: NAMES,
    },
  ],
  layout: { yaxis: { type: "category", categoryarray: NAMES, autorange: "reversed" } },
  table,
};
