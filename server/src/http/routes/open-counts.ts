import { Type } from "typebox";
import type { Condition } from "../../../../src/query/index.js";
import { found, hangUp, type Api, type App } from "../api.js";
import { cityParameter, conditionsOf } from "../parameters.js";
import { IdParams, Missing, Problems, TypeCount } from "../schemas.js";

/** A request is open when it has no closed date, whatever its status says. */
export const OPEN: Condition = { field: "closed_date", op: "=", value: null };

export function openCountRoutes(app: App, { store }: Api): void {
  const { types, councils } = store.facts;
  const typeIds = new Map(types.map(({ typeId, typeName }) => [typeName, typeId]));

  /** Open requests by type, ordered by its id; those of a type that is not known come last. */
  const counts = async (where: Condition[], signal: AbortSignal) => {
    const question = { kind: "aggregate", by: ["type_name"], measures: ["count"], where: [...where, OPEN] } as const;
    return (await store.rows(store.compile(question), { signal }))
      .map((row) => ({
        typeId: typeIds.get(String(row["type_name"])) ?? null,
        typeName: row["type_name"] as string | null,
        typeCount: row["count"] as number,
      }))
      .sort((a, b) => (a.typeId ?? Infinity) - (b.typeId ?? Infinity));
  };

  const config = { cacheable: true };
  const tags = ["statistics"];
  const querystring = Type.Object({ city: cityParameter(store.facts) });
  app.get(
    "/requests/counts/open/types",
    {
      config,
      schema: { tags, summary: "Open requests by type", querystring, response: { 200: Type.Array(TypeCount), 422: Problems } },
    },
    async ({ query }, reply) => counts(conditionsOf(query, store.facts), hangUp(reply)),
  );
  app.get(
    "/councils/:id/counts/open/types",
    {
      config,
      schema: {
        tags,
        summary: "Open requests by type in one council",
        params: IdParams,
        querystring,
        response: { 200: Type.Array(TypeCount), 404: Missing, 422: Problems },
      },
    },
    async ({ params, query }, reply) => {
      const { councilId } = found(councils.find((council) => council.councilId === params.id));
      return counts(conditionsOf({ ...query, councilIds: [councilId] }, store.facts), hangUp(reply));
    },
  );
}
