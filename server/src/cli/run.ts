import { UserError } from "../errors.js";
import { ingestCommand } from "./ingest.js";
import { readArguments, usage, type Command } from "./options.js";
import { registerCommand } from "./register.js";
import { sampleCommand } from "./sample.js";
import { serveCommand } from "./serve.js";

const COMMANDS: readonly Command[] = [ingestCommand, sampleCommand, serveCommand, registerCommand];

/**
 * Runs the command that the arguments name.
 * @param print takes what the command has to say, with its line ends.
 * @throws UserError when the user can mend what went wrong.
 */
export async function runCommand([name, ...args]: string[], print: (text: string) => void): Promise<void> {
  const command = COMMANDS.find((known) => known.name === name);
  if (!command) {
    const list = COMMANDS.map((known) => `  ${known.name.padEnd(10)}${known.summary}`).join("\n");
    const text = `Commands (each prints its flags with --help):\n${list}\n`;
    if (name === "--help" || name === "-h") return print(text);
    throw new UserError(`${name === undefined ? "No command given" : `Unknown command ${JSON.stringify(name)}`}.\n${text}`);
  }
  const { help, flags, positionals } = readArguments(command, args);
  if (help) print(usage(command));
  else await command.run(flags, positionals, print);
}
