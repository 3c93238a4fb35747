import { randomLogNormal } from "d3-random";
import { GROWTH, PROFILES, WEEK } from "./profile.js";
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
  const cells: (DayCount & { weight: number })[] = [];
  for (let day = 0; day < days; day++) {
    const date = new Date(first.getTime() + day * 86_400_000);
    const common = WEEK[date.getUTCDay()]! * (1 + (GROWTH * day) / 365) * weather();
    const yearAngle = (date.getUTCMonth() + date.getUTCDate() / 31) / 12;
    for (const [id, { share, season }] of Object.entries(PROFILES)) {
      const [swing, month] = season;
      const seasonal = 1 + swing * Math.cos(2 * Math.PI * (yearAngle - (month - 0.5) / 12));
      cells.push({ day, typeId: Number(id), count: 0, weight: share * common * seasonal * chance() });
    }
  }
  const counts = apportion(
    cells.map(({ weight }) => weight),
    requests,
  );
  return cells.map(({ day, typeId }, index) => ({ day, typeId, count: counts[index]! })).filter(({ count }) => count > 0);
}

function noise(random: () => number, spread: number): () => number {
  return randomLogNormal.source(random)(0, spread);
}
