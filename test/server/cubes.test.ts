import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, cpSync, existsSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { ingestLake } from "../../server/src/ingest/lake/ingest-lake.js";
import { Store, type StoreOptions } from "../../server/src/store/store.js";
import { REQUESTS } from "../../server/src/store/schema.js";
import {
  aggregate,
  compile,
  type AggregateQuestion,
  type Field,
  type Row,
  type ServiceRequest,
} from "../../src/query/index.js";
import { DATA } from "../support/data.js";
import { questionsOn, type Named } from "../support/questions.js";
import { temporaryFolder } from "./support.js";

/** A lake answers from its cubes as it does from its requests, whatever has become of the cubes. */

const FILES: Record<string, string[]> = {
  boston: ["boston/rodents_2011-2015_old_header.csv.gz"],
  chicago: ["chicago/311_2021-01_part1.csv"],
  "los-angeles": ["los_angeles/test_requests.csv.gz", "los_angeles/MyLA311_2018_first10k.csv.gz"],
  "new-york": ["new_york/311_2022-05-01.csv"],
  "san-francisco": ["san_francisco/311_Cases_noise_2010-2020.csv.gz"],
};

const folder = temporaryFolder();
const lake = join(folder, "lake");
before(async () => {
  for (const [city, files] of Object.entries(FILES))
    await ingestLake({ city, inputs: files.map((file) => join(DATA, file)), lake });
});

async function withStore<T>(path: string, use: (store: Store) => Promise<T>, options: StoreOptions = {}): Promise<T> {
  const store = await Store.openLake(path, { threads: 2, ...options });
  try {
    return await use(store);
  } finally {
    store.close();
  }
}

const isFromCells = (store: Store, question: AggregateQuestion) => /cubes\/city=/.test(store.compile(question).sql);

/** The fields that a question names. */
function fieldsOf({ by, where = [], top }: AggregateQuestion): Field[] {
  return [...by, ...where.map(({ field }) => field), ...(top ? [top.field] : [])];
}

/** Whether a cube tells what the question asks: none has the hour, none both council and source. */
function isToldByCube(question: AggregateQuestion): boolean {
  const has = (...fields: Field[]) => fieldsOf(question).some((field) => fields.includes(field));
  return !has("created_hour") && !(has("source_name") && has("council_name", "region_name"));
}

test("random questions are answered alike with cubes, without, and by the evaluator; from cubes where one tells enough", async () => {
  await withStore(lake, async (withCubes) =>
    withStore(
      lake,
      async (without) => {
        const requests = (await without.rows(compile({ kind: "requests", limit: 1e6 }, REQUESTS))) as ServiceRequest[];
        const some = (field: Named) => {
          const values = [...new Set(requests.map((request) => request[field]))].filter((value) => value !== null);
          return values.filter((_, index) => index % Math.ceil(values.length / 8) === 0);
        };
        const names = {
          type_name: some("type_name"),
          category: some("category"),
          council_name: some("council_name"),
          source_name: some("source_name"),
          city_name: some("city_name"),
        };
        const days = ["2012-07-01", "2017-01-01", "2018-01-02", "2020-01-02", "2021-01-01", "2022-05-01"];
        const tally = { cells: 0, requests: 0 };
        await fc.assert(
          fc.asyncProperty(questionsOn(days, names, "2020-01-20"), async (question) => {
            const told = JSON.stringify(question);
            const expected = aggregate(question, requests);
            assert.equal(isFromCells(withCubes, question), isToldByCube(question), told);
            tally[isToldByCube(question) ? "cells" : "requests"]++;
            assert.deepEqual(await withCubes.rows(withCubes.compile(question)), expected, told);
            assert.equal(isFromCells(without, question), false);
            assert.deepEqual(await without.rows(without.compile(question)), expected, told);
          }),
          { numRuns: 100 },
        );
        assert.ok(tally.cells > 20 && tally.requests > 5, JSON.stringify(tally));
      },
      { cubes: false },
    ),
  );
});

