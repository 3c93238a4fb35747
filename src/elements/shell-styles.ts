import { css } from "lit";

/** How a report looks around its blocks. */
export const shellStyles = css`
  :host {
    display: block;
  }
  :host,
  .skeleton {
    min-height: 12rem;
  }
  /* What a page says of all its elements is inherited, but no further than here. It may still hide the whole. */
  .base {
    all: initial;
    display: block;
    visibility: inherit;
    pointer-events: inherit;
    color-scheme: inherit;
    forced-color-adjust: inherit;
    print-color-adjust: inherit;
    -webkit-text-size-adjust: inherit;
    container-type: inline-size;
    min-height: inherit;
    color: var(--_text);
    font: var(--_font-size) / 1.5 var(--_font);
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host,
  .base {
    background: var(--_surface);
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme="light"]) {
    color-scheme: light !important;
  }
  :host([theme="dark"]) {
    color-scheme: dark !important;
  }
  :host([theme="auto"]) {
    color-scheme: light dark !important;
  }
  .report {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2);
  }
  h2 {
    margin: 0;
    font: var(--_heading-weight) var(--_title-size) / 1.25 var(--_heading-font);
    text-wrap: balance;
  }
  h3 {
    margin: 0 0 0.5em;
    font: var(--_heading-weight) var(--_caption-size) / 1.3 var(--_heading-font);
  }
  p {
    margin: 0;
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--_space);
    align-items: start;
  }
  header > :not(h2, report-311-menu) {
    grid-column: 1 / -1;
    justify-self: start;
  }
  section {
    min-width: 0;
  }
  header p,
  footer {
    color: var(--_muted);
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 1em;
    min-height: 1.5em;
    font-size: 0.875em;
  }
  .synthetic {
    color: var(--_text);
    font-weight: 600;
  }
  .problem {
    max-height: 9em;
    overflow: auto;
    padding: var(--_space) calc(var(--_space) * 1.5);
    border-inline-start: 4px solid var(--_danger);
    background: var(--_surface-raised);
  }
  .blocks {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  @container (max-width: 30rem) {
    footer {
      align-content: start;
      min-height: 5em;
    }
  }
  @container (min-width: 46rem) {
    .blocks {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .wide {
      grid-column: 1 / -1;
    }
    .sided {
      grid-auto-flow: dense;
    }
    .start {
      grid-column: 1;
    }
    .end {
      grid-column: 2;
    }
  }
  .status {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  button {
    min-height: 2rem;
    padding: 0.2em 0.9em;
  }
`;
