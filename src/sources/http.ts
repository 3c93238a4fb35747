import {
  ADDITIVE,
  finish,
  NO_COUNCIL,
  NO_REGION,
  selectHotspots,
  selectPoints,
  selectRequests,
  type AggregateQuestion,
  type Answer,
  type AnswerTo,
  type Boundaries,
  type Condition,
  type Dimension,
  type Freshness,
  type Question,
  type RequestsQuestion,
  type Row,
  type ServiceRequest,
} from "../query/index.js";
import { sharedCache, type JsonCache } from "./cache.js";
import { SourceError, type Asking, type Source } from "./source.js";

/** Routes and names of the facts of each dimension in the 311 Data API; facts that a server does not have are left out. */
const LOOKUPS: Record<Dimension, { route: string; facts: Record<string, string> }> = {
  type: {
    route: "types",
    facts: { name: "typeName", id: "typeId", color: "color", agency_name: "agencyName", description: "description" },
  },
  council: {
    route: "councils",
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
  city: { route: "cities", facts: { name: "cityName", id: "cityId" } },
};

/** Single requests come in pages of at most this many. */
const PAGE = 100_000;

/**
 * A server that speaks the 311 Data API, at a URL such as `https://api.example.org` or `/api`. It pushes down grouping,
 * comparisons and, where the server has them, lists and measures; top-n, order and limit are finished in memory. It works with
 * servers that have only the 2023 contract: they answer everything but measures beyond counts and fields that came later.
 */
export function httpSource(url: string, { timeZone = "America/Los_Angeles", cache = sharedCache } = {}): Source {
  const api = new HttpApi(url, cache);
  return {
    id: api.base,
    timeZone,
    answer: <Q extends Question>(question: Q, asking: Asking = {}) => api.answer(question, asking) as Promise<AnswerTo<Q>>,
  };
}

class HttpApi {
  /** Whether the server refused a filter that the 2023 contract did not allow: a list, or a value with more than letters, digits, - and _. */
  #plainValuesOnly = false;

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
      case "points": {
        const all: RequestsQuestion = { kind: "requests", limit: Infinity, ...(question.where && { where: question.where }) };
        return this.#requests(all, asking).then((requests) => selectPoints(question, requests));
      }
      case "hotspots": {
        const all: RequestsQuestion = { kind: "requests", limit: Infinity, ...(question.where && { where: question.where }) };
        return this.#requests(all, asking).then((requests) => selectHotspots(question, requests));
      }
      case "boundaries":
        return this.#boundaries(asking);
      case "lookup":
        return this.#lookup(question.of, asking);
      case "freshness":
        return this.#freshness(asking);
    }
  }

  async #get(path: string, query: [string, string | number][], asking: Asking): Promise<unknown> {
    return this.cache.get(this.#urlOf(path, query), asking);
  }

  #urlOf(path: string, query: [string, string | number][]): string {
    if (!/^https?:/.test(this.base)) throw new SourceError("invalid", `“${this.base}” is not the http(s) URL of a server.`);
    const url = new URL(this.base);
    url.hash = "";
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/${path}`;
    const added = query.map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    url.search = [...(url.search ? [url.search.slice(1)] : []), ...added].join("&");
    return url.href;
  }

  async #list(path: string, query: [string, string | number][], asking: Asking): Promise<Row[]> {
    const rows = await this.#get(path, query, asking);
    if (!Array.isArray(rows)) throw new SourceError("invalid", `${this.#urlOf(path, [])} did not answer with a list.`);
    return rows as Row[];
  }

  async #aggregate(question: AggregateQuestion, asking: Asking): Promise<Row[]> {
    const plan = planReport(question, this.#plainValuesOnly);
    let rows: Row[];
    try {
      rows = await this.#list("reports", plan.query, asking);
    } catch (error) {
      if (!(error instanceof SourceError) || error.status !== 422) throw error;
      if (!this.#plainValuesOnly && plan.hasRichValues) {
        this.#plainValuesOnly = true;
        return this.#aggregate(question, asking);
      }
      throw new SourceError("cannot-answer", error.message, { ...error, cause: error });
    }
    const counted: Row[] = rows.map(({ counts, ...row }) => ({ ...row, count: counts ?? null }));
    const missing = [...question.by, ...question.measures].find((name) => rows.length > 0 && !(name in counted[0]!));
    if (missing) throw new SourceError("cannot-answer", `${this.base} does not know “${missing}”.`);
    try {
      return finish({ ...question, where: plan.residual }, counted);
    } catch (cause) {
      throw new SourceError("cannot-answer", (cause as Error).message, { cause });
    }
  }

  async #requests(question: RequestsQuestion, asking: Asking): Promise<ServiceRequest[]> {
    const [types, councils] = await Promise.all([this.#lookup("type", asking), this.#lookup("council", asking)]);
    const { query, residual } = planRequests(question.where ?? [], types, councils);
    const { skip = 0, limit = 1000 } = question;
    // Anything the server does not do for us means reading all of it.
    const whole = residual.length > 0 || question.order !== undefined || limit > PAGE;
    // The list of councils leaves out the one that stands for none.
    const regions = new Map([
      ...councils.map(({ name, region_name }) => [name, region_name ?? null] as const),
      [NO_COUNCIL, NO_REGION],
    ]);
    const requests: ServiceRequest[] = [];
    for (let page = 0; ; page++) {
      const window: [string, number][] = whole
        ? [
            ["skip", page * PAGE],
            ["limit", PAGE],
          ]
        : [
            ["skip", skip],
            ["limit", limit],
          ];
      const rows = await this.#list("requests", [...query, ...window], asking);
      requests.push(...rows.map((row) => requestOf(row, regions)));
      if (!whole) return requests;
      if (rows.length < PAGE) return selectRequests({ ...question, where: residual }, requests);
    }
  }

  async #lookup(of: Dimension, asking: Asking): Promise<(Row & { name: string })[]> {
    const { route, facts } = LOOKUPS[of];
    const rows = await this.#list(route, [], asking);
    return rows.map(
      (row) =>
        Object.fromEntries(
          Object.entries(facts)
            .filter(([, theirs]) => row[theirs] !== undefined)
            .map(([ours, theirs]) => [ours, row[theirs]!]),
        ) as Row & { name: string },
    );
  }

  async #boundaries(asking: Asking): Promise<Boundaries> {
    const areas = (await this.#get("geojson", [["detail", "low"]], asking)) as Boundaries;
    const features = areas.features.map((feature) => ({
      ...feature,
      properties: { ...feature.properties, name: String(feature.properties["council_name"]) },
    }));
    return { ...areas, features };
  }

  async #freshness(asking: Asking): Promise<Freshness> {
    const status = (await this.#get("status/api", [], asking)) as Row;
    let newest = status["newestCreated"];
    if (newest === undefined) {
      const query: [string, string | number][] = [
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

const dayOf = (moment: unknown) => (typeof moment === "string" ? moment.slice(0, 10) : null);

/** An aggregate question as a query of `/reports`, with the conditions that are left for memory. */
function planReport(question: AggregateQuestion, plainValuesOnly: boolean) {
  const filters: string[] = [];
  const residual: Condition[] = [];
  let hasRichValues = false;
  for (const condition of question.where ?? []) {
    const { field, op, value } = condition;
    const values = (Array.isArray(value) ? value : [value]) as (string | number | null)[];
    const isRich = op === "in" || !values.every((one) => /^[\w-]+$/.test(String(one)));
    if (values.length === 0 || values.includes(null) || (isRich && plainValuesOnly)) {
      residual.push(condition);
      continue;
    }
    hasRichValues ||= isRich;
    if (op === "in") filters.push(`${field} in ${values.map((one) => encodeURIComponent(one!)).join(",")}`);
    else if (op === "between") filters.push(`${field}>=${values[0]}`, `${field}<=${values[1]}`);
    else filters.push(`${field}${op}${values[0]}`);
  }
  // Without any filter the server would take only the last two months, without any field two of its own choice.
  if (filters.length === 0) filters.push("created_date>=1900-01-01");
  const fields = [...new Set([...question.by, ...residual.map(({ field }) => field)])];
  if (fields.length === 0) fields.push("created_year");
  const measures = question.measures.filter((measure) => measure !== "count");
  const parts =
    fields.length > question.by.length && question.measures.some((measure) => !ADDITIVE.includes(measure as "count"));
  if (parts)
    throw new SourceError("cannot-answer", `${question.measures.join(", ")} cannot be put together from finer groups.`);
  const query: [string, string | number][] = [
    ...fields.map((field): [string, string] => ["field", field]),
    ...filters.map((filter): [string, string] => ["filter", filter]),
    ...measures.map((measure): [string, string] => ["measure", measure]),
    ...(question.as_of && measures.length ? [["as_of", question.as_of] as [string, string]] : []),
  ];
  return { query, residual, hasRichValues };
}

/** Conditions as a query of `/requests`: days, types and councils; the rest is left for memory. */
function planRequests(where: readonly Condition[], types: Row[], councils: Row[]) {
  const query: [string, string | number][] = [];
  const residual: Condition[] = [];
  let start = "1900-01-01";
  let end = "9999-12-31";
  for (const condition of where) {
    const { field, op, value } = condition;
    if (field === "created_date" && op === ">=") start = value > start ? String(value) : start;
    else if (field === "created_date" && op === "<=") end = value < end ? String(value) : end;
    else if (field === "created_date" && op === "between") {
      start = value[0] > start ? String(value[0]) : start;
      end = value[1] < end ? String(value[1]) : end;
    } else if ((field === "type_name" || field === "council_name") && op === "=" && value !== null) {
      const row = (field === "type_name" ? types : councils).find(({ name }) => name === value);
      if (row) query.push([field === "type_name" ? "type_id" : "council_id", Number(row["id"])]);
      else residual.push(condition);
    } else residual.push(condition);
  }
  const days: [string, string][] = [["start_date", start], ...(end < "9999" ? [["end_date", end] as [string, string]] : [])];
  return { query: [...days, ...query], residual };
}

function requestOf(row: Row, regions: Map<string, Row[string]>): ServiceRequest {
  const text = (key: string) => (row[key] as string | null | undefined) ?? null;
  return {
    request_id: Number(row["requestId"]),
    srnumber: String(row["srnumber"]),
    created: String(row["createdDate"]),
    closed: text("closedDate"),
    type_name: text("typeName"),
    council_name: text("councilName"),
    region_name: (regions.get(text("councilName") ?? "") as string | undefined) ?? null,
    agency_name: text("agencyName"),
    source_name: text("sourceName"),
    city_name: null,
    address: text("address"),
    latitude: row["latitude"] as number | null,
    longitude: row["longitude"] as number | null,
  };
}
