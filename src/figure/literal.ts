/** Traces and layouts of authors with every text in them literal, as data may hold anything. */
import type { Trace } from "../report.js";
import type { PlotlyTrace } from "./engine.js";
import { template, wrap } from "./text.js";

/** Signs in a line of a hover label. */
const LINE = 48;
const TEMPLATES = new Set(["hovertemplate", "texttemplate"]);
const OWN = new Set(["ids", "tone", "geojson", "featureidkey"]);

/** What Plotly takes of a trace. Entities, tones and areas are not for it. */
export function literalTrace(trace: Trace): PlotlyTrace {
  const entries = Object.entries(trace).filter(([key]) => !OWN.has(key));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, TEMPLATES.has(key) ? template(String(value)) : literalValues(value)]),
  );
}

const literalArrays = new WeakMap<readonly unknown[], readonly unknown[]>();

/** Every text in it literal, in lines that fit into a hover label. Lines that share their days share the result. */
function literalValues(value: unknown): unknown {
  if (typeof value === "string") return wrap(value, LINE);
  if (!isArray(value)) return value;
  let literal = literalArrays.get(value);
  if (!literal) literalArrays.set(value, (literal = value.map(literalValues)));
  return literal;
}

/** A layout, or a value in it. */
export function literalLayout(layout: unknown, key = ""): unknown {
  if (typeof layout === "string") return key === "text" || key === "title" ? template(layout) : wrap(layout, LINE);
  if (Array.isArray(layout)) return layout.map((item) => literalLayout(item));
  if (typeof layout !== "object" || layout === null) return layout;
  return Object.fromEntries(Object.entries(layout).map(([name, value]) => [name, literalLayout(value, name)]));
}

/** A name as it stands in a literal trace. */
export function literalName(name: string): string {
  return wrap(name, LINE);
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
