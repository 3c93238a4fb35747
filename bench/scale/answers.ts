/** What the reports ask of a lake, with its cubes and without, beside PostgreSQL. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { AggregateQuestion } from "../../src/query/index.js";
import { JsonCache } from "../../src/sources/cache.js";
import { httpSource } from "../../src/sources/http.js";
import { printTable } from "../figures.js";
import { catalogueQuestions } from "./catalogue.js";
import { LAST } from "./exports.js";
import { fillPostgres } from "./postgres.js";
import { measureAnswers, type AnswerFigures, type Ask } from "./questions.js";

const CLIENTS = [1, 8, 32];

interface Engine {
  name: string;
  ask: Ask;
  /** How many times all questions are asked by these clients together. */
  rounds: number;
}

export async function compareAnswers(lake: string, folder: string): Promise<void> {
  const asked = await catalogueQuestions(LAST);
  const questions = asked.map(({ question }) => question);
  const postgres = await fillPostgres(lake, folder, Math.max(...CLIENTS));
  const [cubes, requests] = await Promise.all([serve(lake), serve(lake, "--cubes", "off")]);
  try {
    const engines: Engine[] = [
      { name: "PostgreSQL 15, the bare rows", ask: (question) => postgres.ask(question), rounds: 1 },
      { name: "`serve --lake --cubes off`, over HTTP", ask: requests.ask, rounds: 2 },
      { name: "`serve --lake`, over HTTP", ask: cubes.ask, rounds: 10 },
    ];
    const size = `${(postgres.bytes / 1e9).toFixed(1)} GB, filled and indexed in ${postgres.seconds.toFixed(0)} s`;
    const rows: (string | number)[][] = [
      ["", "clients", "answers", "median ms", "p99 ms", "answers a second", "ratio of median"],
    ];
    for (const clients of CLIENTS) {
      let baseline: AnswerFigures | undefined;
      for (const { name, ask, rounds } of engines) {
        const figures = await measureAnswers(ask, questions, clients, rounds);
        baseline ??= figures;
        const { answers, median, p99, perSecond } = figures;
        rows.push([name, clients, answers, median, p99, perSecond, median / baseline.median]);
        process.stderr.write(`${name}, ${clients} clients: ${median.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms\n`);
      }
    }
    printTable(`Answers: the ${questions.length} questions of the reports (PostgreSQL: ${size})`, rows);
    await compareEach(asked, engines);
  } finally {
    for (const server of [cubes, requests]) await server.stop();
    await postgres.stop();
  }
}

/** Each question alone, and whether the answers have as many rows. */
async function compareEach(asked: Awaited<ReturnType<typeof catalogueQuestions>>, engines: readonly Engine[]): Promise<void> {
  const rows: (string | number)[][] = [["report: by", ...engines.map(({ name }) => `${name}, ms`), "rows"]];
  for (const { report, question } of asked) {
    const times: number[] = [];
    const sizes = new Set<number>();
    for (const { ask } of engines) {
      const start = performance.now();
      sizes.add(((await ask(question)) as unknown[]).length);
      times.push(performance.now() - start);
    }
    rows.push([`${report}: ${question.by.join(", ") || "all"}`, ...times, [...sizes].join(" or ")]);
  }
  printTable("Each question, asked alone", rows);
}

/** A server of its own process, asked through the library's own source. */
async function serve(lake: string, ...flags: string[]): Promise<{ ask: Ask; stop(): Promise<void> }> {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      "server/src/main.ts",
      "serve",
      "--lake",
      lake,
      "--port",
      "0",
      "--timeout",
      "600",
      "--log-level",
      "error",
      ...flags,
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stderr!.on("data", (data: Buffer) => {
      said += String(data);
      const found = / at (http\S+)/.exec(said);
      if (found) resolve(found[1]!);
    });
    child.once("close", () => reject(new Error(said)));
  });
  const source = httpSource(url, { cache: new JsonCache() });
  return {
    ask: (question: AggregateQuestion) => source.answer(question, { maxAge: 0 }),
    async stop() {
      child.kill("SIGTERM");
      await once(child, "close");
    },
  };
}
