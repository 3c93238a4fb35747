/** How the figure element looks around its drawing, and the rules that Plotly otherwise puts into the document's head. */
import plotlyCss from "#plotly-css";
import { css, unsafeCSS, type CSSResult } from "lit";

/** A legend, and the probe that its colours are read from. */
export const legendStyles: CSSResult = css`
  .legend {
    --_row: max(24px, 1.8em);
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5em;
    align-content: start;
    max-height: calc(3 * var(--_row));
    overflow: hidden;
    font-size: var(--_chart-size);
  }
  .legend.open {
    max-height: none;
  }
  .legend > * {
    box-sizing: border-box;
    max-width: 100%;
    min-height: var(--_row);
    /* Names may take some lines. */
    max-height: calc(2 * var(--_row));
    padding: 0.15em 0.25em;
    overflow: hidden;
    border: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .legend > [hidden] {
    display: none;
  }
  .legend button {
    cursor: pointer;
  }
  .legend button:focus-visible {
    outline-offset: -2px;
  }
  .legend .more {
    text-decoration: underline;
  }
  .hides [aria-pressed="false"] {
    color: var(--_muted);
    text-decoration: line-through;
  }
  .selects [aria-pressed="true"] {
    font-weight: 700;
    text-decoration: underline;
  }
  .swatch {
    display: inline-block;
    margin-inline-end: 0.5em;
    vertical-align: -0.15em;
    forced-color-adjust: none;
  }
  .swatch svg {
    display: block;
    width: auto;
    height: 1.1em;
  }
  .hides [aria-pressed="false"] .swatch {
    opacity: 0.3;
  }
  .probe {
    position: absolute;
    width: 1px;
    height: 1px;
    padding-block-start: var(--_line-width);
    visibility: hidden;
    font-size: var(--_chart-size);
    forced-color-adjust: none;
    /* One step, so that what is read is always the end of a change. */
    transition: 1ms step-start allow-discrete;
    transition-property: color, box-shadow, font-size, font-family, padding-block-start;
  }
`;

/** Some steps of a scale, for a gradient. */
function steps(name: string, from: number, to: number): CSSResult {
  const colors = Array.from({ length: to - from + 1 }, (_, i) => `var(--_${name}-${from + i})`);
  return unsafeCSS(colors.join());
}

