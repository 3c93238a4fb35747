/** The text of a param: what may stand in its attribute, what a choice makes of it, and what readers see for it. */
import type { LookupParam, LookupsParam, Param, Params, Text, When } from "./definition.js";
import { fill, type Words } from "./locale/words.js";
import type { Dimension } from "./query/index.js";

/** How many names a message lists before it only counts the rest. */
const LISTED = 12;

/** Names as they stand in one attribute: `Graffiti, Bulky Items`. Only what would not be read back as it is gets encoded. */
export function encodeList(names: readonly string[]): string {
  return [...new Set(names)].map((name) => name.replace(/[,%]|^\s|\s$/g, encodeURIComponent)).join(",");
}

/** The names in such a text, each once. Spaces around commas do not count; a percent sign that encodes nothing is one. */
export function decodeList(text: string): string[] {
  const items = text.split(",").map((item) => item.trim().replace(/(?:%[0-9a-f]{2})+/gi, decode));
  return [...new Set(items)].filter((name) => name !== "");
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** The dimension that a param takes its names from, given the texts of the other params. */
export function dimensionOf({ of }: LookupParam | LookupsParam, texts: Readonly<Record<string, string>>): Dimension {
  return typeof of === "string" ? of : (texts[of.param] as Dimension);
}

/** Whether a param decides of which city a report is. */
export function isCity(name: string, param: Param | undefined): param is LookupParam {
  return name === "city" && param?.kind === "lookup" && param.of === "city";
}

/** Whether there is anything to choose for a param: of one city, or none that is known, there is not. */
export function hasChoice(name: string, param: Param, cities: readonly string[] | undefined): boolean {
  return !isCity(name, param) || (cities?.length ?? 0) > 1;
}

/** The city that all of a report is about, given the texts of its params; empty where it is about all that the source has. */
export function cityOf(params: Params, texts: Readonly<Record<string, string>>): string {
  return isCity("city", params["city"]) ? (texts["city"] ?? "") : "";
}

/** What a reader changes by choosing a text: another city has other names, so those that were chosen go with it. */
export function changesOf(params: Params, name: string, text: string): Record<string, string | null> {
  const others = isCity(name, params[name])
    ? Object.keys(params).filter((key) => key !== name && /^lookups?$/.test(params[key]!.kind))
    : [];
  return { ...Object.fromEntries(others.map((key) => [key, null])), [name]: text };
}

/** Whether a condition on a param's text holds, given the texts of the params; without a condition it does. */
export function holds(when: When | undefined, params: Params, texts: Readonly<Record<string, string>>): boolean {
  return !when || when.is.includes(texts[when.param] ?? params[when.param]?.default ?? "");
}

/** The text after choosing a value: in a list it comes or goes, elsewhere choosing it once more takes the choice back. */
export function chooseText(param: Param, current: string, name: string): string {
  if (param.kind !== "lookups") return name === current ? param.default : name;
  const names = decodeList(current);
  return encodeList(names.includes(name) ? names.filter((other) => other !== name) : [...names, name]);
}

/** What may stand in a param's attribute, in words; `names` are those that a lookup has. */
export function acceptedBy(param: Param, words: Words, names: readonly string[] = [param.default]): string {
  switch (param.kind) {
    case "choice":
      return Object.keys(param.options).join(", ");
    case "day":
      return "YYYY-MM-DD, today, yesterday";
    case "period":
      return "last-N-days (N 1–99999), YYYY-MM-DD..YYYY-MM-DD";
    case "flag":
      return "on, off";
    case "number":
      return `${param.least}–${param.most}`;
    case "lookup":
    case "lookups":
      return listed(names, words);
  }
}

/** What the reader sees for an attribute's text. */
export function labelOf(
  param: Param,
  text: string,
  { text: say, words }: { text: (text: Text) => string; words: Words },
): string {
  switch (param.kind) {
    case "choice":
      return say(param.options[text] ?? text);
    case "lookup":
      return text || say(param.empty ?? words.all);
    case "lookups":
      return listed(decodeList(text), words) || say(param.empty ?? words.noneChosen);
    case "flag":
      return text === "off" ? words.off : words.on;
    case "period": {
      const last = /^last-(\d+)-days$/.exec(text);
      return last ? fill(words.last, { n: last[1]! }) : text;
    }
    case "day":
    case "number":
      return text;
  }
}

/** Names one after the other; of many the first, and how many more there are. */
export function listed(names: readonly string[], words: Words): string {
  const first = names.slice(0, LISTED).join(", ");
  return names.length > LISTED ? `${first} ${fill(words.more, { n: names.length - LISTED })}` : first;
}
