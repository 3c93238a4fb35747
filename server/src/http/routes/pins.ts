import { Type } from "typebox";
import { compileWhere, type Condition, type SqlTable, type Statement } from "../../../../src/query/index.js";
import { hangUp, type Api, type App } from "../api.js";
import { jsonFeatures } from "../json.js";
import { cityParameter, conditionsOf, Day, described, Ids } from "../parameters.js";
import { featuresWith, geojsonOf, Pin, Problems, rowsOf } from "../schemas.js";
import { sendRows, sendText } from "../send.js";
import { OPEN } from "./open-counts.js";

const description = "Requests without a location have no pin. Ordered by request id.";

export function pinRoutes(app: App, { store }: Api): void {
  const tags = ["requests"];
  const city = cityParameter(store.facts);
  app.post(
    "/requests/pins",
    {
      config: { columnar: true },
      schema: {
        tags,
        summary: "Where the requests of some days, types and councils are",
        description,
        body: Type.Object({
          startDate: { ...Day, description: "Created on this day (YYYY-MM-DD) or later" },
          endDate: { ...Day, description: "Created on this day or earlier" },
          typeIds: described(Ids, "Of these types; of all when left out"),
          councilIds: described(Ids, "In these councils; in all when left out"),
          city,
        }),
        response: { 200: rowsOf(Pin), 422: Problems },
      },
    },
    async ({ body: { startDate: from, endDate: to, ...choice } }, reply) =>
      sendRows(
        reply,
        store,
        located(
          store.requests,
          'request_id AS "requestId", type_id AS "typeId"',
          conditionsOf({ from, to, ...choice }, store.facts),
        ),
      ),
  );
  app.get(
    "/requests/pins/open",
    {
      config: { cacheable: true, columnar: true },
      schema: {
        tags,
        summary: "Where the open requests are",
        description,
        querystring: Type.Object({ city }),
        response: { 200: rowsOf(Pin), 422: Problems },
      },
    },
    async ({ query }, reply) =>
      sendRows(
        reply,
        store,
        located(store.requests, 'request_id AS "requestId", type_id AS "typeId"', [OPEN, ...conditionsOf(query, store.facts)]),
      ),
  );
  app.get(
    "/requests/pins/open/geojson",
    {
      config: { cacheable: true },
      schema: {
        tags,
        summary: "Where the open requests are, as GeoJSON",
        description,
        querystring: Type.Object({ city }),
        response: {
          200: geojsonOf(featuresWith({ request_id: Pin.properties.requestId, type_id: Pin.properties.typeId })),
          422: Problems,
        },
      },
    },
    async ({ query }, reply) => {
      const statement = located(store.requests, "request_id, type_id", [OPEN, ...conditionsOf(query, store.facts)]);
      return sendText(reply, "application/geo+json", jsonFeatures(store.chunks(statement, { signal: hangUp(reply) })));
    },
  );
}

/** These columns of the requests that have a location, with it. */
function located(requests: SqlTable, columns: string, where: Condition[]): Statement {
  const { sql, params } = compileWhere(where, requests);
  return {
    sql: `SELECT ${columns}, latitude, longitude FROM ${requests.from}
      WHERE ${sql} AND latitude IS NOT NULL AND longitude IS NOT NULL ORDER BY request_id`,
    params,
  };
}
