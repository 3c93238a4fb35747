/** The public CSS custom properties: one table, from which the elements' styles and the documentation are made. */
import { css, unsafeCSS, type CSSResult } from "lit";
import { DIVERGING, SEQUENTIAL, SERIES } from "./colors.js";

export interface Token {
  /** `surface` stands for `--report-311-surface` outside and `--_surface` inside the elements. */
  name: string;
  /** What holds when the host sets nothing. */
  initial: string;
  /** The CSS property that takes such values. */
  property: string;
  /** The system colour in forced-colors mode. */
  forced?: string;
  description: string;
}

/** What the tag's `theme` may be; each stands for a `color-scheme` that wins over the page's. */
export const THEMES: readonly string[] = ["light", "dark", "auto"];

function color(name: string, [light, dark]: readonly [string, string], forced: string, description: string): Token {
  return { name, initial: `light-dark(${light}, ${dark})`, property: "color", forced, description };
}

/** A system colour between that of the ground (0) and that of text (1). */
function between(share: number): string {
  return `color-mix(in oklab, CanvasText ${Math.round(100 * share)}%, Canvas)`;
}

/** Every public token. Colours that follow the page's `color-scheme` use `light-dark()`. */
export const TOKENS: readonly Token[] = [
  color("surface", ["#ffffff", "#15181e"], "Canvas", "Background of the report"),
  color("surface-raised", ["#f5f7f9", "#1e232b"], "Canvas", "Background of cards, fields and hover labels"),
  color("text", ["#1a1f26", "#e9ebef"], "CanvasText", "Text and the outline of what is selected"),
  color("muted", ["#59636f", "#a2acb9"], "CanvasText", "Secondary text, axis labels, and data that is only context"),
  color("border", ["#d5dbe2", "#363d49"], "CanvasText", "Lines between parts"),
  color("control", ["#7d8894", "#77818f"], "ButtonText", "Outlines of buttons, fields and the areas of maps"),
  color("grid", ["#e4e8ed", "#2a303a"], between(0.25), "Grid lines of charts"),
  color("accent", ["#0b5fae", "#6cb4f7"], "LinkText", "Ticked boxes, and data that matters most"),
  color("danger", ["#b3261e", "#ff8d83"], "CanvasText", "Error messages"),
  {
    name: "focus",
    initial: "var(--report-311-accent, light-dark(#0b5fae, #8cc6ff))",
    property: "color",
    forced: "Highlight",
    description: "Focus outlines",
  },
  ...SERIES.map((pair, i) =>
    color(`series-${i + 1}`, pair, "CanvasText", `Colour ${i + 1} of data that has no colour of its own`),
  ),
  ...SEQUENTIAL.map((pair, i) =>
    color(`sequential-${i + 1}`, pair, between((i + 0.4) / 5.4), `Step ${i + 1} of 6 from few to many on maps and heatmaps`),
  ),
  ...DIVERGING.map((pair, i) =>
    color(`diverging-${i + 1}`, pair, between((i + 0.4) / 6.4), `Step ${i + 1} of 7 from below a middle (4) to above it`),
  ),
  { name: "font", initial: "system-ui, sans-serif", property: "font-family", description: "Font family of text and charts" },
  { name: "font-size", initial: "1rem", property: "font-size", description: "Size of running text; all other sizes follow it" },
  {
    name: "heading-font",
    initial: "var(--report-311-font, system-ui, sans-serif)",
    property: "font-family",
    description: "Font family of headings",
  },
  { name: "heading-weight", initial: "600", property: "font-weight", description: "Weight of headings and headline numbers" },
  { name: "title-size", initial: "1.5em", property: "font-size", description: "Size of the report's title" },
  { name: "caption-size", initial: "1em", property: "font-size", description: "Size of the titles of charts and tables" },
  { name: "number-size", initial: "1.5em", property: "font-size", description: "Size of headline numbers where there is room" },
  { name: "chart-size", initial: "0.8em", property: "font-size", description: "Size of text in and around charts" },
  { name: "line-width", initial: "2px", property: "padding-top", description: "Width of lines in charts" },
  { name: "radius", initial: "0.5rem", property: "border-radius", description: "Rounding of corners" },
  {
    name: "space",
    initial: "0.5rem",
    property: "padding-top",
    description: "The unit of space between parts: smaller is denser",
  },
  { name: "shadow", initial: "none", property: "box-shadow", description: "Shadow of cards" },
];

const mapped = TOKENS.map(({ name, initial }) => `--_${name}: var(--report-311-${name}, ${initial});`).join("\n");
const forced = TOKENS.filter((token) => token.forced)
  .map(({ name, forced }) => `--_${name}: ${forced};`)
  .join("\n");

/** Gives an element the tokens as inner properties (`var(--_surface)`), and the text style they describe. */
export const tokenStyles: CSSResult = css`
  :host {
    ${unsafeCSS(mapped)}
    color: var(--_text);
  }
  @media (forced-colors: active) {
    :host {
      ${unsafeCSS(forced)}
      --_data: CanvasText;
      color-scheme: light dark;
    }
  }
`;
