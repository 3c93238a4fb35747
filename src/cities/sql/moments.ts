import type { City } from "../city.js";
import { text, texts } from "./literal.js";
import type { Layout } from "../match.js";
import { offsetsOf, type Offset } from "../offsets.js";

export const MOMENTS = ["created", "closed", "updated"] as const;
export type Moment = (typeof MOMENTS)[number];

/** A date as a timestamp, as it is written. */
export function momentSql({ generation, columns }: Layout, field: Moment): string {
  const parse = (cell: string) => parseSql(cell, generation.dates);
  const whole =
    field === "created" && columns.created_time
      ? `coalesce(${parse("concat_ws(' ', created, created_time)")}, ${parse("created")})`
      : parse(field);
  return `date_trunc('second', ${whole})`;
}

/**
 * What tells one format from another before it is tried, as a pattern of the cell and of the format: a format that does not fit
 * costs more than one that does.
 */
const TELLS: readonly (readonly [cell: string, format: RegExp])[] = [
  ["%/%", /\//],
  ["%T%", /T/],
  ["%.%", /\./],
  ["%:%:%", /%M:%S/],
  ["%:%", /%M/],
  ["%+%", /\+/],
  ["%M%", /%p/],
];

/** Tries the formats in their order; all consist of numbers, punctuation and `%p`. */
function parseSql(cell: string, formats: readonly string[], tells = TELLS): string {
  const [tell, ...others] = tells;
  if (!tell || formats.length === 1) return `try_strptime(${cell}, ${texts(formats)})`;
  const having = formats.filter((format) => tell[1].test(format));
  const lacking = formats.filter((format) => !tell[1].test(format));
  if (having.length === 0 || lacking.length === 0) return parseSql(cell, formats, others);
  const told = tell[0] === "%M%" ? `upper(${cell})` : cell;
  return `CASE WHEN ${told} LIKE ${text(tell[0])} THEN ${parseSql(cell, having, others)} ELSE ${parseSql(cell, lacking, others)} END`;
}

/** A moment that was read, with the century where its year has two digits, in civil time. */
export function civilSql(city: City, { generation }: Layout, moment: string): string {
  if (generation.zone === "UTC") return `${moment} + to_minutes(${offsetSql(moment, offsetsOf(city.timeZone))})`;
  return `CASE WHEN ${moment} < TIMESTAMP '0100-01-01' THEN ${moment} + INTERVAL 2000 YEAR ELSE ${moment} END`;
}

/** The offset that holds at a moment, found by halving the list. */
function offsetSql(moment: string, offsets: readonly Offset[]): string {
  if (offsets.length === 1) return String(offsets[0]!.minutes);
  const middle = offsets.length >> 1;
  const [before, after] = [offsets.slice(0, middle), offsets.slice(middle)];
  return `CASE WHEN ${moment} < TIMESTAMP '${after[0]!.from}' THEN ${offsetSql(moment, before)} ELSE ${offsetSql(moment, after)} END`;
}
