import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, rename, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { UserError } from "../../errors.js";
import type { Progress } from "../progress.js";

/** What can be read, by the end of the name. */
const READABLE = /\.(csv(\.gz)?|(geo)?json(\.gz)?|ndjson(\.gz)?|parquet)$/i;

export interface Input {
  /** As the user named it, or the file within a folder that the user named. */
  name: string;
  /** Where it lies. */
  path: string;
}

/**
 * The files behind files, folders (all that can be read in them, in order of name) and URLs, which are downloaded.
 * @param placeOf where a URL's download is kept; one that is there already is complete.
 * @throws UserError when one is not there, cannot be read or is not complete.
 */
export async function openInputs(
  named: readonly string[],
  placeOf: (url: string) => string,
  progress?: Progress,
): Promise<Input[]> {
  const inputs: Input[] = [];
  for (const name of named) {
    if (/^https?:\/\//.test(name)) inputs.push(await download(name, placeOf(name), progress));
    else inputs.push(...(await filesOf(name)));
  }
  return inputs;
}

async function filesOf(name: string): Promise<Input[]> {
  const facts = await stat(name).catch(() => undefined);
  if (!facts) throw new UserError(`${name} does not exist.`);
  if (!facts.isDirectory()) {
    if (!READABLE.test(name)) throw new UserError(`${name} is no CSV, JSON, GeoJSON or Parquet file by its name.`);
    return [{ name, path: name }];
  }
  const files = (await readdir(name, { recursive: true })).filter((file) => READABLE.test(file)).sort();
  if (files.length === 0) throw new UserError(`${name} has no CSV, JSON, GeoJSON or Parquet file in it.`);
  return files.map((file) => ({ name: join(name, file), path: join(name, file) }));
}

async function download(url: string, place: string, progress?: Progress): Promise<Input> {
  const file = basename(new URL(url).pathname);
  if (!READABLE.test(file)) throw new UserError(`${url} is no CSV, JSON, GeoJSON or Parquet file by its name.`);
  const path = join(place, file);
  if (existsSync(path)) return { name: url, path };
  progress?.note(`Downloading ${url}`);
  try {
    const response = await fetch(url);
    if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`);
    await mkdir(place, { recursive: true });
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(body, createWriteStream(`${path}.part`));
    await rename(`${path}.part`, path);
  } catch (error) {
    throw new UserError(`${url} cannot be downloaded: ${(error as Error).message}. Nothing was changed.`, { cause: error });
  }
  return { name: url, path };
}

/** DuckDB takes what there is of a gzip file that was cut off for the whole. @throws UserError when it was. */
export async function checkComplete({ name, path }: Input): Promise<void> {
  if (!path.toLowerCase().endsWith(".gz")) return;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), createGunzip({ chunkSize: 1 << 20 }), nowhere);
  } catch (error) {
    throw new UserError(
      `${name} is not a complete gzip file (${(error as Error).message}); fetch it again. Nothing was changed.`,
      {
        cause: error,
      },
    );
  }
}
