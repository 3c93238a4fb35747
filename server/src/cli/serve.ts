import { UserError } from "../errors.js";
import { startServer } from "../http/start.js";
import { readTrinoAddress, TRINO_FORM } from "../store/trino/address.js";
import { memorySize, wholeNumber, type Command } from "./options.js";

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

export const serveCommand: Command = {
  name: "serve",
  summary: "Serves a database file or a lake over HTTP: the 311 Data API.",
  flags: {
    db: { value: "path", description: "Database file", env: "REPORT_311_DB", default: "data/311.duckdb" },
    lake: { value: "folder", description: "Lake to serve in place of a database file", env: "REPORT_311_LAKE" },
    engine: {
      value: "address",
      description: "Trino that answers what is asked of the requests of --lake, in place of the embedded DuckDB",
      env: "REPORT_311_ENGINE",
    },
    port: { value: "number", description: "Port to listen on; 0 takes a free one", env: "REPORT_311_PORT", default: "3110" },
    host: { value: "address", description: "Address to listen on", env: "REPORT_311_HOST", default: "127.0.0.1" },
    "log-level": { value: "level", description: LEVELS.join(", "), env: "REPORT_311_LOG_LEVEL", default: "info" },
    memory: { value: "size", description: "Memory for the database", env: "REPORT_311_MEMORY", default: "1GB" },
    threads: {
      value: "number",
      description: "Threads for the database; 0 is one a processor",
      env: "REPORT_311_THREADS",
      default: "0",
    },
    cubes: {
      value: "on|off",
      description: "Whether a lake answers from its daily cubes",
      env: "REPORT_311_CUBES",
      default: "on",
    },
    timeout: { value: "seconds", description: "When to give a question up", env: "REPORT_311_TIMEOUT", default: "15" },
    refresh: {
      value: "seconds",
      description: "How often to look whether an ingest has changed the data; 0 is never",
      env: "REPORT_311_REFRESH",
      default: "5",
    },
    contract: {
      value: "2023",
      description: "Answer only what the contract of 2023 has, to see how pages get on with an old server",
      env: "REPORT_311_CONTRACT",
    },
    "git-sha": { value: "sha", description: "Commit that is running, shown by /status/api", env: "REPORT_311_GIT_SHA" },
  },
  notes: `SIGTERM and SIGINT end it: requests in flight are answered first.
An address of Trino is ${TRINO_FORM};
\`register\` makes the table there.`,
  async run(flags) {
    const level = flags["log-level"]!;
    if (!LEVELS.includes(level))
      throw new UserError(`--log-level must be one of ${LEVELS.join(", ")}, not ${JSON.stringify(level)}.`);
    const memoryLimit = memorySize("memory", flags["memory"]);
    const contract = flags["contract"];
    if (contract !== undefined && contract !== "2023")
      throw new UserError(`--contract can only be 2023, not ${JSON.stringify(contract)}; leave it out to serve all there is.`);
    const cubes = flags["cubes"]!;
    if (cubes !== "on" && cubes !== "off") throw new UserError(`--cubes must be on or off, not ${JSON.stringify(cubes)}.`);
    const { lake, engine } = flags;
    if (engine !== undefined && lake === undefined)
      throw new UserError("--engine answers for a lake: name its folder with --lake as well.");
    const trino = engine === undefined ? undefined : readTrinoAddress(engine);
    const threads = wholeNumber("threads", flags["threads"], 0, 1024);
    const refresh = wholeNumber("refresh", flags["refresh"], 0, 86_400) * 1000;
    const server = await startServer({
      db: flags["db"]!,
      lake,
      trino,
      port: wholeNumber("port", flags["port"], 0, 65535),
      host: flags["host"]!,
      logger: { level },
      memoryLimit,
      cubes: cubes === "on",
      ...(threads ? { threads } : {}),
      ...(refresh ? { refresh } : {}),
      timeout: wholeNumber("timeout", flags["timeout"], 1, 3600) * 1000,
      gitSha: flags["git-sha"] ?? null,
      ...(contract && { contract }),
    });
    process.stderr.write(`Serving ${lake ?? flags["db"]}${trino ? ` by Trino at ${trino.origin}` : ""} at ${server.url}\n`);
    await new Promise<void>((resolve) => {
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
    });
    await server.close();
  },
};
