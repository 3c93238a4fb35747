import { Type } from "typebox";
import type { Measure, Row } from "../../../../src/query/index.js";
import { found, hangUp, type Api, type App } from "../api.js";
import { cityParameter, conditionsOf, type Choice } from "../parameters.js";
import { CouncilTypeStats, IdParams, Missing, Problems, TypeStats } from "../schemas.js";

const QUANTILES = { min: 0, q1: 25, median: 50, q3: 75, max: 100 };
const measures = Object.values(QUANTILES).map((percent): Measure => `days_to_close_p${percent}`);

export function typeStatsRoutes(app: App, { store, today }: Api): void {
  const { types, councils } = store.facts;
  const typeIds = new Map(types.map(({ typeId, typeName }) => [typeName, typeId]));
  const councilIds = new Map(councils.map(({ councilId, councilName }) => [councilName, councilId]));

  /** The statistics by type and, if asked, council, ordered by their ids; requests of a type that is not known come last. */
  const stats = async (by: "type" | "council and type", choice: Choice, signal: AbortSignal) => {
    const where = conditionsOf(choice, store.facts);
    const fields = by === "type" ? (["type_name"] as const) : (["council_name", "type_name"] as const);
    const rows = await store.rows(
      store.compile({ kind: "aggregate", by: fields, measures, where, as_of: today(choice.city) }),
      {
        signal,
      },
    );
    return rows
      .filter((row) => row["days_to_close_p50"] !== null)
      .map((row) => ({
        council_id: councilIds.get(String(row["council_name"])) ?? 0,
        type_id: typeIds.get(String(row["type_name"])) ?? null,
        type_name: row["type_name"] as string | null,
        ...quantiles(row),
      }))
      .sort((a, b) => a.council_id - b.council_id || (a.type_id ?? Infinity) - (b.type_id ?? Infinity));
  };

  const config = { cacheable: true };
  const tags = ["statistics"];
  const description = "Over the requests that were closed no earlier than created and no later than today.";
  const querystring = Type.Object({ city: cityParameter(store.facts) });
  app.get(
    "/types/stats",
    {
      config,
      schema: {
        tags,
        summary: "Days to close by request type",
        description,
        querystring,
        response: { 200: Type.Array(TypeStats), 422: Problems },
      },
    },
    async ({ query }, reply) => stats("type", query, hangUp(reply)),
  );
  app.get(
    "/councils/types/stats",
    {
      config,
      schema: {
        tags,
        summary: "Days to close by council and request type",
        description: `${description} Council 0 has the requests that lie in none.`,
        querystring,
        response: { 200: Type.Array(CouncilTypeStats), 422: Problems },
      },
    },
    async ({ query }, reply) => stats("council and type", query, hangUp(reply)),
  );
  app.get(
    "/councils/:id/types/stats",
    {
      config,
      schema: {
        tags,
        summary: "Days to close by request type in one council",
        description,
        params: IdParams,
        querystring,
        response: { 200: Type.Array(TypeStats), 404: Missing, 422: Problems },
      },
    },
    async ({ params, query }, reply) => {
      const { councilId } = found(councils.find((council) => council.councilId === params.id));
      return stats("type", { ...query, councilIds: [councilId] }, hangUp(reply));
    },
  );
}

function quantiles(row: Row) {
  const days = (percent: number) => row[`days_to_close_p${percent}`] as number;
  const { min, q1, median, q3, max } = QUANTILES;
  return { min: days(min), q1: days(q1), median: days(median), q3: days(q3), max: days(max) };
}
