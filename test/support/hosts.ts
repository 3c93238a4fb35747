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
const hosts = join(root, "test/hosts");

/** Packs the package and unpacks it where every page of test/hosts finds it. Its dependencies are those of the repository. */
export function installPackage(): void {
  const folder = mkdtempSync(join(tmpdir(), "report-311-"));
  const options = { cwd: root, encoding: "utf8", shell: process.platform === "win32" } as const;
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], options);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  execFileSync("tar", ["-xzf", filename], { cwd: folder });
  mkdirSync(join(hosts, "node_modules"), { recursive: true });
  rmSync(join(hosts, "node_modules/report-311"), { recursive: true, force: true });
  renameSync(join(folder, "package"), join(hosts, "node_modules/report-311"));
  rmSync(folder, { recursive: true });
}

/** Builds the page of a host into its `dist/`. */
export async function buildHost(name: string): Promise<void> {
  await build({
    root: join(hosts, name),
    logLevel: "warn",
    build: { chunkSizeWarningLimit: 10_000, reportCompressedSize: false },
  });
}

/** Serves what a host was built to under `/hosts/<name>/`; what is no file there is its page, for routers. */
export async function serveHost(app: App, name: string, policy: string, folder = "dist"): Promise<void> {
  const files = join(hosts, name, folder);
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, { root: files, serve: false });
    scope.get(`/hosts/${name}/*`, { schema: { hide: true } }, (request, reply) => {
      const { "*": path } = request.params as { "*": string };
      return reply
        .header("Content-Security-Policy", policy)
        .sendFile(path && existsSync(join(files, path)) ? path : "index.html");
    });
  });
}
