import { runCommand } from "./cli/run.js";
import { UserError } from "./errors.js";

/** The program. Its exit code is 2 when the user can mend what went wrong, 1 when not. */
try {
  await runCommand(process.argv.slice(2), (text) => void process.stdout.write(text));
} catch (error) {
  const expected = error instanceof UserError;
  process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`);
  process.exitCode = expected ? 2 : 1;
}
