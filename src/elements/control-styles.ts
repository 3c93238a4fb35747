import { css } from "lit";

/** How the controls of the filter bar look, wherever they stand. */
export const controlStyles = css`
  label {
    display: grid;
    gap: 0.25em;
    min-width: 0;
    max-width: 100%;
    color: var(--_muted);
    font-size: 0.875em;
  }
  /* As wide as the field that takes its place when names are many, so that nothing moves when these are known. */
  .lookup {
    width: 16rem;
  }
  .lookup select {
    width: 100%;
  }
  .flag {
    display: flex;
    gap: 0.5em;
    align-items: center;
    min-height: 2.5rem;
    color: var(--_text);
  }
  select,
  input {
    box-sizing: border-box;
    max-width: 100%;
    min-height: 2.5rem;
    padding: 0.3em min(0.6em, 3cqi);
    border: 1px solid var(--_control);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: max(1rem, 1.143em);
  }
  input[type="checkbox"] {
    flex: none;
    width: 1.5rem;
    min-height: 1.5rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  /* Its button for the calendar has the focus without the field. */
  :is(select, input, button):focus-visible,
  input[type="date"]:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (max-width: 26rem) {
    :is(label, .lookup),
    select,
    input:not([type="checkbox"]) {
      width: 100%;
    }
  }
  @media (pointer: coarse) {
    select,
    input:not([type="checkbox"]),
    .flag {
      min-height: 2.75rem;
    }
  }
`;
