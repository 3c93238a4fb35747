import fc from "fast-check";
import { FIELDS, type AggregateQuestion, type Condition, type Field, type Measure } from "../../src/query/index.js";

/** Fields with texts that a question may ask for. */
export type Named = "type_name" | "category" | "council_name" | "source_name" | "city_name";

/** Random aggregate questions on the days and names of some requests. */
export function questionsOn(days: readonly string[], names: Record<Named, readonly string[]>, asOf: string) {
  const day = fc.constantFrom(...days);
  const year = fc.constantFrom(...new Set(days.map((one) => Number(one.slice(0, 4)))));
  const named = fc.constantFrom(...(Object.keys(names) as Named[]));
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({
      field: fc.constantFrom("created_date", "closed_date"),
      op: fc.constantFrom("=", ">", ">=", "<", "<="),
      value: day,
    }),
    fc.record({ field: fc.constant("created_date"), op: fc.constant("between"), value: fc.tuple(day, day) }),
    fc.record({ field: fc.constant("created_date"), op: fc.constant("in"), value: fc.uniqueArray(day, { maxLength: 3 }) }),
    fc.record({ field: fc.constant("created_year"), op: fc.constantFrom("=", ">", ">=", "<", "<="), value: year }),
    fc.record({ field: fc.constant("created_year"), op: fc.constant("in"), value: fc.uniqueArray(year, { maxLength: 3 }) }),
    fc.record({ field: fc.constant("closed_date"), op: fc.constant("="), value: fc.constant(null) }),
    fc.record({ field: fc.constant("status"), op: fc.constant("="), value: fc.constantFrom("open", "closed", "lost") }),
    fc.record({
      field: fc.constant("days_to_close"),
      op: fc.constantFrom("=", "<", ">="),
      value: fc.integer({ min: 0, max: 9 }),
    }),
    fc.record({ field: fc.constant("created_hour"), op: fc.constantFrom("<", ">="), value: fc.integer({ min: 0, max: 23 }) }),
    named.chain((field) =>
      fc.record({ field: fc.constant(field), op: fc.constantFrom("=", "<", ">="), value: fc.constantFrom(...names[field]) }),
    ),
    named.chain((field) =>
      fc.record({ field: fc.constant(field), op: fc.constant("in"), value: fc.uniqueArray(fc.constantFrom(...names[field])) }),
    ),
  );
  return fc
    .record({
      by: fc.uniqueArray(fc.constantFrom(...(Object.keys(FIELDS) as Field[])), { minLength: 0, maxLength: 2 }),
      measures: fc.uniqueArray(
        fc.constantFrom<Measure>("count", "open", "closed", "closed_within_3", "days_to_close_p50", "days_to_close_n"),
        { minLength: 1, maxLength: 3 },
      ),
      where: fc.uniqueArray(condition, { maxLength: 2, selector: ({ field }) => field }),
      limit: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
      as_of: fc.constantFrom(undefined, asOf),
      top: fc.boolean(),
    })
    .map(({ top, ...parts }): AggregateQuestion => {
      const field = parts.by.find((one) => FIELDS[one] === "text");
      return { kind: "aggregate", ...parts, ...(top && field && { top: { field, n: 3 } }) };
    });
}
