import { utcMonth } from "d3-time";
import { addDays } from "./days.js";
import type { Period } from "./partial.js";

/** A month of the calendar, named by its first day (`2020-01-01`). */
export interface Month {
  month: string;
  /** Whether the period has all of its days. */
  isWhole: boolean;
}

/** The months that a period touches, in order; none when its first day lies after its last. */
export function monthsIn({ from, to }: Period): Month[] {
  if (from > to) return [];
  const first = utcMonth(new Date(`${from}T00:00:00Z`));
  return utcMonth.range(first, new Date(`${addDays(to, 1)}T00:00:00Z`)).map((date) => {
    const lastDay = addDays(dayOf(utcMonth.offset(date, 1)), -1);
    return { month: dayOf(date), isWhole: from <= dayOf(date) && lastDay <= to };
  });
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
