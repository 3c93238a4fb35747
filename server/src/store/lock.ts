import { open, readFile, rm } from "node:fs/promises";
import { UserError } from "../errors.js";

/**
 * Takes the lock file and returns how to give it back. A lock whose process no longer lives is taken over.
 * @throws UserError when another process has it.
 */
export async function lock(path: string): Promise<() => Promise<void>> {
  try {
    const file = await open(path, "wx");
    await file.write(String(process.pid));
    await file.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw cannotWrite(path, error as Error);
    const owner = Number(await readFile(path, "utf8"));
    if (owner && isAlive(owner)) throw new UserError(`Process ${owner} is writing there already (lock file ${path}).`);
    await rm(path, { force: true });
    return lock(path);
  }
  return () => rm(path, { force: true });
}

/** What is said of a path that cannot be written. */
export function cannotWrite(path: string, cause: Error): UserError {
  return new UserError(`Cannot write ${path}: ${cause.message}`, { cause });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
