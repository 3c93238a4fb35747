import { esbuildPlugin } from "@web/dev-server-esbuild";
import { chromeLauncher } from "@web/test-runner-chrome";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { findChrome } from "./test/browser.mjs";

const { imports } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
const worker = fileURLToPath(import.meta.resolve("msw/mockServiceWorker.js"));

/** The engines are finished modules of megabytes: nothing may parse or transform them. */
const ENGINES = /^\/dist\/plotly-\w+\.js$/;
const engines = {
  name: "plotly-engines",
  resolveImport: ({ source }) => imports[source]?.replace(/^\./, ""),
  serve: ({ path }) =>
    ENGINES.test(path) ? { body: readFileSync(new URL(`.${path}`, import.meta.url), "utf8"), type: "js" } : undefined,
};
const typescript = esbuildPlugin({
  ts: true,
  json: true,
  target: "es2022",
  tsconfig: fileURLToPath(new URL("tsconfig.json", import.meta.url)),
});

export default {
  // Those that go back come first: one page runs all files, and its history keeps fifty entries, so that later there may be none to go to.
  files: ["test/elements/{url,group}.test.ts", "test/{elements,figure,reports,export/browser,locale/browser}/**/*.test.ts"],
  rootDir: fileURLToPath(new URL(".", import.meta.url)),
  nodeResolve: { exportConditions: ["browser", "development"] },
  concurrency: 1,
  testsFinishTimeout: 180_000,
  browserStartTimeout: 60_000,
  browsers: [chromeLauncher({ puppeteer, launchOptions: { ...(await findChrome()), headless: true } })],
  plugins: [engines, typescript],
  middleware: [
    async (context, next) => {
      if (context.path !== "/mockServiceWorker.js") return next();
      context.type = "js";
      context.body = readFileSync(worker, "utf8");
    },
  ],
  testFramework: { config: { timeout: 20_000 } },
};
