import type { ReadingController } from "../controllers/reading.js";
import type { Words } from "../locale/words.js";
import { holds } from "../param-values.js";
import type { Report } from "../report.js";
import { viewBlock, type BlockView } from "../view.js";
import type { Block } from "./blocks.js";

/** What the blocks of a report show; what each has shown before may stay while newer answers are on their way. */
export class Views {
  readonly #reading: ReadingController;
  #topic: unknown;
  #shown: ReadonlyMap<Block, BlockView> = new Map();

  constructor(reading: ReadingController) {
    this.#reading = reading;
  }

  /** What the report's own functions threw. */
  get faults(): Error[] {
    return [...this.#shown.values()].flatMap(({ fault }) => (fault ? [fault] : []));
  }

  /** The blocks that are there with the present params, in their order, and what they show. */
  of({ view, params }: Report, words: Words): ReadonlyMap<Block, BlockView> {
    const { slots, context, topic, params: read } = this.#reading;
    const before = this.#topic === topic ? this.#shown : new Map<Block, BlockView>();
    const blocks = view.filter(({ when }) => holds(when, params, read.texts));
    this.#topic = topic;
    this.#shown = new Map(blocks.map((block) => [block, viewBlock(block, slots, context!, words, before.get(block))]));
    return this.#shown;
  }
}
