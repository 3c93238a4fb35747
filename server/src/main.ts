import { ingestCommand } from "./cli/ingest.js";
import { readArguments, usage, type Command } from "./cli/options.js";
import { sampleCommand } from "./cli/sample.js";
import { serveCommand } from "./cli/serve.js";
import { UserError } from "./errors.js";

const COMMANDS: readonly Command[] = [ingestCommand, sampleCommand, serveCommand];

/** Runs one command. The exit code is 2 when the user can mend what went wrong, 1 when not. */
async function main([name, ...args]: string[]): Promise<void> {
  const command = COMMANDS.find((known) => known.name === name);
  if (!command) {
    const list = COMMANDS.map((known) => `  ${known.name.padEnd(8)}${known.summary}`).join("\n");
    const text = `Commands (each prints its flags with --help):\n${list}\n`;
    if (name === "--help" || name === "-h") return void process.stdout.write(text);
    throw new UserError(`${name === undefined ? "No command given" : `Unknown command ${JSON.stringify(name)}`}.\n${text}`);
  }
  const { help, flags, positionals } = readArguments(command, args);
  if (help) process.stdout.write(usage(command));
  else await command.run(flags, positionals);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const expected = error instanceof UserError;
  process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`);
  process.exitCode = expected ? 2 : 1;
}
