import { isDay } from "../../../src/query/index.js";
import { UserError } from "../errors.js";
import { daysBefore, today } from "../dates.js";
import { cityBySlug } from "../ingest/cities/index.js";
import { makeSample } from "../sample/sample.js";
import { wholeNumber, type Command } from "./options.js";

export const sampleCommand: Command = {
  name: "sample",
  summary: "Makes a database of synthetic requests in the manner of Los Angeles, for trying things out.",
  flags: {
    db: { value: "path", description: "Database file to make", env: "REPORT_311_DB", default: "data/sample.duckdb" },
    seed: { value: "number", description: "Another seed, other data", env: "REPORT_311_SEED", default: "311" },
    days: { value: "number", description: "How many days", env: "REPORT_311_DAYS", default: "730" },
    requests: { value: "number", description: "How many requests", env: "REPORT_311_REQUESTS", default: "1200000" },
    until: { value: "YYYY-MM-DD", description: "The last day; yesterday when left out", env: "REPORT_311_UNTIL" },
  },
  notes: `The same seed and flags give the same rows: compare the checksums. The bytes of the database file itself may differ.
The data says that it is synthetic, and so does a server that serves it.`,
  async run(flags, _positionals, print) {
    const started = performance.now();
    const until = flags["until"] ?? daysBefore(today(new Date(), cityBySlug("los-angeles").timeZone), 1);
    if (!isDay(until)) throw new UserError(`--until must be a day as YYYY-MM-DD, not ${JSON.stringify(until)}.`);
    const db = flags["db"]!;
    const { requests, open, checksum } = await makeSample({
      db,
      until,
      seed: wholeNumber("seed", flags["seed"], 0, 2 ** 32 - 1),
      days: wholeNumber("days", flags["days"], 1, 3660),
      requests: wholeNumber("requests", flags["requests"], 1, 20_000_000),
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    print(
      `${db} holds ${requests} synthetic requests up to ${until}, ${open} of them open (made in ${seconds} s).\nChecksum of the rows: ${checksum}\n`,
    );
  },
};
