import { CITIES, cityFacts, readText, type City } from "../cities/index.js";
import {
  clustersByCouncil,
  finishParts,
  rankClusters,
  selectRequests,
  type AggregateQuestion,
  type Answer,
  type AnswerTo,
  type Condition,
  type Dimension,
  type Freshness,
  type Part,
  type Points,
  type Question,
  type RequestsQuestion,
  type Row,
  type ServiceRequest,
} from "../query/index.js";
import { cacheFor, type JsonCache } from "./cache.js";
import { readColumns, requestOf, type SodaFields } from "./socrata-columns.js";
import {
  alias,
  cellsOf,
  fieldsToRead,
  named,
  SoqlPlanner,
  TEXT_FIELDS,
  valueOf,
  type RawTexts,
  type ReadField,
  type Soql,
  type TextField,
} from "./socrata-plan.js";
import { SodaPortal } from "./socrata-portal.js";
import { SourceError, type Asking, type Source } from "./source.js";

/** What may be said of a portal. */
export interface SocrataOptions {
  /** The city that the data sets are of, where their portal is none of those that the cities are known to publish at. */
  city?: City;
  /** The application token that Socrata gives to developers: portals slow down who has none. It goes into URLs and is no secret. */
  appToken?: string;
  cache?: JsonCache;
}

/**
 * A city's own portal in place of a server: `data.sfgov.org/vw6y-z8j6` is a data set there, several are joined by commas, and
 * `data.lacity.org` alone means all that the city is known to publish there. Which column means what comes from the city's file.
 * Grouping, conditions and counts are the portal's work (SODA 2.1); percentiles, top-n and order are finished here from the
 * distribution of days to close. There are no boundaries, no populations of councils and no colours.
 * @throws SourceError when the address makes no sense, or no known city publishes there and none is given.
 */
export function socrataSource(address: string, { city, appToken, cache = cacheFor(undefined) }: SocrataOptions = {}): Source {
  const [, domain, list = ""] = /^((?:https?:\/\/)?[\w.:-]+)(?:\/(.*))?$/.exec(address) ?? [];
  const asked = list ? list.split(",") : [];
  const known = city ?? publisherOf(domain, asked);
  if (!domain || !known) throw new SourceError("invalid", unknown(address));
  const published = known.published.filter((publication) => publication.domain === domain);
  const ids = list ? asked : published.flatMap(({ datasets }) => datasets.map(({ id }) => id));
  const wrong = ids.find((id) => !/^\w{4}-\w{4}$/.test(id));
  if (wrong !== undefined || ids.length === 0)
    throw new SourceError("invalid", `“${wrong ?? ""}” is no data set of Socrata’s; accepted: ids such as vw6y-z8j6.`);
  const socrata = new Socrata(known, new SodaPortal(domain, cache, appToken), ids);
  return {
    id: `${socrata.portal.origin}/${ids.join(",")}`,
    timeZone: known.timeZone,
    answer: <Q extends Question>(question: Q, asking: Asking = {}) => socrata.answer(question, asking) as Promise<AnswerTo<Q>>,
  };
}

/** The city that publishes there, or has published a data set of these that is now found elsewhere, as behind a proxy. */
function publisherOf(domain: string | undefined, ids: readonly string[]): City | undefined {
  const publishes = (test: (publication: City["published"][number]) => boolean) =>
    CITIES.find(({ published }) => published.some((one) => one.portal === "socrata" && test(one)));
  return (
    publishes((publication) => publication.domain === domain) ??
    publishes(({ datasets }) => datasets.some(({ id }) => ids.includes(id)))
  );
}

function unknown(address: string): string {
  const domains = CITIES.flatMap(({ published }) => published.filter(({ portal }) => portal === "socrata"));
  return `No known city publishes at “${address}”; accepted: ${domains.map(({ domain }) => domain).join(", ")}, or any with a city’s mapping.`;
}

/** How long (ms) the texts and days that a data set has are taken to be what they were. */
const LASTING = 600_000;

/** A data set, what its columns mean, and the days of its requests. */
interface Dataset {
  id: string;
  fields: SodaFields;
  updated: string | null;
  oldest: string | null;
  newest: string | null;
}

