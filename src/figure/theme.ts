/** Reads what the CSS custom properties come to, for Plotly, which knows only plain colours and fonts. */
import type { LitElement, ReactiveController, ReactiveControllerHost } from "lit";
import { forgetWidths } from "./text.js";
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

/** Keeps the theme of an element: read with each update, which follows when CSS or a font changes it. */
export class ThemeController implements ReactiveController {
  #host: ReactiveControllerHost & LitElement;
  #facts: () => ReadonlyMap<string, string>;
  #probe = document.createElement("i");
  #theme: Theme | null = null;
  #watch: AbortController | null = null;

  /** @param facts Colours that entities have in the source, by name. */
  constructor(host: ReactiveControllerHost & LitElement, facts: () => ReadonlyMap<string, string>) {
    this.#host = host;
    this.#facts = facts;
    this.#probe.className = "probe";
    this.#probe.ariaHidden = "true";
    host.addController(this);
  }

  /** The theme as of the last update; another object when anything in it has changed. */
  get theme(): Theme {
    return this.#theme!;
  }

  hostConnected(): void {
    this.#host.renderRoot.append(this.#probe);
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    const look = (): void => this.#host.requestUpdate();
    for (const event of ["transitionrun", "transitionend"]) this.#probe.addEventListener(event, look, { signal });
    document.fonts.addEventListener("loadingdone", () => this.#onFonts(), { signal });
    if (this.#theme) look();
  }

  hostDisconnected(): void {
    this.#watch?.abort();
  }

  hostUpdate(): void {
    const theme = readTheme(this.#probe, this.#facts());
    if (fingerprint(theme) !== fingerprint(this.#theme)) this.#theme = theme;
  }

  /** What was measured before the font came is wrong. */
  #onFonts(): void {
    forgetWidths();
    this.#theme = null;
    this.#host.requestUpdate();
  }
}

function fingerprint(theme: Theme | null): string {
  return theme ? JSON.stringify({ ...theme, entities: [...theme.entities] }) : "";
}