const CUBES = {
  source: "created, type_original, category, agency, source",
  council: "created, type_original, category, agency, council, region",
  "source-closed": "created, type_original, category, agency, source, closed",
  "council-closed": "created, type_original, category, agency, council, region, closed",
};
for (const [cube, columns] of Object.entries(CUBES))
  test(`cells of the cube ${cube} stand for every request of their partition, or save too little and are left out`, async () => {
    const file = (pattern: string) => `read_parquet('${join(lake, pattern)}', hive_partitioning = true)`;
    const counted = `(SELECT city, year, count(*) AS cells, sum(requests) AS requests
      FROM ${file(`cubes/city=*/year=*/${cube}.parquet`)} GROUP BY ALL)`;
    const partitions = `(SELECT city, year, count(*) AS rows, count(DISTINCT (${columns})) AS needed
      FROM (SELECT * REPLACE (CAST(created AS DATE) AS created, CAST(closed AS DATE) AS closed) FROM ${file("city=*/year=*/*.parquet")})
      GROUP BY ALL)`;
    const all = await withStore(lake, (store) =>
      store.rows({
        sql: `SELECT concat('city=', city, '/year=', year) AS partition, CAST(rows AS INTEGER) AS rows, CAST(needed AS INTEGER) AS needed,
            CAST(coalesce(cells, 0) AS INTEGER) AS cells, CAST(coalesce(requests, 0) AS INTEGER) AS requests
          FROM ${partitions} LEFT JOIN ${counted} USING (city, year) ORDER BY partition`,
        params: [],
      }),
    );
    for (const { partition, rows, needed, cells, requests } of all) {
      const isKept = Number(needed) <= Number(rows) / 2;
      assert.deepEqual([cells, requests], isKept ? [needed, rows] : [0, 0], String(partition));
      assert.ok(existsSync(join(lake, "cubes", String(partition), `${cube}.parquet`)), String(partition));
    }
    assert.ok(all.some(({ cells }) => cells === 0) && all.some(({ cells }) => Number(cells) > 0));
  });

const HEADER = "SRNumber,CreatedDate,ClosedDate,RequestType,RequestSource,NC,NCName,Status";

/** A lake of Los Angeles with requests of two years, eight of each day, and a later export that changes some of each year. */
const row = (id: number, year: number, closed: number | null, type = "Bulky Items") =>
  `1-${id},01/0${1 + (id % 2)}/${year} 03:04:05 AM,${closed === null ? "" : `01/0${closed}/${year} 05:00:00 PM`},${type},Call,6,ARLETA NC,Open`;
const YEARS = [2019, 2020];
const ids = YEARS.flatMap((year) => Array.from({ length: 16 }, (_, index) => ({ id: year * 100 + index, year, index })));
const OLD = [HEADER, ...ids.map(({ id, year }) => row(id, year, null)), ""].join("\n");
const NEW = [
  HEADER,
  ...ids.filter(({ index }) => index < 12).map(({ id, year, index }) => row(id, year, 3 + (index % 4))),
  // One moves to the next year, which leaves the others of 2019 with other numbers.
  row(201915, 2020, 9, "Graffiti Removal"),
  "",
].join("\n");
const files = { old: join(folder, "old.csv"), new: join(folder, "new.csv") };
writeFileSync(files.old, OLD);
writeFileSync(files.new, NEW);

const ASKED: AggregateQuestion[] = [
  { kind: "aggregate", by: ["created_year", "type_name"], measures: ["count", "open", "days_to_close_p50"] },
  { kind: "aggregate", by: ["created_date", "source_name"], measures: ["count"] },
  { kind: "aggregate", by: ["council_name", "created_year"], measures: ["count", "closed_within_2"] },
];

