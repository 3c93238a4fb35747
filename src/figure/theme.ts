/** Reads what the CSS custom properties come to, for Plotly, which knows only plain colours and fonts. */
import { entityColor } from "./tokens.js";

/** The resolved look of charts. All colours are ones that Plotly accepts. */
export interface Theme {
  text: string;
  muted: string;
  surface: string;
  raised: string;
  grid: string;
  control: string;
  accent: string;
  series: readonly string[];
  sequential: readonly string[];
  /** Colours of entities that have their own. */
  entities: ReadonlyMap<string, string>;
  font: string;
  /** In pixels. */
  fontSize: number;
}

const SINGLE = ["text", "muted", "surface", "surface-raised", "grid", "control", "accent"];
const numbered = (name: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);
const COLORS = [...SINGLE, ...numbered("series", 8), ...numbered("sequential", 6)].map((name) => `var(--_${name})`);

/** The probe's own style. Steps at once, so that what is read is always the end of a change. */
export const PROBE_STYLE = {
  transition: "box-shadow 1ms step-start, font-size 1ms step-start, font-family 1ms step-start allow-discrete",
  "forced-color-adjust": "none",
} as const;

/**
 * Reads the theme where the probe stands: an empty element in the shadow root that shows nothing.
 * @param facts Colours that entities have in the source, by name.
 */
export function readTheme(probe: HTMLElement, facts: ReadonlyMap<string, string>): Theme {
  const own = [...facts].filter(([, fact]) => CSS.supports("color", fact));
  const colors = resolve(probe, [...COLORS, ...own.map(([name, fact]) => entityColor(name, fact))]);
  const [text, muted, surface, raised, grid, control, accent] = colors as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const style = getComputedStyle(probe);
  return {
    text,
    muted,
    surface,
    raised,
    grid,
    control,
    accent,
    series: colors.slice(SINGLE.length, SINGLE.length + 8),
    sequential: colors.slice(SINGLE.length + 8, COLORS.length),
    entities: new Map(own.map(([name], i) => [name, colors[COLORS.length + i]!])),
    font: style.fontFamily,
    fontSize: parseFloat(style.fontSize),
  };
}

/**
 * All colours in one reading, as the shadows of the probe, whose change is one transition. A host's value that is no colour
 * spoils the whole list; then each is read by itself, and that one takes the colour of text.
 */
function resolve(probe: HTMLElement, colors: readonly string[]): string[] {
  const shadows = colors.map((color) => `0 0 ${color}`).join();
  if (probe.style.boxShadow !== shadows) probe.style.setProperty("box-shadow", shadows);
  const found = getComputedStyle(probe).boxShadow.split(/ 0px 0px 0px 0px(?:, |$)/);
  if (found.length === colors.length + 1) return found.slice(0, -1);
  const read = colors.map((color) => {
    probe.style.setProperty("color", color);
    return getComputedStyle(probe).color;
  });
  probe.style.removeProperty("color");
  return read;
}

/** Says when the probe's colours or font may have changed, or a font has arrived. Returns the function that ends it. */
export function watchTheme(probe: HTMLElement, changed: () => void): () => void {
  const watch = new AbortController();
  const { signal } = watch;
  for (const event of ["transitionrun", "transitionend"]) probe.addEventListener(event, changed, { signal });
  document.fonts.addEventListener("loadingdone", changed, { signal });
  return () => watch.abort();
}
