import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import nodeResolve from "@rollup/plugin-node-resolve";
import esbuild from "rollup-plugin-esbuild";

const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const reports = readdirSync("reports")
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3));

/** Plotly is built by build/plotly.mjs; it stays a file of its own beside ours, loaded when a chart is about to be seen. */
const engines = ["#plotly-lean", "#plotly-full"];
const paths = (id) => (engines.includes(id) ? id.replace("#", "./") + ".js" : id);

/** Lit inside the single script, which writes nothing to the page: build/lit-scope.js stands for the global object. */
const ownLit = {
  name: "own-lit",
  transform(code, id) {
    if (
      !/node_modules\/(lit-html|lit-element|@lit\/reactive-element)\//.test(id) ||
      !/globalThis|litPropertyMetadata/.test(code)
    )
      return null;
    const scope = fileURLToPath(new URL("build/lit-scope.js", import.meta.url));
    const text = code
      .replaceAll('Symbol.metadata??=Symbol("metadata")', "0")
      .replaceAll(/(?<![.\w])litPropertyMetadata/g, "scope.litPropertyMetadata")
      .replaceAll("globalThis", "scope");
    return { code: `import { scope } from ${JSON.stringify(scope)};${text}`, map: null };
  },
};

const plugins = (options) => [
  nodeResolve({ exportConditions: ["production"] }),
  esbuild({ target: "es2022", loaders: { ".json": "json" }, ...options }),
];

/** Says of the single script that it exports what the package does. */
const typed = {
  name: "typed",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "report-311.d.ts", source: 'export * from "./types/src/index.js";\n' });
  },
};

export default [
  {
    input: {
      index: "src/index.ts",
      define: "src/define.ts",
      ...Object.fromEntries(reports.map((name) => [`reports/${name}`, `reports/${name}.ts`])),
    },
    // The host's bundler brings the dependencies, so that a page has them once.
    external: (id) =>
      engines.includes(id) || Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: plugins({}),
    output: { dir: "dist", format: "es", paths, chunkFileNames: "lib-[name].js", sourcemap: true },
  },
  {
    input: "src/standalone.ts",
    external: engines,
    plugins: [ownLit, ...plugins({ minify: true }), typed],
    output: { file: "dist/report-311.js", format: "es", paths, inlineDynamicImports: true, sourcemap: true },
  },
];
