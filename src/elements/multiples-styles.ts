import { css } from "lit";

/** How many small charts stand on one page. */
export const multiplesStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  h3 {
    margin: 0 0 0.5em;
    font: var(--_heading-weight) calc(1.15 * var(--_caption-size)) / 1.3 var(--_heading-font);
  }
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr));
    gap: calc(var(--_space) * 3) calc(var(--_space) * 2);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    position: relative;
    min-width: 0;
  }
  li:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 4px;
  }
  /* For those who see; the list's own description says it to the others. */
  li:focus-visible::after {
    position: absolute;
    z-index: 1;
    inset: auto 0 100%;
    padding: 0.25em 0.5em;
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    font-size: 0.8em;
    content: attr(data-keys) / "";
  }
  /* As high as a chart with its title and its buttons. */
  .waiting {
    height: calc(var(--_height) * 1px + 4.1em);
  }
  p {
    margin: 0.25em 0;
    color: var(--_muted);
    font-size: 0.875em;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .legend {
    margin-block-end: 0.5em;
  }
  .open {
    min-height: 2rem;
    padding: 0.2em 0.75em;
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: var(--_chart-size);
    cursor: pointer;
  }
  .open:hover {
    background: var(--_surface-raised);
  }
  button:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
`;
