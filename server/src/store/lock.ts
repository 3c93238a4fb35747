import { open, readFile, rm, stat } from "node:fs/promises";
import { UserError } from "../errors.js";

/** How long (ms) a lock file without its process is taken to be one that is just being written. */
const STARTING = 10_000;

/** Another process has the lock. */
export class Locked extends UserError {}

/**
 * Takes the lock file and returns how to give it back. A lock whose process no longer lives is taken over.
 * @throws Locked; UserError when it cannot be written.
 */
export async function lock(path: string): Promise<() => Promise<void>> {
  try {
    const file = await open(path, "wx");
    await file.write(String(process.pid));
    await file.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw cannotWrite(path, error as Error);
    const owner = Number(await readFile(path, "utf8").catch(() => ""));
    if (owner ? isAlive(owner) : await isNew(path))
      throw new Locked(`${owner ? `Process ${owner}` : "Another process"} is writing there already (lock file ${path}).`);
    await rm(path, { force: true });
    return lock(path);
  }
  return () => rm(path, { force: true });
}

/** What is said of a path that cannot be written. */
export function cannotWrite(path: string, cause: Error): UserError {
  return new UserError(`Cannot write ${path}: ${cause.message}`, { cause });
}

async function isNew(path: string): Promise<boolean> {
  const file = await stat(path).catch(() => null);
  return file !== null && Date.now() - file.mtimeMs < STARTING;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
