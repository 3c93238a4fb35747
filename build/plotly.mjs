/**
 * Writes the two Plotly engines and Plotly's CSS as ES modules to `dist/`. `node build/plotly.mjs` does nothing when they are
 * newer than what they are made of.
 *
 * - `plotly-lean.js`: the traces the reports use, from source, without everything that the figure element does itself.
 * - `plotly-full.js`: every trace, from the source that makes no code at run time.
 * - `plotly-css.js`: the rules that Plotly otherwise puts into the head of the document.
 */
import { build } from "esbuild";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { edited } from "./plotly-edits.mjs";
import { INSIDE } from "./plotly-inside.mjs";
import { dropAttributeTexts, keepOfD3, REPEATED } from "./plotly-trim.mjs";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${root}dist/`;
const source = `${dirname(require.resolve("plotly.js/package.json"))}/`;
const inputs = [
  `${source}package.json`,
  ...readdirSync(`${root}build`)
    .filter((file) => file.startsWith("plotly"))
    .map((file) => `${root}build/${file}`),
];

/** Modules that neither engine needs. */
const UNUSED = [
  // The rules come from plotly-css.js.
  [/build\/plotcss$|\.css$/, "module.exports = {};"],
  [/^native-promise-only$/, ""],
];

/** Modules that lean replaces. Each is either the element's job or a large table for something that lean does not draw. */
const REPLACED = [
  // No buttons over the plot: the element has its own, in HTML.
  [/^\.\.\/components\/modebar$/, "exports.manage = () => {};"],
  [/fonts\/ploticon$/, "module.exports = {};"],
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

/** Puts modules in the place of others. */
const replacing = (modules) => ({
  name: "replacing",
  setup({ onResolve, onLoad }) {
    for (const [filter] of modules) {
      onResolve({ filter }, ({ path, importer }) =>
        importer.includes("plotly") || importer === "" ? { path, namespace: "replaced" } : undefined,
      );
    }
    onLoad({ filter: /./, namespace: "replaced" }, ({ path }) => ({
      contents: modules.find(([filter]) => filter.test(path))[1],
      resolveDir: source,
    }));
  },
});

/** Plotly's own modules with the changes that both engines need. */
const changing = {
  name: "changing",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^report-311:/ }, () => ({ path: `${root}build/plotly-tester.mjs` }));
    onLoad({ filter: /plotly\.js\/src\/.*\.js$/ }, ({ path }) => {
      const changed = [REPEATED, INSIDE].reduce((code, table) => edited(table, path, code), readFileSync(path, "utf8"));
      return { contents: dropAttributeTexts(changed) };
    });
  },
};

/** Plotly's d3 cut down. */
const smallD3 = {
  name: "small-d3",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^kept:/ }, ({ path }) => ({ path: path.slice("kept:".length), namespace: "kept" }));
    onLoad({ filter: /./, namespace: "kept" }, ({ path }) => ({ contents: keepOfD3(readFileSync(path, "utf8")) }));
    onLoad({ filter: /@plotly\/d3\/d3\.js$/ }, ({ path }) => ({
      contents: `module.exports = require("kept:${path}").default;`,
      resolveDir: source,
    }));
  },
};

const ENGINE = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  // Plotly keeps what it fetches for maps in a global.
  inject: [`${root}build/plotly-maps.js`],
  define: {
    global: "window",
    "window.PlotlyGeoAssets": "maps",
    PlotlyGeoAssets: "maps",
    "define.amd": "false",
    "process.env.NODE_DEBUG": "false",
  },
  logLevel: "error",
};

const writeLean = () =>
  build({
    ...ENGINE,
    entryPoints: [`${root}build/plotly-core.cjs`],
    outfile: `${dist}plotly-lean.js`,
    banner: { js: "/*! plotly.js (MIT), a custom build with the traces of report-311 */" },
    plugins: [replacing([...UNUSED, ...REPLACED]), changing, smallD3],
  });

const writeFull = () =>
  build({
    ...ENGINE,
    entryPoints: [`${source}lib/index-strict.js`],
    outfile: `${dist}plotly-full.js`,
    banner: { js: "/*! plotly.js (MIT) and maplibre-gl (BSD-3-Clause), built for report-311 */" },
    alias: { regl: "@plotly/regl" },
    loader: { ".glsl": "text" },
    plugins: [replacing(UNUSED), changing],
  });

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
