/** Finds the Chrome that tests, benchmarks and screenshots run in. */
import { existsSync } from "node:fs";

const INSTALLED = [
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Nothing that leaves the machine, and nothing that a container lacks. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-sync",
  "--no-default-browser-check",
  "--no-first-run",
  "--no-pings",
];

/**
 * `CHROME_PATH`, else an installed Chrome or Chromium, else the one that @sparticuz/chromium unpacks.
 * @returns {Promise<{ executablePath: string, args: string[] }>}
 */
export async function findChrome() {
  const executablePath = process.env.CHROME_PATH ?? INSTALLED.find((path) => existsSync(path));
  if (executablePath) return { executablePath, args: FLAGS };
  // Told that it runs on Lambda, the package also unpacks the libraries that a bare machine lacks.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  chromium.setGraphicsMode = false;
  // In a single process, closing a browser context ends the browser.
  const args = chromium.args.filter((arg) => arg !== "--single-process");
  return { executablePath: await chromium.executablePath(), args: [...new Set([...args, ...FLAGS])] };
}
