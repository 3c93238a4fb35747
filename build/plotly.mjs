/**
 * Writes the two Plotly engines and Plotly's CSS as ES modules to `dist/`. `node build/plotly.mjs` does nothing when they are
 * newer than what they are made of.
 *
 * - `plotly-lean.js`: the traces the reports use, from source, without everything that the figure element does itself.
 * - `plotly-full.js`: every trace: the published bundle as a module that leaves the host's `window.Plotly` alone.
 * - `plotly-css.js`: the rules that Plotly otherwise puts into the head of the document.
 */
import { build } from "esbuild";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { dropAttributeTexts, keepOfD3, withoutRepetition } from "./plotly-trim.mjs";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist/`;
const source = `${dirname(require.resolve("plotly.js/package.json"))}/`;
const bundle = require.resolve("plotly.js-dist-min/plotly.min.js");
const inputs = [
  `${source}package.json`,
  bundle,
  ...["plotly.mjs", "plotly-trim.mjs", "plotly-core.cjs"].map((file) => `${root}build/${file}`),
];

/** Modules that lean replaces. Each is either the element's job or a large table for something that lean does not draw. */
const REPLACED = [
  // The rules come from plotly-css.js.
  [/build\/plotcss$|\.css$/, "module.exports = {};"],
  // No buttons over the plot: the element has its own, in HTML.
  [/^\.\.\/components\/modebar$/, "exports.manage = () => {};"],
  [/fonts\/ploticon$/, "module.exports = {};"],
  [/^native-promise-only$/, ""],
  // Boundaries come with the figure and carry their own ids.
  [/^country-iso-search$/, "exports.COUNTRIES = []; exports.createLookup = () => () => {};"],
  // Only adds and subtracts drawn selections.
  [/^polybooljs$/, "module.exports = {};"],
  [/^\.\/validate$/, "module.exports = () => {};"],
  [/^\.\/template_api$/, "module.exports = {};"],
  [/^d3-geo-projection$/, "module.exports = {};"],
  // The same library, as functions that can be left out one by one.
  [/^culori$/, CULORI()],
];

function CULORI() {
  const modes = ["Rgb", "Hsl", "Hwb", "Lab", "Lch", "Oklab", "Oklch", "P3", "Lrgb", "Xyz65", "Xyz50"];
  return `import { useMode, ${modes.map((mode) => `mode${mode}`).join(", ")} } from "culori/fn";
${modes.map((mode) => `useMode(mode${mode});`).join("\n")}
export { converter, formatHex, formatRgb, wcagContrast, wcagLuminance } from "culori/fn";`;
}

const lean = {
  name: "plotly-lean",
  setup({ onResolve, onLoad }) {
    for (const [filter] of REPLACED) {
      onResolve({ filter }, ({ path, importer }) =>
        importer.includes("plotly") || importer === "" ? { path, namespace: "replaced" } : undefined,
      );
    }
    onLoad({ filter: /./, namespace: "replaced" }, ({ path }) => ({
      contents: REPLACED.find(([filter]) => filter.test(path))[1],
      resolveDir: source,
    }));
    onResolve({ filter: /^kept:/ }, ({ path }) => ({ path: path.slice("kept:".length), namespace: "kept" }));
    onLoad({ filter: /./, namespace: "kept" }, ({ path }) => ({ contents: keepOfD3(readFileSync(path, "utf8")) }));
    onLoad({ filter: /plotly\.js\/src\/.*\.js$/ }, ({ path }) => ({
      contents: dropAttributeTexts(withoutRepetition(path, readFileSync(path, "utf8"))),
    }));
    onLoad({ filter: /@plotly\/d3\/d3\.js$/ }, ({ path }) => ({
      contents: `module.exports = require("kept:${path}").default;`,
      resolveDir: source,
    }));
  },
};

async function writeLean() {
  await build({
    entryPoints: [`${root}build/plotly-core.cjs`],
    outfile: `${dist}plotly-lean.js`,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    banner: { js: "/*! plotly.js (MIT), a custom build with the traces of report-311 */" },
    define: { global: "window", "define.amd": "false", "process.env.NODE_DEBUG": "false" },
    logLevel: "error",
    plugins: [lean],
  });
}

function writeFull() {
  const text = readFileSync(bundle, "utf8");
  const start = text.indexOf('"use strict";var Plotly=');
  const end = text.lastIndexOf("window.Plotly = Plotly;");
  if (start < 0 || end < 0) throw new Error("plotly.min.js no longer has the shape that build/plotly.mjs cuts into a module.");
  const licence = text.slice(0, text.indexOf("*/") + 2);
  writeFileSync(`${dist}plotly-full.js`, `${licence}\n${text.slice(start, end)}\nexport default Plotly;\n`);
}

function writeCss() {
  const css = [];
  // Plotly inserts every rule before the one it inserted last.
  const lib = { addStyleRule: (selector, body) => css.unshift(`${selector}{${body}}`) };
  runInNewContext(readFileSync(`${source}build/plotcss.js`, "utf8"), { require: () => lib });
  writeFileSync(`${dist}plotly-css.js`, `export default ${JSON.stringify(css.join("\n"))};\n`);
}

const STEPS = { "plotly-css.js": writeCss, "plotly-full.js": writeFull, "plotly-lean.js": writeLean };
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const newest = Math.max(...inputs.map(changed));

mkdirSync(dist, { recursive: true });
for (const [file, write] of Object.entries(STEPS)) {
  if (changed(dist + file) > newest) continue;
  await write();
  // Without it, the type checker would read through megabytes.
  writeFileSync((dist + file).replace(/js$/, "d.ts"), "declare const made: unknown;\nexport default made;\n");
  const bytes = readFileSync(dist + file);
  console.log(`dist/${file}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzip`);
}
