/** The years whose changes of the clock are looked up; outside them the offset of the nearest holds. */
const YEARS = [2000, 2060] as const;

/** From this moment on (ISO text, UTC) the zone is so many minutes ahead of UTC. */
export interface Offset {
  from: string;
  minutes: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * The offsets of a zone in order of time. Engines in the browser have no table of zones unless they download one, so conversions
 * are compiled from this list. Zones change their offset on whole hours of UTC.
 */
export function offsetsOf(timeZone: string): Offset[] {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const minutesAt = (time: number): number => {
    const name = format.formatToParts(time).find(({ type }) => type === "timeZoneName")!.value;
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name)!;
    return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
  const end = Date.UTC(YEARS[1], 0, 1);
  let time = Date.UTC(YEARS[0], 0, 1);
  const offsets: Offset[] = [{ from: iso(time), minutes: minutesAt(time) }];
  for (; time < end; time += 24 * HOUR) {
    if (minutesAt(time + 24 * HOUR) === offsets.at(-1)!.minutes) continue;
    let change = time;
    while (minutesAt(change) === offsets.at(-1)!.minutes) change += HOUR;
    offsets.push({ from: iso(change), minutes: minutesAt(change) });
  }
  return offsets;
}

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace("T", " ");
}
