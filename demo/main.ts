/** `npm run demo`: builds what is missing, makes a sample database if there is none, serves the API and the gallery. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic, { type FastifyStaticOptions } from "@fastify/static";
import { readArguments, usage, wholeNumber, type Command } from "../server/src/cli/options.js";
import { UserError } from "../server/src/errors.js";
import { startServer } from "../server/src/http/start.js";
import { GALLERY_POLICY } from "./policy.js";

const root = fileURLToPath(new URL("..", import.meta.url));

const command: Command = {
  name: "demo",
  summary: "Serves the gallery of reports and the API that they ask, on one port.",
  flags: {
    port: { value: "number", description: "Port to listen on; 0 takes a free one", env: "REPORT_311_PORT", default: "3110" },
    host: { value: "address", description: "Address to listen on", env: "REPORT_311_HOST", default: "127.0.0.1" },
    db: {
      value: "path",
      description: "Database file; made with synthetic data if missing",
      env: "REPORT_311_DB",
      default: "data/sample.duckdb",
    },
  },
  notes: "Ctrl-C ends it.",
  async run({ db, port, host }, _, print) {
    const portNumber = wholeNumber("port", port, 0, 65535);
    if (isStale()) await runScript("build");
    if (!existsSync(db!)) await runScript("sample", "--db", db!);
    const server = await startServer({
      db: db!,
      port: portNumber,
      host: host!,
      extend: async (app) => {
        const setHeaders: FastifyStaticOptions["setHeaders"] = (reply) =>
          void reply.header("Content-Security-Policy", GALLERY_POLICY);
        await app.register(fastifyStatic, { setHeaders, root: join(root, "demo"), prefix: "/demo/" });
        await app.register(fastifyStatic, { setHeaders, root: join(root, "dist"), prefix: "/dist/", decorateReply: false });
        // A person who opens the address sees the gallery, a program the API.
        app.addHook("onRequest", (request, reply, next) => {
          if (request.url === "/" && request.headers.accept?.includes("text/html")) void reply.redirect("/demo/");
          else next();
        });
      },
    });
    print(`\n  The gallery is at ${server.url}/demo/ and the API at ${server.url}/\n  Ctrl-C ends it.\n\n`);
    await new Promise<void>((resolve) => {
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
    });
    await server.close();
  },
};

/** Whether the built script is missing or older than a source file. */
function isStale(): boolean {
  const built = join(root, "dist/report-311.js");
  if (!existsSync(built)) return true;
  const time = statSync(built).mtimeMs;
  return ["src", "reports", "build"].some((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).some(
      (file) => !file.endsWith(".generated.ts") && statSync(join(root, folder, file)).mtimeMs > time,
    ),
  );
}

/** Runs an npm script in the foreground; what ends the demo ends it too. @throws UserError when it fails. */
async function runScript(name: string, ...args: string[]): Promise<void> {
  const child = spawn("npm", ["run", "--silent", name, "--", ...args], { cwd: root, stdio: "inherit" });
  const stop = () => void child.kill("SIGTERM");
  process.once("SIGTERM", stop);
  const [status, signal] = (await once(child, "exit")) as [number | null, string | null];
  process.off("SIGTERM", stop);
  if (signal) process.exit(130);
  if (status !== 0) throw new UserError(`\`npm run ${name}\` failed.`);
}

try {
  const { help, flags, positionals } = readArguments(command, process.argv.slice(2));
  const print = (text: string) => void process.stdout.write(text);
  if (help) print(usage(command));
  else await command.run(flags, positionals, print);
} catch (error) {
  process.stderr.write(`${error instanceof UserError ? error.message : (error as Error).stack}\n`);
  process.exitCode = error instanceof UserError ? 2 : 1;
}
