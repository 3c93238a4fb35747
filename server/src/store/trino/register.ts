import { NORMALISED } from "../../../../src/cities/index.js";
import { UserError } from "../../errors.js";
import { EngineFailure, EngineUnavailable } from "../engine.js";
import { text } from "../literal.js";
import { tableName, type TrinoAddress } from "./address.js";
import { rowsFrom } from "./protocol.js";

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
  const session = { [`${catalog}.timestamp_precision`]: "MILLISECONDS" };
  const run = (sql: string) => rowsFrom(address, sql, { timeout, session });
  try {
    await run(creation(address, location));
    await run(`CALL "${catalog}".system.sync_partition_metadata(${text(schema)}, ${text(table)}, 'FULL')`);
    const [count] = await run(`SELECT count(*) FROM ${tableName({ ...address, table: `${table}$partitions` })}`);
    return count![0] as number;
  } catch (error) {
    if (error instanceof EngineUnavailable || error instanceof EngineFailure)
      throw new UserError(error.message, { cause: error });
    if ((error as Error).name === "TimeoutError")
      throw new UserError(`Trino at ${address.origin} did not finish within ${timeout / 1000} s.`, { cause: error });
    throw error;
  }
}

function creation(address: TrinoAddress, location: string): string {
  const stored = Object.entries(NORMALISED).filter(([name]) => name !== "city");
  const columns = stored.map(([name, type]) => `${name} ${TYPES[type]}`);
  return `CREATE TABLE IF NOT EXISTS ${tableName(address)}
    (${columns.join(", ")}, place bigint, city varchar, year integer)
    WITH (external_location = ${text(location)}, format = 'PARQUET', partitioned_by = ARRAY['city', 'year'])`;
}
