import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { CITIES } from "../../src/cities/index.js";
import { aggregate, selectPoints, selectRequests, type Question } from "../../src/query/index.js";
import { JsonCache } from "../../src/sources/cache.js";
import { duckdbSource } from "../../src/sources/duckdb.js";
import { socrataSource } from "../../src/sources/socrata.js";
import { DATA } from "../support/data.js";
import { asWasm, loadExport, publish, requestsIn } from "../support/exports.js";
import { questionsOn, type Named } from "../support/questions.js";
import { startSoda } from "../support/soda/server.js";

/** Every source is asked the same random questions over the same rows of a city; the evaluator answers them as well. */

const FILES: Record<string, string> = {
  "los-angeles": "los_angeles/MyLA311_2018_first10k.csv.gz",
  "san-francisco": "san_francisco/311_Cases_noise_2010-2020.csv.gz",
  chicago: "chicago/311_2021-01_part1.csv",
  "new-york": "new_york/311_2022-05-01.csv",
};

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
