import { NORMALISED } from "../../../../src/cities/sql.js";
import { UserError } from "../../errors.js";
import { EngineFailure, EngineUnavailable } from "../engine.js";
import { text } from "../literal.js";
import { tableName, type TrinoAddress } from "./address.js";
import { pages } from "./protocol.js";

const TYPES = { VARCHAR: "varchar", TIMESTAMP: "timestamp(3)", DOUBLE: "double" } as const;

/**
 * Makes the table of a lake where it is missing, and adds and removes partitions as they are in the lake's folder.
 * @param location URL of the folder as Trino sees it.
 * @param timeout milliseconds for each step.
 * @returns how many partitions the table has.
 * @throws UserError saying what Trino says.
 */
export async function register(address: TrinoAddress, location: string, timeout: number): Promise<number> {
  const { catalog, schema, table } = address;
  const run = async (sql: string): Promise<unknown> => {
    let last: unknown;
    const session = { [`${catalog}.timestamp_precision`]: "MILLISECONDS" };
    for await (const { rows } of pages(address, sql, { timeout, signal: AbortSignal.timeout(timeout), session }))
      last = rows.at(-1)?.[0] ?? last;
    return last;
  };
  try {
    await run(creation(address, location));
    await run(`CALL "${catalog}".system.sync_partition_metadata(${text(schema)}, ${text(table)}, 'FULL')`);
    return Number(await run(`SELECT count(*) FROM ${tableName({ ...address, table: `${table}$partitions` })}`));
  } catch (error) {
    if (error instanceof EngineUnavailable || error instanceof EngineFailure) throw new UserError(error.message, { cause: error });
    if ((error as Error).name === "TimeoutError")
      throw new UserError(`Trino at ${address.origin} did not finish within ${timeout / 1000} s.`, { cause: error });
    throw error;
  }
}

function creation(address: TrinoAddress, location: string): string {
  const { city: _city, ...stored } = NORMALISED;
  const columns = Object.entries(stored).map(([name, type]) => `${name} ${TYPES[type]}`);
  return `CREATE TABLE IF NOT EXISTS ${tableName(address)}
    (${columns.join(", ")}, place bigint, city varchar, year integer)
    WITH (external_location = ${text(location)}, format = 'PARQUET', partitioned_by = ARRAY['city', 'year'])`;
}
