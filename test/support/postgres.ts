/** A PostgreSQL of its own for tests and measurements: Debian's package, a new cluster in a folder that goes with it. */
import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

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
}

/** @throws Error when PostgreSQL is not installed or does not start. */
export async function startPostgres({ settings = {}, within = tmpdir(), password }: PostgresOptions = {}): Promise<Postgres> {
  const bin = programs();
  const folder = mkdtempSync(join(within, "postgres-"));
  const owner = account();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const options = { ...owner, cwd: folder };
  const user = "report311";
  const secret = join(folder, "password");
  if (password !== undefined) writeFileSync(secret, password, { mode: 0o644 });
  const asks = password === undefined ? ["-A", "trust"] : ["-A", "scram-sha-256", `--pwfile=${secret}`];
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", user, ...asks, "--locale=C", "-E", "UTF8", "--no-sync"], {
    ...options,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const port = await freePort();
  const all = { listen_addresses: "127.0.0.1", port: String(port), unix_socket_directories: folder, ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(bin, "postgres"), ["-D", data, ...flags], { ...options, stdio: ["ignore", "ignore", "pipe"] });
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

/** Where initdb and postgres are: of the newest version that is installed. */
function programs(): string {
  const versions = "/usr/lib/postgresql";
  const found = existsSync(versions)
    ? readdirSync(versions).filter((version) => existsSync(join(versions, version, "bin/initdb")))
    : [];
  const newest = found.sort((a, b) => Number(b) - Number(a))[0];
  if (!newest) throw new Error("PostgreSQL is not installed (Debian's package: postgresql-15).");
  return join(versions, newest, "bin");
}

/** Postgres does not run as root: its own account then. */
function account(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
