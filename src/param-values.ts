import type { AnyValue, LookupsParam, Param, Params, Text } from "./definition.js";
import { fill, type Words } from "./locale/words.js";
import { acceptedBy, decodeList, dimensionOf, encodeList, isCity, labelOf, listed } from "./param-texts.js";
import { isDay, type Dimension } from "./query/index.js";
import { addDays } from "./stats/days.js";
import type { Period } from "./stats/partial.js";

export {
  acceptedBy,
  changesOf,
  chooseText,
  cityOf,
  decodeList,
  dimensionOf,
  encodeList,
  hasChoice,
  holds,
  labelOf,
} from "./param-texts.js";

/** What reading attribute texts needs to know. */
export interface Reading {
  today: string;
  /** The names of each dimension, as far as they are known yet. */
  names: ReadonlyMap<Dimension, readonly string[]>;
  /** The names that a param offers because a query says so, as far as they are known yet; any name of its dimension is taken. */
  offered: ReadonlyMap<string, readonly string[]>;
  text: (text: Text) => string;
  words: Words;
}

/** Params as read from attributes. */
export interface ParamValues {
  /** What the report is given. */
  values: Record<string, AnyValue>;
  /** The attribute texts that stand for these values. */
  texts: Record<string, string>;
  /** A sentence for each attribute that could not be taken. */
  problems: string[];
}

/**
 * Reads the attribute of every param; what is missing or wrong becomes the default, what is wrong also a problem. Of a list,
 * only the names that are wrong are left out. Day params called `from` and `to` form a period: when it runs backwards, both
 * become their defaults.
 */
export function readParams(params: Params, attributes: Record<string, string | null>, reading: Reading): ParamValues {
  const read = readEach(params, attributes, reading);
  const { from, to } = read.values as { from?: string; to?: string };
  if (params["from"]?.kind !== "day" || params["to"]?.kind !== "day" || from! <= to!) return read;
  const defaults = readEach(params, { ...attributes, from: null, to: null }, reading);
  const shown = `${defaults.values["from"] as string} – ${defaults.values["to"] as string}`;
  return { ...defaults, problems: [...read.problems, fill(reading.words.wrongOrder, { from: from!, to: to!, shown })] };
}

/** Choices come first, since a lookup may be of the dimension that one of them names. */
function readEach(params: Params, attributes: Record<string, string | null>, reading: Reading): ParamValues {
  const read: ParamValues = { values: {}, texts: {}, problems: [] };
  const isChoice = ([, param]: [string, Param]) => param.kind === "choice";
  const entries = Object.entries(params);
  for (const [name, param] of [...entries.filter(isChoice), ...entries.filter((entry) => !isChoice(entry))]) {
    const names = namesFor(name, param, read.texts, reading);
    const standard = standardOf(name, param, names, { params, texts: read.texts });
    const given = attributes[name] ?? param.default;
    const asked = given === param.default ? standard : given;
    const taken = take(param, asked, reading.today, names);
    const { value, text } = taken ?? take(param, standard, reading.today, undefined)!;
    read.values[name] = value;
    read.texts[name] = text;
    const accepted = acceptedBy(param, reading.words, reading.offered.get(name) ?? names);
    if (!taken) {
      const shown = labelOf(param, text, reading);
      read.problems.push(fill(reading.words.wrongValue, { value: asked, param: name, accepted, shown }));
    } else if (taken.left?.length) {
      const left = listed(taken.left, reading.words);
      read.problems.push(fill(reading.words.leftOut, { names: left, param: name, accepted }));
    }
  }
  return read;
}

/** The text that counts where nothing is chosen. */
function standardOf(
  name: string,
  param: Param,
  names: readonly string[] | undefined,
  { params, texts }: { params: Params; texts: Record<string, string> },
): string {
  if (param.kind !== "lookup" || !names) return param.default;
  const stands = param.default === "" ? !param.one || names.length < 2 : names.includes(param.default);
  if (stands) return param.default;
  const shown = Object.entries(params).flatMap(([key, other]) =>
    key !== name && other.kind === "lookup" && dimensionOf(other, texts) === dimensionOf(param, texts) ? [texts[key]] : [],
  );
  return names.find((one) => !shown.includes(one)) ?? param.default;
}

/** The city that a report is about, of those that there are; empty where it is about all, and while they are not known. */
export function cityAmong(
  cities: readonly string[] | undefined,
  params: Params,
  attributes: Record<string, string | null>,
): string {
  const param = params["city"];
  if (!cities || !isCity("city", param)) return "";
  const given = attributes["city"] ?? "";
  return cities.includes(given) ? given : standardOf("city", param, cities, { params, texts: {} });
}

/** The names that a lookup has; undefined as long as they are not known. */
function namesFor(name: string, param: Param, texts: Record<string, string>, reading: Reading): readonly string[] | undefined {
  if (param.kind !== "lookup" && param.kind !== "lookups") return undefined;
  const known = reading.names.get(dimensionOf(param, texts));
  return known && [...new Set([...known, ...(reading.offered.get(name) ?? [])])];
}

interface Taken {
  value: AnyValue;
  /** The text that stands for the value. */
  text: string;
  /** Names that were left out. */
  left?: readonly string[];
}

/** What an attribute's text says; undefined when it is not accepted. Without `names`, any name is. */
function take(param: Param, text: string, today: string, names: readonly string[] | undefined): Taken | undefined {
  if (param.kind === "lookups") return takeList(param, text, names);
  const value = valueOf(param, text, today, names);
  return value === undefined ? undefined : { value, text: value === true ? "on" : text };
}

function takeList(param: LookupsParam, text: string, names: readonly string[] | undefined): Taken | undefined {
  const asked = decodeList(text);
  const known = names && new Set([...names, ...decodeList(param.default)]);
  const value = asked.filter((name) => known?.has(name) ?? true);
  const left = asked.filter((name) => !value.includes(name));
  return value.length || !left.length ? { value, text: encodeList(value), left } : undefined;
}

function valueOf(
  param: Exclude<Param, LookupsParam>,
  text: string,
  today: string,
  names: readonly string[] | undefined,
): AnyValue | undefined {
  switch (param.kind) {
    case "choice":
      return Object.hasOwn(param.options, text) ? text : undefined;
    case "day":
      return text === "today" ? today : text === "yesterday" ? addDays(today, -1) : isDay(text) ? text : undefined;
    case "period":
      return periodOf(text, today);
    case "lookup":
      return text === param.default || !names || names.includes(text) ? text : undefined;
    case "flag":
      return text === "on" || text === "" ? true : text === "off" ? false : undefined;
    case "number":
      return /^(0|-?[1-9]\d*)$/.test(text) && Number(text) >= param.least && Number(text) <= param.most
        ? Number(text)
        : undefined;
  }
}

function periodOf(text: string, today: string): Period | undefined {
  const last = /^last-([1-9]\d{0,4})-days$/.exec(text);
  if (last) return { from: addDays(today, -Number(last[1])), to: addDays(today, -1) };
  const [from, to, more] = text.split("..");
  return isDay(from) && isDay(to) && from <= to && more === undefined ? { from, to } : undefined;
}
