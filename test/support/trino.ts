/** A server that speaks Trino's client protocol and answers every statement as a test says. */
import { EventEmitter, once } from "node:events";
import Fastify, { type FastifyRequest } from "fastify";
import type { AddressInfo } from "node:net";
import type { TrinoAddress } from "../../server/src/store/trino/address.js";

/** What one `nextUri` after the other answers. */
export type Step =
  | { columns?: readonly (readonly [name: string, type: string])[]; data?: readonly (readonly unknown[])[] }
  | { error: { errorName: string; errorType: string; message?: string } }
  /** A status of HTTP in place of an answer; the step after it is found at the same address. */
  | { status: number }
  /** No answer. */
  | "silence";

export interface FakeTrino {
  address: TrinoAddress;
  /** The statements, newest last, and what each was asked with. */
  statements: string[];
  headers: FastifyRequest["headers"][];
  /** Says how the next statement is answered. */
  answer(...steps: Step[]): void;
  /** Resolves when the next statement stands at a step of silence. */
  silent(): Promise<void>;
  /** Resolves when the next statement is given up. */
  givenUp(): Promise<void>;
  /** How many statements have been given up. */
  cancelled: number;
  /** The host that the addresses in its answers name. */
  host: string;
  close(): Promise<void>;
}

export async function startTrino(): Promise<FakeTrino> {
  const app = Fastify({ forceCloseConnections: true });
  app.addContentTypeParser("text/plain", { parseAs: "string" }, (_request, body, done) => done(null, body));
  const planned: Step[][] = [];
  const running = new Map<string, Step[]>();
  const events = new EventEmitter<{ silent: []; givenUp: [] }>();
  const next = (id: string, step: number) => `${fake.host}/v1/statement/executing/${id}/y${id}slug/${step}`;

  app.post("/v1/statement", async ({ body, headers }) => {
    fake.statements.push(body as string);
    fake.headers.push(headers);
    const id = String(fake.statements.length);
    running.set(id, planned.shift() ?? []);
    return { id, nextUri: next(id, 0), stats: { state: "QUEUED" } };
  });
  app.get<{ Params: { id: string; step: string } }>("/v1/statement/executing/:id/:slug/:step", async (request, reply) => {
    const { id } = request.params;
    fake.headers.push(request.headers);
    const steps = running.get(id)!;
    const step = steps.shift() ?? {};
    if (step === "silence") {
      events.emit("silent");
      return reply.hijack();
    }
    if ("status" in step) return reply.code(step.status).send("not now");
    if ("error" in step) return { id, error: { message: "no", ...step.error }, stats: { state: "FAILED" } };
    const columns = step.columns?.map(([name, type]) => ({ name, type }));
    const more = steps.length ? { nextUri: next(id, Number(request.params.step) + 1) } : {};
    return { id, columns, data: step.data, stats: { state: "RUNNING" }, ...more };
  });
  app.delete("/v1/statement/executing/:id/:slug/:step", async (_request, reply) => {
    fake.cancelled++;
    events.emit("givenUp");
    return reply.code(204).send();
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const fake: FakeTrino = {
    address: { origin, user: "reader", catalog: "hive", schema: "lake", table: "requests" },
    statements: [],
    headers: [],
    answer: (...steps) => void planned.push(steps),
    silent: async () => void (await once(events, "silent")),
    givenUp: async () => void (await once(events, "givenUp")),
    cancelled: 0,
    host: origin,
    close: () => app.close(),
  };
  return fake;
}
