/** The pages of test/hosts as those who embed reports would build them: from the package as it is published. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import { build } from "vite";
import type { App } from "../../server/src/http/api.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const HOSTS = join(root, "test/hosts");

/** Packs the package and unpacks it into each of these pages. Its dependencies are those of the repository. */
export function installPackage(names: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), "report-311-"));
  const options = { cwd: root, encoding: "utf8", shell: process.platform === "win32" } as const;
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], options);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  execFileSync("tar", ["-xzf", filename], { cwd: folder });
  for (const name of names) {
    rmSync(installed(name), { recursive: true, force: true });
    cpSync(join(folder, "package"), installed(name), { recursive: true });
  }
  rmSync(folder, { recursive: true });
}

/** Where a page has the package. */
export const installed = (name: string) => join(HOSTS, name, "node_modules/report-311");

/** Builds the page of a host into its `dist/`. */
export async function buildHost(name: string): Promise<void> {
  const options = { chunkSizeWarningLimit: 10_000, reportCompressedSize: false };
  await build({ root: join(HOSTS, name), logLevel: "warn", build: options });
}

/** What checks the types of a page: each framework has its own checker, or the language's. */
const CHECKERS: Record<string, readonly string[]> = {
  "react-17": ["tsc", "--skipLibCheck", "-p", "."],
  "react-19": ["tsc", "--skipLibCheck", "-p", "."],
  "vue-3": ["vue-tsc", "--skipLibCheck", "-p", "."],
  "svelte-5": ["svelte-check", "--tsconfig", "./tsconfig.json"],
};

/** Checks the types of a host's page. @throws with what was said of them when they are wrong. */
export function checkTypes(name: string): void {
  const { status, stdout } = spawnSync("npx", CHECKERS[name]!, { cwd: join(HOSTS, name), encoding: "utf8" });
  if (status !== 0) throw new Error(stdout);
}

/** Serves a folder under a path that ends in a slash. What is no file there is its `index.html`, for routers. */
export async function serve(app: App, path: string, folder: string, policy = ""): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: folder, serve: false });
    scope.get(`${path}*`, { schema: { hide: true } }, (request, reply) => {
      const { "*": file } = request.params as { "*": string };
      if (policy) void reply.header("Content-Security-Policy", policy);
      return reply.sendFile(file && existsSync(join(folder, file)) ? file : "index.html");
    });
  });
}
