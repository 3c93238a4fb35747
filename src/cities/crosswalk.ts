import { CATEGORIES, type Category } from "./categories.js";
import type { City } from "./city.js";

/** What decides on the category of a request: the finest name that belongs to one. */
export const DECIDING = ["detail", "subtype", "type"] as const;

/** The names, in lower case, that belong to each category of a city, without categories that have none. */
export function categoryNames({ categories }: Pick<City, "categories">): { category: Category; names: string[] }[] {
  return (Object.keys(CATEGORIES) as Category[]).flatMap((category) => {
    const names = categories[category]?.map((name) => name.toLowerCase()) ?? [];
    return names.length ? [{ category, names }] : [];
  });
}

const known = new WeakMap<City, ReadonlyMap<string, Category>>();

/** The category of the first of these names that belongs to one; the finest comes first. */
export function categoryOf(names: readonly (string | null)[], city: City): Category | null {
  let categories = known.get(city);
  if (!categories) {
    // Of two categories with one name the first has it, as in SQL.
    const pairs = categoryNames(city).flatMap(({ category, names }) => names.map((name) => [name, category] as const));
    categories = new Map(pairs.reverse());
    known.set(city, categories);
  }
  for (const name of names) {
    const category = name === null ? undefined : categories.get(name.toLowerCase());
    if (category) return category;
  }
  return null;
}
