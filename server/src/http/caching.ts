import type { FastifyInstance, FastifyRequest } from "fastify";
import { wantsColumns } from "./send.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The answer depends on the data, the URL and the day only: clients may keep it and ask whether it still holds. */
    cacheable?: boolean;
  }
}

export interface CacheFigures {
  /** Answers that were worked out. */
  answered: number;
  /** Questions whose answer the client had already (304). */
  revalidated: number;
}

const CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=86400";

/**
 * Gives cacheable answers an ETag made of the data's version, so that a client's copy is confirmed without asking the
 * database. An answer may be kept for a minute without asking.
 * @param version of the data and whatever else answers depend on.
 */
export function addCaching(app: FastifyInstance, version: () => string): CacheFigures {
  const figures: CacheFigures = { answered: 0, revalidated: 0 };
  app.addHook("preHandler", async (request, reply) => {
    if (!request.routeOptions.config.cacheable) return;
    const known = request.headers["if-none-match"]?.split(",").map((tag) => tag.trim());
    if (known?.includes(etag(request, version())) || known?.includes("*")) {
      figures.revalidated++;
      return reply.code(304).send();
    }
    figures.answered++;
  });
  app.addHook("onSend", async (request, reply) => {
    const { cacheable, columnar } = request.routeOptions.config;
    const keep = cacheable && (reply.statusCode === 200 || reply.statusCode === 304);
    if (keep) reply.headers({ etag: etag(request, version()), "cache-control": CACHE_CONTROL });
    else reply.header("cache-control", "no-store");
    if (columnar) reply.header("vary", "accept");
  });
  return figures;
}

/** An ETag belongs to one URL, so the version and the form of the answer alone tell its answers apart. */
function etag(request: FastifyRequest, version: string): string {
  return wantsColumns(request) ? `W/"${version}-columns"` : `W/"${version}"`;
}
