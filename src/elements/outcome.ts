/** What a report shows after a change, in a sentence: for those who do not see it change. */
import { sum } from "d3-array";
import type { Formats } from "../locale/formats.js";
import { fill, type Words } from "../locale/words.js";
import type { Text } from "../report.js";
import type { BlockView } from "../view.js";
import { cardText, type Block } from "./blocks.js";

interface Language {
  words: Words;
  formats: Formats;
  text: (text: Text) => string;
}

/** The first headline number; without any, how many charts or rows there are; without those, why. */
export function outcomeOf(blocks: ReadonlyMap<Block, BlockView>, language: Language): string {
  const { words } = language;
  const views = [...blocks.values()];
  const empty = views.find(({ state }) => state === "empty");
  const found = firstCard(blocks, language) ?? countOf(views, language) ?? empty?.message;
  return found ? fill(words.updated, { outcome: found }) : "";
}

function firstCard(blocks: ReadonlyMap<Block, BlockView>, { formats, text }: Language): string | undefined {
  for (const [block, { content }] of blocks)
    if (block.kind === "cards" && content?.kind === "cards")
      return `${text(block.cards[0]!.label)}: ${cardText(content.values[0]!, formats)}.`;
  return undefined;
}

function countOf(views: readonly BlockView[], { words, formats }: Language): string | undefined {
  const contents = views.map(({ content }) => content);
  const charts = sum(contents, (content) =>
    content?.kind === "figure" || content?.kind === "map" ? 1 : content?.kind === "multiples" ? content.multiples.length : 0,
  );
  if (charts) return fill(words.charts, { n: formats.integer(charts) });
  const table = contents.find((content) => content?.kind === "table");
  return table && fill(words.rows, { n: formats.integer(table.table.rows.length) });
}
