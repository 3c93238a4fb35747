/** How the figure element looks around its drawing, and the rules that Plotly otherwise puts into the document's head. */
import plotlyCss from "#plotly-css";
import { css, unsafeCSS, type CSSResult } from "lit";

/** A legend, and the probe that its colours are read from. */
export const legendStyles: CSSResult = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5em;
    max-height: 4.8em;
    overflow-y: auto;
    font-size: 0.8em;
  }
  .legend > * {
    max-width: 100%;
    min-height: 24px;
    padding: 0.15em 0.25em;
    overflow: hidden;
    border: 0;
    background: none;
    color: var(--_text);
    font: inherit;
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .legend button {
    cursor: pointer;
  }
  .legend button:focus-visible {
    outline-offset: -2px;
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
    width: 1em;
    height: 1em;
    margin-inline-end: 0.5em;
    border-radius: 0.2em;
    background: var(--_swatch);
    vertical-align: -0.15em;
    forced-color-adjust: none;
  }
  .solid,
  .dash,
  .dot,
  .dashdot {
    height: 3px;
    border-radius: 0;
    vertical-align: 0.25em;
  }
  .dash {
    background: repeating-linear-gradient(to right, var(--_swatch) 0 5px, #0000 0 8px);
  }
  .dot {
    background: repeating-linear-gradient(to right, var(--_swatch) 0 2px, #0000 0 5px);
  }
  .dashdot {
    background: linear-gradient(to right, var(--_swatch) 0 8px, #0000 0 10px, var(--_swatch) 0 12px, #0000 0);
  }
  .hides [aria-pressed="false"] .swatch {
    opacity: 0.3;
  }
  .probe {
    position: absolute;
    visibility: hidden;
    forced-color-adjust: none;
    /* One step, so that what is read is always the end of a change. */
    transition:
      box-shadow 1ms step-start,
      font-size 1ms step-start,
      font-family 1ms step-start allow-discrete;
  }
`;

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
      font-weight: 600;
      line-height: 1.3;
    }
    .body {
      position: relative;
      display: flex;
      flex-direction: column;
      height: calc(var(--_height) * 1px + 2.25em);
    }
    .view {
      display: flex;
      flex: 1;
      flex-direction: column;
      gap: 0.5em;
      min-height: 0;
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
        max-height: none;
      }
      .beside .legend > * {
        flex: none;
      }
    }
    .scale {
      display: flex;
      gap: 0.5em;
      align-items: center;
      font-size: 0.8em;
      font-variant-numeric: tabular-nums;
    }
    .scale i {
      flex: 0 1 12em;
      height: 0.75em;
      border-radius: 0.2em;
      background: linear-gradient(
        to right,
        var(--_sequential-1),
        var(--_sequential-2),
        var(--_sequential-3),
        var(--_sequential-4),
        var(--_sequential-5),
        var(--_sequential-6)
      );
      forced-color-adjust: none;
    }

    .footer {
      display: flex;
      flex: none;
      gap: 1em;
      align-items: end;
      min-height: 2.25em;
      font-size: 0.8em;
    }
    .note {
      flex: 1;
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

    report-311-table,
    .message,
    .skeleton {
      position: absolute;
      inset: 0 0 2.25em;
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
      border-color: transparent;
      background: none;
      color: transparent;
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
