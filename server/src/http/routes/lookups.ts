import { Type, type TProperties, type TSchema } from "typebox";
import { found, type Api, type App } from "../api.js";
import type { OfCities } from "../../store/facts.js";
import { cityParameter, withParameter } from "../parameters.js";
import { Agency, City, Council, IdParams, Missing, Problems, Region, RequestType, Source } from "../schemas.js";

interface Lookup<T extends object> {
  path: string;
  /** What one of them is called, in words. */
  item: string;
  schema: TSchema;
  all: (api: Api) => (T & Partial<OfCities>)[];
  /** Whether those of one city can be listed. */
  ofCities?: boolean;
  /** The list shows this part of them. */
  listed?: (item: T) => boolean;
  /** The id by which one is found at `path/{id}`; no such route when left out. */
  id?: (item: T) => number;
  /** Properties beyond the 2023 contract, shown to those who ask for them. */
  added?: (keyof T & string)[];
}

/** What may be asked of a list. */
interface Asked {
  with?: string[];
  city?: string;
}

/** The dimensions of a request, each a list and mostly with a route for a single one. */
const LOOKUPS = [
  lookup({ path: "/cities", item: "city", schema: City, all: ({ store }) => store.facts.cities, ofCities: false }),
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

function lookup<T extends object>({
  path,
  item,
  schema,
  all,
  ofCities = true,
  listed = () => true,
  id,
  added = [],
}: Lookup<T>) {
  const parameters: TProperties = added.length ? { with: withParameter(...added) } : {};
  const shown = (one: T, { with: asked = [] }: Asked) =>
    Object.fromEntries(
      Object.entries(one).filter(([name]) => !(added as string[]).includes(name) || asked.includes(name)),
    ) as never;
  return (app: App, api: Api) => {
    const tags = ["lookups"];
    const config = { cacheable: true };
    const ofCity = ({ cities }: Partial<OfCities>, { city }: Asked) => city === undefined || cities?.includes(city);
    app.get(
      path,
      {
        config,
        schema: {
          tags,
          summary: `Every ${item}`,
          querystring: Type.Object({ ...parameters, ...(ofCities && { city: cityParameter(api.store.facts) }) }),
          response: { 200: Type.Array(schema), 422: Problems },
        },
      },
      async (request) => {
        const asked = request.query as Asked;
        return all(api)
          .filter((one) => listed(one) && ofCity(one, asked))
          .map((one) => shown(one, asked));
      },
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
          querystring: Type.Object(parameters),
          response: { 200: schema, 404: Missing, 422: Problems },
        },
      },
      async ({ params, query }) => shown(found(all(api).find((one) => id(one) === params.id)), query),
    );
  };
}
