/** The public CSS custom properties: one table, from which the elements' styles and the documentation are made. */
import { css, unsafeCSS, type CSSResult } from "lit";

export interface Token {
  /** `surface` stands for `--report-311-surface` outside and `--_surface` inside the elements. */
  name: string;
  /** What holds when the host sets nothing. */
  initial: string;
  /** The system colour in forced-colors mode. */
  forced?: string;
  description: string;
}

const SERIES = [
  ["#0b69b7", "#5aabf2"],
  ["#c4530a", "#f59a57"],
  ["#0a7a60", "#3fc79f"],
  ["#97409a", "#d894da"],
  ["#8a6a00", "#dcbb45"],
  ["#b8325f", "#f484a6"],
  ["#1583a0", "#62cbe3"],
  ["#5b6472", "#aeb7c5"],
] as const;

const SEQUENTIAL = [
  ["#dbe9f5", "#1f3347"],
  ["#b0d0e8", "#23506f"],
  ["#78b0d8", "#2b719c"],
  ["#3f8cc2", "#4c97c9"],
  ["#17629f", "#84bfe6"],
  ["#0a3867", "#cde7fb"],
] as const;

/** What the tag's `theme` may be; each stands for a `color-scheme` that wins over the page's. */
export const THEMES = ["light", "dark", "auto"];

/** How many series colours there are. */
export const SERIES_LENGTH = SERIES.length;

function color(name: string, light: string, dark: string, forced: string, description: string): Token {
  return { name, initial: `light-dark(${light}, ${dark})`, forced, description };
}

/** Every public token. Colours that follow the page's `color-scheme` use `light-dark()`. */
export const TOKENS: readonly Token[] = [
  color("surface", "#ffffff", "#15181e", "Canvas", "Background of the report"),
  color("surface-raised", "#f5f7f9", "#1e232b", "Canvas", "Background of cards, fields and hover labels"),
  color("text", "#1a1f26", "#e9ebef", "CanvasText", "Text and the outline of what is selected"),
  color("muted", "#59636f", "#a2acb9", "CanvasText", "Secondary text, axis labels, and data that is only context"),
  color("border", "#d5dbe2", "#363d49", "CanvasText", "Lines between parts"),
  color("control", "#7d8894", "#77818f", "ButtonText", "Outlines of buttons and fields"),
  color("grid", "#e4e8ed", "#2a303a", "GrayText", "Grid lines of charts"),
  color("accent", "#0b5fae", "#6cb4f7", "LinkText", "Buttons, links, and data that matters most"),
  color("on-accent", "#ffffff", "#0c1622", "Canvas", "Text on the accent colour"),
  color("danger", "#b3261e", "#ff8d83", "CanvasText", "Error messages"),
  color("focus", "#0b5fae", "#8cc6ff", "Highlight", "Focus outlines"),
  ...SERIES.map(([light, dark], i) => ({
    name: `series-${i + 1}`,
    initial: `light-dark(${light}, ${dark})`,
    description: `Colour ${i + 1} of data that has no colour of its own`,
  })),
  ...SEQUENTIAL.map(([light, dark], i) => ({
    name: `sequential-${i + 1}`,
    initial: `light-dark(${light}, ${dark})`,
    description: `Step ${i + 1} of 6 from few to many on maps and heatmaps`,
  })),
  { name: "font", initial: "system-ui, sans-serif", description: "Font family of text and charts" },
  { name: "font-size", initial: "1rem", description: "Size of running text; everything else follows it" },
  { name: "radius", initial: "0.5rem", description: "Rounding of corners" },
  { name: "space", initial: "0.5rem", description: "The unit of space between parts" },
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
    font-family: var(--_font);
    font-size: var(--_font-size);
    line-height: 1.5;
  }
  @media (forced-colors: active) {
    :host {
      ${unsafeCSS(forced)}
      color-scheme: light dark;
    }
  }
`;

/** The slug under which a host names an entity in CSS: `Bulky Items` → `bulky-items`. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/**
 * The CSS colour of an entity: the host's `--report-311-type-<slug>`, else the source's own colour, lightened on dark ground.
 */
export function entityColor(name: string, fact: string): string {
  return `var(--report-311-type-${slug(name)}, light-dark(${fact}, color-mix(in oklab, ${fact} 65%, white)))`;
}
