import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { keyOf } from "../../src/url/keys.js";
import { readQuery, writeQuery } from "../../src/url/query.js";

const set = (query: string, values: Record<string, string | null>) => writeQuery(query, new Map(Object.entries(values)));

test("values stay readable in the link", () => {
  assert.equal(set("", { types: "Bulky Items,Graffiti Removal" }), "types=Bulky+Items,Graffiti+Removal");
  assert.equal(set("", { period: "2020-01-01..2020-01-31" }), "period=2020-01-01..2020-01-31");
  assert.equal(set("", { "left.council": "Arleta" }), "left.council=Arleta");
  assert.equal(set("", { council: "San José & Co. 100%" }), "council=San+Jos%C3%A9+%26+Co.+100%25");
});

test("foreign parts stay as they are, byte for byte", () => {
  const foreign = "a=%7e&&b&c=1+2&c=%zz&%E0=x&=&utm_source=x%20y";
  const query = set(foreign, { council: "Arleta" });
  assert.equal(query, `${foreign}&council=Arleta`);
  assert.equal(set(query, { council: null }), foreign);
});

test("a key keeps its place, and occurs once", () => {
  assert.equal(set("council=Arleta&x=1&council=Sylmar", { council: "Foothill" }), "council=Foothill&x=1");
  assert.equal(set("c%6funcil=Arleta&x=1", { council: "Arleta" }), "c%6funcil=Arleta&x=1");
  assert.deepEqual([...readQuery("council=Arleta&council=Sylmar", ["council"])], [["council", "Arleta"]]);
});

test("what is broken reads as it stands", () => {
  assert.deepEqual(
    [...readQuery("council=%E0%A4%A&days&x=1", ["council", "days"])],
    [
      ["days", ""],
      ["council", "%E0%A4%A"],
    ],
  );
  assert.equal(readQuery("__proto__=1&constructor=2", ["council"]).size, 0);
});

test("what is written is read back, whatever it is, beside whatever there was", () => {
  const text = fc.string({ unit: "binary" }).map((value) => value.replace(/\p{Surrogate}/gu, "\uFFFD"));
  fc.assert(
    fc.property(fc.string(), fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,8}$/), text, { maxKeys: 4 }), (junk, values) => {
      const before = junk.replaceAll("#", "");
      const query = set(before, values);
      assert.deepEqual(Object.fromEntries(readQuery(query, Object.keys(values))), { ...values });
      assert.equal(set(query, values), query, "written again, nothing changes");
      assert.doesNotMatch(query.slice(before.length), /#/);
    }),
  );
});

test("keys of the map of the 311 Data client are never taken", () => {
  for (const key of ["councilId", "rtId1", "rtId12", "startDate", "endDate", "requestStatusOpen", "requestStatusClosed"]) {
    assert.equal(keyOf(key, ""), undefined);
    assert.equal(keyOf(key, "left"), `left.${key}`);
  }
  assert.equal(keyOf("name", ""), "report-311");
  assert.equal(keyOf("council", ""), "council");
});
