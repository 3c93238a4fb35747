/** The built package on a server: what it exports is loaded where there is no document, as frameworks do before they render. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const dist = new URL("../../dist/", import.meta.url);
const modules = ["index.js", "define.js", ...readdirSync(new URL("reports/", dist)).map((file) => `reports/${file}`)];

test("everything that the package exports loads without a document, and defines nothing there", () => {
  const urls = modules.filter((file) => file.endsWith(".js")).map((file) => new URL(file, dist).href);
  assert.ok(urls.length > 10);
  const script = `
    for (const url of ${JSON.stringify(urls)}) await import(url);
    if (globalThis.document || globalThis.customElements?.get("report-311")) throw new Error("something was defined");
    console.log("loaded");`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
    cwd: fileURLToPath(dist),
  });
  assert.equal(stdout.trim(), "loaded", stderr);
});
