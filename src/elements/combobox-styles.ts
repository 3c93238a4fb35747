import { css } from "lit";

/** How a combobox looks: its field, and the list that pops up by it. */
export const comboboxStyles = css`
  :host {
    display: grid;
    gap: 0.25em;
    width: 16rem;
    min-width: 0;
    max-width: 100%;
    font-size: 0.875em;
  }
  :host([hidden]) {
    display: none;
  }
  label {
    font-size: inherit;
  }
  .field {
    position: relative;
    display: grid;
  }
  input {
    width: 100%;
    padding-inline-end: 2em;
    text-overflow: ellipsis;
  }
  .clearable input {
    padding-inline-end: calc(2em + 2rem);
  }
  input::placeholder {
    color: var(--_text);
    opacity: 1;
  }
  .field::after {
    position: absolute;
    inset-block-start: calc(50% - 0.2em);
    inset-inline-end: 0.8em;
    width: 0.75em;
    height: 0.45em;
    background: var(--_muted);
    clip-path: polygon(0 0, 100% 0, 50% 100%);
    content: "";
    forced-color-adjust: none;
    pointer-events: none;
  }
  button {
    position: absolute;
    inset-block: 2px;
    inset-inline-end: 1.9em;
    width: 2rem;
    padding: 0;
    border: none;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text);
    font: inherit;
    font-size: 1.25rem;
    line-height: 1;
    cursor: pointer;
  }
  .popup {
    position: fixed;
    inset: auto;
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-size: max(1rem, 1.143em);
    overflow: hidden;
  }
  .popup:popover-open {
    display: flex;
  }
  ul {
    flex: 1;
    max-height: 22rem;
    margin: 0;
    padding: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    list-style: none;
  }
  li,
  .none {
    box-sizing: border-box;
    min-height: 2.25rem;
    margin: 0;
    padding: 0.35em 0.6em;
    overflow-wrap: anywhere;
  }
  li {
    display: grid;
    grid-template-columns: 0.9em minmax(0, 1fr);
    gap: 0.5em;
    align-items: baseline;
    cursor: pointer;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 2.25rem;
  }
  li:hover {
    background: var(--_surface-raised);
  }
  li.active {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
    background: var(--_surface-raised);
  }
  li::before {
    width: 0.8em;
    height: 0.7em;
    content: "";
    forced-color-adjust: none;
  }
  li[aria-selected="true"] {
    font-weight: 600;
  }
  li[aria-selected="true"]::before {
    background: var(--_text);
    clip-path: polygon(0 55%, 15% 40%, 38% 65%, 85% 5%, 100% 18%, 38% 100%);
  }
  .none {
    color: var(--_muted);
  }
  @container (max-width: 26rem) {
    :host {
      width: 100%;
    }
  }
  @media (pointer: coarse) {
    .clearable input {
      padding-inline-end: calc(2em + 2.75rem);
    }
    button {
      width: 2.75rem;
    }
    li,
    .none {
      min-height: 2.75rem;
      padding-block: 0.6em;
      contain-intrinsic-block-size: auto 2.75rem;
    }
  }
`;
