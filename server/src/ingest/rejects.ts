import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { once } from "node:events";
import { finished } from "node:stream/promises";

/** A file of the rows that could not become requests: CSV with the columns file, line, reason, raw. */
export interface Rejects {
  add(file: string, line: number, reason: string, raw: string): Promise<void>;
  /** Puts the file in place of the one of the last run. */
  publish(): Promise<void>;
  /** Forgets the file unless it was published. */
  discard(): Promise<void>;
}

/** Starts a rejects file, which takes the name `path` when published. */
export async function openRejects(path: string): Promise<Rejects> {
  const draft = `${path}.new`;
  const stream = createWriteStream(draft);
  await once(stream, "open");
  const write = async (cells: (string | number)[]) => {
    if (!stream.write(`${cells.map(quoted).join(",")}\n`)) await once(stream, "drain");
  };
  await write(["file", "line", "reason", "raw"]);
  return {
    add: (file, line, reason, raw) => write([file, line, reason, raw]),
    async publish() {
      stream.end();
      await finished(stream);
      await rename(draft, path);
    },
    async discard() {
      stream.destroy();
      await rm(draft, { force: true });
    },
  };
}

function quoted(cell: string | number): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
