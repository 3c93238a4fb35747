import { css } from "lit";

/** How a table looks: what scrolls, what stays in view, and the bar under it. */
export const tableStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    container-type: inline-size;
    background: var(--_surface);
  }
  :host([hidden]) {
    display: none;
  }
  .box {
    position: relative;
    min-height: 0;
    max-height: 40rem;
    overflow: auto;
  }
  :is(.box, button):focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  table {
    width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    font-size: 0.875em;
  }
  table[aria-busy="true"] tbody {
    opacity: 0.6;
  }
  /* Whoever holds the table shows its title. */
  caption,
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  th,
  td {
    min-width: 4em;
    max-width: 20em;
    padding: 0.35em 0.75em;
    border-block-end: 1px solid var(--_border);
    overflow-wrap: break-word;
    text-align: start;
    vertical-align: baseline;
  }
  thead th {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    padding: 0;
    background: var(--_surface-raised);
    vertical-align: bottom;
  }
  th:first-child {
    position: sticky;
    inset-inline-start: 0;
    max-width: 40cqi;
    background: var(--_surface);
    font-weight: normal;
  }
  thead th:first-child {
    z-index: 2;
    background: var(--_surface-raised);
  }
  td:not(.whole) {
    min-width: 9em;
  }
  .whole {
    white-space: nowrap;
  }
  .number {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  button {
    min-width: 2rem;
    min-height: 2rem;
  }
  button[aria-disabled="true"] {
    border-color: var(--_border);
    color: var(--_muted);
    cursor: default;
  }
  th button {
    display: flex;
    gap: 0.4em;
    align-items: baseline;
    width: 100%;
    padding: 0.35em 0.75em;
    border: none;
    border-radius: 0;
    background: none;
    font-weight: 600;
    text-align: inherit;
  }
  .number button {
    justify-content: end;
  }
  /* Drawn, since fonts lack signs; not read out, since aria-sort says the same. */
  th button::after {
    flex: none;
    width: 0.6em;
    height: 0.9em;
    background: var(--_muted);
    clip-path: polygon(50% 0, 100% 40%, 0 40%, 0 60%, 100% 60%, 50% 100%, 0 60%, 0 40%);
    content: "";
    forced-color-adjust: none;
  }
  [aria-sort="ascending"] button::after {
    background: var(--_text);
    clip-path: polygon(50% 10%, 100% 80%, 0 80%);
  }
  [aria-sort="descending"] button::after {
    background: var(--_text);
    clip-path: polygon(0 20%, 100% 20%, 50% 90%);
  }
  .bar {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
    padding-block-start: 0.5em;
    font-size: 0.875em;
  }
  .pages {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em;
    align-items: center;
  }
  .range {
    min-width: 8em;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .bar .download {
    margin-inline-start: auto;
    padding: 0.2em 0.75em;
  }
  .note {
    margin: 0.5em 0 0;
    color: var(--_muted);
    font-size: 0.875em;
    overflow-wrap: anywhere;
  }
  @media (pointer: coarse) {
    button {
      min-width: 2.75rem;
      min-height: 2.75rem;
    }
  }
`;
