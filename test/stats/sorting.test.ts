import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Scalar } from "../../src/query/index.js";
import { orderBy, ranksOf } from "../../src/stats/sorting.js";

const { compare } = new Intl.Collator("en", { numeric: true });
const sorted = async (values: readonly Scalar[], descending = false) =>
  [...orderBy(await ranksOf(values, compare), descending)].map((i) => values[i]);

test("numbers sort by size, texts as readers expect, missing values last both ways", async () => {
  assert.deepEqual(await sorted([10, null, -2, 9, NaN, 0.5]), [-2, 0.5, 9, 10, null, NaN]);
  assert.deepEqual(await sorted([10, null, -2, 9], true), [10, 9, -2, null]);
  assert.deepEqual(await sorted(["zoo", "Ábaco", "abeto", null, "Item 10", "Item 9"]), [
    "Ábaco",
    "abeto",
    "Item 9",
    "Item 10",
    "zoo",
    null,
  ]);
  assert.deepEqual(await sorted(["b", 2, "a", 10]), [2, 10, "a", "b"]);
  assert.deepEqual(await sorted([]), []);
});

test("equal values keep the order they came in, both ways, also those written differently", async () => {
  const values = ["b", "e\u0301", "a", "é", "b", null, "a", null];
  const ranks = await ranksOf(values, compare);
  assert.deepEqual([...orderBy(ranks, false)], [2, 6, 0, 4, 1, 3, 5, 7]);
  assert.deepEqual([...orderBy(ranks, true)], [1, 3, 0, 4, 2, 6, 5, 7]);
});

test("the order is that of a plain stable sort, at any length", async () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom("a", "b", "c", null));
  const place = (value: Scalar) => (typeof value === "number" ? value : 100 + "abc".indexOf(String(value)));
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 2000, size: "max" }), fc.boolean(), async (values, descending) => {
      const order = orderBy(await ranksOf(values, compare), descending);
      const plain = values
        .map((value, i) => ({ value, i }))
        .sort((a, b) => {
          if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
          return (place(a.value) - place(b.value)) * (descending ? -1 : 1);
        });
      assert.deepEqual(
        [...order],
        plain.map(({ i }) => i),
      );
    }),
    { numRuns: 50 },
  );
});

test("a pause that fails ends the sorting, wherever it is", async () => {
  const values = Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 50_000);
  for (const turns of [20, 1000]) {
    let asked = 0;
    const pause = () => (++asked > turns ? Promise.reject(new Error("no longer wanted")) : undefined);
    await assert.rejects(ranksOf(values, compare, pause), /no longer wanted/);
    assert.equal(asked, turns + 1);
  }
});