/** What a lake answers, which is what its requests say, and how many partitions' cubes stand behind the first answer. */
async function ask(path: string): Promise<{ answers: Row[][]; cubes: number }> {
  return withStore(path, async (store) => {
    const answers = await Promise.all(ASKED.map((question) => store.rows(store.compile(question))));
    const requests = await Promise.all(ASKED.map((question) => store.rows(compile(question, REQUESTS))));
    assert.deepEqual(answers, requests, path);
    return { answers, cubes: store.compile(ASKED[0]!).sql.match(/cubes\/city=/g)?.length ?? 0 };
  });
}

async function freshLake(name: string, ...inputs: string[]): Promise<string> {
  const path = join(folder, name);
  for (const input of inputs) await ingestLake({ city: "los-angeles", inputs: [input], lake: path });
  return path;
}

test("a run that is killed while its changes take their places leaves them to whoever opens the lake next", async () => {
  const old = await freshLake("before", files.old);
  const expected = await ask(await freshLake("after", files.old, files.new));
  assert.equal(expected.cubes, YEARS.length);
  assert.notDeepEqual(expected, await ask(old));
  const program = fileURLToPath(new URL("killed-ingest.ts", import.meta.url));
  let code: number | null = null;
  let steps = 0;
  for (let step = 1; code === null; step++) {
    const path = join(folder, `killed at ${step}`);
    cpSync(old, path, { recursive: true });
    const args = ["--import", "tsx", program, "los-angeles", files.new, path, String(step)];
    const child = spawn(process.execPath, args, { stdio: "inherit" });
    [code] = (await once(child, "exit")) as [number | null];
    const half = join(folder, "half");
    cpSync(path, half, { recursive: true });
    await ingestLake({ city: "los-angeles", inputs: [files.new], lake: half });
    for (const lake of [half, path]) assert.deepEqual(await ask(lake), expected, path);
    assert.ok(!existsSync(join(path, ".work")) && !existsSync(join(path, ".lock")));
    for (const lake of [half, path]) rmSync(lake, { recursive: true });
    steps = step;
  }
  assert.equal(code, 0);
  assert.ok(steps > YEARS.length);
});

const cells = (path: string, year: number) => join(path, "cubes", "city=los-angeles", `year=${year}`, "source-closed.parquet");

const DAMAGE: Record<string, (path: string, other: string) => void> = {
  "is missing": (path) => rmSync(cells(path, 2019)),
  "is of an earlier state of the partition": (path, other) => cpSync(cells(other, 2019), cells(path, 2019)),
  "is of another year": (path) => cpSync(cells(path, 2020), cells(path, 2019)),
  "was cut off": (path) => truncateSync(cells(path, 2019), 100),
  "is empty": (path) => truncateSync(cells(path, 2019)),
  "has something behind it": (path) => appendFileSync(cells(path, 2019), "something"),
};
test("a cube that is not that of its partition is not answered from, and the next run makes it again", async () => {
  const old = await freshLake("undamaged before", files.old);
  const path = await freshLake("undamaged", files.old, files.new);
  const expected = await ask(path);
  assert.equal(expected.cubes, 2);
  for (const [what, damage] of Object.entries(DAMAGE)) {
    damage(path, old);
    assert.deepEqual(await ask(path), { ...expected, cubes: 1 }, what);
    const run = await ingestLake({ city: "los-angeles", inputs: [files.new], lake: path });
    assert.deepEqual(run.years, [], what);
    assert.deepEqual(await ask(path), expected, what);
  }
});

test("cubes of a lake that was copied are its own", async () => {
  const path = join(folder, "copy");
  cpSync(await freshLake("to copy", files.old), path, { recursive: true });
  assert.equal((await ask(path)).cubes, 2);
});

test("a partition that is no longer there has no cubes", async () => {
  const path = await freshLake("moved", files.old);
  const moved = join(folder, "moved.csv");
  writeFileSync(
    moved,
    [HEADER, ...ids.filter(({ year }) => year === 2019).map(({ id }) => row(id, 2020, null)), ""].join("\n"),
  );
  await ingestLake({ city: "los-angeles", inputs: [moved], lake: path });
  assert.ok(!existsSync(cells(path, 2019)));
  assert.equal((await ask(path)).cubes, 1);
});
