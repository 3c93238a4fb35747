import { UserError } from "../../errors.js";
import type { City } from "../city.js";
import { losAngeles } from "./los-angeles.js";

/** The cities whose exports can be read. */
export const CITIES: readonly City[] = [losAngeles];

/** @throws UserError naming the known cities. */
export function cityBySlug(slug: string | undefined): City {
  const city = CITIES.find((known) => known.slug === slug);
  if (city) return city;
  const accepted = CITIES.map((known) => known.slug).join(", ");
  throw new UserError(
    `${slug === undefined ? "No city given" : `Unknown city ${JSON.stringify(slug)}`}; accepted: ${accepted}.`,
  );
}
