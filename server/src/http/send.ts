import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { Row } from "../../../src/query/index.js";
import { jsonList } from "./json.js";

/**
 * Sends rows as a JSON list while they are read. The first of them are waited for, so that an error of the question itself
 * is still answered as an error.
 */
export async function sendRows(reply: FastifyReply, chunks: AsyncIterable<Row[]>): Promise<FastifyReply> {
  const text = jsonList(chunks);
  const first = await text.next();
  const whole = async function* () {
    yield first.value as string;
    yield* text;
  };
  return reply.type("application/json; charset=utf-8").send(Readable.from(whole(), { objectMode: false }));
}
