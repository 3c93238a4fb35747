import {
  finish,
  selectHotspots,
  selectPoints,
  selectRequests,
  type AggregateQuestion,
  type Answer,
  type AnswerTo,
  type Boundaries,
  type BoundariesQuestion,
  type Condition,
  type Dimension,
  type Freshness,
  type FreshnessQuestion,
  type Hotspot,
  type HotspotsQuestion,
  type Question,
  type RequestsQuestion,
  type Row,
  type ServiceRequest,
} from "../query/index.js";
import { changed } from "../breath.js";
import type { Auth } from "./access.js";
import { cacheFor, type JsonCache } from "./cache.js";
import { PARAMETERS, planReport, planRequests, regionsOf, requestOf, type Ids, type Query } from "./http-plan.js";
import { SourceError, type Asking, type Source } from "./source.js";

/** Routes and names of the facts of each dimension in the 311 Data API; facts that a server does not have are left out. */
const LOOKUPS: Record<Dimension, { route: string; query?: Query; facts: Record<string, string> }> = {
  type: {
    route: "types",
    facts: { name: "typeName", id: "typeId", color: "color", agency_name: "agencyName", description: "description" },
  },
  council: {
    route: "councils",
    query: [["with", "population"]],
    facts: {
      name: "councilName",
      id: "councilId",
      region_name: "regionName",
      latitude: "latitude",
      longitude: "longitude",
      population: "population",
      website: "website",
    },
  },
  region: { route: "regions", facts: { name: "regionName", id: "regionId", latitude: "latitude", longitude: "longitude" } },
  agency: { route: "agencies", facts: { name: "agencyName", id: "agencyId", website: "website" } },
  source: { route: "sources", facts: { name: "sourceName", id: "sourceId" } },
  city: { route: "cities", facts: { name: "cityName", id: "cityId", population: "population" } },
};

/** What `/geojson/hotspots` answers with, as far as it is read. */
interface HotspotFeatures {
  features: {
    properties: { council_name: string; hotspot_id: number; count: number };
    geometry: { coordinates: [longitude: number, latitude: number] };
  }[];
}

/** What may be said of a server; `timeZone` is that of its city. */
export interface HttpOptions {
  timeZone?: string;
  auth?: Auth | undefined;
  cache?: JsonCache;
}

/** What single requests have only for those who ask. */
const ADDED: Query = [
  ["with", "cityName"],
  ["with", "regionName"],
  ["with", "category"],
];

/** Single requests come in pages of at most this many. */
const PAGE = 100_000;

/**
 * A server that speaks the 311 Data API, at a URL such as `https://api.example.org` or `/api`. It pushes down grouping,
 * comparisons and, where the server has them, lists and measures; top-n, order and limit are finished in memory. It works with
 * servers that have only the 2023 contract: they answer everything but measures beyond counts and fields that came later, of
 * which the region is put together from their councils. `auth` gives its requests their headers.
 */
export function httpSource(
  url: string,
  { timeZone = "America/Los_Angeles", auth, cache = cacheFor(auth) }: HttpOptions = {},
): Source {
  const api = new HttpApi(url, cache);
  return {
    id: api.base,
    timeZone,
    answer: <Q extends Question>(question: Q, asking: Asking = {}) => api.answer(question, asking) as Promise<AnswerTo<Q>>,
  };
}

class HttpApi {
  /** Whether the server refused something of `/reports` that the 2023 contract did not have, but that can be done without. */
  #of2023 = false;

  /** The absolute URL, so that equal words on different pages are different servers; as given when it is none. */
  readonly base: string;

  constructor(
    url: string,
    readonly cache: JsonCache,
  ) {
    const base = globalThis.document?.baseURI;
    this.base = URL.canParse(url, base) ? new URL(url, base).href : url;
  }

