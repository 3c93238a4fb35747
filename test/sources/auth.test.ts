import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, test } from "node:test";
import type { Question } from "../../src/query/index.js";
import type { Auth } from "../../src/sources/access.js";
import { httpSource } from "../../src/sources/http.js";
import { SourceError } from "../../src/sources/source.js";

/** The page's own headers, against a real server: what goes out, and what becomes of a refusal. */

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that lets in who has the token that is valid now. */
async function guarded({ valid }: { valid: () => string }) {
  const seen: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    const { authorization } = request.headers;
    seen.push(authorization);
    if (authorization === `Bearer ${valid()}`) response.setHeader("Content-Type", "application/json").end("[]");
    else response.writeHead(401, { "Content-Type": "application/json" }).end(`{"detail":"Who are you?"}`);
  });
  return { url, seen };
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const questions = ["type", "council", "agency"].map((of) => ({ kind: "lookup", of }) as Question);
const refused = (error: unknown) => error instanceof SourceError && error.code === "http" && error.status === 401;

test("every request has the headers that the page gives for its URL, beside the library's own", async () => {
  const given: string[] = [];
  const sent: IncomingMessage["headers"][] = [];
  const url = await serve((request, response) => {
    sent.push(request.headers);
    response.end("[]");
  });
  const auth: Auth = ({ url, isRenewal }) => {
    given.push(`${url} ${isRenewal}`);
    return { "X-Key": "k", Accept: "text/html" };
  };
  const { answer } = httpSource(url, { auth });
  await answer(questions[0]!);
  await answer(questions[2]!);
  assert.deepEqual(given, [`${url}/types false`, `${url}/agencies false`]);
  assert.deepEqual(
    sent.map((headers) => headers["x-key"]),
    ["k", "k"],
  );
  assert.ok(sent.every(({ accept }) => accept!.includes("application/json") && !accept!.includes("html")));
});

test("refused at the same time, requests wait for one renewal and are made once more", async () => {
  let valid = "new";
  const { url, seen } = await guarded({ valid: () => valid });
  let token = "old";
  let renewals = 0;
  const auth: Auth = async ({ isRenewal }) => {
    if (isRenewal) {
      renewals++;
      await new Promise(setImmediate);
      token = valid;
    }
    return bearer(token);
  };
  const { answer } = httpSource(url, { auth });
  await Promise.all(questions.map((question) => answer(question)));
  assert.equal(renewals, 1);
  assert.equal(seen.length, 6);
  valid = "newer";
  await answer(questions[0]!, { maxAge: 0 });
  assert.equal(renewals, 2);
});

test("a refusal that comes after the renewal takes its headers instead of asking for another", async () => {
  let isHeld = true;
  let letGo = () => {};
  let renewals = 0;
  const url = await serve((request, response) => {
    const isOld = request.headers.authorization !== "Bearer new";
    const finish = () => (isOld ? response.writeHead(401).end() : response.end("[]"));
    if (isHeld && request.url === "/types") letGo = finish;
    else finish();
  });
  const auth: Auth = ({ isRenewal }) => {
    if (isRenewal) renewals++;
    return bearer(isRenewal ? "new" : "old");
  };
  const { answer } = httpSource(url, { auth });
  const late = answer(questions[0]!);
  await answer(questions[2]!);
  isHeld = false;
  letGo();
  assert.deepEqual(await late, []);
  assert.equal(renewals, 1);
});

test("what is refused after the renewal too, or gets no headers, fails and says why", async () => {
  const { url, seen } = await guarded({ valid: () => "another" });
  const insists = httpSource(url, { auth: () => bearer("mine") });
  await assert.rejects(insists.answer(questions[0]!), (error: Error) => refused(error) && error.message === "Who are you?");
  assert.equal(seen.length, 2, "a refusal is not tried again and again");
  const signedOut: Auth = () => Promise.reject(new Error("signed out"));
  const { answer } = httpSource(url, { auth: signedOut });
  await assert.rejects(answer(questions[0]!), (error: Error) => refused(error) && /signed out/.test(error.message));
  assert.equal(seen.length, 2);
});

test("an abort ends the waiting for the page's headers", async () => {
  const url = await serve((_, response) => response.end("[]"));
  const { answer } = httpSource(url, { auth: () => new Promise(() => {}) });
  const asking = new AbortController();
  const waiting = answer(questions[0]!, { signal: asking.signal });
  asking.abort();
  await assert.rejects(waiting, { name: "AbortError" });
});

test("answers belong to the function that gave access to them", async () => {
  let calls = 0;
  const url = await serve((_, response) => {
    calls++;
    response.end("[]");
  });
  const [mine, yours]: Auth[] = [() => bearer("mine"), () => bearer("yours")];
  const ask = (auth?: Auth) => httpSource(url, { auth }).answer(questions[0]!);
  await ask(mine);
  await ask(mine);
  assert.equal(calls, 1);
  await ask(yours);
  assert.equal(calls, 2);
  await ask();
  assert.equal(calls, 3);
});

test("the page's headers do not follow to where the server leads", async () => {
  let strayed = 0;
  const elsewhere = await serve((_, response) => {
    strayed++;
    response.end("[]");
  });
  const url = await serve((_, response) => response.writeHead(302, { Location: `${elsewhere}/types` }).end());
  await assert.rejects(httpSource(url, { auth: () => bearer("mine") }).answer(questions[0]!), /leads elsewhere/);
  assert.equal(strayed, 0);
  assert.deepEqual(await httpSource(url).answer(questions[0]!), [], "without them it does");
});
