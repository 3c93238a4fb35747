import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import accepts from "@fastify/accepts";
import compress from "@fastify/compress";
import cors from "@fastify/cors";
import swagger from "@fastify/swagger";
import Fastify, { type FastifyReply, type FastifyServerOptions } from "fastify";
import { constants } from "node:zlib";
import { coverageOf } from "../store/facts.js";
import type { Store } from "../store/store.js";
import type { Api, App } from "./api.js";
import { addCaching } from "./caching.js";
import { limitTo2023 } from "./contract-2023.js";
import { today } from "../dates.js";
import { handleErrors } from "./errors.js";
import { exportRoutes } from "./routes/exports.js";
import { geojsonRoutes } from "./routes/geojson.js";
import { hotspotRoutes } from "./routes/hotspots.js";
import { lookupRoutes } from "./routes/lookups.js";
import { openCountRoutes } from "./routes/open-counts.js";
import { pinRoutes } from "./routes/pins.js";
import { reportRoutes } from "./routes/reports.js";
import { requestRoutes } from "./routes/requests.js";
import { statusRoutes } from "./routes/status.js";
import { typeStatsRoutes } from "./routes/type-stats.js";
import { Failure } from "./schemas.js";

export interface AppOptions {
  /** The data; closed together with the application. */
  store: Store;
  /** Fastify's logger option; silent when left out. */
  logger?: FastifyServerOptions["logger"];
  /** The time it is. */
  now?: () => Date;
  /** The commit that is running, for /status/api. */
  gitSha?: string | null;
  /** Answer only what the contract of 2023 has. */
  contract?: "2023";
}

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };

/** Makes the HTTP application, ready to listen or to be asked in-process. More routes may be added before it is ready. */
export async function buildApp({
  store,
  logger = false,
  now = () => new Date(),
  gitSha = null,
  contract,
}: AppOptions): Promise<App> {
  const api: Api = { store, now, today: (city) => today(now(), coverageOf(store.facts, city).timeZone) };
  const app: App = Fastify({
    logger: logger as false,
    bodyLimit: 64 * 1024,
    frameworkErrors: (error, _request, reply: FastifyReply) =>
      void reply.code(error.statusCode ?? 400).send({ detail: error.message }),
    requestIdHeader: false,
    genReqId: ({ headers }) => {
      const given = headers["x-request-id"];
      return typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
    },
  });
  handleErrors(app);
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({
      "x-request-id": request.id,
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "cross-origin",
    });
  });
  app.addHook("onClose", async () => store.close());
  await app.register(accepts);
  await app.register(cors, {
    methods: ["GET", "HEAD", "POST"],
    exposedHeaders: ["ETag", "X-Request-Id", "Content-Disposition"],
    maxAge: 86_400,
  });
  await app.register(compress, {
    encodings: ["br", "gzip"],
    customTypes: /^(application\/([\w.-]+\+)?json|text\/csv)/,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "311 Data API",
        description: "Service requests of a city. All days and times are the city's civil time.",
        version,
      },
    },
  });
  if (contract === "2023") limitTo2023(app);
  app.addHook("onRoute", ({ schema }) => {
    if (schema?.response) schema.response = { ...schema.response, "5xx": Failure };
  });
  const zones = [...new Set(store.facts.cities.map(({ timeZone }) => timeZone))];
  const days = () => [...new Set(zones.map((zone) => today(now(), zone)))].sort().join("-");
  const cache = addCaching(app, () => [version, store.facts.version, days(), contract].filter(Boolean).join("-"));
  statusRoutes(app, api, { version, gitSha }, cache);
  lookupRoutes(app, api);
  typeStatsRoutes(app, api);
  openCountRoutes(app, api);
  reportRoutes(app, api);
  exportRoutes(app, api);
  requestRoutes(app, api);
  pinRoutes(app, api);
  geojsonRoutes(app, api);
  hotspotRoutes(app, api);
  app.get("/openapi.json", { config: { cacheable: true }, schema: { hide: true } }, async () => app.swagger());
  return app;
}
