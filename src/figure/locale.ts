/** Plotly's words for days, months and numbers, from Intl. */
import { orEnglish } from "../locale/formats.js";

/** A language as Plotly's `locales` setting takes it. */
export interface PlotlyLocale {
  dictionary: Record<string, string>;
  format: Record<string, unknown> & { dayMonthYear: string };
}

const known = new Map<string, PlotlyLocale>();

/** The locale of a language tag. */
export function plotlyLocale(lang: string): PlotlyLocale {
  let locale = known.get(lang);
  if (!locale) known.set(lang, (locale = make(lang)));
  return locale;
}

function make(lang: string): PlotlyLocale {
  const locales = orEnglish(lang);
  const name = (options: Intl.DateTimeFormatOptions, day: Date): string =>
    new Intl.DateTimeFormat(locales, { timeZone: "UTC", ...options }).format(day);
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2023, month, 1)));
  // 1 January 2023 was a Sunday.
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2023, 0, 1 + day)));
  const parts = new Intl.NumberFormat(locales).formatToParts(1234567.8);
  const part = (type: string, otherwise: string): string => parts.find((found) => found.type === type)?.value ?? otherwise;
  const first = dayFirst(locales);
  const day = first ? "%-d %b" : "%b %-d";
  return {
    dictionary: {},
    format: {
      days: days.map((day) => name({ weekday: "long" }, day)),
      shortDays: days.map((day) => name({ weekday: "short" }, day)),
      months: months.map((day) => name({ month: "long" }, day)),
      shortMonths: months.map((day) => name({ month: "short" }, day)),
      periods: ["AM", "PM"],
      date: first ? "%d/%m/%Y" : "%m/%d/%Y",
      decimal: part("decimal", "."),
      thousands: part("group", ","),
      grouping: [3],
      currency: ["$", ""],
      year: "%Y",
      month: "%b %Y",
      dayMonth: day,
      dayMonthYear: first ? `${day} %Y` : `${day}, %Y`,
    },
  };
}

function dayFirst(locales: string[]): boolean {
  const parts = new Intl.DateTimeFormat(locales, { day: "numeric", month: "short" }).formatToParts(0);
  return parts.findIndex(({ type }) => type === "day") < parts.findIndex(({ type }) => type === "month");
}
