import { UserError } from "../errors.js";
import { Store, type StoreOptions } from "../store/store.js";
import type { TrinoAddress } from "../store/trino/address.js";
import type { App } from "./api.js";
import { buildApp, type AppOptions } from "./app.js";

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
  /** Adds to the application before it listens, e.g. static files. */
  extend?: (app: App) => void | Promise<void>;
}

/** A server that listens. */
export interface RunningServer {
  app: App;
  /** Where it answers, e.g. `http://127.0.0.1:3110`. */
  url: string;
  /** Takes no more requests, finishes those in flight, closes the database. */
  close(): Promise<void>;
}

/** @throws UserError when the database cannot be opened or the port cannot be listened on. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { db, lake, trino, port, host = "127.0.0.1", extend } = options;
  const store = await (lake === undefined ? Store.open(db!, options) : Store.openLake(lake, options, trino));
  const app = await buildApp({ ...options, store });
  try {
    await extend?.(app);
    const url = await app.listen({ port, host });
    return { app, url, close: () => app.close() };
  } catch (error) {
    await app.close();
    switch ((error as NodeJS.ErrnoException).code) {
      case "EADDRINUSE":
        throw new UserError(`Port ${port} on ${host} is in use; choose another with --port.`);
      case "EACCES":
      case "EADDRNOTAVAIL":
      case "ENOTFOUND":
        throw new UserError(`Cannot listen on port ${port} of ${host}: ${(error as Error).message}`);
      default:
        throw error;
    }
  }
}
