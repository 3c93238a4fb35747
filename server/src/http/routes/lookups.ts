import { Type, type TSchema } from "typebox";
import { found, type Api, type App } from "../api.js";
import { withParameter } from "../parameters.js";
import { Agency, City, Council, IdParams, Missing, Problems, Region, RequestType, Source } from "../schemas.js";

interface Lookup<T extends object> {
  path: string;
  /** What one of them is called, in words. */
  item: string;
  schema: TSchema;
  all: (api: Api) => T[];
  /** The list shows this part of them. */
  listed?: (item: T) => boolean;
  /** The id by which one is found at `path/{id}`; no such route when left out. */
  id?: (item: T) => number;
  /** Properties beyond the 2023 contract, shown to those who ask for them. */
  added?: (keyof T & string)[];
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
    added: ["population"],
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

function lookup<T extends object>({ path, item, schema, all, listed = () => true, id, added = [] }: Lookup<T>) {
  const querystring = Type.Object(added.length ? { with: withParameter(...added) } : {});
  const shown = (one: T, { with: asked = [] }: { with?: string[] }) =>
    Object.fromEntries(
      Object.entries(one).filter(([name]) => !(added as string[]).includes(name) || asked.includes(name)),
    ) as never;
  return (app: App, api: Api) => {
    const tags = ["lookups"];
    const config = { cacheable: true };
    app.get(
      path,
      {
        config,
        schema: {
          tags,
          summary: `Every ${item}`,
          querystring,
          response: { 200: Type.Array(schema), ...(added.length && { 422: Problems }) },
        },
      },
      async ({ query }) =>
        all(api)
          .filter(listed)
          .map((one) => shown(one, query)),
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
          querystring,
          response: { 200: schema, 404: Missing, 422: Problems },
        },
      },
      async ({ params, query }) => shown(found(all(api).find((one) => id(one) === params.id)), query),
    );
  };
}