  answer(question: Question, asking: Asking): Promise<Answer> {
    switch (question.kind) {
      case "aggregate":
        return this.#aggregate(question, asking);
      case "requests":
        return this.#requests(question, asking);
      case "points":
        return this.#everyRequest(question.where, asking).then((requests) => selectPoints(question, requests));
      case "hotspots":
        return this.#hotspots(question, asking);
      case "boundaries":
        return this.#boundaries(question, asking);
      case "lookup":
        return this.#lookup(question.of, asking, question.city);
      case "freshness":
        return this.#freshness(question, asking);
    }
  }

  async #get(path: string, query: Query, asking: Asking): Promise<unknown> {
    return this.cache.get(this.#urlOf(path, query), asking);
  }

  #urlOf(path: string, query: Query): string {
    if (!/^https?:/.test(this.base)) throw new SourceError("invalid", `“${this.base}” is not the http(s) URL of a server.`);
    const url = new URL(this.base);
    url.hash = "";
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/${path}`;
    const added = query.map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    url.search = [...(url.search ? [url.search.slice(1)] : []), ...added].join("&");
    return url.href;
  }

  async #list(path: string, query: Query, asking: Asking): Promise<Row[]> {
    const rows = await this.#get(path, query, asking);
    if (!Array.isArray(rows)) throw new SourceError("invalid", `${this.#urlOf(path, [])} did not answer with a list.`);
    return rows as Row[];
  }

  async #aggregate(question: AggregateQuestion, asking: Asking): Promise<Row[]> {
    const plan = planReport(question, this.#of2023);
    let rows: Row[];
    try {
      rows = await this.#list("reports", plan.query, asking);
    } catch (error) {
      if (!(error instanceof SourceError) || error.status !== 422) throw error;
      if (!this.#of2023 && plan.newer) {
        this.#of2023 = true;
        return this.#aggregate(question, asking);
      }
      throw new SourceError("cannot-answer", error.message, { ...error, cause: error });
    }
    const regions = plan.councilsForRegions ? regionsOf(await this.#lookup("council", asking)) : undefined;
    const counted = rows.map(({ counts, ...row }): Row => ({
      ...row,
      ...(regions && { region_name: regions.get(row["council_name"] ?? null) ?? null }),
      count: counts ?? null,
    }));
    const missing = [...question.by, ...question.measures].find((name) => rows.length > 0 && !(name in counted[0]!));
    if (missing) throw new SourceError("cannot-answer", `${this.base} does not know “${missing}”.`);
    try {
      return finish({ ...question, where: plan.residual }, counted);
    } catch (cause) {
      throw new SourceError("cannot-answer", (cause as Error).message, { cause });
    }
  }

  async #requests(question: RequestsQuestion, asking: Asking): Promise<ServiceRequest[]> {
    const councils = this.#lookup("council", asking);
    const { query, residual } = planRequests(question.where ?? [], await this.#idsOf(question.where ?? [], asking));
    const { skip = 0, limit = 1000 } = question;
    // Anything the server does not do for us means reading all of it.
    const whole = residual.length > 0 || question.order !== undefined || limit > PAGE;
    const regions = regionsOf(await councils);
    const requests: ServiceRequest[] = [];
    for (let page = 0; ; page++) {
      const window: Query = whole
        ? [
            ["skip", page * PAGE],
            ["limit", PAGE],
          ]
        : [
            ["skip", skip],
            ["limit", limit],
          ];
      const rows = await this.#list("requests", [...query, ...window, ...ADDED], asking);
      if (rows[0] && !("category" in rows[0]) && residual.some(({ field }) => field === "category"))
        throw new SourceError("cannot-answer", `${this.base} does not know the categories of its requests.`);
      for (const request of await changed(rows, (row) => requestOf(row, regions))) requests.push(request);
      if (!whole) return requests;
      if (rows.length < PAGE) return selectRequests({ ...question, where: residual }, requests);
    }
  }

  #everyRequest(where: readonly Condition[] | undefined, asking: Asking): Promise<ServiceRequest[]> {
    return this.#requests({ kind: "requests", limit: Infinity, ...(where && { where }) }, asking);
  }

