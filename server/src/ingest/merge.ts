import type { DuckDBConnection } from "@duckdb/node-api";
import { insertRequests } from "../store/schema.js";
import type { City } from "./city.js";

/**
 * What became of the staged rows: per file the kept ones and those that a later row replaced, how the kept ones relate to the
 * old data, and which of their values the city's tables do not have.
 */
export interface MergeCounts {
  files: { kept: number; duplicates: number }[];
  added: number;
  updated: number;
  unchanged: number;
  total: number;
  unmatched: Unmatched[];
}

/** So many kept rows whose cell is not in the city's tables; `value` is null where the cell is empty or there is no such column. */
export interface Unmatched {
  cell: "type" | "agency" | "source" | "council";
  value: string | null;
  requests: number;
}

const FACTS = [
  "created",
  "closed",
  "type_id",
  "agency_id",
  "source_id",
  "council_id",
  "city_id",
  "district_id",
  "address",
  "latitude",
  "longitude",
].join(", ");

/** Of several rows with one service request number the last is the newest export and is kept, at the place of the first. */
const LATEST = `
CREATE TEMP TABLE latest AS
SELECT *, row_number() OVER (PARTITION BY srnumber ORDER BY seq DESC) = 1 AS kept,
  min(seq) OVER (PARTITION BY srnumber) AS first_seq
FROM staged`;

const INCOMING = `
CREATE TEMP TABLE incoming AS
SELECT
  coalesce(old.request_id, last_id + row_number() OVER (PARTITION BY old.request_id IS NULL ORDER BY first_seq)) AS request_id,
  latest.srnumber,
  make_timestamp(CAST(latest.created * 1000 AS BIGINT)) AS created,
  make_timestamp(CAST(latest.closed * 1000 AS BIGINT)) AS closed,
  types.type_id, agencies.agency_id, sources.source_id, coalesce(council_codes.council_id, 0) AS council_id,
  CAST($1 AS SMALLINT) AS city_id, CAST(latest.district AS SMALLINT) AS district_id,
  latest.address, latest.latitude, latest.longitude
FROM latest
CROSS JOIN (SELECT coalesce(max(request_id), 0) AS last_id FROM previous)
LEFT JOIN previous AS old USING (srnumber)
LEFT JOIN types ON types.data_code = latest.type
LEFT JOIN agencies ON agencies.data_code = latest.agency
LEFT JOIN sources ON sources.data_code = latest.source
LEFT JOIN council_codes ON council_codes.code = upper(latest.council)
WHERE kept`;

const MERGED = `
SELECT request_id, srnumber, ${FACTS} FROM incoming
UNION ALL
SELECT request_id, srnumber, ${FACTS} FROM previous WHERE srnumber NOT IN (SELECT srnumber FROM incoming)`;

const COUNTS = `
SELECT CAST(count(*) FILTER (WHERE old.srnumber IS NULL) AS INTEGER) AS added,
  CAST(count(*) FILTER (WHERE old.facts IS DISTINCT FROM incoming.facts AND old.srnumber IS NOT NULL) AS INTEGER) AS updated,
  CAST(count(*) FILTER (WHERE old.facts IS NOT DISTINCT FROM incoming.facts AND old.srnumber IS NOT NULL) AS INTEGER) AS unchanged,
  CAST((SELECT count(*) FROM requests) AS INTEGER) AS total
FROM (SELECT srnumber, row(${FACTS}) AS facts FROM incoming) AS incoming
LEFT JOIN (SELECT srnumber, row(${FACTS}) AS facts FROM previous) AS old USING (srnumber)`;

/** What the values of each cell are looked for in. */
const KNOWN: Record<Unmatched["cell"], string> = {
  type: "SELECT data_code FROM types",
  agency: "SELECT data_code FROM agencies",
  source: "SELECT data_code FROM sources",
  council: "SELECT code FROM council_codes",
};

const UNMATCHED = Object.entries(KNOWN)
  .map(([cell, known], order) => {
    const code = cell === "council" ? "upper(council)" : cell;
    return `SELECT ${order} AS place, '${cell}' AS cell, ${cell} AS value, CAST(count(*) AS INTEGER) AS requests
FROM latest WHERE kept AND (${cell} IS NULL OR ${code} NOT IN (${known})) GROUP BY ${cell}`;
  })
  .join(" UNION ALL ");

/**
 * Puts the staged rows together with the requests of the table or view `previous` into `requests`. A service request number
 * that was there keeps its request_id; new ones are numbered on, in file order.
 */
export async function mergeStaged(connection: DuckDBConnection, city: City, files: number): Promise<MergeCounts> {
  await connection.run(LATEST);
  await connection.run(INCOMING, [city.id]);
  await connection.run(insertRequests(MERGED));
  const rows = await connection.runAndReadAll(
    "SELECT file, CAST(count(*) FILTER (WHERE kept) AS INTEGER), CAST(count(*) FILTER (WHERE NOT kept) AS INTEGER) FROM latest GROUP BY file",
  );
  const byFile = new Map(rows.getRows().map(([file, kept, duplicates]) => [file, { kept, duplicates }]));
  const [counts] = (await connection.runAndReadAll(COUNTS)).getRowObjects() as unknown as Omit<
    MergeCounts,
    "files" | "unmatched"
  >[];
  const unmatched = (
    await connection.runAndReadAll(`SELECT cell, value, requests FROM (${UNMATCHED}) ORDER BY place, requests DESC, value`)
  ).getRowObjects() as unknown as Unmatched[];
  return {
    ...counts!,
    unmatched,
    files: Array.from(
      { length: files },
      (_, file) => (byFile.get(file) ?? { kept: 0, duplicates: 0 }) as MergeCounts["files"][number],
    ),
  };
}
