import { join } from "node:path";
import { CITIES } from "../../../src/cities/index.js";
import { UserError } from "../errors.js";
import { CITIES as DATABASE_CITIES } from "../ingest/cities/index.js";
import { guessMapping } from "../ingest/guess.js";
import { ingest, type FileAccount, type IngestResult } from "../ingest/ingest.js";
import { ingestLake } from "../ingest/lake/ingest-lake.js";
import { ingestPostgres, type PostgresRun } from "../ingest/lake/ingest-postgres.js";
import type { LakeRun } from "../ingest/lake/lake-run.js";
import { consoleProgress } from "../ingest/progress.js";
import { memorySize, type Command } from "./options.js";

export const ingestCommand: Command = {
  name: "ingest",
  positionals: "[city] <file...>",
  summary: "Reads a city's exports into a database file or a lake of Parquet files. Either all of it takes place or nothing.",
  flags: {
    city: { value: "city", description: "The city, in place of the first argument" },
    lake: {
      value: "folder",
      description: "Lake to add to: files, folders and URLs of CSV, JSON, GeoJSON and Parquet, gzipped or not",
    },
    to: {
      value: "postgres://…",
      description: "PostgreSQL database to add to in place of a lake; the password may be in PGPASSWORD",
    },
    memory: { value: "size", description: "Memory for filling a lake or PostgreSQL", env: "REPORT_311_MEMORY", default: "1GB" },
    guess: { value: "file", description: "Prints a draft of a city's mapping for this file, and does nothing else" },
    db: { value: "path", description: "Database file to add to", env: "REPORT_311_DB", default: "data/311.duckdb" },
    boundaries: { value: "geojson", description: "Areas of the councils; properties.nc_id is the council's code" },
    population: { value: "csv", description: "Residents of the councils: columns council_name, population" },
  },
  notes: `Cities of a database: ${list(DATABASE_CITIES)}. Rows that cannot be read go to <db>.rejects.csv. A server that has
the file open goes on with the old data until it is started again.
Cities of a lake or PostgreSQL: ${list(CITIES)}. Rows that cannot be read go to
rejects/ in the lake or to the table rejected_requests.`,
  async run(flags, positionals, print) {
    const { guess, lake, to } = flags;
    if (guess !== undefined) return print(await guessMapping(guess));
    const [city, ...files] = flags["city"] === undefined ? positionals : [flags["city"], ...positionals];
    const progress = consoleProgress(process.stderr);
    if (lake !== undefined || to !== undefined) {
      if (lake !== undefined && to !== undefined) throw new UserError("Give either --lake or --to, not both.");
      if (city === undefined) throw new UserError(`No city given; accepted: ${list(CITIES)}.`);
      const options = { city, inputs: files, memory: memorySize("memory", flags["memory"]), progress };
      if (to !== undefined) return print(describeRun(await ingestPostgres({ ...options, to }), "The database", []));
      const run = await ingestLake({ ...options, lake: lake! });
      return print(describeRun(run, lake!, partitionsAndRejects(run, lake!)));
    }
    const result = await ingest({
      city: city!,
      files,
      db: flags["db"]!,
      boundaries: flags["boundaries"],
      population: flags["population"],
      progress,
    });
    print(describe(result, flags["db"]!));
  },
};

function list(cities: readonly { slug: string }[]): string {
  return cities.map(({ slug }) => slug).join(", ");
}

function describeRun(run: LakeRun | PostgresRun, where: string, more: readonly string[]): string {
  const kept = run.added + run.updated + run.unchanged;
  return [
    ...accountTable(run.files),
    "",
    `Of the ${kept} kept: ${run.added} new, ${run.updated} changed, ${run.unchanged} as they were.`,
    `${where} holds ${run.total} requests of ${run.city} now.`,
    ...more,
    ...run.files.flatMap(({ file, missing }) => named(`${file} has no column for`, missing)),
    "",
  ].join("\n");
}

function partitionsAndRejects(run: LakeRun, lake: string): string[] {
  return [
    run.years.length ? `Written anew: ${run.years.join(", ")}.` : "No partition was written anew.",
    ...(run.rejects ? [`The rejected rows are in ${join(lake, run.rejects)}.`] : []),
    `What became of the files, as a page: ${join(lake, run.page)}.`,
  ];
}

function describe(result: IngestResult, db: string): string {
  const kept = result.files.reduce((sum, file) => sum + file.kept, 0);
  const rejected = result.files.reduce((sum, file) => sum + file.rejected, 0);
  return [
    ...accountTable(result.files),
    "",
    `Of the ${kept} kept: ${result.added} new, ${result.updated} changed, ${result.unchanged} as they were.`,
    `${db} holds ${result.total} requests now.`,
    ...(rejected ? [`The rejected rows are in ${result.rejects}.`] : []),
    ...result.missing.flatMap(({ file, cells }) => named(`${file} has no column for`, cells)),
    ...unmatched(result),
    ...named("Councils without a population", result.councilsWithoutPopulation),
    ...named("Populations of no known council", result.unknownPopulations),
    ...named("Councils without a boundary", result.councilsWithoutBoundary),
    ...named("Boundaries of no known council", result.unknownBoundaries),
    "",
  ].join("\n");
}

function named(label: string, names: readonly string[]): string[] {
  return names.length ? [`${label}: ${names.join(", ")}`] : [];
}

/** The values that the city's tables do not have, a line for each cell, with how many requests have them. */
function unmatched({ unmatched }: IngestResult): string[] {
  const cells = [...new Set(unmatched.map(({ cell }) => cell))];
  const lines = cells.map((cell) => {
    const values = unmatched.filter((one) => one.cell === cell);
    return `  ${cell}: ${values.map(({ value, requests }) => `${value ?? "(empty)"} ${requests}`).join(", ")}`;
  });
  return lines.length
    ? ["Kept without a type, agency or source, or in no council, as the city's tables do not have these values:", ...lines]
    : [];
}

/** The account of each file and of all as aligned text: read = kept + duplicates + rejected. */
function accountTable(files: readonly FileAccount[]): string[] {
  const sum = (key: Exclude<keyof FileAccount, "file">) => files.reduce((total, file) => total + file[key], 0);
  const total = {
    file: "total",
    read: sum("read"),
    kept: sum("kept"),
    duplicates: sum("duplicates"),
    rejected: sum("rejected"),
  };
  const accounts = [...files, total];
  const rows = [
    ["file", "read", "kept", "duplicates", "rejected"],
    ...accounts.map(({ file, read, kept, duplicates, rejected }) => [file, read, kept, duplicates, rejected].map(String)),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  "),
  );
}
