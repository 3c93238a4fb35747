/** Traces and layouts of authors with every text in them literal, as data may hold anything. */
import type { Trace } from "../report.js";
import type { PlotlyTrace } from "./engine.js";
import { literal, template, wrap } from "./text.js";

/** Signs in a line of a hover label. */
const LINE = 48;
const TEMPLATES = /^(hover|text)template$|format$/;
/** What nobody reads: colours, fonts, addresses, paths. */
const CODE = /(color|colors|colorscale|colorway)$|^(family|path|shadow|source)$/;
const OWN = new Set(["ids", "tone", "geojson", "featureidkey"]);

/** What Plotly takes of a trace. Entities, tones and areas are not for it. */
export function literalTrace(trace: Trace): PlotlyTrace {
  const entries = Object.entries(trace).filter(([key]) => !OWN.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, literalUnder(key, value, literalValues)]));
}

/** What stands under a key: in most places texts, which `read` makes literal. */
function literalUnder(key: string, value: unknown, read: (value: unknown) => unknown): unknown {
  if (CODE.test(key)) return value;
  return TEMPLATES.test(key) ? templates(value) : read(value);
}

/** One template, or one for each point. */
function templates(value: unknown): unknown {
  if (isArray(value)) return value.map(templates);
  return typeof value === "string" ? template(value) : value;
}

/** What an object in a trace says, such as the style of its marks with the title of their scale. */
export function literalStyle(value: unknown): unknown {
  if (typeof value === "string") return literal(value);
  if (isArray(value)) return literalValues(value);
  if (!isPlain(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, own]) => [key, literalUnder(key, own, literalStyle)]));
}

/** Moments and numbers in typed arrays are no plain objects. */
function isPlain(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]";
}

const literalArrays = new WeakMap<readonly unknown[], readonly unknown[]>();

/** Every text in it literal, in lines that fit into a hover label. Lines that share their days share the result. */
function literalValues(value: unknown): unknown {
  if (typeof value === "string") return wrap(value, LINE);
  if (!isArray(value)) return literalStyle(value);
  let texts = literalArrays.get(value);
  if (!texts) literalArrays.set(value, (texts = value.map(literalValues)));
  return texts;
}

/** Titles are an author's, too. */
const TITLES = new Set(["text", "title"]);

/** A layout, or a value in it. */
export function literalLayout(layout: unknown): unknown {
  if (typeof layout === "string") return wrap(layout, LINE);
  if (Array.isArray(layout)) return layout.map(literalLayout);
  if (typeof layout !== "object" || layout === null) return layout;
  const read = (name: string, value: unknown) =>
    TITLES.has(name) && typeof value === "string" ? template(value) : literalUnder(name, value, literalLayout);
  return Object.fromEntries(Object.entries(layout).map(([name, value]) => [name, read(name, value)]));
}

/** A name as it stands in a literal trace. */
export function literalName(name: string): string {
  return wrap(name, LINE);
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
