import { consoleProgress } from "../ingest/progress.js";
import { CITIES } from "../ingest/cities/index.js";
import { ingest, type FileAccount, type IngestResult } from "../ingest/ingest.js";
import type { Command } from "./options.js";

export const ingestCommand: Command = {
  name: "ingest",
  positionals: "<city> <csv...>",
  summary: "Reads a city's exports (CSV, plain or gzipped) into a database file. Either all of it takes place or nothing.",
  flags: {
    db: { value: "path", description: "Database file to add to", env: "REPORT_311_DB", default: "data/311.duckdb" },
    boundaries: { value: "geojson", description: "Areas of the councils; properties.nc_id is the council's code" },
    population: { value: "csv", description: "Residents of the councils: columns council_name, population" },
  },
  notes: `Cities: ${CITIES.map(({ slug }) => slug).join(", ")}. Rows that cannot be read go to <db>.rejects.csv. A server that has
the file open goes on with the old data until it is started again.`,
  async run(flags, [city, ...files], print) {
    const result = await ingest({
      city: city!,
      files,
      db: flags["db"]!,
      boundaries: flags["boundaries"],
      population: flags["population"],
      progress: consoleProgress(process.stderr),
    });
    print(describe(result, flags["db"]!));
  },
};

function describe(result: IngestResult, db: string): string {
  const sum = (key: Exclude<keyof FileAccount, "file">) => result.files.reduce((total, file) => total + file[key], 0);
  const total = {
    file: "total",
    read: sum("read"),
    kept: sum("kept"),
    duplicates: sum("duplicates"),
    rejected: sum("rejected"),
  };
  return [
    ...table([...result.files, total]),
    "",
    `Of the ${total.kept} kept: ${result.added} new, ${result.updated} changed, ${result.unchanged} as they were.`,
    `${db} holds ${result.total} requests now.`,
    ...(total.rejected ? [`The rejected rows are in ${result.rejects}.`] : []),
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

/** The account of each file as aligned text: read = kept + duplicates + rejected. */
function table(accounts: FileAccount[]): string[] {
  const rows = [
    ["file", "read", "kept", "duplicates", "rejected"],
    ...accounts.map(({ file, read, kept, duplicates, rejected }) => [file, read, kept, duplicates, rejected].map(String)),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  "),
  );
}
