import { utcDay } from "d3-time";

/** Civil days as ISO text (`2020-01-31`). They have no time zone; UTC only serves to count. */

const date = (iso: string) => new Date(`${iso}T00:00:00Z`);
const iso = (day: Date) => day.toISOString().slice(0, 10);
const FIRST = date("1900-01-01");
const LAST = date("2199-12-31");

/** The day `n` days later (earlier when negative); beyond the years 1900 to 2199 their first or last day. */
export function addDays(day: string, n: number): string {
  const moved = utcDay.offset(date(day), n);
  return moved < FIRST ? iso(FIRST) : moved > LAST ? iso(LAST) : iso(moved);
}

/** Every day from the first to the last, both included; none when the last lies before the first. */
export function daysFrom(first: string, last: string): string[] {
  return first > last ? [] : utcDay.range(date(first), date(addDays(last, 1))).map(iso);
}

/** How many days the second lies after the first; negative when it lies before. */
export function daysBetween(first: string, last: string): number {
  return utcDay.count(date(first), date(last));
}

/** How many Sundays, Mondays, … Saturdays there are from the first to the last day, both included. */
export function weekdaysIn(first: string, last: string): number[] {
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (const day of daysFrom(first, last)) counts[weekdayOf(day)]!++;
  return counts;
}

/** Today's day in a time zone. */
export function todayIn(timeZone: string, now: Date = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

/** Today where the reader is. */
export function todayHere(): string {
  return todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** The day of the week: 0 (Sunday) – 6. */
export function weekdayOf(day: string): number {
  return date(day).getUTCDay();
}
