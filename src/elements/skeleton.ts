import { css, html, nothing, type TemplateResult } from "lit";
import type { Words } from "../locale/words.js";

/** How the place looks where something will be; after a while it says that it is still on its way. */
export const skeletonStyles = css`
  .skeleton {
    display: grid;
    place-content: center;
    border-radius: var(--_radius);
    background: linear-gradient(90deg, var(--_surface-raised) 35%, var(--_border) 50%, var(--_surface-raised) 65%) 0 / 300% 100%;
    color: var(--_text);
  }
  .skeleton .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .late {
    visibility: hidden;
    padding: 0.1em 0.6em;
    border-radius: var(--_radius);
    background: var(--_surface);
    animation: come 0s 10s forwards;
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton {
      animation: shimmer 1.8s linear infinite;
    }
  }
  @keyframes shimmer {
    from {
      background-position: 100% 0;
    }
    to {
      background-position: -50% 0;
    }
  }
  @keyframes come {
    to {
      visibility: visible;
    }
  }
`;

/** The place of something that is on its way; or, while it is not wanted yet, of what will be. */
export function skeleton(words: Words, isComing = true): TemplateResult {
  const said = isComing
    ? html`<span class="unseen">${words.loading}</span><span class="late">${words.stillLoading}</span>`
    : nothing;
  return html`<div class="skeleton">${said}</div>`;
}
