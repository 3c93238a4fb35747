import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { changesFile, completeChanges, draftFolder, workFolder, type Changes } from "../../store/lake/changes.js";

/** The folder within a lake in which a run works; it is gone when the run is over. */
export class Work {
  private readonly folder: string;
  /** What is to be put into the lake, under the same paths as there. */
  private readonly draft: string;
  readonly database: string;
  readonly spill: string;

  private constructor(readonly lake: string) {
    this.folder = workFolder(lake);
    this.draft = draftFolder(lake);
    this.database = join(this.folder, "run.duckdb");
    this.spill = join(this.folder, "spill");
  }

  /**
   * Opens the folder. A run that was killed while its changes took their places is completed; of one that was killed before,
   * what it has read is kept if it had the same command.
   */
  static async open(lake: string, command: unknown): Promise<Work> {
    await completeChanges(lake);
    const work = new Work(lake);
    const [told, file] = [JSON.stringify(command), join(work.folder, "command.json")];
    if ((await readFile(file, "utf8").catch(() => "")) !== told) await work.remove();
    for (const name of [work.draft, work.database, `${work.database}.wal`, work.spill])
      await rm(name, { recursive: true, force: true });
    await mkdir(work.draft, { recursive: true });
    await writeWhole(file, told);
    return work;
  }

  /** A place that always is the same for the same things. */
  place(kind: "staged" | "downloads", ...of: unknown[]): string {
    return join(this.folder, kind, createHash("sha256").update(JSON.stringify(of)).digest("hex").slice(0, 32));
  }

  /** Where a file of the lake is drafted; its folder is there. */
  async draftOf(path: string): Promise<string> {
    const draft = join(this.draft, path);
    await mkdir(dirname(draft), { recursive: true });
    return draft;
  }

  async writeDraft(path: string, content: string): Promise<void> {
    await writeFile(await this.draftOf(path), content);
  }

  /** Puts all drafts into the lake and takes paths away from it: all of it takes place, if need be by who comes next. */
  async commit(gone: readonly string[]): Promise<void> {
    const entries = await readdir(this.draft, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    for (const file of files) await flush(file);
    const changes: Changes = { put: files.map((file) => relative(this.draft, file)), gone: [...gone] };
    await writeWhole(changesFile(this.lake), JSON.stringify(changes));
    await completeChanges(this.lake);
  }

  /** Ends the run: nothing is left, but changes that are still taking their places. */
  async close(): Promise<void> {
    if (!existsSync(changesFile(this.lake))) await this.remove();
  }

  private async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Writes a file so that it is there whole or not at all. */
export async function writeWhole(file: string, content: string): Promise<void> {
  await writeFile(`${file}.new`, content);
  await flush(`${file}.new`);
  await rename(`${file}.new`, file);
}

/** Waits until a file is on the disk. */
export async function flush(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
