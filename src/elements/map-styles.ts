/** How a map looks around its drawing. */
import { css } from "lit";

export const mapStyles = css`
  .ground {
    position: absolute;
    inset: 0;
    cursor: grab;
    direction: ltr;
    touch-action: pan-y;
    user-select: none;
    -webkit-user-select: none;
  }
  .ground.pointing {
    cursor: pointer;
  }
  .ground:active {
    cursor: grabbing;
  }
  .ground:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .stage {
    position: relative;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }
  canvas {
    display: block;
    width: 100%;
    height: 100%;
    pointer-events: none;
    forced-color-adjust: none;
  }
  .controls {
    position: absolute;
    display: flex;
    flex-direction: column;
    gap: 2px;
    inset-block-start: 0.5rem;
    inset-inline-end: 0.5rem;
  }
  .places {
    flex-direction: row;
    inset-block: auto 0.5rem;
    inset-inline: 0.5rem auto;
  }
  .stage button {
    box-sizing: border-box;
    min-width: 2rem;
    min-height: 2rem;
    padding: 0 0.4em;
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    line-height: 1;
    cursor: pointer;
  }
  .stage button:hover {
    background: var(--_surface-raised);
  }
  .stage button svg {
    display: block;
    width: 1em;
    height: 1em;
    margin: auto;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .attribution {
    position: absolute;
    inset: auto 0 0 auto;
    max-width: 70%;
    margin: 0;
    padding: 0.1em 0.4em;
    background: var(--_surface);
    color: var(--_text);
    font-size: 0.7rem;
  }
  .popup {
    position: absolute;
    box-sizing: border-box;
    inset: 0 auto auto 0;
    width: max-content;
    max-width: min(18rem, 100%);
    max-height: 100%;
    padding: 0.5em 0.65em;
    overflow: auto;
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    color: var(--_text);
    font-size: max(0.75rem, var(--_chart-size));
    overflow-wrap: anywhere;
  }
  .popup.passing {
    pointer-events: none;
  }
  .popup p {
    margin: 0;
    font-weight: 600;
  }
  .popup dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.1em 0.75em;
    margin: 0.25em 0 0;
  }
  .popup dl + dl {
    margin-block-start: 0.5em;
    padding-block-start: 0.5em;
    border-block-start: 1px solid var(--_border);
  }
  .popup dt {
    color: var(--_muted);
  }
  .popup dd {
    margin: 0;
  }
  .popup .actions {
    display: flex;
    gap: 0.5em;
    margin-block-start: 0.5em;
  }
  .popup .actions button {
    padding-inline: 0.75em;
  }
  @media print {
    .controls,
    .popup {
      display: none;
    }
    .ground {
      position: static;
    }
    canvas {
      max-width: 100%;
      max-height: 85vh;
    }
  }
`;
