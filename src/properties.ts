/** The properties of a tag that mirror the attributes of its report's params: their names, their types, their texts. */
import type { ChoiceParam, FlagParam, LookupsParam, NumberParam, Param } from "./definition.js";
import { decodeList, encodeList } from "./param-texts.js";
import type { loaders } from "./reports.generated.js";

/** What a property may be set to; null and undefined mean the default. */
export type PropertyValue = string | number | boolean | readonly string[] | null | undefined;

/** The property that mirrors a param's attribute: `of-types` → `ofTypes`. */
export function propertyName(attribute: string): string {
  return attribute.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The property's value for an attribute's text. A number that is none reads as the default. */
export function propertyValue(param: Param, text: string): string | number | boolean | string[] {
  switch (param.kind) {
    case "lookups":
      return decodeList(text);
    case "flag":
      return text === "on" || text === "";
    case "number":
      return Number.isInteger(Number(text || NaN)) ? Number(text) : Number(param.default);
    default:
      return text;
  }
}

/** The attribute's text for a value; null where it says nothing. */
export function attributeText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? "on" : "off";
  return Array.isArray(value) ? encodeList(value.map(String)) : String(value);
}

type Loaders = typeof loaders;
type AnyParams = { [K in keyof Loaders]: Awaited<ReturnType<Loaders[K]>>["default"]["params"] }[keyof Loaders];
type NameIn<P> = P extends unknown ? keyof P & string : never;
type ParamAt<P, N extends string> = P extends Record<N, infer X> ? X : never;
type Camel<N extends string> = N extends `${infer A}-${infer B}` ? `${A}${Capitalize<Camel<B>>}` : N;
type ValueOf<X> = X extends ChoiceParam
  ? keyof X["options"] & string
  : X extends LookupsParam
    ? readonly string[]
    : X extends FlagParam
      ? boolean
      : X extends NumberParam
        ? number
        : string;

/** The properties of all reports that come with the library; undefined as long as the tag shows no report that has them. */
export type ReportProperties = { [N in NameIn<AnyParams> as Camel<N>]?: ValueOf<ParamAt<AnyParams, N>> | null };
