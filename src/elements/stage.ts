import { html, type TemplateResult } from "lit";
import type { Words } from "../locale/words.js";

/** What a stage is, and whom it tells what happens on it. */
export interface Stage {
  heading: string;
  tab: number;
  /** The drawing is higher than its place. */
  scrolls: boolean;
  selectable: boolean;
  /** Where the keyboard is, in words. */
  told: string;
  words: Words;
  onKey: (event: KeyboardEvent) => void;
  /** The reader turns to the drawing. */
  onTurnTo: () => void;
  onPointer: (event: PointerEvent) => void;
  onBlur: () => void;
}

/**
 * What the drawing stands in. The keyboard walks through its points: an application, so that screen readers leave it the
 * arrow keys. It has nothing to read in it that is not in the summary and the table.
 */
export function renderStage(stage: Stage): TemplateResult {
  const { chart, walkChart, walkAndChoose } = stage.words;
  return html`<div
      class="stage ${stage.scrolls ? "scrolls" : ""}"
      tabindex=${stage.tab}
      role="application"
      aria-roledescription=${chart}
      aria-label=${stage.heading}
      aria-describedby="keys"
      @keydown=${stage.onKey}
      @focus=${stage.onTurnTo}
      @blur=${stage.onBlur}
      @click=${stage.onTurnTo}
      @pointerenter=${stage.onPointer}
    >
      <div class="plot" part="plot" aria-hidden="true"></div>
      <div class="preview" aria-hidden="true"></div>
    </div>
    <span id="keys" hidden>${stage.selectable ? walkAndChoose : walkChart}</span>
    <p class="readout" role="status">${stage.told}</p>`;
}
