/** Single requests as points on a map. */
import { columns, requestColumns } from "../columns.js";
import type { Context, PointMap } from "../definition.js";
import { NO_COUNCIL, OTHERS, type Row, type ServiceRequest } from "../query/index.js";
import { sumBy } from "../stats/rows.js";
import { nameOf } from "./names.js";

/** As many types as there are colours to tell them apart; where there are more, the least frequent are others. */
const TYPES = 12;

/** The requests by their type. A point says what its request is about, when it was created and closed, and where. */
export function pointMap(context: Context, requests: readonly ServiceRequest[]): PointMap {
  const degrees = (key: "longitude" | "latitude") =>
    Float64Array.from(requests, ({ latitude, longitude, [key]: angle }) =>
      latitude === null || longitude === null ? NaN : angle!,
    );
  const [open, closed] = [context.text({ en: "Open", es: "Abierta" }), context.text({ en: "Closed", es: "Cerrada" })];
  const named = mostFrequent(requests);
  const told = [
    ...requestColumns("created", "closed"),
    ...columns("status"),
    ...requestColumns("address", "council_name", "srnumber"),
  ];
  return {
    longitude: degrees("longitude"),
    latitude: degrees("latitude"),
    entities: requests.map(({ type_name: type }) => nameOf(type === null || named.has(type) ? type : OTHERS, context)),
    muted: [nameOf(null, context), nameOf(OTHERS, context)],
    areas: requests.map(({ council_name }) => (council_name === NO_COUNCIL ? null : council_name)),
    told: [...columns("type_name"), ...told],
    table: {
      columns: [
        ...requestColumns("srnumber", "type_name", "created", "closed"),
        ...columns("status"),
        ...requestColumns("address", "council_name", "latitude", "longitude"),
      ],
      rows: requests.map((request) => ({ ...request, status: request.closed === null ? open : closed })),
    },
  };
}

function mostFrequent(requests: readonly ServiceRequest[]): Set<unknown> {
  const counts = new Map<string, number>();
  for (const { type_name: type } of requests) if (type !== null) counts.set(type, (counts.get(type) ?? 0) + 1);
  const rows = Array.from(counts, ([type_name, count]): Row => ({ type_name, count }));
  const ranked = sumBy(rows, "count", "type_name").map(({ type_name }) => type_name);
  return new Set(ranked.slice(0, ranked.length > TYPES ? TYPES - 1 : TYPES));
}
