import type { City } from "../cities/index.js";
import type { AnswerTo, Question } from "../query/index.js";
import { duckdbSource, type DuckdbConnection } from "./duckdb.js";
import { SourceError, type Asking, type Source } from "./source.js";

/** Opens a DuckDB that can read over HTTP, such as DuckDB-WASM. */
export type OpenDuckdb = () => Promise<DuckdbConnection>;

/** What may be said of files. */
export interface FilesOptions {
  /** The city whose exports they are, or of whose lake they are a part. */
  city: City;
  /** Opens the DuckDB that reads them, when first asked; that of `setDuckdb` when left out. */
  open?: OpenDuckdb;
}

let opener: OpenDuckdb | undefined;
let opened: Promise<DuckdbConnection> | undefined;

/**
 * Says how the page opens DuckDB, for all sources that read files. Nothing of it is loaded before such a source is asked; all of
 * them share one connection.
 */
export function setDuckdb(open: OpenDuckdb): void {
  opener = open;
  opened = undefined;
}

function shared(): Promise<DuckdbConnection> {
  if (!opener) throw new SourceError("invalid", "The page has not said how DuckDB is opened: setDuckdb(() => …) does.");
  opened ??= opener();
  return opened;
}

/**
 * A city's exports as files over HTTP, Parquet or CSV by the ends of their names, read by DuckDB in the browser in place of a
 * server. Of CSV all is loaded, of Parquet what is needed.
 */
export function filesSource(urls: readonly string[], { city, open = shared }: FilesOptions): Source {
  const absolute = urls.map((url) => new URL(url, globalThis.document?.baseURI).href);
  let source: Promise<Source> | undefined;
  const read = async () => {
    const connection = await open();
    return duckdbSource(connection, { table: tableOf(absolute), city });
  };
  return {
    id: `files:${absolute.join(",")}`,
    timeZone: city.timeZone,
    answer: async <Q extends Question>(question: Q, asking?: Asking): Promise<AnswerTo<Q>> => {
      // What could not be opened may be so another time.
      source ??= read().catch((error: unknown) => {
        source = undefined;
        throw error instanceof SourceError
          ? error
          : new SourceError("network", `DuckDB could not be opened: ${(error as Error).message}`, { cause: error });
      });
      return (await source).answer(question, asking);
    },
  };
}

/** The files as a table in SQL. Texts of a CSV stay texts: the city's file says how they are read. */
function tableOf(urls: readonly string[]): string {
  const list = (files: readonly string[]) => `[${files.map((url) => `'${url.replaceAll("'", "''")}'`).join(", ")}]`;
  const path = (url: string) => new URL(url).pathname.toLowerCase();
  const parquet = urls.filter((url) => path(url).endsWith(".parquet"));
  const csv = urls.filter((url) => /\.csv(\.gz)?$/.test(path(url)));
  const wrong = urls.find((url) => !parquet.includes(url) && !csv.includes(url));
  if (wrong !== undefined)
    throw new SourceError("invalid", `“${wrong}” is no file to read; accepted: .parquet, .csv, .csv.gz.`);
  const tables = [
    ...(parquet.length ? [`SELECT * FROM read_parquet(${list(parquet)}, union_by_name = true)`] : []),
    ...(csv.length
      ? [`SELECT * FROM read_csv(${list(csv)}, header = true, all_varchar = true, strict_mode = false, union_by_name = true)`]
      : []),
  ];
  return `(${tables.join(" UNION ALL BY NAME ")})`;
}
