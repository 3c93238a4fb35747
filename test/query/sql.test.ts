import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import {
  aggregate,
  checkQuestion,
  compile,
  compileWhere,
  FIELDS,
  plainTable,
  REQUEST_COLUMNS,
  selectPoints,
  selectRequests,
  type AggregateQuestion,
  type Condition,
  type Field,
  type Measure,
  type Row,
  type ServiceRequest,
} from "../../src/query/index.js";

/** The evaluator and the compiled SQL are asked the same random questions of the same random rows. */

const DAYS = ["2019-12-30", "2019-12-31", "2020-01-01", "2020-01-02", "2020-02-29", "2020-03-01"];
const NAMES = ["Graffiti", "Bulky Items", "Others", "', DROP TABLE requests; --", "Ñandú", "𝄞", "\uffff", ""];

const moment = fc
  .tuple(fc.constantFrom(...DAYS), fc.integer({ min: 0, max: 23 }))
  .map(([day, hour]) => `${day}T${String(hour).padStart(2, "0")}:05:00`);
const name = fc.option(fc.constantFrom(...NAMES), { freq: 6 });
const degrees = fc.option(
  // Not −0, which DuckDB makes 0 of.
  fc.double({ min: -120, max: 120, noNaN: true }).map((value) => value + 0),
  { freq: 6 },
);

const rows = fc
  .array(
    fc.record({
      srnumber: fc.string(),
      created: moment,
      closed: fc.option(moment, { freq: 3 }),
      type_name: name,
      category: name,
      council_name: name,
      region_name: name,
      agency_name: name,
      source_name: name,
      city_name: name,
      address: name,
      latitude: degrees,
      longitude: degrees,
    }),
    { maxLength: 40 },
  )
  .map((list): ServiceRequest[] => list.map((row, index) => ({ request_id: index + 1, ...row })));

const fields = Object.keys(FIELDS) as Field[];
const valueOf = (field: Field): fc.Arbitrary<string | number> => {
  if (FIELDS[field] === "date") return fc.constantFrom(...DAYS);
  if (FIELDS[field] === "integer") return fc.oneof(fc.integer({ min: -2, max: 62 }), fc.constantFrom(2019, 2020));
  return fc.constantFrom(...NAMES, "open", "closed");
};
const condition: fc.Arbitrary<Condition> = fc.constantFrom(...fields).chain((field) => {
  const value = valueOf(field);
  return fc.oneof(
    fc.record({ field: fc.constant(field), op: fc.constantFrom("=", ">", ">=", "<", "<=" as const), value }),
    fc.constant({ field, op: "=" as const, value: null }),
    fc.record({ field: fc.constant(field), op: fc.constant("in" as const), value: fc.array(value, { maxLength: 4 }) }),
    fc.record({ field: fc.constant(field), op: fc.constant("between" as const), value: fc.tuple(value, value) }),
  );
});
const where = fc.option(fc.uniqueArray(condition, { maxLength: 3, selector: (c) => JSON.stringify(c) }), { nil: undefined });
const limit = fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined });
const direction = fc.constantFrom(undefined, "asc" as const, "desc" as const);

const measure: fc.Arbitrary<Measure> = fc.oneof(
  fc.constantFrom<Measure>("count", "open", "closed", "days_to_close_n"),
  fc.integer({ min: 0, max: 60 }).map((n): Measure => `closed_within_${n}`),
  fc.integer({ min: 0, max: 100 }).map((n): Measure => `days_to_close_p${n}`),
);

const question: fc.Arbitrary<AggregateQuestion> = fc
  .record({
    by: fc.uniqueArray(fc.constantFrom(...fields), { maxLength: 3 }),
    measures: fc.uniqueArray(measure, { minLength: 1, maxLength: 4 }),
  })
  .chain(({ by, measures }) => {
    const texts = by.filter((field) => FIELDS[field] === "text");
    const top = texts.length
      ? fc.option(
          fc.record({
            field: fc.constantFrom(...texts),
            n: fc.integer({ min: 0, max: 4 }),
            measure: fc.constantFrom(undefined, "count", "open", "closed"),
          }),
          { nil: undefined },
        )
      : fc.constant(undefined);
    return fc.record({
      kind: fc.constant("aggregate"),
      by: fc.constant(by),
      measures: fc.constant(measures),
      where,
      order: fc.option(
        fc.uniqueArray(fc.record({ by: fc.constantFrom<string>(...by, ...measures), direction }), {
          maxLength: 2,
          selector: (order) => order.by,
        }),
        { nil: undefined },
      ),
      limit,
      top,
      as_of: fc.option(fc.constantFrom(...DAYS), { nil: undefined }),
    });
  });

let connection: DuckDBConnection;
const table = plainTable("requests");
/** The same requests, counted where nothing that can be asked of them differs. */
const kinds = REQUEST_COLUMNS.filter((column) => column.endsWith("_name") || column === "category").join(", ");
const counted = {
  ...plainTable(
    `(SELECT date_trunc('hour', created) AS created, CAST(closed AS DATE) AS closed, ${kinds}, count(*) AS requests
      FROM requests GROUP BY ALL) AS cells`,
  ),
  weight: "cells.requests",
};