/** The text field that each dimension is. */
const FIELD_OF: Partial<Record<Dimension, TextField>> = {
  type: "type_name",
  council: "council_name",
  region: "region_name",
  agency: "agency_name",
  source: "source_name",
};

class Socrata {
  constructor(
    readonly city: City,
    readonly portal: SodaPortal,
    readonly ids: readonly string[],
  ) {}

  async answer(question: Question, asking: Asking): Promise<Answer> {
    switch (question.kind) {
      case "aggregate":
        return this.#aggregate(question, asking);
      case "requests":
        return this.#requests(question, asking);
      case "points":
        return this.#points(question.where ?? [], question.limit ?? Infinity, asking);
      case "hotspots": {
        const points = await this.#points(question.where ?? [], Infinity, asking);
        return rankClusters([...clustersByCouncil(points)].flat());
      }
      case "boundaries":
        return { type: "FeatureCollection", features: [] };
      case "lookup":
        return this.#lookup(question.of, asking);
      case "freshness":
        return this.#freshness(asking);
    }
  }

  async #aggregate(question: AggregateQuestion, asking: Asking): Promise<Row[]> {
    const parts = await this.#ofEach(question, asking, async ({ id }, planner) => {
      const plan = planner.aggregate(question);
      const queries = plan ? [plan.counts, ...(plan.days ? [plan.days] : [])] : [];
      const answers = await Promise.all(queries.map((query) => this.#grouped(id, query, asking)));
      const constants = planner.constants(question.by);
      return answers.flat().map((row) => ({ ...constants, ...this.#partOf(row) }));
    });
    return finishParts(
      { ...question, where: [] },
      parts.filter(({ count }) => count !== 0),
    );
  }

  #grouped(id: string, query: Soql, asking: Asking) {
    return this.portal.rows(id, { ...query, order: query.group ?? alias("count") }, asking);
  }

  /** A row of the portal in our words: names for texts, numbers for the rest. */
  #partOf(row: Record<string, unknown>): Part {
    const values = cellsOf(row).map(([name, value]) => {
      const isText = TEXT_FIELDS.includes(name as TextField);
      return [name, isText ? readText(value, this.city) : valueOf(name, value)] as const;
    });
    return Object.fromEntries(values);
  }

