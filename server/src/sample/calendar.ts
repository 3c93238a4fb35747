import { randomLogNormal } from "d3-random";
import { GROWTH, PROFILES, WEEK, type TypeProfile } from "./profile.js";
import { apportion } from "./shares.js";

/** So many requests of one type on one day. `day` counts from 0 on the first day. */
export interface DayCount {
  day: number;
  typeId: number;
  count: number;
}

/**
 * Spreads requests over days and types: the week, the year, growth and chance all show.
 * @param first the first day, as UTC midnight.
 */
export function calendar(first: Date, days: number, requests: number, random: () => number): DayCount[] {
  const weather = noise(random, 0.06);
  const chance = noise(random, 0.12);
  const dates = Array.from({ length: days }, (_, day) => new Date(first.getTime() + day * 86_400_000));
  const common = dates.map((date, day) => WEEK[date.getUTCDay()]! * (1 + (GROWTH * day) / 365) * weather());
  const cells = Object.entries(PROFILES).flatMap(([id, { share, season }]) =>
    dates.map((date, day) => ({ day, typeId: Number(id), weight: share * seasonal(date, season) * common[day]! * chance() })),
  );
  const counts = apportion(
    cells.map(({ weight }) => weight),
    requests,
  );
  return cells.map(({ day, typeId }, index) => ({ day, typeId, count: counts[index]! })).filter(({ count }) => count > 0);
}

/** How much more or less there is on a day than on average over the year. */
function seasonal(date: Date, [swing, month]: TypeProfile["season"]): number {
  const angle = (date.getUTCMonth() + date.getUTCDate() / 31 - month + 0.5) / 12;
  return 1 + swing * Math.cos(2 * Math.PI * angle);
}

function noise(random: () => number, spread: number): () => number {
  return randomLogNormal.source(random)(0, spread);
}
