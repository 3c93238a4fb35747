import assert from "node:assert/strict";
import { test } from "node:test";
import { CITIES, HeaderMismatch, matchHeader } from "../../src/cities/index.js";
import { cityOf } from "./support.js";

test("names match whatever their letter case, spaces, underscores and punctuation", () => {
  const { columns } = matchHeader(cityOf("kansas-city"), ["case_id", "Creation Date", "creationTime", "TYPE", " Closed-Date "]);
  assert.deepEqual(columns, {
    id: "case_id",
    created: "Creation Date",
    created_time: "creationTime",
    type: "TYPE",
    closed: " Closed-Date ",
  });
});

test("of several accepted names the best is taken, of two equal columns the first", () => {
  const header = ["SRNumber", "CreatedDate", "ClosedDate", "RequestType", "NC", "NCName", "ncname"];
  assert.equal(matchHeader(cityOf("los-angeles"), header).columns.council, "NCName");
});

test("the generation is the one whose columns are there", () => {
  const name = (slug: string, header: string[]) => matchHeader(cityOf(slug), header).generation.name;
  assert.match(name("boston", ["case_id", "open_date", "close_date", "case_topic"]), /new system/);
  assert.match(name("boston", ["CASE_ENQUIRY_ID", "OPEN_DT", "CLOSED_DT", "TYPE"]), /legacy/);
  assert.match(name("los-angeles", ["casenumber", "createddate", "closeddate", "type"]), /2026/);
});

test("what the header lacks besides is told", () => {
  const { missing } = matchHeader(cityOf("berkeley"), ["Case_ID", "Date_Opened", "Date_Closed", "Case_Request", "Latitude"]);
  assert.deepEqual(missing, ["updated", "status", "subtype", "detail", "council", "address", "longitude", "point"]);
});

test("an unknown header is refused with what is missing, what would be accepted and what was found", () => {
  assert.throws(
    () => matchHeader(cityOf("san-francisco"), ["CaseID", "Opened", "Closed", "Kind"]),
    (error: HeaderMismatch) => {
      assert.deepEqual(error.missing, ["type"]);
      assert.equal(
        error.message,
        "not an export of San Francisco: no column for type (accepted: Category), as “names of the portal's files; until April 2017 without latitude and longitude” has it. Found: CaseID, Opened, Closed, Kind.",
      );
      return error instanceof HeaderMismatch;
    },
  );
  assert.throws(() => matchHeader(cityOf("dallas"), []), /Found: nothing\.$/);
});

test("a header of one city is not taken for another's", () => {
  const headerOf = (slug: string) =>
    Object.values(cityOf(slug).generations[0]!.columns).map((names) => (typeof names === "string" ? names : names[0]!));
  const wrong = CITIES.flatMap((city) =>
    CITIES.filter((other) => other !== city).flatMap((other) => {
      try {
        matchHeader(other, headerOf(city.slug));
        return [`${city.slug} → ${other.slug}`];
      } catch {
        return [];
      }
    }),
  );
  assert.deepEqual(wrong, []);
});
