import type { FastifyInstance, FastifyRequest } from "fastify";
import { Type, type TObject } from "typebox";
import { FIELDS } from "../../../src/query/index.js";
import { wrongParameter } from "./errors.js";

/** All that this server adds to the contract of 2023, beside what is sent along with an answer (ETag, compression, CORS). */
const ADDED = {
  routes: ["/cities", "/openapi.json"],
  /** Query parameters and parts of a body, on whichever route; and on some that have one of the same name elsewhere. */
  parameters: ["as_of", "city", "detail", "measure", "with"],
  parametersOf: { "/geojson/hotspots": ["end_date"] } as Record<string, string[]>,
  /** Of `/reports`. */
  fields: ["category", "city_name", "closed_date", "days_to_close", "region_name", "status"],
  /** Properties of answers. */
  properties: {
    "/": ["documentation", "synthetic"],
    "/status/api": ["oldestCreated", "newestCreated", "synthetic", "timeZone", "requests"],
    "/status/db": ["synthetic", "cities"],
  } as Record<string, string[]>,
};

const FIELDS_2023 = Object.keys(FIELDS).filter((field) => !ADDED.fields.includes(field));

/** A filter was a word, operators and letters, digits, - and _; anything else was refused. */
const FILTER_2023 = /^(\w+)[>=<]+[\p{L}\p{N}_-]+$/u;

/** Takes from the application whatever the contract of 2023 did not have; to be called before its routes are added. */
export function limitTo2023(app: FastifyInstance): void {
  app.addHook("onRoute", (route) => {
    const added = ADDED.properties[route.url];
    const response = route.schema?.response as Record<string, TObject> | undefined;
    if (added && response) route.schema!.response = { ...response, 200: without(response["200"]!, added) };
  });
  app.addHook("onRequest", async (request, reply) => {
    request.headers.accept = "application/json";
    if (ADDED.routes.includes(request.routeOptions.url ?? "")) reply.callNotFound();
  });
  app.addHook("preValidation", async (request) => {
    const added = [...ADDED.parameters, ...(ADDED.parametersOf[request.routeOptions.url ?? ""] ?? [])];
    for (const given of [request.query, request.body])
      if (typeof given === "object") for (const name of added) Reflect.deleteProperty(given ?? {}, name);
    if (request.routeOptions.url === "/reports") checkReport(request);
  });
}

function without(schema: TObject, names: readonly string[]): TObject {
  const properties = Object.fromEntries(Object.entries(schema.properties).filter(([name]) => !names.includes(name)));
  return Type.Object(properties);
}

/** @throws InvalidRequest naming what was not accepted in 2023. */
function checkReport(request: FastifyRequest): void {
  const { field = [], filter = [] } = request.query as Record<"field" | "filter", string | string[] | undefined>;
  for (const name of [field].flat()) if (!FIELDS_2023.includes(name)) throw wrongField("field");
  for (const text of [filter].flat()) {
    const match = FILTER_2023.exec(text);
    if (!match) throw wrongParameter("filter", `string does not match regex ${FILTER_2023.source}`, "value_error.str.regex");
    if (!FIELDS_2023.includes(match[1]!)) throw wrongField("filter");
  }
}

function wrongField(parameter: string) {
  return wrongParameter(parameter, `must be one of ${FIELDS_2023.join(", ")}`, "value_error.str.regex");
}
