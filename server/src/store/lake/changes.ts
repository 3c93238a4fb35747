import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { lock, Locked } from "../lock.js";

/** What an ingest does to a lake in one: files that it has drafted take their places, and paths go. */
export interface Changes {
  /** Paths within the lake, and within the folder of drafts. */
  put: string[];
  gone: string[];
}

/** The folder within a lake in which an ingest works. */
export const workFolder = (lake: string): string => join(lake, ".work");

export const draftFolder = (lake: string): string => join(workFolder(lake), "draft");

/** The file that has the changes of a lake from when they are certain until the last has taken its place. */
export const changesFile = (lake: string): string => join(workFolder(lake), "changes.json");

export const lockFile = (lake: string): string => join(lake, ".lock");

/** Completes the changes that a lake has, if it has any. Only who has the lock may. */
export async function completeChanges(lake: string): Promise<void> {
  if (!existsSync(changesFile(lake))) return;
  const { put, gone } = JSON.parse(await readFile(changesFile(lake), "utf8")) as Changes;
  for (const path of put) {
    await mkdir(dirname(join(lake, path)), { recursive: true });
    await rename(join(draftFolder(lake), path), join(lake, path)).catch(ignoreAbsent);
  }
  for (const path of gone) await rm(join(lake, path), { recursive: true, force: true });
  await rm(workFolder(lake), { recursive: true, force: true });
}

/** How often (ms) one looks whether another process has completed its changes. */
const LOOK = 20;

/**
 * Waits until a lake has no changes that are half done; those of an ingest that was killed are completed.
 * @throws UserError when they are to be completed and the lake cannot be written.
 */
export async function settle(lake: string): Promise<void> {
  while (existsSync(changesFile(lake)))
    try {
      const unlock = await lock(lockFile(lake));
      await completeChanges(lake).finally(unlock);
    } catch (error) {
      if (!(error instanceof Locked)) throw error;
      await wait(LOOK);
    }
}

function ignoreAbsent(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
