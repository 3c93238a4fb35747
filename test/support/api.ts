import { http, HttpResponse, type HttpHandler } from "msw";
import type { AggregateQuestion, Condition, Field, Measure, Row } from "../../src/query/index.js";
import { FIELDS } from "../../src/query/index.js";
import { answerOver, type City } from "./city.js";

/** The routes of the 311 Data API that the widget asks, answered over a small city's rows. */
export function handlersFor(city: City, api = "/api"): HttpHandler[] {
  const lookup = (route: string, rows: Row[], prefix: string) =>
    http.get(`${api}/${route}`, () =>
      HttpResponse.json(
        rows.map(({ name, id, region_name, ...facts }) => ({
          [`${prefix}Name`]: name!,
          [`${prefix}Id`]: id!,
          ...(region_name && { regionName: region_name }),
          ...facts,
        })),
      ),
    );
  const { type, council, region, agency, source, city: cities } = city.lookups;
  const days = city.requests.map(({ created }) => created.slice(0, 10));
  return [
    lookup("types", type, "type"),
    lookup("councils", council, "council"),
    lookup("regions", region, "region"),
    lookup("agencies", agency, "agency"),
    lookup("sources", source, "source"),
    lookup("cities", cities, "city"),
    http.get(`${api}/geojson`, () => HttpResponse.json(city.boundaries)),
    http.get(`${api}/status/api`, () =>
      HttpResponse.json({ newestCreated: days.at(-1) ?? null, oldestCreated: days[0] ?? null, synthetic: true }),
    ),
    http.get(`${api}/reports`, ({ request }) => {
      const rows = answerOver(city, questionOf(new URL(request.url).searchParams)) as Row[];
      return HttpResponse.json(rows.map(({ count, ...row }) => ({ ...row, counts: count! })));
    }),
  ];
}

function questionOf(query: URLSearchParams): AggregateQuestion {
  return {
    kind: "aggregate",
    by: query.getAll("field") as Field[],
    measures: ["count", ...(query.getAll("measure") as Measure[])],
    where: query.getAll("filter").map((filter) => {
      const [, list, names] = /^(\w+) in (.*)$/.exec(filter) ?? [];
      if (list) return { field: list, op: "in", value: names!.split(",").map(decodeURIComponent) } as Condition;
      const [, field, op, value] = /^(\w+)(>=|<=|=|>|<)(.*)$/.exec(filter)!;
      return { field, op, value: FIELDS[field as Field] === "integer" ? Number(value) : value } as Condition;
    }),
    ...(query.has("as_of") && { as_of: query.get("as_of")! }),
  };
}
