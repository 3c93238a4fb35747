import { median as medianOf } from "d3-array";

/** The middle of several measurements. */
export function median(values: number[]): number {
  return medianOf(values) ?? NaN;
}

/** How long something takes. */
export async function milliseconds(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Prints rows as a Markdown table under a heading; numbers with at most two decimals. */
export function printTable(heading: string, rows: (string | number)[][]): void {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === "number" ? String(Number(cell.toFixed(cell < 10 ? 2 : 0))) : cell)),
  );
  const [head, ...body] = cells.map((row) => `| ${row.join(" | ")} |`);
  const line = `| ${cells[0]!.map((_, i) => (i === 0 ? "---" : "---:")).join(" | ")} |`;
  process.stdout.write([`### ${heading}`, "", head, line, ...body, "", ""].join("\n"));
}
