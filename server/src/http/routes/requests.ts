import { Type, type Static } from "typebox";
import { compile, type Condition, type RequestsQuestion } from "../../../../src/query/index.js";
import { REQUESTS } from "../../store/schema.js";
import { found, type Api, type App } from "../api.js";
import { daysBefore } from "../../dates.js";
import { IdParams, Missing, Problems, ServiceRequest } from "../schemas.js";
import { sendRows } from "../send.js";

const COLUMNS = `requests.request_id AS "requestId", requests.srnumber, council_id AS "councilId", requests.council_name AS "councilName",
  type_id AS "typeId", requests.type_name AS "typeName", agency_id AS "agencyId", requests.agency_name AS "agencyName",
  source_id AS "sourceId", requests.source_name AS "sourceName",
  strftime(requests.created, '%Y-%m-%dT%H:%M:%S') AS "createdDate", strftime(requests.closed, '%Y-%m-%dT%H:%M:%S') AS "closedDate",
  requests.address, requests.latitude, requests.longitude`;

const Ids = Type.Array(Type.Integer({ minimum: 0 }), { maxItems: 200, default: [] });
const Day = Type.String({ format: "date" });

const Query = Type.Object({
  start_date: Type.Optional({
    ...Day,
    description: "Created on this day (YYYY-MM-DD) or later; seven days before today when left out",
  }),
  end_date: Type.Optional({ ...Day, description: "Created on this day or earlier" }),
  type_id: { ...Ids, description: "Of these types; may be given several times" },
  council_id: { ...Ids, description: "In these councils; may be given several times" },
  skip: Type.Integer({ minimum: 0, maximum: 100_000_000, default: 0 }),
  limit: Type.Integer({ minimum: 0, maximum: 100_000, default: 1000 }),
});

export function requestRoutes(app: App, api: Api): void {
  const { store } = api;
  const tags = ["requests"];
  const config = { cacheable: true };
  app.get(
    "/requests",
    {
      config,
      schema: {
        tags,
        summary: "Service requests, newest first",
        querystring: Query,
        response: { 200: Type.Array(ServiceRequest), 422: Problems },
      },
    },
    async (request, reply) => {
      const page = compile(readQuestion(request.query, api), REQUESTS);
      const sql = `SELECT ${COLUMNS} FROM (${page.sql}) AS page JOIN requests USING (request_id)
        ORDER BY requests.created DESC, requests.request_id DESC`;
      return sendRows(reply, store.chunks({ sql, params: page.params }));
    },
  );

  const one = async (column: "request_id" | "srnumber", value: string | number) => {
    const [row] = await store.rows({ sql: `SELECT ${COLUMNS} FROM requests WHERE ${column} = ? LIMIT 1`, params: [value] });
    return found(row) as unknown as Static<typeof ServiceRequest>;
  };
  app.get(
    "/requests/:id",
    {
      config,
      schema: {
        tags,
        summary: "One request",
        params: IdParams,
        response: { 200: ServiceRequest, 404: Missing, 422: Problems },
      },
    },
    async (request) => one("request_id", request.params.id),
  );
  app.get(
    "/requests/srnumber/:srnumber",
    {
      config,
      schema: {
        tags,
        summary: "One request by the city's own number",
        params: Type.Object({ srnumber: Type.String() }),
        response: { 200: ServiceRequest, 404: Missing },
      },
    },
    async (request) => one("srnumber", request.params.srnumber),
  );
}

function readQuestion(query: Static<typeof Query>, { store, today }: Api): RequestsQuestion {
  const { types, councils } = store.facts;
  const where: Condition[] = [{ field: "created_date", op: ">=", value: query.start_date ?? daysBefore(today(), 7) }];
  if (query.end_date !== undefined) where.push({ field: "created_date", op: "<=", value: query.end_date });
  if (query.type_id.length)
    where.push({
      field: "type_name",
      op: "in",
      value: types.filter(({ typeId }) => query.type_id.includes(typeId)).map(({ typeName }) => typeName),
    });
  if (query.council_id.length)
    where.push({
      field: "council_name",
      op: "in",
      value: councils.filter(({ councilId }) => query.council_id.includes(councilId)).map(({ councilName }) => councilName),
    });
  return { kind: "requests", where, skip: query.skip, limit: query.limit };
}
