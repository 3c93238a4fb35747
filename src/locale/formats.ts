import { nearestFirst } from "./text.js";

/** Numbers, days and names of days in one language, by the platform's own Intl. */
export interface Formats {
  lang: string;
  integer(value: number): string;
  /** A whole number with its sign, except 0. */
  signed(value: number): string;
  /** One decimal. */
  decimal(value: number): string;
  /** As many decimals as it has, two at most. */
  number(value: number): string;
  /** 0–1 as a percentage with at most one decimal. */
  share(value: number): string;
  /** An ISO day as a medium date. */
  day(iso: string): string;
  /** An ISO day without its year. */
  shortDay(iso: string): string;
  /** An ISO moment without a time zone (`2020-01-31T08:15:00`), the city's own, as date and time. */
  civil(iso: string): string;
  /** The month of an ISO day, with its year. */
  month(iso: string): string;
  /** A moment as date and time where the reader is. */
  moment(value: Date): string;
  /** 0 (Sunday) – 6. */
  weekday(dow: number, length: "long" | "short"): string;
}

/** Formats for a BCP 47 tag; those of English for what is no tag, and where the platform does not know the language. */
export function formatsFor(tag: string): Formats {
  // Without extensions, which could bring another calendar or other digits than the words around have.
  const [lang = "en"] = nearestFirst(tag);
  const locales = orEnglish(lang);
  const integer = new Intl.NumberFormat(locales, { maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(locales, { maximumFractionDigits: 0, signDisplay: "exceptZero" });
  const decimal = new Intl.NumberFormat(locales, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const number = new Intl.NumberFormat(locales, { maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(locales, { style: "percent", maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(locales, { dateStyle: "medium", timeZone: "UTC" });
  const shortDay = new Intl.DateTimeFormat(locales, { day: "numeric", month: "short", timeZone: "UTC" });
  const civil = new Intl.DateTimeFormat(locales, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locales, { year: "numeric", month: "short", timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(locales, { dateStyle: "medium", timeStyle: "short" });
  const weekday = {
    long: new Intl.DateTimeFormat(locales, { weekday: "long", timeZone: "UTC" }),
    short: new Intl.DateTimeFormat(locales, { weekday: "short", timeZone: "UTC" }),
  };
  return {
    lang,
    integer: (value) => integer.format(value),
    signed: (value) => signed.format(value),
    decimal: (value) => decimal.format(value),
    number: (value) => number.format(value),
    share: (value) => share.format(value),
    day: (iso) => day.format(new Date(`${iso}T00:00:00Z`)),
    shortDay: (iso) => shortDay.format(new Date(`${iso}T00:00:00Z`)),
    civil: (iso) => civil.format(new Date(`${iso}Z`)),
    month: (iso) => month.format(new Date(`${iso}T00:00:00Z`)),
    moment: (value) => moment.format(value),
    // 2 January 2000 was a Sunday.
    weekday: (dow, length) => weekday[length].format(new Date(Date.UTC(2000, 0, 2 + dow))),
  };
}

/** What Intl is given, so that it never takes the language of the browser instead. */
export function orEnglish(lang: string): string[] {
  return [lang, "en"];
}
