/** Reads what the CSS custom properties come to, for Plotly, which knows only plain colours and fonts. */
import type { LitElement, ReactiveController, ReactiveControllerHost } from "lit";
import { forgetWidths } from "./text.js";
import { entityColor, SERIES_LENGTH } from "./tokens.js";

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
const COLORS = [...SINGLE, ...numbered("series", SERIES_LENGTH), ...numbered("sequential", 6)].map((name) => `var(--_${name})`);

/**
 * Keeps the theme of an element, with a probe: an empty element in the shadow root that shows nothing and has all the colours
 * as shadows. So one reading gives them all, and a change of any is a transition that can be heard.
 */
export class ThemeController implements ReactiveController {
  #host: ReactiveControllerHost & LitElement;
  #facts: () => ReadonlyMap<string, string>;
  #changed: () => void;
  #probe = document.createElement("i");
  #colors: string[] = [];
  #entities: string[] = [];
  #shadows = "";
  #theme: Theme | null = null;
  #watch: AbortController | null = null;

  readonly #isNeeded: () => boolean;

  /**
   * @param facts Colours that entities have in the source, by name.
   * @param changed Called when CSS or a font has changed the theme.
   * @param isNeeded Whether the host reads a theme of its own at all.
   */
  constructor(
    host: ReactiveControllerHost & LitElement,
    facts: () => ReadonlyMap<string, string>,
    changed: () => void,
    isNeeded: () => boolean = () => true,
  ) {
    this.#isNeeded = isNeeded;
    this.#host = host;
    this.#facts = facts;
    this.#changed = changed;
    this.#probe.className = "probe";
    this.#probe.ariaHidden = "true";
    host.addController(this);
  }

  hostConnected(): void {
    if (!this.#isNeeded()) return;
    this.#host.renderRoot.append(this.#probe);
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    for (const event of ["transitionrun", "transitionend"])
      this.#probe.addEventListener(event, () => this.#onLook(), { signal });
    document.fonts.addEventListener("loadingdone", () => this.#onFonts(), { signal });
    this.#onLook();
  }

  hostDisconnected(): void {
    this.#watch?.abort();
  }

  hostUpdate(): void {
    if (!this.#isNeeded()) return;
    const own = [...this.#facts()].filter(([, fact]) => CSS.supports("color", fact));
    this.#entities = own.map(([name]) => name);
    this.#colors = [...COLORS, ...own.map(([name, fact]) => entityColor(name, fact))];
    const shadows = this.#colors.map((color) => `0 0 ${color}`).join();
    if (shadows !== this.#shadows) this.#probe.style.setProperty("box-shadow", shadows);
    this.#shadows = shadows;
  }

  /** The theme as it is now; the same object as long as nothing in it has changed. */
  read(): Theme {
    const theme = this.#read();
    if (!this.#theme || fingerprint(theme) !== fingerprint(this.#theme)) this.#theme = theme;
    return this.#theme;
  }

  #read(): Theme {
    const { boxShadow, fontFamily, fontSize } = getComputedStyle(this.#probe);
    const found = boxShadow.split(/ 0px 0px 0px 0px(?:, |$)/);
    const colors = found.length === this.#colors.length + 1 ? found : this.#readEach();
    const [text, muted, surface, raised, grid, control, accent] = colors as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const rest = colors.slice(SINGLE.length);
    return {
      ...{ text, muted, surface, raised, grid, control, accent },
      series: rest.slice(0, SERIES_LENGTH),
      sequential: rest.slice(SERIES_LENGTH, COLORS.length - SINGLE.length),
      entities: new Map(this.#entities.map((name, i) => [name, colors[COLORS.length + i]!])),
      font: fontFamily,
      fontSize: parseFloat(fontSize),
    };
  }

  /** A host's value that is no colour spoils the whole list of shadows. By itself it comes to the colour of text. */
  #readEach(): string[] {
    const read = this.#colors.map((color) => {
      this.#probe.style.setProperty("color", color);
      return getComputedStyle(this.#probe).color;
    });
    this.#probe.style.removeProperty("color");
    return read;
  }

  #onLook(): void {
    const before = this.#theme;
    if (before && this.read() !== before) this.#changed();
  }

  /** What was measured before the font came is wrong. */
  #onFonts(): void {
    forgetWidths();
    this.#theme = null;
    this.#changed();
  }
}

function fingerprint(theme: Theme): string {
  return JSON.stringify({ ...theme, entities: [...theme.entities] });
}
