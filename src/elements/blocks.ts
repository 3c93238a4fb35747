import { html, nothing } from "lit";
import type { Facts } from "../export/facts.js";
import type { Formats } from "../locale/formats.js";
import type { Words } from "../locale/words.js";
import type { Ground } from "../map/tiles.js";
import { isDay, type Boundaries, type Dimension, type Scalar } from "../query/index.js";
import type { PointMap, Report, Text } from "../report.js";
import type { BlockView } from "../view.js";
import type { SelectEvent } from "./figure-events.js";
import { failureMessage } from "./messages.js";
import { FIGURE_PARTS, TABLE_PARTS } from "./parts.js";

export type Block = Report["view"][number];

/** What blocks are shown with. */
export interface Surroundings {
  words: Words;
  formats: Formats;
  /** Picks the reader's language. */
  text: (text: Text) => string;
  /** The entities that are drawn emphasised. */
  chosen: ReadonlySet<string>;
  /** The colours that a dimension's entities have in the source. */
  colorsOf: (of: Dimension | undefined) => ReadonlyMap<string, string>;
  /** The answer to the question of that name, if it is areas. */
  areasOf: (query: string | undefined) => Boundaries | null;
  /** Where pictures of the ground of maps come from. */
  ground: Ground | null;
  /** The reader chose an entity for a param, or took the choice back. */
  choose: (param: string, entity: string) => void;
  retry: () => void;
  /** What files say of the report. */
  facts: () => Facts;
}

/** A block of a report as an element. */
export function renderBlock(block: Block, view: BlockView, around: Surroundings) {
  switch (block.kind) {
    case "cards":
      return renderCards(block, view, around);
    case "figure":
      return renderFigure(block, view, around);
    case "multiples":
      return view.content?.kind === "multiples" ? renderMultiples(block, view, around) : renderFigure(block, view, around);
    case "map":
      return view.content?.kind === "map"
        ? renderMap(block, view.content.map, view, around)
        : renderFigure(block, view, around);
    case "table":
      return view.content?.kind === "table" ? renderTable(block, view, around) : renderFigure(block, view, around);
  }
}

/** The place of a block among the others. */
function placeOf({ kind, wide = kind === "cards" || kind === "multiples", side }: Block): string {
  return side ?? (wide ? "wide" : "");
}

function renderCards(block: Block & { kind: "cards" }, view: BlockView, { words, formats, text, retry }: Surroundings) {
  if (view.state === "error") return failureMessage(view.message, retry, words, placeOf(block));
  const values = view.content?.kind === "cards" ? view.content.values.map((value) => cardText(value, formats)) : null;
  return html`<section class=${placeOf(block)}>
    ${block.title ? html`<h3 part="caption">${text(view.title)}</h3>` : nothing}
    <report-311-cards
      exportparts="card, card-value"
      .labels=${block.cards.map(({ label }) => text(label))}
      .values=${values}
      .refreshing=${view.state === "refreshing"}
    ></report-311-cards>
  </section>`;
}

/** A figure; also what stands in place of another block that has nothing to show yet, or failed. */
function renderFigure(block: Exclude<Block, { kind: "cards" }>, view: BlockView, around: Surroundings) {
  const isFigure = block.kind === "figure";
  return html`<report-311-figure
    class=${placeOf(block)}
    exportparts=${FIGURE_PARTS}
    .heading=${around.text(view.title)}
    .figure=${view.content?.kind === "figure" ? view.content.figure : null}
    .subject=${view.subject}
    .state=${view.state}
    .message=${view.message}
    .height=${("height" in block && block.height) || 320}
    .colors=${around.colorsOf(isFigure ? block.colors : undefined)}
    .chosen=${around.chosen}
    .selectable=${isFigure && block.select !== undefined}
    .facts=${around.facts}
    .words=${around.words}
    .formats=${around.formats}
    @report-select=${(event: SelectEvent) => isFigure && around.choose(block.select!, event.value)}
    @report-retry=${around.retry}
  ></report-311-figure>`;
}

function renderMultiples(block: Block & { kind: "multiples" }, view: BlockView, around: Surroundings) {
  return html`<report-311-multiples
    class=${placeOf(block)}
    exportparts=${`multiple, text, open, ${FIGURE_PARTS}`}
    .heading=${around.text(view.title)}
    .multiples=${view.content?.kind === "multiples" ? view.content.multiples : []}
    .subject=${view.subject}
    .refreshing=${view.state === "refreshing"}
    .colors=${around.colorsOf(block.colors)}
    .chosen=${around.chosen}
    .selectable=${block.select !== undefined}
    .facts=${around.facts}
    .words=${around.words}
    .formats=${around.formats}
    @report-select=${(event: SelectEvent) => around.choose(block.select!, event.value)}
  ></report-311-multiples>`;
}

function renderMap(block: Block & { kind: "map" }, map: PointMap, view: BlockView, around: Surroundings) {
  return html`<report-311-map
    class=${placeOf(block)}
    exportparts=${`popup, ${FIGURE_PARTS}`}
    .heading=${around.text(view.title)}
    .map=${map}
    .subject=${view.subject}
    .areas=${around.areasOf(block.outlines)}
    .ground=${around.ground}
    .refreshing=${view.state === "refreshing"}
    .height=${block.height ?? 320}
    .colors=${around.colorsOf(block.colors)}
    .facts=${around.facts}
    .words=${around.words}
    .formats=${around.formats}
  ></report-311-map>`;
}

function renderTable(block: Block & { kind: "table" }, view: BlockView, { words, formats, text, facts }: Surroundings) {
  const table = view.content?.kind === "table" ? view.content.table : { columns: [], rows: [] };
  return html`<section class="${placeOf(block)} rows" aria-busy=${view.state === "refreshing"}>
    <h3 part="caption">${text(view.title)}</h3>
    <report-311-table
      exportparts=${`download, note, ${TABLE_PARTS}`}
      .columns=${table.columns}
      .rows=${table.rows}
      .subject=${view.subject}
      .note=${table.note ?? ""}
      .caption=${text(view.title)}
      .page=${block.page ?? 20}
      .facts=${facts}
      .words=${words}
      .formats=${formats}
    ></report-311-table>
  </section>`;
}

/** A card's value as text: numbers as integers, days as dates. */
export function cardText(value: Scalar, formats: Formats): string {
  if (value === null) return "–";
  if (typeof value === "number") return formats.integer(value);
  return isDay(value) ? formats.day(value) : String(value);
}