before(async () => {
  connection = await (await DuckDBInstance.create()).connect();
});
after(() => connection.closeSync());

async function load(requests: ServiceRequest[]): Promise<void> {
  const types: Record<string, string> = {
    request_id: "INTEGER",
    created: "TIMESTAMP",
    closed: "TIMESTAMP",
    latitude: "DOUBLE",
    longitude: "DOUBLE",
  };
  const columns = REQUEST_COLUMNS.map((column) => `${column} ${types[column] ?? "VARCHAR"}`);
  await connection.run(`CREATE OR REPLACE TABLE requests (${columns.join(", ")})`);
  if (requests.length === 0) return;
  const places = requests.map(
    () => `(${REQUEST_COLUMNS.map((column) => `CAST(? AS ${types[column] ?? "VARCHAR"})`).join(", ")})`,
  );
  const values = requests.flatMap((request) => REQUEST_COLUMNS.map((column) => request[column]));
  await connection.run(`INSERT INTO requests VALUES ${places.join(", ")}`, values);
}

async function ask(asked: Parameters<typeof compile>[0], of = table): Promise<Row[]> {
  const { sql, params } = compile(asked, of);
  return (await connection.runAndReadAll(sql, params)).getRowObjectsJS() as Row[];
}

/** Shares are sums divided in different orders; everything else must be equal to the last bit. */
const rounded = (table: Row[]) =>
  table.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        key.startsWith("closed_within") && value !== null ? Number(value).toFixed(12) : value,
      ]),
    ),
  );

test("SQL and evaluator give the same aggregates", async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.array(question, { minLength: 3, maxLength: 8 }), async (requests, questions) => {
      await load(requests);
      for (const asked of questions) {
        checkQuestion(JSON.parse(JSON.stringify(asked)));
        const expected = rounded(aggregate(asked, requests));
        assert.deepEqual(rounded(await ask(asked)), expected, JSON.stringify(asked));
        assert.deepEqual(rounded(await ask(asked, counted)), expected, `counted: ${JSON.stringify(asked)}`);
      }
    }),
    { numRuns: 150 },
  );
});

test("SQL and evaluator select the same requests and points", async () => {
  const order = fc.option(
    fc.uniqueArray(fc.record({ by: fc.constantFrom<string>(...REQUEST_COLUMNS), direction }), {
      maxLength: 2,
      selector: ({ by }) => by,
    }),
    { nil: undefined },
  );
  await fc.assert(
    fc.asyncProperty(rows, where, order, limit, limit, async (requests, conditions, sort, skip, most) => {
      await load(requests);
      const asked = { kind: "requests", where: conditions, order: sort, skip, limit: most } as const;
      assert.deepEqual(await ask(asked), selectRequests(asked, requests), JSON.stringify(asked));
      const points = { kind: "points", where: conditions, limit: most } as const;
      const found = await ask(points);
      const expected = selectPoints(points, requests);
      for (const column of ["longitude", "latitude", "type_name", "council_name"] as const)
        assert.deepEqual(
          found.map((row) => row[column]),
          [...expected[column]],
        );
      const matching = compileWhere(conditions ?? [], table);
      const [number] = (
        await connection.runAndReadAll(`SELECT CAST(count(*) AS INTEGER) FROM requests WHERE ${matching.sql}`, matching.params)
      ).getRowsJS();
      assert.deepEqual(number, [selectRequests({ kind: "requests", where: conditions, limit: Infinity }, requests).length]);
    }),
    { numRuns: 100 },
  );
});

/** The functions that DuckDB and Trino both have, and give the same. */
const COMMON = ["CAST", "coalesce", "count", "date_diff", "extract", "min", "nullif", "replace", "row_number", "substr", "sum"];

test("statements are SQL that Trino reads as well as DuckDB", () => {
  const conditions = { field: "created_dow", op: "=", value: 0 } as const;
  const others = [
    { kind: "requests", where: [conditions], limit: 10, skip: 20 },
    { kind: "points", where: [conditions], limit: 10 },
  ] as const;
  const check = (asked: Parameters<typeof compile>[0]) => {
    const { sql } = compile(asked, table);
    for (const [, name] of sql.matchAll(/\b(\w+)\(/g)) assert.ok(COMMON.includes(name!), `${name} in ${sql}`);
    assert.doesNotMatch(sql, /::|\bLIMIT \? OFFSET\b/, sql);
    for (const [, expression, alias, groups] of sql.matchAll(/(\S+) AS (days)\b.*? GROUP BY ([^)]*)/g))
      assert.ok(expression && !groups!.split(", ").includes(alias!), `grouped by the alias ${alias} in ${sql}`);
    // Trino counts Sunday as 7.
    for (const [, dow] of sql.matchAll(/(extract\(dow FROM \w+\).{4})/g)) assert.match(dow!, / % 7$/, sql);
  };
  for (const asked of others) check(asked);
  fc.assert(fc.property(question, check), { numRuns: 300 });
});
