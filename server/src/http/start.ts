import { createServer, type Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import Fastify from "fastify";
import { UserError } from "../errors.js";
import { stateOfLake } from "../store/lake/cities.js";
import { stateOf } from "../store/state.js";
import { Store, type StoreOptions } from "../store/store.js";
import type { TrinoAddress } from "../store/trino/address.js";
import type { App } from "./api.js";
import { buildApp, type AppOptions } from "./app.js";
import { Editions, type Data } from "./editions.js";

export interface ServerOptions extends StoreOptions, Omit<AppOptions, "store"> {
  /** The database file. */
  db?: string;
  /** The folder of a lake, in place of a database file. */
  lake?: string | undefined;
  /** Answers what is asked of the requests of the lake. */
  trino?: TrinoAddress | undefined;
  /** 0 takes any free port. */
  port: number;
  /** The address to listen on: `127.0.0.1` (this machine only) when left out. */
  host?: string;
  /** Milliseconds between looks whether an ingest has changed the data; never looks when left out. */
  refresh?: number;
  /** Adds to each application before it is asked, e.g. static files. */
  extend?: (app: App) => void | Promise<void>;
  /** Milliseconds that clients have to read their answers while the server closes. */
  closePatience?: number;
}

/** A server that listens. */
export interface RunningServer {
  /** Where it answers, e.g. `http://127.0.0.1:3110`. */
  url: string;
  /** Takes no more requests, finishes those in flight, closes the database. */
  close(): Promise<void>;
}

/** Milliseconds that a connection stays open between two requests: longer than the minute of common proxies. */
const KEEP_ALIVE = 72_000;

/** @throws UserError when the database cannot be opened or the port cannot be listened on. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { port, host = "127.0.0.1", logger = false, refresh, closePatience = 10_000, extend } = options;
  const editions = await Editions.open(dataOf(options), async (store) => {
    const app = await buildApp({ ...options, store });
    try {
      await extend?.(app);
      await app.ready();
      return app;
    } catch (error) {
      await app.close();
      throw error;
    }
  });
  const front = Fastify({
    logger,
    forceCloseConnections: "idle",
    serverFactory: () => createServer({ keepAliveTimeout: KEEP_ALIVE }, editions.answer),
  });
  const hangUp = hangUpOnClose(front.server, closePatience);
  const stopped = new AbortController();
  try {
    const url = await front.listen({ port, host });
    const following = refresh === undefined ? undefined : follow(editions, refresh, stopped.signal);
    return {
      url,
      async close() {
        stopped.abort();
        hangUp();
        await Promise.all([following, front.close()]);
        await editions.close();
      },
    };
  } catch (error) {
    await Promise.all([front.close(), editions.close()]);
    throw cannotListen(error as NodeJS.ErrnoException, port, host);
  }
}

function dataOf({ db, lake, trino, ...options }: ServerOptions): Data {
  return lake === undefined
    ? { state: () => stateOf([db!]), open: () => Store.open(db!, options) }
    : { state: () => stateOfLake(lake), open: () => Store.openLake(lake, options, trino) };
}

async function follow(editions: Editions, every: number, stopped: AbortSignal): Promise<void> {
  const next = () => wait(every, true, { ref: false, signal: stopped }).catch(() => false);
  while (await next()) await editions.look();
}

/**
 * Makes how to hang up while a server closes: a connection is given up as soon as its answer is out (browsers would hold it open
 * for a minute), and after some seconds in any case: a client that does not read its answer holds nobody up.
 */
function hangUpOnClose(server: Server, patience: number): () => void {
  let closing = false;
  server.on("request", (_, response) =>
    response.once("close", () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
    }),
  );
  return () => {
    closing = true;
    setTimeout(() => server.closeAllConnections(), patience).unref();
  };
}

function cannotListen(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new UserError(`Port ${port} on ${host} is in use; choose another with --port.`);
    case "EACCES":
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new UserError(`Cannot listen on port ${port} of ${host}: ${error.message}`);
    default:
      return error;
  }
}
