/** The pages of test/hosts as those who embed reports would build them: from the package as it is published. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import { build } from "vite";
import type { App } from "../../server/src/http/api.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const HOSTS = join(root, "test/hosts");
/** The scripts of the package as it is published, after `installPackage`. */
export const PUBLISHED = join(HOSTS, "node_modules/report-311/dist");

/** Packs the package and unpacks it where every page of test/hosts finds it. Its dependencies are those of the repository. */
export function installPackage(): void {
  const folder = mkdtempSync(join(tmpdir(), "report-311-"));
  const options = { cwd: root, encoding: "utf8", shell: process.platform === "win32" } as const;
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], options);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  execFileSync("tar", ["-xzf", filename], { cwd: folder });
  const target = join(PUBLISHED, "..");
  mkdirSync(join(target, ".."), { recursive: true });
  rmSync(target, { recursive: true, force: true });
  renameSync(join(folder, "package"), target);
  rmSync(folder, { recursive: true });
}

/** Builds the page of a host into its `dist/`. */
export async function buildHost(name: string): Promise<void> {
  const options = { chunkSizeWarningLimit: 10_000, reportCompressedSize: false };
  await build({ root: join(HOSTS, name), logLevel: "warn", build: options });
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
