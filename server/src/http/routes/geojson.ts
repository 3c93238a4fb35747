import type { Position } from "geojson";
import { Type } from "typebox";
import { contains, type Councils } from "../../store/boundaries.js";
import { found, type Api, type App } from "../api.js";
import { cityParameter } from "../parameters.js";
import { featuresWith, geojsonOf, Missing, Problems } from "../schemas.js";

const Detail = Type.Unsafe<"full" | "low">({
  type: "string",
  enum: ["full", "low"],
  default: "full",
  description: "low: simplified, for maps on small screens; shared borders stay shared",
});

const Area = featuresWith({ council_id: Type.Integer(), council_name: Type.String(), nc_id: Type.String() });

const Point = Type.Object({
  latitude: Type.Number({ minimum: -90, maximum: 90 }),
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
});

export function geojsonRoutes(app: App, { store }: Api): void {
  const { full, low } = store.facts.boundaries;
  const texts = { full: Buffer.from(JSON.stringify(full)), low: Buffer.from(JSON.stringify(low)) };
  const ofCity = (areas: Councils, city: string) => {
    const councils = new Set(
      store.facts.councils.filter(({ cities }) => cities.includes(city)).map(({ councilId }) => councilId),
    );
    return JSON.stringify({
      ...areas,
      features: areas.features.filter(({ properties }) => councils.has(properties.council_id)),
    });
  };
  const config = { cacheable: true };
  const tags = ["geography"];
  app.get(
    "/geojson",
    {
      config,
      schema: {
        tags,
        summary: "The areas of the neighborhood councils",
        querystring: Type.Object({ detail: Detail, city: cityParameter(store.facts) }),
        response: { 200: geojsonOf(Area), 422: Problems },
      },
    },
    async ({ query: { detail, city } }, reply) => {
      const areas = city === undefined ? texts[detail] : ofCity(store.facts.boundaries[detail], city);
      return reply.type("application/geo+json").send(areas);
    },
  );
  app.get(
    "/geojson/geocode",
    {
      config,
      schema: {
        tags,
        summary: "The council that contains a point",
        querystring: Point,
        response: { 200: Type.Object({ council_id: Type.Integer() }), 404: Missing, 422: Problems },
      },
    },
    async (request) => {
      const point: Position = [request.query.longitude, request.query.latitude];
      const { properties } = found(full.features.find(({ geometry }) => contains(geometry, point)));
      return { council_id: properties.council_id };
    },
  );
}
