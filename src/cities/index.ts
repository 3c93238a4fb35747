import berkeley from "./berkeley.js";
import boston from "./boston.js";
import chicago from "./chicago.js";
import type { City } from "./city.js";
import dallas from "./dallas.js";
import kansasCity from "./kansas-city.js";
import losAngeles from "./los-angeles.js";
import newOrleans from "./new-orleans.js";
import newYork from "./new-york.js";
import sanFrancisco from "./san-francisco.js";
import sanJose from "./san-jose.js";

/** The cities whose requests can be read. Phoenix is not among them: it publishes no service requests. */
export const CITIES: readonly City[] = [
  berkeley,
  boston,
  chicago,
  dallas,
  kansasCity,
  losAngeles,
  newOrleans,
  newYork,
  sanFrancisco,
  sanJose,
];

export { CATEGORIES, type Category } from "./categories.js";
export { CITY_FIELDS, STATUSES, defineCity, type City, type CityField, type Generation, type Status } from "./city.js";
export { categoryOf } from "./crosswalk.js";
/** What a lookup of cities says of one of them: its name, and its residents where they are known. */
export function cityFacts(name: string, cities: readonly City[] = CITIES): { name: string; population?: number } {
  const population = cities.find((city) => city.name === name)?.population;
  return { name, ...(population !== undefined && { population }) };
}

export { LOCAL_DATES, UTC_DATES } from "./dates.js";
export { columnKey, matchHeader, HeaderMismatch, type Layout } from "./match.js";
export { QUIRKS, type Quirk } from "./quirks.js";
export { compileNormalised, NORMALISED, type NormalisedColumn } from "./sql/normalised.js";
export { FIRST_DAY, isPlace, readText } from "./values.js";
