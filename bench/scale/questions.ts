/** How soon answers come when several ask at once. */
import { quantileSorted } from "d3-array";
import type { AggregateQuestion } from "../../src/query/index.js";

export type Ask = (question: AggregateQuestion) => Promise<unknown>;

export interface AnswerFigures {
  /** How many answers were waited for. */
  answers: number;
  /** Milliseconds. */
  median: number;
  p99: number;
  perSecond: number;
}

/** After so many seconds no further question is asked. */
const PATIENCE = 120;

/**
 * Has clients ask all questions so many times together, each its next one as soon as it has an answer. Questions come in an order
 * in which those of one report are not side by side.
 */
export async function measureAnswers(
  ask: Ask,
  questions: readonly AggregateQuestion[],
  clients: number,
  rounds: number,
): Promise<AnswerFigures> {
  const stride = 7;
  const queue = Array.from({ length: questions.length * rounds }, (_, i) => questions[(i * stride) % questions.length]!);
  const taken: number[] = [];
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  const client = async () => {
    for (let next = queue.shift(); next && elapsed() < PATIENCE; next = queue.shift()) {
      const asked = performance.now();
      await ask(next);
      taken.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const sorted = taken.sort((a, b) => a - b);
  return {
    answers: taken.length,
    median: quantileSorted(sorted, 0.5)!,
    p99: quantileSorted(sorted, 0.99)!,
    perSecond: taken.length / elapsed(),
  };
}
