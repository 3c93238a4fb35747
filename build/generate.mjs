/**
 * Writes src/reports.generated.ts: the report files by name. A report is added by adding its file; nothing lists them by hand. And
 * src/version.generated.ts: the version that package.json says.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const names = readdirSync(new URL("reports/", root))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3))
  .sort();
const bad = names.find((name) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name));
if (bad) throw new Error(`reports/${bad}.ts: a report's file name is its name attribute: lower case words joined by hyphens.`);

writeFileSync(
  new URL("src/reports.generated.ts", root),
  `export const loaders = {
${names.map((name) => `  ${JSON.stringify(name)}: () => import("../reports/${name}.js"),`).join("\n")}
};
`,
);

const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
writeFileSync(new URL("src/version.generated.ts", root), `export const VERSION = ${JSON.stringify(version)};\n`);
