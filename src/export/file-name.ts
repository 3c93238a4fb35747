import { slug } from "../figure/colors.js";
import type { Facts } from "./facts.js";

/** File systems take 255 bytes; this leaves room for "(1)" and can still be read in a list. */
const LONGEST = 120;
/** Chosen names that a file is called by; more than these are only counted. */
const NAMED = 3;

/** A readable name: the report, what was chosen, and what of it the file has: `recent_graffiti_2020-01-01_2020-01-03_by-hour.csv`. */
export function fileName(facts: Facts, part: string, extension: string): string {
  const chosen = facts.filters.flatMap(({ names }) =>
    names.length > NAMED ? [`${slug(names[0]!)}-and-${names.length - 1}`] : names,
  );
  const beginning = [facts.name, ...chosen].map(slug).filter(Boolean).join("_");
  const ending = slug(part).slice(0, LONGEST / 2);
  return `${[beginning.slice(0, LONGEST - ending.length), ending].filter(Boolean).join("_")}.${extension}`;
}
