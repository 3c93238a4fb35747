/** The day it is in a time zone, `YYYY-MM-DD`. */
export function today(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

/** The day so many days before another. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** The first day of the month before a day's. */
export function firstOfLastMonth(day: string): string {
  const [year, month] = day.split("-").map(Number);
  return new Date(Date.UTC(year!, month! - 2, 1)).toISOString().slice(0, 10);
}

/** The same day of the year before; of 29 February the 28th. */
export function yearBefore(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year! - 1, month, 0)).getUTCDate();
  return new Date(Date.UTC(year! - 1, month! - 1, Math.min(date!, last))).toISOString().slice(0, 10);
}