  /** The server finds the hotspots of one type since a day; up to a day or in a city only if it is newer than 2023. */
  async #hotspots(question: HotspotsQuestion, asking: Asking): Promise<Hotspot[]> {
    const where = question.where ?? [];
    const { query, residual } = planRequests(where, await this.#idsOf(where, asking));
    const given = query.map(([name]) => name);
    const known =
      residual.length === 0 && given.filter((name) => name === "type_id").length === 1 && !given.includes("council_id");
    const newer = given.includes("end_date") || given.includes("city");
    if (!known || (newer && (await this.#isOf2023(asking))))
      return selectHotspots(question, await this.#everyRequest(where, asking));
    const { features } = (await this.#get("geojson/hotspots", query, asking)) as HotspotFeatures;
    return features.map(({ properties: { council_name, hotspot_id, count }, geometry: { coordinates } }) => ({
      longitude: coordinates[0],
      latitude: coordinates[1],
      council_name,
      hotspot_id,
      count,
    }));
  }

  /** Whether the server says of itself only what the 2023 contract has; it passes over parameters that came later. */
  async #isOf2023(asking: Asking): Promise<boolean> {
    return ((await this.#get("status/api", [], asking)) as Row)["newestCreated"] === undefined;
  }

  /** The ids of the names that conditions may have, by field. */
  async #idsOf(where: readonly Condition[], asking: Asking): Promise<Ids> {
    const ids: Ids = {};
    for (const [field, { of, id }] of Object.entries(PARAMETERS))
      if (where.some((condition) => condition.field === field))
        ids[field] = new Map((await this.#lookup(of, asking)).map((row) => [row.name, row[id] as string | number]));
    return ids;
  }

  async #lookup(of: Dimension, asking: Asking, city?: string): Promise<(Row & { name: string })[]> {
    const { route, query = [], facts } = LOOKUPS[of];
    const rows = await this.#list(route, [...query, ...ofCity({ city })], asking).catch((error: unknown) => {
      if (!(error instanceof SourceError) || error.status !== 404) throw error;
      throw new SourceError("cannot-answer", `${this.base} does not know its ${route}.`, { ...error, cause: error });
    });
    return rows.map(
      (row) =>
        Object.fromEntries(
          Object.entries(facts)
            .filter(([, theirs]) => row[theirs] !== undefined)
            .map(([ours, theirs]) => [ours, row[theirs]!]),
        ) as Row & { name: string },
    );
  }

  async #boundaries(question: BoundariesQuestion, asking: Asking): Promise<Boundaries> {
    const areas = (await this.#get("geojson", [["detail", "low"], ...ofCity(question)], asking)) as Boundaries;
    const features = areas.features.map((feature) => ({
      ...feature,
      properties: { ...feature.properties, name: String(feature.properties["council_name"]) },
    }));
    return { ...areas, features };
  }

  async #freshness(question: FreshnessQuestion, asking: Asking): Promise<Freshness> {
    const status = (await this.#get("status/api", ofCity(question), asking)) as Row;
    let newest = status["newestCreated"];
    if (newest === undefined) {
      const query: Query = [
        ["start_date", "1900-01-01"],
        ["limit", 1],
      ];
      newest = String((await this.#list("requests", query, asking))[0]?.["createdDate"] ?? "") || null;
    }
    return {
      oldest: dayOf(status["oldestCreated"]),
      newest: dayOf(newest),
      updated: (status["lastPulled"] as string | undefined) ?? null,
      timeZone: (status["timeZone"] as string | undefined) ?? null,
      synthetic: status["synthetic"] === true,
    };
  }
}

const ofCity = ({ city }: { city?: string | undefined }): Query => (city === undefined ? [] : [["city", city]]);

const dayOf = (moment: unknown) => (typeof moment === "string" ? moment.slice(0, 10) : null);
