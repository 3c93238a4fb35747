/** A map in words, for those who do not see it. */
import { fill } from "../locale/words.js";
import type { Formats } from "../locale/formats.js";
import type { Words } from "../locale/words.js";
import type { PointMap } from "../report.js";
import type { Mark } from "./clusters.js";

/** The reader's language. */
export interface Language {
  words: Words;
  formats: Formats;
}

/** Entities that are told; nobody listens to more. */
const TOLD = 5;

/** The entities of a map, the most frequent first, and the one of each row by its index. */
export interface Entities {
  names: readonly string[];
  /** How many of each are on the map. */
  counts: readonly number[];
  of: Uint16Array;
}

/** Which entities are on a map; rows without a place are not. */
export function entitiesOf({ longitude, entities }: PointMap): Entities {
  const all = new Map(entities.map((name) => [name, 0]));
  entities.forEach((name, row) => {
    if (!Number.isNaN(longitude[row]!)) all.set(name, all.get(name)! + 1);
  });
  const ranked = [...all].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const places = new Map(ranked.map(([name], i) => [name, i]));
  return {
    names: ranked.map(([name]) => name),
    counts: ranked.map(([, count]) => count),
    of: Uint16Array.from(entities, (name) => places.get(name)!),
  };
}

/** How many points there are, how many of each of the most frequent entities, and where most of them are. */
export function tellMap({ longitude, areas }: PointMap, { names, counts }: Entities, language: Language): string {
  const { words, formats } = language;
  const shown = counts.reduce((all, count) => all + count, 0);
  const most = areas && mostFrequent(areas.filter((_, row) => !Number.isNaN(longitude[row]!)));
  return [
    fill(words.onMap, { n: formats.integer(shown) }),
    `${tellShares(
      names.map((_, i) => [i, counts[i]!] as const),
      names,
      language,
    )}.`,
    ...(most ? [fill(words.mostIn, { name: most[0], n: formats.integer(most[1]) })] : []),
  ].join(" ");
}

/** What a mark stands for: “120: Graffiti 80, Bulky Items 40”. */
export function tellMark({ count, shares }: Mark, names: readonly string[], language: Language): string {
  const here = fill(language.words.requestsHere, { n: language.formats.integer(count) });
  return `${here}. ${tellShares(shares, names, language)}.`;
}

function tellShares(
  shares: readonly (readonly [entity: number, count: number])[],
  names: readonly string[],
  { words, formats }: Language,
): string {
  const told = shares.slice(0, TOLD).map(([entity, count]) => `${names[entity]!} ${formats.integer(count)}`);
  const more = shares.length - told.length;
  return [...told, ...(more ? [fill(words.more, { n: formats.integer(more) })] : [])].join(", ");
}

function mostFrequent(names: readonly (string | null)[]): [name: string, count: number] | null {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  let most: [string, number] | null = null;
  for (const entry of counts) if (!most || entry[1] > most[1]) most = entry;
  return most;
}
