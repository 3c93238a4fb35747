import assert from "node:assert/strict";
import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import { build } from "esbuild";
import { CITIES } from "../../src/cities/index.js";
import { DATA } from "../support/data.js";
import { loadExport, requestsIn } from "../support/exports.js";
import { drawn, openPath, openSite, type Site } from "../support/site.js";

/** A report from a file alone, which DuckDB-WASM of the page reads over HTTP. Parquet is tested in Node: see `exports.test.ts`. */

const folder = mkdtempSync(join(tmpdir(), "report-311-"));
const duckdb = dirname(fileURLToPath(import.meta.resolve("@duckdb/duckdb-wasm")));
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src 'self' data:";
let site: Site;
let count: number;

before(async () => {
  const city = CITIES.find(({ slug }) => slug === "san-francisco")!;
  const connection = await loadExport(join(DATA, "san_francisco", "311_Cases_noise_2010-2020.csv.gz"));
  count = (await requestsIn(connection, city)).length;
  await connection.run(`COPY raw TO '${join(folder, "cases.csv")}' (HEADER)`);
  await build({
    entryPoints: [fileURLToPath(new URL("../support/duckdb-page.js", import.meta.url))],
    outfile: join(folder, "page.js"),
    external: ["/dist/*"],
    format: "esm",
    bundle: true,
  });
  site = await openSite(undefined, async (app) => {
    await app.register(fastifyStatic, { root: folder, prefix: "/files/", decorateReply: false });
    // Packing 34 MB would take longer than sending them.
    app.get("/duckdb/:file", { schema: { hide: true }, compress: false }, (request, reply) => {
      const { file } = request.params as { file: string };
      return reply
        .type(file.endsWith(".wasm") ? "application/wasm" : "text/javascript")
        .send(createReadStream(join(duckdb, file)));
    });
    app.get("/duckdb-page", { schema: { hide: true } }, (_request, reply) =>
      reply.type("text/html").header("Content-Security-Policy", POLICY)
        .send(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Files</title><link rel="icon" href="data:,">
<script type="module" src="/files/page.js"></script></head><body><report-311 loading="eager" as-of="2020-12-31" name="overview" from="2008-01-01"
source="files:san-francisco:/files/cases.csv"></report-311></body></html>`),
    );
  });
});
after(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

test("a report from a file", async () => {
  const { page, problems } = await openPath(site, "/duckdb-page");
  page.setDefaultTimeout(120_000);
  await drawn(page);
  const cards = await page.evaluate(() => {
    const root = document.querySelector("report-311")!.shadowRoot!;
    return root.querySelector("report-311-cards")!.shadowRoot!.textContent;
  });
  assert.match(cards, new RegExp(`Requests\\s*${count.toLocaleString("en")}`));
  assert.deepEqual(problems, []);
  await page.close();
});
