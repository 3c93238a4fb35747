import { LANGUAGES } from "./words.js";

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

/** Formats for a BCP 47 tag of a language that there are words in; any other, or a malformed tag, gives English. */
export function formatsFor(tag: string): Formats {
  const lang = supported(tag);
  const integer = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(lang, { maximumFractionDigits: 0, signDisplay: "exceptZero" });
  const decimal = new Intl.NumberFormat(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
  const share = new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeZone: "UTC" });
  const shortDay = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short", timeZone: "UTC" });
  const civil = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(lang, { year: "numeric", month: "short", timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" });
  const weekday = {
    long: new Intl.DateTimeFormat(lang, { weekday: "long", timeZone: "UTC" }),
    short: new Intl.DateTimeFormat(lang, { weekday: "short", timeZone: "UTC" }),
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

/** The tag without extensions, which could bring another calendar or other digits than our words have. */
function supported(tag: string): string {
  try {
    const { baseName, language } = new Intl.Locale(tag);
    return LANGUAGES.includes(language) ? baseName : "en";
  } catch {
    return "en";
  }
}
