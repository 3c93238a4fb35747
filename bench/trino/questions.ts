import fc from "fast-check";
import type { AggregateQuestion, Field } from "../../src/query/index.js";
import type { Store } from "../../server/src/store/store.js";
import { questionsOn, type Named } from "../../test/support/questions.js";

/** Random questions on the days and names that a lake has. */
export async function randomQuestions(store: Store, count: number, seed: number): Promise<AggregateQuestion[]> {
  const values = async (field: Field): Promise<string[]> => {
    const rows = await store.rows(store.compile({ kind: "aggregate", by: [field], measures: ["count"] }));
    return rows.flatMap((row) => (row[field] as string | null) ?? []);
  };
  const names: Record<Named, string[]> = {
    type_name: await values("type_name"),
    category: await values("category"),
    council_name: await values("council_name"),
    source_name: await values("source_name"),
    city_name: await values("city_name"),
  };
  const days = await values("created_date");
  return fc.sample(questionsOn(days, names, days.at(-1)!), { numRuns: count, seed });
}

/** A request to each route that asks of the requests, for a lake's cities and days. */
export function routesOf({ facts }: Store): string[] {
  const { cities, types, councils } = facts;
  const [type] = types;
  return [
    ...cities.flatMap(({ cityName, oldest, newest }) => {
      const city = `city=${encodeURIComponent(cityName)}`;
      return [
        `/reports?field=type_name&field=created_date&filter=city_name=${encodeURIComponent(cityName)}&measure=days_to_close_p50`,
        `/requests?start_date=${oldest}&limit=500&with=category&with=regionName&${city}`,
        `/requests/updated?start_date=${newest}&${city}`,
        `/requests/pins/open?${city}`,
        `/types/stats?${city}`,
        `/requests/counts/open/types?${city}`,
        `/reports/export/${newest!.slice(0, 4)}/service_requests.csv?${city}`,
        `/geojson/hotspots?type_id=${type!.typeId}&start_date=${oldest}&${city}`,
      ];
    }),
    `/councils/${councils.at(-1)!.councilId}/types/stats`,
    "/councils/types/stats",
    "/requests/pins/open/geojson",
  ];
}