  async #requests(question: RequestsQuestion, asking: Asking): Promise<ServiceRequest[]> {
    const { where = [], order = [{ by: "created", direction: "desc" as const }], skip = 0, limit = 1000 } = question;
    const [first, ...more] = order;
    // By anything but the day of creation, the portal's order is not ours: then all is read and sorted here.
    const isNewest = more.length === 0 && first?.by === "created" && first.direction === "desc";
    const most = isNewest ? skip + limit : Infinity;
    const requests = await this.#ofEach({ where }, asking, async ({ id, fields }, planner) => {
      const soql = planner.where(where);
      if (soql === undefined) return [];
      const sorted = `${fields.created.name} desc,${fields.id.name} desc`;
      const rows = await this.portal.rows(id, { select: fields.select, where: soql, order: sorted }, asking, { most });
      return rows.map((row) => requestOf(row, fields, this.city));
    });
    return selectRequests({ ...question, where: [] }, requests);
  }

  async #points(where: readonly Condition[], limit: number, asking: Asking): Promise<Points> {
    const requests = await this.#ofEach({ where }, asking, async ({ id, fields }, planner) => {
      const soql = planner.where(where);
      if (soql === undefined) return [];
      const query = { select: fields.select, where: soql, order: fields.id.name };
      const rows = await this.portal.rows(id, query, asking);
      return rows.map((row) => requestOf(row, fields, this.city)).filter(({ latitude }) => latitude !== null);
    });
    const located = requests.slice(0, limit);
    return {
      longitude: Float64Array.from(located, ({ longitude }) => longitude!),
      latitude: Float64Array.from(located, ({ latitude }) => latitude!),
      type_name: located.map(({ type_name }) => type_name),
      council_name: located.map(({ council_name }) => council_name),
    };
  }

  async #lookup(of: Dimension, asking: Asking): Promise<(Row & { name: string })[]> {
    const field = FIELD_OF[of];
    if (!field) return [cityFacts(this.city.name, [this.city])];
    const names = new Set<string>();
    for (const { id, fields } of await this.#datasets(asking))
      for (const name of (await this.#raw(id, fields, field, asking))?.keys() ?? []) if (name !== null) names.add(name);
    if (names.size === 0) throw new SourceError("cannot-answer", `The data of ${this.city.name} has no ${of} of its requests.`);
    return [...names].sort().map((name) => ({ name }));
  }

  async #freshness(asking: Asking): Promise<Freshness> {
    const datasets = await this.#datasets(asking);
    const known = (values: (string | null)[]) => values.filter((value) => value !== null).sort();
    return {
      oldest: known(datasets.map(({ oldest }) => oldest))[0] ?? null,
      newest: known(datasets.map(({ newest }) => newest)).at(-1) ?? null,
      updated: known(datasets.map(({ updated }) => updated)).at(-1) ?? null,
      timeZone: this.city.timeZone,
      synthetic: false,
    };
  }

  /** Asks each data set that can have requests under the conditions, and puts the answers together. */
  async #ofEach<T>(
    { by = [], where = [] }: Partial<Pick<AggregateQuestion, "by" | "where">>,
    asking: Asking,
    ask: (dataset: Dataset, planner: SoqlPlanner) => Promise<T[]>,
  ): Promise<T[]> {
    const datasets = (await this.#datasets(asking)).filter((dataset) => mayHave(dataset, where));
    const answers = datasets.map(async (dataset) => {
      const { id, fields } = dataset;
      const read = fieldsToRead(by, where).filter((field) => fields[field]);
      const raw = await Promise.all(read.map(async (field) => [field, (await this.#raw(id, fields, field, asking))!] as const));
      return ask(dataset, new SoqlPlanner(fields, this.city, Object.fromEntries(raw)));
    });
    return (await Promise.all(answers)).flat();
  }

  #datasets(asking: Asking): Promise<Dataset[]> {
    const lasting = { maxAge: LASTING, ...asking };
    return Promise.all(
      this.ids.map(async (id): Promise<Dataset> => {
        const view = await this.portal.view(id, lasting);
        const fields = readColumns(view, this.city, `${this.portal.origin}/${id}`);
        const { name } = fields.created;
        const select = [named(`min(${name})`, "oldest"), named(`max(${name})`, "newest")].join(",");
        const range = { select, where: `${name} is not null`, order: alias("oldest") };
        const [row = {}] = await this.portal.rows(id, range, lasting);
        const days = Object.fromEntries(cellsOf(row));
        const day = (value: unknown) => (typeof value === "string" ? value.slice(0, 10) : null);
        return { id, fields, updated: view.updated, oldest: day(days["oldest"]), newest: day(days["newest"]) };
      }),
    );
  }

  /** The texts that a field has in a data set, by name; nothing where it has no such column. */
  async #raw(id: string, fields: SodaFields, field: ReadField, asking: Asking): Promise<RawTexts | undefined> {
    const column = fields[field];
    if (!column) return undefined;
    const query = { select: named(column.name, "value"), where: "1 = 1", group: column.name, order: column.name };
    const rows = await this.portal.rows(id, query, { maxAge: LASTING, ...asking });
    const raw = new Map<string | null, (string | null)[]>();
    for (const row of rows) {
      const value = cellsOf(row)[0]?.[1] ?? null;
      const name = readText(value, this.city);
      raw.set(name, [...(raw.get(name) ?? []), value === null ? null : String(value)]);
    }
    return raw;
  }
}

/** Whether any request of a data set can be created on the days that conditions ask for. */
function mayHave({ oldest, newest }: Dataset, where: readonly Condition[]): boolean {
  if (oldest === null || newest === null) return false;
  return where.every(({ field, op, value }) => {
    if (field !== "created_date") return true;
    const days = [value].flat().map(String).sort();
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) return true;
    if (op === "<" || op === "<=") return last >= oldest;
    if (op === ">" || op === ">=") return first <= newest;
    return first <= newest && last >= oldest;
  });
}
