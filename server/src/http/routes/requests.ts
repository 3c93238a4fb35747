import { Type, type Static } from "typebox";
import { compileWhere, isoSql, type Statement } from "../../../../src/query/index.js";
import { found, hangUp, type Api, type App } from "../api.js";
import { daysBefore } from "../../dates.js";
import { cityParameter, conditionsOf, Day, described, Ids, withParameter } from "../parameters.js";
import { IdParams, Missing, Problems, rowsOf, ServiceRequest } from "../schemas.js";
import { sendRows } from "../send.js";

const COLUMNS = `request_id AS "requestId", srnumber, council_id AS "councilId", council_name AS "councilName",
  type_id AS "typeId", type_name AS "typeName", agency_id AS "agencyId", agency_name AS "agencyName",
  source_id AS "sourceId", source_name AS "sourceName",
  ${isoSql("created")} AS "createdDate", ${isoSql("closed")} AS "closedDate",
  address, latitude, longitude`;

/** What a request has beyond the 2023 contract, with its column. */
const ADDED = { category: "category", cityId: "city_id", cityName: "city_name", regionName: "region_name" };

const With = withParameter(...(Object.keys(ADDED) as (keyof typeof ADDED)[]));

export function requestRoutes(app: App, { store, today }: Api): void {
  const Query = Type.Object({
    start_date: described(Day, "On this day (YYYY-MM-DD) or later; seven days before today when left out"),
    end_date: described(Day, "On this day or earlier"),
    type_id: { ...Ids, default: [], description: "Of these types; may be given several times" },
    council_id: { ...Ids, default: [], description: "In these councils; may be given several times" },
    city: cityParameter(store.facts),
    skip: Type.Integer({ minimum: 0, maximum: 100_000_000, default: 0 }),
    limit: Type.Integer({ minimum: 0, maximum: 100_000, default: 1000 }),
    with: With,
  });
  const choiceOf = ({ start_date, end_date, type_id, council_id, city }: Static<typeof Query>) => ({
    from: start_date ?? daysBefore(today(city), 7),
    to: end_date,
    typeIds: type_id.length ? type_id : undefined,
    councilIds: council_id.length ? council_id : undefined,
    city,
  });
  const page = ({ sql, params }: Statement, { skip, limit, with: added }: Static<typeof Query>): Statement => ({
    sql: `SELECT ${columns(added)} FROM ${store.requests.from} WHERE ${sql}
      ORDER BY created DESC, request_id DESC OFFSET ? LIMIT ?`,
    params: [...params, skip, limit],
  });

  const tags = ["requests"];
  const config = { cacheable: true, columnar: true };
  const response = { 200: rowsOf(ServiceRequest), 422: Problems };
  app.get(
    "/requests",
    { config, schema: { tags, summary: "Requests created on some days, newest first", querystring: Query, response } },
    async ({ query }, reply) => {
      const created = compileWhere(conditionsOf(choiceOf(query), store.facts), store.requests);
      return sendRows(reply, store, page(created, query));
    },
  );
  app.get(
    "/requests/updated",
    {
      config,
      schema: { tags, summary: "Requests created or closed on some days, newest first", querystring: Query, response },
    },
    async ({ query }, reply) => {
      const [created, closed] = (["created_date", "closed_date"] as const).map((dated) =>
        compileWhere(conditionsOf(choiceOf(query), store.facts, dated), store.requests),
      ) as [Statement, Statement];
      const either = { sql: `(${created.sql} OR ${closed.sql})`, params: [...created.params, ...closed.params] };
      return sendRows(reply, store, page(either, query));
    },
  );

  const one = async (
    column: "request_id" | "srnumber",
    value: string | number,
    added: Static<typeof With>,
    signal: AbortSignal,
  ) => {
    const sql = `SELECT ${columns(added)} FROM ${store.requests.from} WHERE ${column} = ? LIMIT 1`;
    const [row] = await store.rows({ sql, params: [value] }, { signal });
    return found(row) as unknown as Static<typeof ServiceRequest>;
  };
  const querystring = Type.Object({ with: With });
  app.get(
    "/requests/:id",
    {
      config: { cacheable: true },
      schema: {
        tags,
        summary: "One request",
        params: IdParams,
        querystring,
        response: { 200: ServiceRequest, 404: Missing, 422: Problems },
      },
    },
    async ({ params, query }, reply) => one("request_id", params.id, query.with, hangUp(reply)),
  );
  app.get(
    "/requests/srnumber/:srnumber",
    {
      config: { cacheable: true },
      schema: {
        tags,
        summary: "One request by the city's own number",
        params: Type.Object({ srnumber: Type.String() }),
        querystring,
        response: { 200: ServiceRequest, 404: Missing, 422: Problems },
      },
    },
    async ({ params, query }, reply) => one("srnumber", params.srnumber, query.with, hangUp(reply)),
  );
}

function columns(added: readonly (keyof typeof ADDED)[]): string {
  return [COLUMNS, ...added.map((name) => `${ADDED[name]} AS "${name}"`)].join(", ");
}
