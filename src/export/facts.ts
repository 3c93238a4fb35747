/** What every export says of itself: which report it is from, what was chosen, where the numbers come from and how new they are. */
import type { AnyValue, Param, Report, Text } from "../definition.js";
import { fill, type Words } from "../locale/words.js";
import type { Formats } from "../locale/formats.js";
import { decodeList, hasChoice, holds, labelOf, type ParamValues } from "../param-values.js";
import type { Period } from "../stats/partial.js";

/** A filter in words, and as part of a file's name. */
export interface Filter {
  label: string;
  value: string;
  /** The names and days that were chosen; none where that is all, or as usual. */
  names: readonly string[];
}

/** What is known of the numbers of a report. */
export interface Facts {
  /** The report's name, as in the attribute. */
  name: string;
  /** Its title in the reader's language. */
  title: string;
  filters: readonly Filter[];
  /** What the source is known by: mostly a URL. */
  source: string;
  synthetic: boolean;
  /** The newest day that there is data for; null as long as that is not known. */
  upTo: string | null;
}

/** The reader's language. */
export interface Language {
  text: (text: Text) => string;
  words: Words;
  formats: Formats;
}

/** What is known of where the numbers of a report come from; `cities` as far as these are known. */
interface Origin extends Pick<Facts, "name" | "source" | "synthetic"> {
  newest: string | null;
  cities: readonly string[] | undefined;
}

/** The facts of a report that is shown with these params. */
export function factsOf(
  { title, params }: Report,
  { texts, values }: Pick<ParamValues, "texts" | "values">,
  { name, source, newest, synthetic, cities }: Origin,
  language: Language,
): Facts {
  const filters = Object.entries(params)
    .filter(([key, param]) => holds(param.when, params, texts) && hasChoice(key, param, cities))
    .map(([key, param]): Filter => {
      const [text, value] = [texts[key] ?? param.default, values[key]];
      return {
        label: language.text(param.label),
        value: valueInWords(param, text, value, language),
        names: namesOf(key, param, text, value),
      };
    });
  return { name, title: language.text(title), filters, source, synthetic, upTo: newest };
}

function valueInWords(param: Param, text: string, value: AnyValue | undefined, language: Language): string {
  const { formats } = language;
  if (param.kind === "day") return formats.day(value as string);
  if (param.kind === "number") return formats.integer(value as number);
  if (param.kind !== "period") return labelOf(param, text, language);
  const { from, to } = value as Period;
  return `${formats.day(from)} – ${formats.day(to)}`;
}

function namesOf(key: string, param: Param, text: string, value: AnyValue | undefined): string[] {
  switch (param.kind) {
    case "period":
      return [(value as Period).from, (value as Period).to];
    case "day":
      return [value as string];
    case "lookup":
      return text ? [text] : [];
    case "lookups":
      return decodeList(text);
    default:
      return text === param.default ? [] : param.kind === "choice" ? [text] : [key, text];
  }
}

/** What was chosen, a text for each filter. */
export function choicesInWords({ filters }: Facts): string[] {
  return filters.map(({ label, value }) => `${label}: ${value}`);
}

/** All filters in one line. */
export function filtersInWords(facts: Facts): string {
  return choicesInWords(facts).join(" · ");
}

/** Where the numbers come from; what is made up is called so. */
export function sourceInWords({ source, synthetic }: Facts, words: Words): string {
  return synthetic ? `${words.synthetic} (${source})` : source;
}

/** What a picture or a page on paper says of its numbers, a sentence each. */
export function originInWords(facts: Facts, exported: string, { words, formats }: Omit<Language, "text">): string[] {
  return [
    fill(words.sourceIs, { source: facts.source }),
    ...(facts.synthetic ? [words.synthetic] : []),
    ...(facts.upTo ? [fill(words.dataUpTo, { day: formats.day(facts.upTo) })] : []),
    fill(words.exportedOn, { day: formats.day(exported) }),
  ];
}
