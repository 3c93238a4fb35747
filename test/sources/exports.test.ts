import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { CITIES, type City } from "../../src/cities/index.js";
import { aggregate, selectPoints, selectRequests, type Question } from "../../src/query/index.js";
import { JsonCache } from "../../src/sources/cache.js";
import { duckdbSource } from "../../src/sources/duckdb.js";
import { filesSource } from "../../src/sources/files.js";
import { socrataSource } from "../../src/sources/socrata.js";
import { DATA } from "../support/data.js";
import { asWasm, loadExport, normalisedIn, publish, requestsIn } from "../support/exports.js";
import { questionsOn, type Named } from "../support/questions.js";
import { startSoda } from "../support/soda/server.js";

/** Every source is asked the same random questions over the same rows of a city; the evaluator answers them as well. */

const FILES: Record<string, string> = {
  "los-angeles": "los_angeles/MyLA311_2018_first10k.csv.gz",
  "san-francisco": "san_francisco/311_Cases_noise_2010-2020.csv.gz",
  chicago: "chicago/311_2021-01_part1.csv",
  "new-york": "new_york/311_2022-05-01.csv",
};

const folder = mkdtempSync(join(tmpdir(), "report-311-"));
after(() => rmSync(folder, { recursive: true }));

/** The table as a file of a lake and, for the cities before New York, as the export itself in Parquet. */
async function filesOf(connection: DuckDBConnection, city: City): Promise<string[]> {
  const file = join(folder, `${city.slug}.parquet`);
  const normalised = `SELECT * EXCLUDE reject FROM (${await normalisedIn(connection, city)}) WHERE reject IS NULL`;
  await connection.run(`COPY (${city.slug < "new-york" ? "FROM raw" : normalised}) TO '${file}'`);
  return [pathToFileURL(file).href];
}

for (const city of CITIES.filter(({ slug }) => slug in FILES))
  test(`the sources of ${city.name} answer alike`, async (t) => {
    const connection = await loadExport(join(DATA, FILES[city.slug]!));
    const requests = await requestsIn(connection, city);
    assert.ok(requests.length > 700);
    const soda = await startSoda(connection, {
      "abcd-1234": { table: "published", columns: await publish(connection, city), updated: 1_600_000_000 },
    });
    t.after(() => soda.close());
    const sources = {
      socrata: socrataSource(`http://${soda.domain}/abcd-1234`, { city, cache: new JsonCache() }),
      duckdb: duckdbSource(asWasm(connection), { table: "raw", city }),
      files: filesSource(await filesOf(connection, city), { city, open: () => Promise.resolve(asWasm(connection)) }),
    };
    const valuesOf = (field: Named) => {
      const values = [...new Set(requests.map((request) => request[field]))].filter((value) => value !== null).slice(0, 6);
      return [...values, "' OR 1=1 --"];
    };
    const days = [...new Set(requests.map(({ created }) => created.slice(0, 10)))].sort();
    const some = [days[0]!, days[days.length >> 1]!, days.at(-1)!, "2017-01-01", "2030-01-01"];
    const names = {
      type_name: valuesOf("type_name"),
      category: valuesOf("category"),
      council_name: valuesOf("council_name"),
      source_name: valuesOf("source_name"),
      city_name: valuesOf("city_name"),
    };
    const asked = questionsOn(some, names, days[days.length >> 1]!);
    for (const [name, source] of Object.entries(sources)) {
      await t.test(`${name} as the evaluator`, () =>
        fc.assert(
          fc.asyncProperty(asked, async (question) => {
            assert.deepEqual(await source.answer(question), aggregate(question, requests), JSON.stringify(question));
          }),
          { numRuns: 40 },
        ),
      );
      await t.test(`${name}: the city and its residents`, async () => {
        const { name: city_name, population } = city;
        assert.deepEqual(await source.answer({ kind: "lookup", of: "city" }), [{ name: city_name, population }]);
      });
      await t.test(`${name}: single requests and points`, async () => {
        const where: Question & { kind: "points" } = {
          kind: "points",
          where: [{ field: "type_name", op: "=", value: names.type_name[0]! }],
        };
        assert.deepEqual(await source.answer(where), selectPoints(where, requests));
        const page = { kind: "requests", skip: 3, limit: 8 } as const;
        assert.deepEqual(await source.answer(page), selectRequests(page, requests));
        const sorted = {
          kind: "requests",
          order: [{ by: "type_name" }, { by: "closed", direction: "desc" }],
          limit: 9,
        } as const;
        assert.deepEqual(await source.answer(sorted), selectRequests(sorted, requests));
      });
    }
  });
