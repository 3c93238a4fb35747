import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { parseMoment } from "../../server/src/ingest/moment.js";
import { readRecords, type CsvRecord } from "../../server/src/ingest/records.js";
import { temporaryFolder } from "./support.js";

const file = join(temporaryFolder(), "records.csv");

test("records come with the physical line on which they start, whatever is in their cells", async () => {
  const cell = fc.oneof(fc.constantFrom("", "a,b", 'say "so"', "x\ny", "x\r\ny\n", "é 😀"), fc.string());
  const row = fc.array(cell, { minLength: 2, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 12 }),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      async (rows, newline, bom) => {
        const texts = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
        writeFileSync(file, (bom ? "\ufeff" : "") + texts.map((text) => text + newline).join(""));
        let line = 1;
        const expected = rows.map((cells, index): CsvRecord => {
          const record = { line, cells, raw: texts[index]! };
          line += texts[index]!.split("\n").length;
          return record;
        });
        const records: CsvRecord[] = [];
        await readRecords(
          file,
          (record) => void records.push(record),
          () => {},
        );
        assert.deepEqual(records, expected);
      },
    ),
    { numRuns: 150 },
  );
});

test("moments as cities write them", () => {
  const read = (text: string) => {
    const time = parseMoment(text);
    return time === null ? null : new Date(time).toISOString().slice(0, 19);
  };
  const cases: Record<string, string | null> = {
    "1/31/20 0:05": "2020-01-31T00:05:00",
    "01/02/2018 01:53:33 PM": "2018-01-02T13:53:33",
    "01/02/2018 12:00:09 AM": "2018-01-02T00:00:09",
    "01/02/2018 12:00:00 PM": "2018-01-02T12:00:00",
    "10/04/2010": "2010-10-04T00:00:00",
    "2021-01-01T19:29:45.000": "2021-01-01T19:29:45",
    "2015-05-04 15:12:00": "2015-05-04T15:12:00",
    "2020-02-29": "2020-02-29T00:00:00",
    "2021-02-29": null,
    "2/30/20 0:05": null,
    "13/1/20 0:05": null,
    "1/1/20 24:00": null,
    "1/1/20 1:60": null,
    "1/1/2020 13:00:00 PM": null,
    "2021-01-01T19:29:45Z": null,
    "": null,
    soon: null,
  };
  for (const [text, moment] of Object.entries(cases)) assert.equal(read(text), moment, text);
});
