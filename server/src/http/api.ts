import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyInstance, FastifyReply, RawServerDefault } from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger } from "fastify";
import type { Store } from "../store/store.js";
import { NotFound } from "./errors.js";

/** The application as routes see it: schemas give the types of parameters and answers. */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;

/** What routes answer from. */
export interface Api {
  store: Store;
  /** The time it is; tests set it. */
  now: () => Date;
  /** The day it is in a city; where none is named, in that with the newest requests. */
  today: (city?: string) => string;
}

/** The item itself. @throws NotFound when there is none. */
export function found<T>(item: T | undefined): T {
  if (item === undefined) throw new NotFound();
  return item;
}

/** Aborts when the client hangs up (or has all of its answer): nobody waits for further work. */
export function hangUp(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once("close", () => controller.abort());
  return controller.signal;
}
