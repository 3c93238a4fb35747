import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Statement } from "../../../src/query/index.js";
import type { Engine, ReadOptions } from "../store/engine.js";
import { hangUp } from "./api.js";
import { jsonColumns, jsonList } from "./json.js";
import { COLUMNS } from "./schemas.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The answer is a list of rows, which clients may also take column by column. */
    columnar?: boolean;
  }
}

/** Whether the client prefers the rows of this route column by column. */
export function wantsColumns(request: FastifyRequest): boolean {
  return Boolean(request.routeOptions.config.columnar) && request.type(["application/json", COLUMNS]) === COLUMNS;
}

/** Sends the rows of a statement, as the client prefers, while they are read. */
export async function sendRows(
  reply: FastifyReply,
  engine: Engine,
  statement: Statement,
  options: ReadOptions = {},
): Promise<FastifyReply> {
  const reading = { ...options, signal: hangUp(reply) };
  return wantsColumns(reply.request)
    ? sendText(reply, COLUMNS, jsonColumns(engine.columns(statement, reading)))
    : sendText(reply, "application/json; charset=utf-8", jsonList(engine.chunks(statement, reading)));
}

/**
 * Sends a text piece by piece, at the pace of the client. The first piece is waited for, so that an error of the question
 * itself is still answered as an error.
 */
export async function sendText(reply: FastifyReply, type: string, pieces: AsyncGenerator<string>): Promise<FastifyReply> {
  return reply.type(type).send(await readable(pieces));
}

/** A text as a stream that has its first piece already, and ends the text when it is destroyed. @throws what that piece throws. */
export async function readable(pieces: AsyncGenerator<string>): Promise<Readable> {
  const taken = [await pieces.next()];
  const whole: AsyncIterableIterator<string> = {
    next: async () => taken.pop() ?? pieces.next(),
    return: () => pieces.return(undefined),
    [Symbol.asyncIterator]: () => whole,
  };
  return Readable.from(whole, { objectMode: false });
}
