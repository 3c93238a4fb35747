/**
 * Writes what the documentation says twice from the one place where it stands: custom-elements.json from the docstrings, the
 * token table and the reports; the tables of README.md from that. `--check` leaves the files alone and fails if one differs.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { listReports } from "../src/catalogue.js";
import type { Param, Text } from "../src/definition.js";
import { TOKENS } from "../src/figure/tokens.js";
import { wordsFor } from "../src/locale/words.js";
import { acceptedBy } from "../src/param-values.js";

interface Described {
  name: string;
  description?: string;
  default?: string;
}
interface Declaration {
  tagName?: string;
  attributes?: (Described & { type?: { text: string } })[];
  cssParts?: Described[];
  cssProperties?: Described[];
  events?: Described[];
}
interface Manifest {
  modules: { declarations: Declaration[] }[];
}

const check = process.argv.includes("--check");
const reports = await listReports();
const english = (text: Text) => (typeof text === "string" ? text : text.en);

const acceptedIn = (param: Param) => {
  if (param.kind !== "lookup" && param.kind !== "lookups") return acceptedBy(param, wordsFor("en"));
  const of = typeof param.of === "string" ? param.of : `value of \`${param.of.param}\``;
  if (param.kind === "lookups") return `names of a ${of}, joined by commas (\`%2C\` is a comma within a name)`;
  return `the name of a ${of}${param.default === "" ? "; all when left out" : ""}`;
};

/** The analyzer's manifest, with the reports' params as attributes and the tokens as CSS custom properties of the tag. */
function manifest(): Manifest {
  const before = readFileSync("custom-elements.json", { encoding: "utf8", flag: "a+" });
  execFileSync("npx", ["cem", "analyze", "--litelement", "--quiet", "--globs", "src/elements/*.ts", "--outdir", "."]);
  const made = JSON.parse(readFileSync("custom-elements.json", "utf8")) as Manifest;
  writeFileSync("custom-elements.json", before);
  const tag = declarationOf(made);
  tag.attributes!.push(
    ...reports.flatMap(({ name, params }) =>
      Object.entries(params).map(([attribute, param]) => ({
        name: attribute,
        type: { text: "string" },
        default: `"${param.default}"`,
        description: `Of the report \`${name}\`: ${english(param.label).toLowerCase()}; ${acceptedIn(param)}.`,
      })),
    ),
  );
  tag.cssProperties = TOKENS.map(({ name, initial, description }) => ({
    name: `--report-311-${name}`,
    default: initial,
    description,
  }));
  return made;
}

function declarationOf({ modules }: Manifest): Declaration {
  return modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === "report-311")!;
}

function table(head: string[], rows: string[][]): string {
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
}

const code = (text: string | undefined) => (text ? `\`${text}\`` : "");

/** The tables of the README by the name of the marker that they stand behind. */
function tables(tag: Declaration): Record<string, string> {
  const params = new Set(reports.flatMap((report) => Object.keys(report.params)));
  const described = (list: Described[] = []) => list.map(({ name, description = "" }) => [code(name), description]);
  return {
    reports: table(
      ["`name`", "Title", "Attribute", "Default", "Accepted"],
      reports.flatMap(({ name, title, params }) =>
        Object.entries(params).map(([attribute, param], i) => [
          i === 0 ? code(name) : "",
          i === 0 ? english(title) : "",
          code(attribute),
          code(param.default),
          acceptedIn(param),
        ]),
      ),
    ),
    attributes: table(["Attribute", "Meaning"], described(tag.attributes!.filter(({ name }) => !params.has(name)))),
    events: table(["Event", "Meaning"], described(tag.events)),
    parts: table(["Part", "Meaning"], described(tag.cssParts)),
    properties: table(
      ["Custom property", "Default", "Meaning"],
      tag.cssProperties!.map(({ name, default: initial, description = "" }) => [code(name), code(initial), description]),
    ),
  };
}

async function write(file: string, text: string): Promise<void> {
  if (readFileSync(file, { encoding: "utf8", flag: "a+" }) === text) return;
  if (check) {
    console.error(`${file} is not what the code says: run \`npm run docs\` and commit the result.`);
    process.exitCode = 1;
  } else writeFileSync(file, text);
}

const made = manifest();
await write("custom-elements.json", `${JSON.stringify(made, null, 2)}\n`);

const readme = Object.entries(tables(declarationOf(made))).reduce(
  (text, [name, lines]) =>
    text.replace(
      new RegExp(`(<!-- ${name} -->)[^]*?(<!-- /${name} -->)`),
      (_, open: string, close: string) => `${open}\n\n${lines}\n\n${close}`,
    ),
  readFileSync("README.md", "utf8"),
);
await write("README.md", await format(readme, { parser: "markdown", printWidth: 128 }));
