/** What can be told about the tag, from the one place where it stands: the docstrings, the token table and the reports. */
import { cli } from "@custom-elements-manifest/analyzer/cli.js";
import type { Attribute, ClassField, Package } from "custom-elements-manifest/schema";
import { listReports } from "../src/catalogue.js";
import type { Param, Text } from "../src/definition.js";
import { TOKENS } from "../src/figure/tokens.js";
import { wordsFor } from "../src/locale/words.js";
import { acceptedBy } from "../src/param-values.js";
import { propertyName } from "../src/properties.js";
import { tagIn, type Tag } from "./tag.js";

/** Every report with its params. */
export const reports = await listReports();

export const english = (text: Text) => (typeof text === "string" ? text : text.en);

/** What a param's attribute accepts, in words. */
export function acceptedIn(param: Param): string {
  if (param.kind !== "lookup" && param.kind !== "lookups") return acceptedBy(param, wordsFor("en"));
  const of = typeof param.of === "string" ? param.of : `value of \`${param.of.param}\``;
  if (param.kind === "lookups") return `names of a ${of}, joined by commas (\`%2C\` is a comma within a name)`;
  return `the name of a ${of}${param.one ? "; of several the first when left out" : param.default === "" ? "; all when left out" : ""}`;
}

/**
 * The analyzer's manifest of the tag, with the reports' params as attributes and properties and the tokens as CSS custom
 * properties. What is private is left out: the elements that the tag is made of are too.
 */
export async function makeManifest(): Promise<Package> {
  const argv = ["analyze", "--litelement", "--quiet", "--globs", "src/elements/report-311.ts"];
  const { schemaVersion, ...found } = await cli({ argv, noWrite: true });
  const { attributes = [], members = [], ...tag } = tagIn({ schemaVersion, ...found });
  const params = reportParams();
  const isPublic = ({ privacy, name }: { privacy?: string; name: string }) => privacy !== "private" && !name.startsWith("#");
  const [module, define] = ["dist/index.js", "dist/define.js"];
  const declaration = { name: tag.name, module };
  const names = union(reports.map(({ name }) => name));
  const made: Tag = {
    ...tag,
    members: [...members.filter(isPublic), ...params.map(propertyOf)],
    attributes: [
      ...attributes.map((one) => (one.name === "name" ? { ...one, type: { text: `${names} | string` } } : one)),
      ...params.map(attributeOf),
    ],
    cssProperties: TOKENS.map(({ name, initial, description }) => ({
      name: `--report-311-${name}`,
      default: initial,
      description,
    })),
  };
  return {
    schemaVersion,
    modules: [
      {
        kind: "javascript-module",
        path: module,
        declarations: [made],
        exports: [{ kind: "js", name: tag.name, declaration }],
      },
      {
        kind: "javascript-module",
        path: define,
        exports: [{ kind: "custom-element-definition", name: tag.tagName!, declaration }],
      },
    ],
  };
}

/** A param by its name, and all that reports have under that name. */
interface Shared {
  name: string;
  in: { report: string; param: Param }[];
}

function reportParams(): Shared[] {
  const found = new Map<string, Shared>();
  for (const { name: report, params } of reports) {
    for (const [name, param] of Object.entries(params)) {
      if (!found.has(name)) found.set(name, { name, in: [] });
      found.get(name)!.in.push({ report, param });
    }
  }
  return [...found.values()];
}

function attributeOf(shared: Shared): Attribute {
  const { name } = shared;
  const type = { text: typeOf(shared, { flag: `"on" | "off"`, lookups: "string" }) };
  return { name, type, ...defaultOf(shared), description: describe(shared), fieldName: propertyName(name) };
}

function propertyOf(shared: Shared): ClassField {
  const name = propertyName(shared.name);
  const type = { text: typeOf(shared, { flag: "boolean", lookups: "readonly string[]" }) };
  return { kind: "field", name, type, description: describe(shared), attribute: shared.name, reflects: true } as ClassField;
}

/** The types that reports have under one name; where one of them takes any text, all do. */
function typeOf({ in: all }: Shared, kinds: { flag: string; lookups: string }): string {
  const types = all.map(({ param }) => {
    if (param.kind === "choice") return union(Object.keys(param.options));
    if (param.kind === "number") return "number";
    return param.kind === "flag" || param.kind === "lookups" ? kinds[param.kind] : "string";
  });
  return types.includes("string") ? "string" : [...new Set(types.flatMap((type) => type.split(" | ")))].join(" | ");
}

/** The default, where all reports have the same. */
function defaultOf({ in: all }: Shared): { default?: string } {
  const [text, ...others] = new Set(all.map(({ param }) => param.default));
  return others.length === 0 ? { default: JSON.stringify(text) } : {};
}

/** What it means, once for all reports where it means the same. */
function describe({ in: all }: Shared): string {
  const meanings = new Map<string, string[]>();
  for (const { report, param } of all) {
    const meaning = `${english(param.label)}: ${acceptedIn(param)}`;
    meanings.set(meaning, [...(meanings.get(meaning) ?? []), `\`${report}\``]);
  }
  return Array.from(meanings, ([meaning, names]) => `${meaning} (${names.join(", ")}).`).join("\n\n");
}

function union(texts: readonly string[]): string {
  return texts.map((text) => JSON.stringify(text)).join(" | ");
}
