import { Type } from "typebox";
import { coverageOf } from "../../store/facts.js";
import { TABLES } from "../../store/schema.js";
import type { Api, App } from "../api.js";
import type { CacheFigures } from "../caching.js";
import { cityParameter } from "../parameters.js";
import { Problems } from "../schemas.js";

const Day = Type.Unsafe<string | null>({ type: ["string", "null"], description: "YYYY-MM-DD" });

const ApiStatus = Type.Object({
  currentTime: Type.String(),
  gitSha: Type.Unsafe<string | null>({ type: ["string", "null"] }),
  version: Type.String(),
  lastPulled: Type.String({ description: "When the data was taken in" }),
  oldestCreated: Day,
  newestCreated: Day,
  synthetic: Type.Boolean({ description: "Whether the requests are made up" }),
  timeZone: Type.String({ description: "Of the city asked for, else of that with the newest requests" }),
  requests: Type.Integer(),
});

const LogRow = Type.Object({
  finished: Type.String(),
  file: Type.String(),
  read: Type.Integer(),
  kept: Type.Integer(),
  duplicates: Type.Integer(),
  rejected: Type.Integer(),
});

/** What is running: the package's version and, if known, the commit. */
export interface Build {
  version: string;
  gitSha: string | null;
}

export function statusRoutes(app: App, { store, now }: Api, build: Build, cache: CacheFigures): void {
  const { facts } = store;
  const tags = ["status"];
  app.get(
    "/",
    {
      config: { cacheable: true },
      schema: {
        tags,
        summary: "Greeting",
        response: { 200: Type.Object({ message: Type.String(), documentation: Type.String(), synthetic: Type.Boolean() }) },
      },
    },
    async () => ({
      message: facts.synthetic ? "The 311 Data API on synthetic data: no request in it is real" : "The 311 Data API",
      documentation: "/openapi.json",
      synthetic: facts.synthetic,
    }),
  );
  app.get(
    "/status/api",
    {
      schema: {
        tags,
        summary: "Versions, times and what the data covers",
        querystring: Type.Object({ city: cityParameter(facts) }),
        response: { 200: ApiStatus, 422: Problems },
      },
    },
    async ({ query }) => {
      const { updated, oldest, newest, timeZone, requests } = coverageOf(facts, query.city);
      return {
        currentTime: now().toISOString(),
        ...build,
        lastPulled: updated,
        oldestCreated: oldest,
        newestCreated: newest,
        synthetic: facts.synthetic,
        timeZone,
        requests,
      };
    },
  );
  app.get(
    "/status/db",
    {
      schema: {
        tags,
        summary: "Rows of each table",
        response: {
          200: Type.Object({
            synthetic: Type.Boolean(),
            ...Object.fromEntries(TABLES.map((table) => [table, Type.Integer()])),
          }),
        },
      },
    },
    async () => ({ synthetic: facts.synthetic, ...facts.rowCounts }),
  );
  app.get(
    "/status/cache",
    {
      schema: {
        tags,
        summary: "Answers worked out, and answers that clients had already",
        response: { 200: Type.Object({ answered: Type.Integer(), revalidated: Type.Integer() }) },
      },
    },
    async () => cache,
  );
  app.get(
    "/status/log",
    { schema: { tags, summary: "The newest runs of ingest, by file", response: { 200: Type.Array(LogRow) } } },
    async () => facts.log,
  );
}
