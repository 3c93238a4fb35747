import { isDay, type Dimension } from "./query/index.js";
import { addDays } from "./stats/days.js";
import { fill, type Words } from "./locale/words.js";
import type { Param, Params, Text } from "./definition.js";
import type { Period } from "./stats/partial.js";

/** What reading attribute texts needs to know. */
export interface Reading {
  today: string;
  /** The names of each dimension, as far as they are known yet. */
  names: ReadonlyMap<Dimension, readonly string[]>;
  text: (text: Text) => string;
  words: Words;
}

/** Params as read from attributes. */
export interface ParamValues {
  /** What the report is given. */
  values: Record<string, string | Period>;
  /** The attribute texts that stand for these values. */
  texts: Record<string, string>;
  /** A sentence for each attribute that could not be taken. */
  problems: string[];
}

/**
 * Reads the attribute of every param; what is missing or wrong becomes the default, what is wrong also a problem. Day params
 * called `from` and `to` form a period: when it runs backwards, both become their defaults.
 */
export function readParams(params: Params, attributes: Record<string, string | null>, reading: Reading): ParamValues {
  const read = readEach(params, attributes, reading);
  const { from, to } = read.values as { from?: string; to?: string };
  if (params["from"]?.kind !== "day" || params["to"]?.kind !== "day" || from! <= to!) return read;
  const defaults = readEach(params, { ...attributes, from: null, to: null }, reading);
  const shown = `${defaults.values["from"] as string} – ${defaults.values["to"] as string}`;
  return { ...defaults, problems: [...read.problems, fill(reading.words.wrongOrder, { from: from!, to: to!, shown })] };
}

function readEach(params: Params, attributes: Record<string, string | null>, reading: Reading): ParamValues {
  const read: ParamValues = { values: {}, texts: {}, problems: [] };
  for (const [name, param] of Object.entries(params)) {
    const asked = attributes[name] ?? param.default;
    const value = valueOf(param, asked, reading);
    read.texts[name] = value === undefined ? param.default : asked;
    read.values[name] = value ?? valueOf(param, param.default, reading)!;
    if (value === undefined) {
      const accepted = acceptedBy(param, reading);
      const shown = labelOf(param, param.default, reading);
      read.problems.push(fill(reading.words.wrongValue, { value: asked, param: name, accepted, shown }));
    }
  }
  return read;
}

/** The value of an attribute's text; undefined when it is not accepted. */
function valueOf(param: Param, text: string, { today, names }: Reading): string | Period | undefined {
  switch (param.kind) {
    case "choice":
      return Object.hasOwn(param.options, text) ? text : undefined;
    case "day":
      return text === "today" ? today : text === "yesterday" ? addDays(today, -1) : isDay(text) ? text : undefined;
    case "period":
      return periodOf(text, today);
    case "lookup": {
      const known = names.get(param.of);
      return text === param.default || !known || known.includes(text) ? text : undefined;
    }
  }
}

function periodOf(text: string, today: string): Period | undefined {
  const last = /^last-([1-9]\d{0,4})-days$/.exec(text);
  if (last) return { from: addDays(today, -Number(last[1])), to: addDays(today, -1) };
  const [from, to, more] = text.split("..");
  return isDay(from) && isDay(to) && from <= to && more === undefined ? { from, to } : undefined;
}

/** What may stand in a param's attribute, in words. */
export function acceptedBy(param: Param, { names }: Pick<Reading, "names">): string {
  switch (param.kind) {
    case "choice":
      return Object.keys(param.options).join(", ");
    case "day":
      return "YYYY-MM-DD, today, yesterday";
    case "period":
      return "last-N-days (N 1–99999), YYYY-MM-DD..YYYY-MM-DD";
    case "lookup":
      return (names.get(param.of) ?? [param.default]).join(", ");
  }
}

/** What the reader sees for an attribute's text. */
export function labelOf(param: Param, text: string, { text: say, words }: Pick<Reading, "text" | "words">): string {
  if (param.kind === "choice") return say(param.options[text] ?? text);
  if (param.kind === "lookup" && text === "") return words.all;
  const last = param.kind === "period" ? /^last-(\d+)-days$/.exec(text) : null;
  return last ? fill(words.last, { n: last[1]! }) : text;
}
