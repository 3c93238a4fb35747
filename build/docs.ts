/**
 * Writes what the documentation says twice: custom-elements.json, and the tables of README.md from that; the quirks of rows in server/README.md. `--check` leaves the
 * files alone and fails if one differs.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { QUIRKS } from "../src/cities/index.js";
import { acceptedIn, english, makeManifest, reports } from "./manifest.js";
import { tagIn, type Tag } from "./tag.js";

const check = process.argv.includes("--check");

function table(head: string[], rows: string[][]): string {
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n");
}

const code = (text: string | undefined) => (text ? `\`${text}\`` : "");

/** The tables of the README by the name of the marker that they stand behind. */
function tables(tag: Tag): Record<string, string> {
  const params = new Set(reports.flatMap((report) => Object.keys(report.params)));
  const described = (list: readonly { name: string; description?: string }[] = []) =>
    list.map(({ name, description = "" }) => [code(name), description]);
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

const made = await makeManifest();
await write("custom-elements.json", `${JSON.stringify(made, null, 2)}\n`);

/** Puts tables behind their markers. */
async function fill(file: string, tables: Record<string, string>): Promise<void> {
  const filled = Object.entries(tables).reduce(
    (text, [name, lines]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->)[^]*?(<!-- /${name} -->)`),
        (_, open: string, close: string) => `${open}\n\n${lines}\n\n${close}`,
      ),
    readFileSync(file, "utf8"),
  );
  await write(file, await format(filled, { parser: "markdown", printWidth: 128 }));
}

await fill("README.md", tables(tagIn(made)));
await fill("server/README.md", {
  quirks: table(
    ["Quirk", "Meaning"],
    Object.entries(QUIRKS).map(([quirk, meaning]) => [code(quirk), meaning]),
  ),
});
