import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { HOST_POLICY } from "../../demo/policy.js";
import { CITIES } from "../../src/cities/index.js";
import type { ServiceRequest } from "../../src/query/index.js";
import { DATA } from "../support/data.js";
import { loadExport, publish, requestsIn } from "../support/exports.js";
import { startSoda, type SodaServer } from "../support/soda/server.js";
import { drawn, openPath, openSite, type Site } from "../support/site.js";

/** Reports of Chicago from its portal (its own rows of 1–2 January 2021), on a host page that allows no more than that. */

const CHICAGO = CITIES.find(({ slug }) => slug === "chicago")!;
let soda: SodaServer;
let site: Site;
let requests: ServiceRequest[];

before(async () => {
  const connection = await loadExport(join(DATA, "chicago", "311_2021-01_part1.csv"));
  requests = await requestsIn(connection, CHICAGO);
  const columns = await publish(connection, CHICAGO);
  soda = await startSoda(connection, { "v6vf-nfxy": { table: "published", columns, updated: 1_609_632_000 } });
  site = await openSite(undefined, (app) => {
    app.get("/portal", { schema: { hide: true } }, (request, reply) =>
      reply
        .type("text/html")
        .header(
          "Content-Security-Policy",
          `${HOST_POLICY}; connect-src http://${soda.domain}`.replace("connect-src 'self'; ", ""),
        ).send(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Chicago</title><link rel="icon" href="data:,">
<script type="module" src="/dist/report-311.js"></script></head><body><report-311 loading="eager" as-of="2021-01-03"
name="${(request.query as { name: string }).name}" source="socrata:http://${soda.domain}/v6vf-nfxy"></report-311></body></html>`),
    );
    return Promise.resolve();
  });
});
after(async () => {
  await site.close();
  await soda.close();
});

for (const name of ["overview", "recent"])
  test(`${name} of a city from its portal`, async () => {
    const { page, problems } = await openPath(site, `/portal?name=${name}`);
    await drawn(page);
    const shown = await page.evaluate(() => {
      const root = document.querySelector("report-311")!.shadowRoot!;
      const cards = root.querySelector("report-311-cards")?.shadowRoot ?? root;
      return { text: cards.textContent, footer: root.querySelector("footer")!.textContent };
    });
    assert.match(shown.text, new RegExp(`Requests\\s*${requests.length.toLocaleString("en")}`));
    assert.match(shown.footer, /Jan 2, 2021/);
    assert.deepEqual(problems, []);
    await page.close();
  });
