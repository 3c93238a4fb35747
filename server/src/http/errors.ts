import type { FastifyError, FastifyInstance, FastifySchemaValidationError } from "fastify";
import { EngineFailure, EngineUnavailable, QueryTimeout } from "../store/engine.js";

/** One thing wrong with a request: where (`["query", "limit"]`), in words with what is accepted, and as a code. */
export interface Problem {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** A request that cannot be answered as it was asked. */
export class InvalidRequest extends Error {
  override name = "InvalidRequest";
  readonly problems: readonly Problem[];

  constructor(...problems: Problem[]) {
    super(problems.map(({ loc, msg }) => `${loc.join(".")}: ${msg}`).join("; "));
    this.problems = problems;
  }
}

/** A wrong query parameter. */
export function wrongParameter(name: string, msg: string, type = "value_error"): InvalidRequest {
  return new InvalidRequest({ loc: ["query", name], msg, type });
}

/** No such thing: answered as 404. */
export class NotFound extends Error {
  override name = "NotFound";
}

/** Where a parameter stands, in the words of the old service. */
const PARTS: Record<string, string> = { querystring: "query", params: "path", headers: "header", body: "body" };

/** Bodies that are no JSON are wrong parameters too, as the old service saw it. */
const UNREADABLE = new Set(["FST_ERR_CTP_INVALID_JSON_BODY", "FST_ERR_CTP_EMPTY_JSON_BODY", "FST_ERR_CTP_INVALID_MEDIA_TYPE"]);

/** Answers every error as `{"detail": …}`, never with more than the client needs to know. */
export function handleErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: "Not found" }));
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof NotFound) return reply.code(404).send({ detail: "Item not found" });
    if (error instanceof InvalidRequest) return reply.code(422).send({ detail: error.problems });
    if (error.validation) {
      const part = PARTS[error.validationContext ?? ""] ?? "request";
      return reply.code(422).send({ detail: error.validation.map((failure) => problem(part, failure)) });
    }
    if (error instanceof QueryTimeout) {
      const hint = "ask for less: a narrower filter, fewer fields or measures";
      return reply.code(503).send({ detail: `${error.message}; ${hint}` });
    }
    if (error instanceof EngineUnavailable || error instanceof EngineFailure) {
      request.log.error({ err: error }, "no answer from the query engine");
      return error instanceof EngineUnavailable
        ? reply.code(503).send({ detail: `The query engine is not available (${error.code}); try again later` })
        : reply.code(502).send({ detail: `The query engine could not answer (${error.code})` });
    }
    if (UNREADABLE.has(error.code))
      return reply.code(422).send({ detail: [{ loc: ["body"], msg: error.message, type: "value_error.jsondecode" }] });
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ detail: error.message });
    request.log.error({ err: error }, "request failed");
    return reply.code(500).send({ detail: "Internal server error" });
  });
}

function problem(part: string, { instancePath, keyword, message, params }: FastifySchemaValidationError): Problem {
  const path = instancePath.split("/").slice(1);
  if (keyword === "required") path.push(String(params["missingProperty"]));
  return {
    loc: [part, ...path],
    msg: inWords(keyword, params) ?? message ?? "is not accepted",
    type: `value_error.${keyword}`,
  };
}

function inWords(keyword: string, params: Record<string, unknown>): string | undefined {
  if (keyword === "enum") return `must be one of ${(params["allowedValues"] as unknown[]).join(", ")}`;
  if (keyword === "format" && params["format"] === "date") return "must be a day as YYYY-MM-DD";
  return undefined;
}
