import type { AnswerTo, Question } from "../query/index.js";
import { SourceError, type Asking, type Source } from "./source.js";

/** The kinds of sources that a text can name, `kind:address`; each is loaded when it is asked. */
const KINDS: Record<string, (address: string) => Promise<Source>> = {
  socrata: async (address) => (await import("./socrata.js")).socrataSource(address),
  files: async (address) => {
    const [, slug, urls = ""] = /^([\w-]+):(.+)$/.exec(address) ?? [];
    const [{ CITIES }, { filesSource }] = await Promise.all([import("../cities/index.js"), import("./files.js")]);
    const city = CITIES.find((one) => one.slug === slug);
    if (city) return filesSource(urls.split(","), { city });
    const slugs = CITIES.map((one) => one.slug).join(", ");
    throw new SourceError(
      "invalid",
      `“files:${address}” names no known city; accepted: files: with one of ${slugs}, : and URLs.`,
    );
  },
};

/** What a text such as `socrata:data.sfgov.org/vw6y-z8j6` names. */
export function namedSource(text: string): Source {
  const [, kind = "", address = ""] = /^([a-z]+):(.+)$/.exec(text.trim()) ?? [];
  const open = KINDS[kind];
  let opened: Promise<Source> | undefined;
  const source = (): Promise<Source> => {
    if (!open) return Promise.reject(new SourceError("invalid", `“${text}” is no source; accepted: ${ACCEPTED}.`));
    opened ??= open(address);
    return opened;
  };
  return {
    id: text.trim(),
    // The answer to a freshness question brings that of the city.
    timeZone: "UTC",
    answer: async <Q extends Question>(question: Q, asking?: Asking): Promise<AnswerTo<Q>> =>
      (await source()).answer(question, asking),
  };
}

const ACCEPTED =
  "socrata: with a portal and its data sets, as socrata:data.sfgov.org/vw6y-z8j6, and files: with a city and URLs, as files:chicago:/data/2024.parquet";
