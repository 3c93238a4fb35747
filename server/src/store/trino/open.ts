import type { SqlTable } from "../../../../src/query/index.js";
import type { Engine } from "../engine.js";
import type { Facts } from "../facts.js";
import { ID_TABLES, requestsSql, type IdTable } from "../lake/dimensions.js";
import { TRANSLATED, type Translated } from "../lake/names.js";
import type { OpenLake } from "../lake/open.js";
import { lakeTable, type LakeTable } from "../lake/table.js";
import { REQUESTS } from "../schema.js";
import { tableName, type TrinoAddress } from "./address.js";
import { TrinoEngine } from "./engine.js";
import { listed } from "./list.js";

/**
 * The requests of a lake as Trino has them. Names and ids, which DuckDB has in small tables, become part of the statements; the
 * lake is closed.
 */
export async function openTrino(
  address: TrinoAddress,
  lake: OpenLake,
  timeout: number,
): Promise<{ engine: Engine; table: LakeTable; requests: SqlTable }> {
  const names = await readNames(lake);
  lake.instance.closeSync();
  const ids = idsOf(lake.facts);
  const table = lakeTable(lake.cities, { rows: tableName(address), names: (of) => names[of] });
  const from = `(${requestsSql(table, (of) => ids[of])}) AS requests`;
  return { engine: new TrinoEngine(address, timeout), table, requests: { from, columns: REQUESTS.columns } };
}

async function readNames({ instance }: OpenLake): Promise<Record<Translated, string>> {
  const connection = await instance.connect();
  const columns = { city: "VARCHAR", written: "VARCHAR", name: "VARCHAR", region: "VARCHAR" } as const;
  const relations: [Translated, string][] = [];
  for (const of of TRANSLATED) {
    const rows = await connection.runAndReadAll(`SELECT ${Object.keys(columns).join(", ")} FROM ${of}_names ORDER BY ALL`);
    relations.push([of, listed(columns, rows.getRows() as (string | null)[][])]);
  }
  connection.closeSync();
  return Object.fromEntries(relations) as Record<Translated, string>;
}

function idsOf({ cities, types, councils, regions, agencies, sources }: Facts): Record<IdTable, string> {
  const relation = (of: IdTable, rows: [number, string][]) => {
    const [id, name] = ID_TABLES[of];
    return listed({ [id]: "INTEGER", [name]: "VARCHAR" }, rows);
  };
  return {
    cities: relation(
      "cities",
      cities.map(({ cityId, cityName }) => [cityId, cityName]),
    ),
    types: relation(
      "types",
      types.map(({ typeId, typeName }) => [typeId, typeName]),
    ),
    councils: relation(
      "councils",
      councils.map(({ councilId, councilName }) => [councilId, councilName]),
    ),
    regions: relation(
      "regions",
      regions.map(({ regionId, regionName }) => [regionId, regionName]),
    ),
    agencies: relation(
      "agencies",
      agencies.map(({ agencyId, agencyName }) => [agencyId, agencyName]),
    ),
    sources: relation(
      "sources",
      sources.map(({ sourceId, sourceName }) => [sourceId, sourceName]),
    ),
  };
}
