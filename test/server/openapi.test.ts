import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { openApp, realDatabase, temporaryFolder } from "./support.js";

interface Operation {
  summary?: string;
  parameters?: { name: string; description?: string }[];
  responses: Record<string, { description: string; content?: Record<string, object> }>;
}

let document: { paths: Record<string, Record<string, Operation>> };

before(async () => {
  const app = await openApp(await realDatabase(temporaryFolder()));
  document = (await app.inject("/openapi.json")).json();
});

test("the description of the API is a valid one", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  assert.deepEqual(errors ?? [], []);
  assert.ok(valid);
});

test("it has every route of the contract, with all of its answers", () => {
  const expected =
    "/ /agencies /agencies/{id} /cities /councils /councils/types/stats /councils/{id} /councils/{id}/counts/open/types " +
    "/councils/{id}/types/stats /geojson /geojson/geocode /geojson/hotspots /regions /regions/{id} /reports " +
    "/reports/export/{year}/service_requests.csv /reports/export/{year}/service_requests.csv.gz /requests " +
    "/requests/counts/open/types /requests/pins /requests/pins/open /requests/pins/open/geojson " +
    "/requests/srnumber/{srnumber} /requests/updated /requests/{id} /sources /status/api /status/cache /status/db /status/log " +
    "/types /types/stats /types/{id}";
  assert.deepEqual(Object.keys(document.paths).sort(), expected.split(" "));
  for (const [path, operations] of Object.entries(document.paths)) {
    const { summary, responses, parameters = [] } = operations["get"] ?? operations["post"]!;
    assert.ok(summary, path);
    assert.ok(responses["200"]?.content, path);
    assert.ok(responses["5XX"]?.content, path);
    if (parameters.length) assert.ok(responses["422"]?.content, path);
    if (/\{(id|srnumber|year)\}/.test(path)) assert.ok(responses["404"]?.content, path);
  }
});

test("it names the parameters, and the media types of rows", () => {
  const names = (path: string) => document.paths[path]!["get"]!.parameters!.map(({ name }) => name);
  assert.deepEqual(names("/requests"), ["start_date", "end_date", "type_id", "council_id", "city", "skip", "limit", "with"]);
  assert.deepEqual(names("/geojson/hotspots"), ["type_id", "start_date", "end_date", "city"]);
  assert.deepEqual(Object.keys(document.paths["/reports"]!["get"]!.responses["200"]!.content!), [
    "application/json",
    "application/vnd.report-311.columns+json",
  ]);
});
