import type { FastifyInstance } from "fastify";

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
    if (known?.includes(etag(version())) || known?.includes("*")) {
      figures.revalidated++;
      return reply.code(304).send();
    }
    figures.answered++;
  });
  app.addHook("onSend", async (request, reply) => {
    const keep = request.routeOptions.config.cacheable && (reply.statusCode === 200 || reply.statusCode === 304);
    if (keep) reply.headers({ etag: etag(version()), "cache-control": CACHE_CONTROL });
    else if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
  return figures;
}

/** An ETag belongs to one URL, so the version alone tells its answers apart. */
function etag(version: string): string {
  return `W/"${version}"`;
}
