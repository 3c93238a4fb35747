import { parseArgs } from "node:util";
import { UserError } from "../errors.js";

/** A flag of a command. Its value comes from the command line, else from the environment, else it is the default. */
export interface Flag {
  description: string;
  /** What stands for the value in the usage text. */
  value: string;
  env?: string;
  default?: string;
}

export interface Command {
  name: string;
  /** What follows the command's name besides flags. */
  positionals?: string;
  summary: string;
  flags: Record<string, Flag>;
  /** Lines below the flags in the usage text. */
  notes?: string;
  run(flags: Record<string, string | undefined>, positionals: string[], print: (text: string) => void): Promise<void>;
}

/** Reads a command's arguments. @throws UserError naming what is not accepted. */
export function readArguments(
  command: Command,
  args: string[],
): { help: boolean; flags: Record<string, string | undefined>; positionals: string[] } {
  const names = Object.keys(command.flags);
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: command.positionals !== undefined,
      options: {
        help: { type: "boolean", short: "h" },
        ...Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
      },
    });
    const given = values as Record<string, string | undefined>;
    const flags = Object.fromEntries(
      Object.entries(command.flags).map(([name, flag]) => [
        name,
        given[name] ?? ((flag.env !== undefined && process.env[flag.env]) || flag.default),
      ]),
    );
    return { help: Boolean(values["help"]), flags, positionals };
  } catch (error) {
    const accepted = ["help", ...names].map((name) => `--${name}`).join(", ");
    throw new UserError(`${(error as Error).message.split(". ")[0]}. Accepted: ${accepted}.`);
  }
}

export function usage(command: Command): string {
  const heads = Object.entries(command.flags).map(([name, { value }]) => `--${name} <${value}>`);
  const width = Math.max(...heads.map((head) => head.length)) + 2;
  const lines = Object.values(command.flags).map((flag, index) => {
    const extras = [
      flag.env && `environment: ${flag.env}`,
      flag.default === undefined ? "" : `default: ${flag.default}`,
    ].filter(Boolean);
    return `  ${heads[index]!.padEnd(width)}${flag.description}${extras.length ? ` (${extras.join("; ")})` : ""}`;
  });
  const positionals = command.positionals ? ` ${command.positionals}` : "";
  return [
    `Usage: ${command.name}${positionals} [flags]`,
    "",
    command.summary,
    "",
    ...lines,
    `  ${"--help".padEnd(width)}Print this text`,
    ...(command.notes ? ["", command.notes] : []),
    "",
  ].join("\n");
}

/** A whole number within bounds. @throws UserError */
export function wholeNumber(name: string, text: string | undefined, least: number, most: number): number {
  const value = Number(text);
  if (text === undefined || !/^\d+$/.test(text) || value < least || value > most)
    throw new UserError(`--${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}.`);
  return value;
}

/** A size of memory as DuckDB takes it. @throws UserError */
export function memorySize(name: string, text: string | undefined): string {
  if (text === undefined || !/^\d+(\.\d+)? ?[KMGT]i?B$/i.test(text))
    throw new UserError(`--${name} must be a size such as 512MB or 2GB.`);
  return text;
}