export const figureStyles: CSSResult[] = [
  unsafeCSS(plotlyCss),
  legendStyles,
  css`
    :host {
      display: block;
      min-width: 0;
    }
    :host([hidden]) {
      display: none;
    }
    figure {
      position: relative;
      margin: 0;
      container-type: inline-size;
    }
    figcaption {
      margin-block-end: 0.5em;
      overflow-wrap: anywhere;
      font: var(--_heading-weight) var(--_caption-size) / 1.3 var(--_heading-font);
    }
    /* Equally high in every state, unless a note takes more than half of it, as where letters are very large. */
    .body {
      position: relative;
      display: grid;
      grid-template-rows: minmax(calc((var(--_height) / 2 + var(--_unfolded, 0)) * 1px), 1fr) auto;
      min-height: calc((var(--_height) + var(--_unfolded, 0)) * 1px + 2.25em);
    }
    .view,
    report-311-table,
    .message,
    .skeleton {
      position: absolute;
      grid-area: 1 / 1 / 2 / 2;
      inset: 0;
    }
    .view {
      display: flex;
      flex-direction: column;
      gap: 0.5em;
      transition: opacity 150ms;
    }
    .covered {
      visibility: hidden;
    }
    [aria-busy="true"] .view {
      opacity: 0.5;
    }
    .stage {
      flex: 1;
      min-width: 0;
      min-height: 0;
      overflow: hidden;
      contain: strict;
    }
    .scrolls {
      overflow-y: auto;
      scrollbar-gutter: stable;
    }

    @container (min-width: 36rem) {
      .beside {
        flex-direction: row;
      }
      .beside .legend {
        flex: 0 1 12.5rem;
        flex-direction: column;
        flex-wrap: nowrap;
        max-width: 32%;
        max-height: 100%;
      }
      .beside .legend > * {
        flex: none;
        max-height: calc(3 * var(--_row));
      }
    }
    /* Drawings, and scales of numbers, go from left to right in every script. */
    .plot,
    .preview,
    .scale {
      direction: ltr;
    }
    .scale {
      display: flex;
      gap: 0.5em;
      align-items: center;
      font-size: var(--_chart-size);
      font-variant-numeric: tabular-nums;
    }
    .scale i {
      flex: 0 1 12em;
      height: 0.75em;
      border-radius: 0.2em;
      background: linear-gradient(to right, ${steps("sequential", 1, 6)});
      forced-color-adjust: none;
    }

    .scale .below {
      background: linear-gradient(to right, ${steps("diverging", 1, 4)});
    }
    .scale .above {
      background: linear-gradient(to right, ${steps("diverging", 4, 7)});
    }

    .footer {
      display: flex;
      grid-row: 2;
      flex-wrap: wrap;
      gap: 0 1em;
      align-items: end;
      min-height: 2.25em;
      font-size: var(--_chart-size);
    }
    .note {
      flex: 1 1 14em;
      margin: 0;
      padding-block: 0.25em;
      color: var(--_muted);
      line-height: 1.35;
      overflow-wrap: anywhere;
    }
    .toolbar {
      display: flex;
      flex: none;
      gap: 0.5em;
      margin-inline-start: auto;
    }
    .toolbar button,
    .message button {
      padding: 0.2em 0.75em;
      border: 1px solid var(--_control);
      border-radius: var(--_radius);
      background: var(--_surface);
      color: var(--_text);
      font: inherit;
      cursor: pointer;
    }
    :is(.toolbar, .message) button:hover {
      background: var(--_surface-raised);
    }
    :is(button, .stage):focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 1px;
    }

    .message {
      display: flex;
      flex-direction: column;
      gap: 0.75em;
      align-items: center;
      justify-content: center;
      padding: var(--_space);
      overflow-y: auto;
      border: 1px dashed var(--_border);
      border-radius: var(--_radius);
      color: var(--_muted);
      text-align: center;
    }
    .message p {
      margin: 0;
      overflow-wrap: anywhere;
    }
    .message strong {
      color: var(--_danger);
    }
    @media (prefers-reduced-motion: reduce) {
      .view {
        transition: none;
      }
    }
    .unseen {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    /* A strict policy drops the style attribute by which Plotly asks for this. */
    .heatmaplayer image {
      image-rendering: pixelated;
    }
    /* What no data is in has the page's colours at once; Plotly would work out all anew for them. */
    .plot .main-svg {
      background: none !important;
    }
    .plot :is(.xtick, .ytick, .infolayer) text {
      fill: var(--_muted) !important;
    }
    .plot .gridlayer path {
      stroke: var(--_grid) !important;
    }
    .plot :is(.xlines-above, .ylines-above, .xlines-below, .ylines-below, .ticks) {
      stroke: var(--_control) !important;
    }
    .selects .draglayer .drag,
    .selects :is(.choroplethlayer, .pielayer, .scatterlayer) path {
      cursor: pointer;
    }
    .preview {
      position: absolute;
      inset: 0 auto auto 0;
      pointer-events: none;
    }
    .preview:not(:empty) {
      background: var(--_surface);
    }
    .preview svg {
      display: block;
    }
    .readout {
      position: absolute;
      inset: 0 0 auto auto;
      max-width: 100%;
      margin: 0;
      padding: 0.1em 0.5em;
      border: 1px solid var(--_control);
      border-radius: var(--_radius);
      background: var(--_surface-raised);
      font-size: 0.875em;
      pointer-events: none;
    }
    .readout:empty,
    .stage:not(:focus-visible) + .readout {
      opacity: 0;
    }
    @media (prefers-reduced-motion: no-preference) {
      .js-plotly-plot:not(:has(+ .preview:not(:empty))) {
        animation: appear 150ms;
      }
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
];
