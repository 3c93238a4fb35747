/** Empties dist/ of what an earlier build left, besides the Plotly engines, which build/plotly.mjs keeps up to date. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";

const dist = new URL("../dist/", import.meta.url);
mkdirSync(dist, { recursive: true });
for (const entry of readdirSync(dist)) {
  if (!entry.startsWith("plotly-")) rmSync(new URL(entry, dist), { recursive: true });
}
