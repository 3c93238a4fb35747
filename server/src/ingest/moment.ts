/** `1/31/20 0:05`, `01/02/2018 01:53:33 PM`, `10/04/2010`; years of two digits are of this century. */
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ([AP])M)?)?$/i;

/** `2021-01-01T19:29:45.000`, `2015-05-04 15:12:00`, `2015-05-04`; local time, a zone is not accepted. */
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/**
 * Reads a civil date and time as cities write them.
 * @returns milliseconds since 1970 as if the civil time were UTC, whole seconds; null when it is no moment that exists.
 */
export function parseMoment(text: string): number | null {
  const iso = ISO.exec(text);
  if (iso) return moment(iso[1]!, iso[2]!, iso[3]!, Number(iso[4] ?? 0), iso[5], iso[6]);
  const match = AMERICAN.exec(text);
  if (!match) return null;
  const [, month, day, year, hours = "0", minutes, seconds, half] = match;
  let hour = Number(hours);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toUpperCase() === "P" ? 12 : 0);
  }
  return moment(year!.length === 2 ? `20${year}` : year!, month!, day!, hour, minutes, seconds);
}

function moment(year: string, month: string, day: string, hour: number, minutes = "0", seconds = "0"): number | null {
  const [y, m, d, min, s] = [Number(year), Number(month), Number(day), Number(minutes), Number(seconds)];
  const time = Date.UTC(y, m - 1, d, hour, min, s);
  const exists = new Date(time).getUTCMonth() === m - 1 && new Date(time).getUTCDate() === d;
  return y >= 1900 && exists && hour < 24 && min < 60 && s < 60 ? time : null;
}
