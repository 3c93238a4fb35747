import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LOCAL_DATES, UTC_DATES, type Layout } from "../../src/cities/index.js";
import { momentSql } from "../../src/cities/sql/moments.js";
import { query } from "./support.js";

/** What a specifier of strptime may stand for, and what it may not. */
const PARTS: Record<string, readonly string[]> = {
  "%m": ["1", "01", "12", "13"],
  "%d": ["2", "02", "31", "32"],
  "%Y": ["2020", "20", "1900"],
  "%H": ["0", "00", "23", "25"],
  "%I": ["1", "01", "12", "13"],
  "%M": ["00", "5", "59", "60"],
  "%S": ["00", "7", "59", "61"],
  "%f": ["0", "539", "1234567"],
  "%p": ["AM", "pm", "P"],
};

const written = fc
  .constantFrom(...LOCAL_DATES, ...UTC_DATES)
  .chain((format) =>
    fc
      .tuple(
        ...(format.match(/%.|[^%]+/g) ?? []).map((part) =>
          part in PARTS ? fc.constantFrom(...PARTS[part]!) : fc.constant(part),
        ),
      )
      .map((parts) => parts.join("")),
  );
/** Dates with a character too much, too little or another one. */
const damaged = fc
  .tuple(written, fc.nat(), fc.constantFrom("", "0", "/", "-", "T", ":", ".", "+", "Z", " ", "M"), fc.constantFrom(0, 1))
  .map(([text, at, character, taken]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + character + text.slice(place + taken);
  });

for (const [name, formats] of Object.entries({ LOCAL_DATES, UTC_DATES }))
  test(`dates are read as if all of ${name} were tried in turn`, async () => {
    const cells = fc.sample(fc.oneof(written, damaged, fc.constantFrom("epoch", "soon", "May", "")), {
      numRuns: 4000,
      seed: 311,
    });
    const list = (texts: readonly string[]) => `[${texts.map((text) => `'${text}'`).join(", ")}]`;
    const told = momentSql({ generation: { dates: formats }, columns: {} } as unknown as Layout, "created");
    const tried = `date_trunc('second', try_strptime(created, ${list(formats)}))`;
    const rows = await query(
      `SELECT created, CAST(${told} AS VARCHAR) AS told, CAST(${tried} AS VARCHAR) AS tried FROM (SELECT unnest(${list(cells)}) AS created)`,
    );
    assert.deepEqual(
      rows.filter((row) => row["told"] !== row["tried"]),
      [],
    );
    assert.ok(rows.filter((row) => row["told"] !== null).length > 500);
  });
