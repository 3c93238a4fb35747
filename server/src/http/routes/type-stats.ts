import { Type } from "typebox";
import { compile, type Measure } from "../../../../src/query/index.js";
import { REQUESTS } from "../../store/schema.js";
import type { Api, App } from "../api.js";
import { TypeStats } from "../schemas.js";

const QUANTILES = { min: 0, q1: 25, median: 50, q3: 75, max: 100 };
const measures = Object.values(QUANTILES).map((percent): Measure => `days_to_close_p${percent}`);

export function typeStatsRoutes(app: App, { store, today }: Api): void {
  app.get(
    "/types/stats",
    {
      config: { cacheable: true },
      schema: {
        tags: ["statistics"],
        summary: "Days to close by request type",
        description: "Over the requests that were closed no earlier than created and no later than today.",
        response: { 200: Type.Array(TypeStats) },
      },
    },
    async () => {
      const rows = await store.rows(compile({ kind: "aggregate", by: ["type_name"], measures, as_of: today() }, REQUESTS));
      const byName = new Map(rows.map((row) => [row["type_name"], row]));
      return [...store.facts.types]
        .sort((a, b) => a.typeId - b.typeId)
        .flatMap(({ typeId, typeName }) => {
          const row = byName.get(typeName);
          if (row?.["days_to_close_p50"] == null) return [];
          const days = (percent: number) => row[`days_to_close_p${percent}`] as number;
          const { min, q1, median, q3, max } = QUANTILES;
          return [
            {
              type_id: typeId,
              type_name: typeName,
              min: days(min),
              q1: days(q1),
              median: days(median),
              q3: days(q3),
              max: days(max),
            },
          ];
        });
    },
  );
}
