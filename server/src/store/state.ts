import { stat } from "node:fs/promises";

/**
 * What tells one state of files from any other, as long as each is changed by a new file that takes its name.
 * @throws when there is none of that name.
 */
export async function stateOf(files: readonly string[]): Promise<string> {
  const states = files.map(async (file) => {
    const { ino, size, mtimeMs } = await stat(file);
    return [file, ino, size, mtimeMs].join(" ");
  });
  return (await Promise.all(states)).sort().join("\n");
}
