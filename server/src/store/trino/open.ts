import { REQUEST_COLUMNS, type SqlTable } from "../../../../src/query/index.js";
import type { Engine } from "../engine.js";
import { ID_TABLES, requestsSql, type IdTable } from "../lake/dimensions.js";
import { TRANSLATED } from "../lake/names.js";
import { tableFor, type TableFor } from "../lake/cells.js";
import type { OpenLake } from "../lake/open.js";
import { lakeTable, requestRows } from "../lake/table.js";
import { REQUESTS } from "../schema.js";
import { tableName, type TrinoAddress } from "./address.js";
import { TrinoEngine } from "./engine.js";
import { listed, type ListColumns } from "./list.js";

const NAMES = { city: "VARCHAR", written: "VARCHAR", name: "VARCHAR", region: "VARCHAR" } as const;

/**
 * The requests of a lake as Trino has them. Names and ids, which DuckDB has in small tables, become part of the statements; the
 * lake is closed.
 */
export async function openTrino(
  address: TrinoAddress,
  lake: OpenLake,
  timeout: number,
): Promise<{ engine: Engine; tableFor: TableFor; requests: SqlTable }> {
  const names = await listAll(lake, TRANSLATED, (of) => ({ from: `${of}_names`, columns: NAMES }));
  const ids = await listAll(lake, Object.keys(ID_TABLES) as IdTable[], (of) => {
    const [id, name] = ID_TABLES[of];
    return { from: of, columns: { [id]: "INTEGER", [name]: "VARCHAR" } };
  });
  lake.instance.closeSync();
  const table = lakeTable(lake.cities, (of) => names[of]);
  const rows = requestRows(tableName(address));
  const from = `(${requestsSql(table(rows, REQUEST_COLUMNS), (of) => ids[of])}) AS requests`;
  return {
    engine: new TrinoEngine(address, timeout),
    tableFor: tableFor({ requests: rows }, table, lake.cities),
    requests: { from, columns: REQUESTS.columns },
  };
}

/** The rows of tables of the lake's DuckDB as Trino's SQL has them, by their names. */
async function listAll<Of extends string>(
  { instance }: OpenLake,
  tables: readonly Of[],
  sqlOf: (of: Of) => { from: string; columns: ListColumns },
): Promise<Record<Of, string>> {
  const connection = await instance.connect();
  const lists: [Of, string][] = [];
  for (const of of tables) {
    const { from, columns } = sqlOf(of);
    const reader = await connection.runAndReadAll(`SELECT ${Object.keys(columns).join(", ")} FROM ${from} ORDER BY ALL`);
    lists.push([of, listed(columns, reader.getRows() as (string | number | null)[][])]);
  }
  connection.closeSync();
  return Object.fromEntries(lists) as Record<Of, string>;
}
