/** Reads what the CSS custom properties come to, for Plotly, which knows only plain colours and fonts. */
import type { LitElement, ReactiveController, ReactiveControllerHost } from "lit";
import { DIVERGING, SEQUENTIAL, SERIES, type CssColor } from "./colors.js";
import { forgetWidths } from "./text.js";
import { TOKENS } from "./tokens.js";

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
  diverging: readonly string[];
  /** Colours of entities that have their own. */
  entities: ReadonlyMap<string, string>;
  font: string;
  /** Size of text, in pixels. */
  fontSize: number;
  /** Of lines, in pixels. */
  lineWidth: number;
}

/** How a theme differs from the one before. */
export type ThemeChange = "colors" | "sizes";

const SINGLE = ["text", "muted", "surface", "surface-raised", "grid", "control", "accent"];
const numbered = (name: string, { length }: readonly unknown[]): string[] =>
  Array.from({ length }, (_, i) => `${name}-${i + 1}`);
const READ = [
  ...SINGLE,
  ...numbered("series", SERIES),
  ...numbered("sequential", SEQUENTIAL),
  ...numbered("diverging", DIVERGING),
];
const INITIAL = new Map(TOKENS.map(({ name, initial }) => [name, initial]));

const TOKEN_COLORS = READ.map((name): CssColor => ({ css: `var(--_${name})`, otherwise: INITIAL.get(name)! }));

/** What the owner of a theme tells its controller. */
export interface ThemeOwner {
  /** The entities that have colours of their own, by name. */
  entities(): ReadonlyMap<string, CssColor>;
  /** CSS or a font has changed the theme. */
  changed(how: ThemeChange): void;
  /** Whether the owner reads a theme itself at all. */
  isNeeded?(): boolean;
}

/**
 * Keeps the theme of an element, with a probe: an empty element in the shadow root that shows nothing and has all the colours
 * as shadows. So one reading gives them all, and a change of any is a transition that can be heard.
 */
export class ThemeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & LitElement;
  readonly #owner: ThemeOwner;
  readonly #probe = document.createElement("i");
  /** Where nothing is displayed nothing changes; what was missed is read when it is displayed again. */
  readonly #display = new ResizeObserver(() => this.#onLook());
  #entities: readonly string[] = [];
  #wanted: readonly CssColor[] = TOKEN_COLORS;
  #shadows = "";
  #theme: Theme | null = null;
  #watch: AbortController | null = null;

  constructor(host: ReactiveControllerHost & LitElement, owner: ThemeOwner) {
    this.#host = host;
    this.#owner = owner;
    this.#probe.className = "probe";
    this.#probe.ariaHidden = "true";
    host.addController(this);
  }

  hostConnected(): void {
    if (!this.#isNeeded) return;
    this.#host.renderRoot.append(this.#probe);
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    for (const event of ["transitionrun", "transitionend"])
      this.#probe.addEventListener(event, () => this.#onLook(), { signal });
    document.fonts.addEventListener("loadingdone", () => this.#onFonts(), { signal });
    this.#display.observe(this.#probe);
  }

  hostDisconnected(): void {
    this.#watch?.abort();
    this.#display.disconnect();
  }

  hostUpdate(): void {
    if (!this.#isNeeded) return;
    const entities = this.#owner.entities();
    this.#entities = [...entities.keys()];
    this.#wanted = [...TOKEN_COLORS, ...entities.values()];
    const shadows = this.#wanted.map(({ css }) => `0 0 ${css}`).join();
    if (shadows !== this.#shadows) this.#probe.style.setProperty("box-shadow", shadows);
    this.#shadows = shadows;
  }

  /** The theme as it is now; the same object as long as nothing in it has changed. */
  read(): Theme {
    const theme = this.#read();
    if (!this.#theme || fingerprint(theme) !== fingerprint(this.#theme)) this.#theme = theme;
    return this.#theme;
  }

  get #isNeeded(): boolean {
    return this.#owner.isNeeded?.() ?? true;
  }

  #read(): Theme {
    const { boxShadow, fontFamily, fontSize, paddingTop } = getComputedStyle(this.#probe);
    const found = boxShadow.split(/ 0px 0px 0px 0px(?:, |$)/);
    const colors = found.length === this.#wanted.length + 1 ? found : this.#readEach();
    const next = (count: number): string[] => colors.splice(0, count);
    const [text, muted, surface, raised, grid, control, accent] = next(SINGLE.length) as Tuple7;
    return {
      ...{ text, muted, surface, raised, grid, control, accent },
      series: next(SERIES.length),
      sequential: next(SEQUENTIAL.length),
      diverging: next(DIVERGING.length),
      entities: new Map(this.#entities.map((name, i) => [name, colors[i]!])),
      font: fontFamily,
      fontSize: Math.round(parseFloat(fontSize)),
      lineWidth: parseFloat(paddingTop),
    };
  }

  /** A host's value that is no colour spoils the whole list of shadows. */
  #readEach(): string[] {
    const probe = document.createElement("i");
    probe.className = "colour";
    this.#probe.append(probe);
    const computed = getComputedStyle(probe);
    // What is no colour comes to the colour around for text, and to none for a background.
    const read = (css: string): string | null => {
      probe.style.setProperty("color", css);
      probe.style.setProperty("background-color", css);
      return computed.color === computed.backgroundColor ? computed.color : null;
    };
    const colors = this.#wanted.map(({ css, otherwise }) => read(css) ?? read(otherwise) ?? computed.color);
    probe.remove();
    return colors;
  }

  #onLook(): void {
    const before = this.#theme;
    if (!before) return;
    const now = this.read();
    if (now !== before) this.#owner.changed(sizesOf(now) === sizesOf(before) ? "colors" : "sizes");
  }

  /** What was measured before the font came is wrong. */
  #onFonts(): void {
    forgetWidths();
    this.#theme = null;
    this.#owner.changed("sizes");
  }
}

type Tuple7 = [string, string, string, string, string, string, string];

function fingerprint(theme: Theme): string {
  return JSON.stringify({ ...theme, entities: [...theme.entities] });
}

/** All that is no colour. */
export function sizesOf({ font, fontSize, lineWidth }: Theme): string {
  return [font, fontSize, lineWidth].join();
}
