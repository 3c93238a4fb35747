/**
 * Writes to `dist/` what tells frameworks and editors of the tag, from custom-elements.json: the types of its attributes and
 * events, beside those of `build/typings/` that bring them into each framework; custom data for VS Code; web-types for JetBrains.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Attribute, ClassMember, Package } from "custom-elements-manifest/schema";
import { generateJetBrainsWebTypes } from "custom-element-jet-brains-integration";
import { generateVsCodeCustomElementData } from "custom-element-vs-code-integration";
import { tagIn } from "./tag.js";

const manifest = JSON.parse(readFileSync("custom-elements.json", "utf8")) as Package;
const { attributes = [], members = [], events = [] } = tagIn(manifest);

/** An attribute is a text: of digits where it is a number. Flags, and what may be no more than there, can do without a value. */
function typeOf({ name, type }: Attribute): string {
  const { text } = type!;
  if (text === "number") return "number | `${number}`";
  if (text === `"on" | "off"` || text.endsWith(" | null")) return text.replace(/( \| null)?$/, " | Bare");
  // Keeps an editor offering the names of reports where any text is taken.
  return name === "name" ? text.replace(/ \| string$/, " | (string & {})") : text;
}

const commented = (text = "") => `  /** ${text.replaceAll("\n", "\n   * ")} */\n`;

/** Those that have no attribute. */
const isProperty = (member: ClassMember) => member.kind === "field" && !("attribute" in member) && !member.static;

const tag = `import type { Report311, Source } from "../types/src/index.js";

/**
 * The attributes of \`<report-311>\`. Of those that are params of reports, each report takes its own.
 * @typeParam Bare What an attribute without a value is: a framework may have it as true.
 */
export interface Attributes<Bare = ""> {
${attributes.map((one) => `${commented(one.description)}  ${JSON.stringify(one.name)}?: ${typeOf(one)} | null | undefined;`).join("\n")}
}

/** What can be set as a property only. */
export type Properties = Partial<Pick<Report311, ${members.flatMap((one) => (isProperty(one) ? JSON.stringify(one.name) : [])).join(" | ")}>>;

/** What the tag tells, by the name of the event. */
export interface Events {
${events.map(({ name, description }) => `${commented(description)}  "${name}": GlobalEventHandlersEventMap["${name}"];`).join("\n")}
}

/** Listeners as attributes: \`onreport-change\`. */
export type Listeners = { [K in keyof Events as \`on\${K}\`]?: ((event: Events[K]) => void) | null | undefined };
`;

mkdirSync("dist/typings", { recursive: true });
cpSync("build/typings", "dist/typings", { recursive: true });
writeFileSync("dist/typings/tag.d.ts", tag);

const options = { outdir: "dist", hideLogs: true, hideCssPropertiesDocs: true, hideCssPartsDocs: true };
// They take a narrower type of manifest than the standard's.
const given = manifest as unknown as Parameters<typeof generateVsCodeCustomElementData>[0];
generateVsCodeCustomElementData(given, options);
generateJetBrainsWebTypes(given, options);
