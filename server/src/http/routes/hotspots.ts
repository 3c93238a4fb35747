import { setImmediate } from "node:timers/promises";
import { Type } from "typebox";
import { clustersByCouncil, rankClusters, type Cluster, type Condition, type Points } from "../../../../src/query/index.js";
import { QueryTimeout } from "../../store/engine.js";
import type { Store } from "../../store/store.js";
import { yearBefore } from "../../dates.js";
import { hangUp, type Api, type App } from "../api.js";
import { cityParameter, conditionsOf, Day, described } from "../parameters.js";
import { featuresWith, geojsonOf, Problems } from "../schemas.js";

/** The type that the contract of 2023 takes where none is asked for. */
const STANDARD = "Homeless Encampment";

export function hotspotRoutes(app: App, { store, today }: Api): void {
  const standardOf = (city?: string) =>
    store.facts.types.find(({ typeName, cities }) => typeName === STANDARD && (!city || cities.includes(city)))?.typeId;
  const councilIds = new Map(store.facts.councils.map(({ councilId, councilName }) => [councilName, councilId]));
  app.get(
    "/geojson/hotspots",
    {
      config: { cacheable: true },
      schema: {
        tags: ["geography"],
        summary: "Places with many requests",
        description:
          "Clusters by DBSCAN of the requests in each council: points that are 0.0003 degrees apart at most (of plane longitude " +
          "and latitude), 12 at least. A feature is the mean of the points. The largest comes first; hotspot_id counts 1, 2, …",
        querystring: Type.Object({
          type_id: described(
            Type.Integer({ minimum: 0 }),
            `Of this type; when left out of ${STANDARD}, or of all types where there is none of that name`,
          ),
          start_date: described(Day, "Created on this day (YYYY-MM-DD) or later; a year before today when left out"),
          end_date: described(Day, "Created on this day or earlier"),
          city: cityParameter(store.facts),
        }),
        response: {
          200: geojsonOf(
            featuresWith({
              council_id: Type.Integer(),
              council_name: Type.String(),
              hotspot_id: Type.Integer(),
              count: Type.Integer(),
            }),
          ),
          422: Problems,
        },
      },
    },
    async ({ query: { type_id, start_date, end_date, city } }, reply) => {
      const type = type_id ?? standardOf(city);
      const choice = {
        typeIds: type === undefined ? undefined : [type],
        from: start_date ?? yearBefore(today(city)),
        to: end_date,
        city,
      };
      const clusters = await clustersOf(store, conditionsOf(choice, store.facts), hangUp(reply));
      const features = rankClusters(clusters).map(({ longitude, latitude, council_name, ...numbers }) => ({
        type: "Feature",
        properties: { council_id: councilIds.get(council_name), council_name, ...numbers },
        geometry: { type: "Point", coordinates: [longitude, latitude] },
      }));
      return reply.type("application/geo+json").send(JSON.stringify({ type: "FeatureCollection", features }));
    },
  );
}

/** Finds clusters council by council; others are served in between. @throws QueryTimeout */
async function clustersOf(store: Store, where: Condition[], signal: AbortSignal): Promise<Cluster[]> {
  const start = performance.now();
  const rows = await store.rows(store.compile({ kind: "points", where }), { signal });
  const points: Points = {
    longitude: Float64Array.from(rows, (row) => row["longitude"] as number),
    latitude: Float64Array.from(rows, (row) => row["latitude"] as number),
    type_name: rows.map((row) => row["type_name"] as string | null),
    council_name: rows.map((row) => row["council_name"] as string | null),
  };
  const clusters: Cluster[] = [];
  for (const found of clustersByCouncil(points)) {
    clusters.push(...found);
    await setImmediate();
    if (signal.aborted) break;
    if (performance.now() - start > store.timeout) throw new QueryTimeout(store.timeout);
  }
  return clusters;
}
