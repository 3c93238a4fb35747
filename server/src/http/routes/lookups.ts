import { Type, type TSchema } from "typebox";
import { found, type Api, type App } from "../api.js";
import { Agency, City, Council, IdParams, Missing, Problems, Region, RequestType, Source } from "../schemas.js";

interface Lookup<T> {
  path: string;
  /** What one of them is called, in words. */
  item: string;
  schema: TSchema;
  all: (api: Api) => T[];
  /** The list shows this part of them. */
  listed?: (item: T) => boolean;
  /** The id by which one is found at `path/{id}`; no such route when left out. */
  id?: (item: T) => number;
}

/** The dimensions of a request, each a list and mostly with a route for a single one. */
const LOOKUPS = [
  lookup({ path: "/cities", item: "city", schema: City, all: ({ store }) => store.facts.cities }),
  lookup({
    path: "/types",
    item: "request type",
    schema: RequestType,
    all: ({ store }) => store.facts.types,
    id: (type) => type.typeId,
  }),
  lookup({
    path: "/councils",
    item: "neighborhood council",
    schema: Council,
    all: ({ store }) => store.facts.councils,
    listed: (council) => council.councilId !== 0,
    id: (council) => council.councilId,
  }),
  lookup({
    path: "/regions",
    item: "region",
    schema: Region,
    all: ({ store }) => store.facts.regions,
    listed: (region) => region.regionId !== 0,
    id: (region) => region.regionId,
  }),
  lookup({
    path: "/agencies",
    item: "agency",
    schema: Agency,
    all: ({ store }) => store.facts.agencies,
    id: (agency) => agency.agencyId,
  }),
  lookup({ path: "/sources", item: "source of requests", schema: Source, all: ({ store }) => store.facts.sources }),
];

export function lookupRoutes(app: App, api: Api): void {
  for (const register of LOOKUPS) register(app, api);
}

function lookup<T>({ path, item, schema, all, listed = () => true, id }: Lookup<T>) {
  return (app: App, api: Api) => {
    const tags = ["lookups"];
    const config = { cacheable: true };
    app.get(path, { config, schema: { tags, summary: `Every ${item}`, response: { 200: Type.Array(schema) } } }, async () =>
      all(api).filter(listed),
    );
    if (!id) return;
    app.get(
      `${path}/:id`,
      {
        config,
        schema: {
          tags,
          summary: `One ${item}`,
          params: IdParams,
          response: { 200: schema, 404: Missing, 422: Problems },
        },
      },
      async (request) => found(all(api).find((one) => id(one) === request.params.id)) as never,
    );
  };
}
