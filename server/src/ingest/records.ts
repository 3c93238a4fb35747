import { createReadStream } from "node:fs";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { parse, type Info } from "csv-parse";
import { UserError } from "../errors.js";

/** One record of a CSV file. `line` is the physical line, counted from 1, on which it starts. */
export interface CsvRecord {
  line: number;
  cells: string[];
  /** The text of the record as it stands in the file, without the line end. */
  raw: string;
}

const MAX_RECORD = 1_000_000;

/**
 * Reads a CSV file, plain or gzipped (name ends in `.gz`), record by record; blank lines are passed over.
 * @param onBytes is told how many bytes of the file have been read.
 * @throws UserError when the file cannot be read, ends too early or has a quote that is never closed.
 */
export async function readRecords(
  file: string,
  onRecord: (record: CsvRecord) => void | Promise<void>,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let line = 1;
  let refusal: Error | undefined;
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  const meter = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      onBytes(chunk.length);
      yield chunk;
    }
  };
  const parser = parse({
    bom: true,
    raw: true,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD,
  });
  const consume = async (records: AsyncIterable<{ record: string[]; raw: string; info: Info }>) => {
    for await (const { record: cells, raw: text } of records) {
      const raw = text.replace(/\r?\n?$/, "");
      const start = line;
      line += 1 + newlines(raw);
      if (cells.length === 1 && cells[0] === "") continue;
      try {
        await onRecord({ line: start, cells, raw });
      } catch (error) {
        refusal = error as Error;
        throw error;
      }
    }
  };
  const unzip = file.endsWith(".gz") ? createGunzip() : new PassThrough();
  try {
    await pipeline(source, meter, unzip, parser, consume);
  } catch (error) {
    // When the caller throws, the pipeline may fail with the abort of its other parts before it fails with that.
    throw refusal ?? explain(file, line, error as NodeJS.ErrnoException);
  }
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function explain(file: string, line: number, error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case "ENOENT":
      return new UserError(`${file} does not exist.`);
    case "Z_BUF_ERROR":
    case "Z_DATA_ERROR":
      return new UserError(`${file} is not a complete gzip file (${error.message}); fetch it again. Nothing was changed.`);
    case "CSV_QUOTE_NOT_CLOSED":
    case "CSV_MAX_RECORD_SIZE":
      return new UserError(
        `${file}: the record that starts on line ${line} has a quote that is not closed. Nothing was changed.`,
      );
    default:
      return error;
  }
}
