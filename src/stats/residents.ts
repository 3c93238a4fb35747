import { sum } from "d3-array";
import type { Row } from "../query/index.js";

/** A row of a council lookup, with `population` where the source knows it. */
type Council = Row & { name: string };

/** The residents of a council; null when the source does not know them or there are none. */
export function residentsOf(councils: readonly Council[], name: string): number | null {
  return Number(councils.find((council) => council.name === name)?.["population"]) || null;
}

/** The residents of all councils together; null when those of any are not known, as the sum would then be too small. */
export function residentsOfAll(councils: readonly Council[]): number | null {
  return namesWithoutResidents(councils).length === 0 ? sum(councils, ({ population }) => Number(population)) || null : null;
}

/** The councils whose residents the source does not know. */
export function namesWithoutResidents(councils: readonly Council[]): string[] {
  return councils.filter(({ population }) => !Number(population)).map(({ name }) => name);
}

/** count / residents × 10,000; null when either is not known. */
export function per10000(count: number | null, residents: number | null): number | null {
  return count === null || residents === null ? null : (count / residents) * 10_000;
}
