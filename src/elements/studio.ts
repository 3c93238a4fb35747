import plotlyCss from "#plotly-css";
import type { LitElement } from "lit";
import { css, html, unsafeCSS, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { aroundOf, type Exhibit, type Place } from "../export/around.js";
import { drawingIn } from "../export/drawing.js";
import { framed, innerWidth, WIDTH } from "../export/frame.js";
import { isDark, paperTheme } from "../export/paper.js";
import { Chart } from "../figure/chart.js";
import { ownColors } from "../figure/colors.js";
import { entitiesIn } from "../figure/entities.js";
import { paint } from "../figure/paint.js";
import { canBeStill } from "../figure/preview.js";
import { legendStyles } from "../figure/styles.js";
import { ThemeController, type Theme } from "../figure/theme.js";
import { tokenStyles } from "../figure/tokens.js";
import { MovableElement } from "./movable.js";

/** Least height of a drawing for each pixel of its width. */
const LEAST = 15 / 28;

/**
 * Draws a chart once more, unseen, as a picture that can be taken away: always of the same width, on light ground unless the
 * host's own ground is dark in any case.
 *
 * @tagname report-311-studio
 */
export class Report311Studio extends MovableElement {
  static override styles = [
    tokenStyles,
    legendStyles,
    unsafeCSS(plotlyCss),
    css`
      :host {
        position: absolute;
        width: 0;
        height: 0;
        overflow: hidden;
        contain: strict;
        visibility: hidden;
        color-scheme: light;
      }
      :host(.seen) {
        color-scheme: inherit;
      }
      .plot {
        direction: ltr;
      }
    `,
  ];

  /** What is drawn. */
  @property({ attribute: false }) exhibit!: Exhibit;
  /** Where the picture goes. */
  @property({ attribute: false }) place!: Place;

  @query(".stage") private stage!: HTMLElement;
  @query(".plot") private plot!: HTMLElement;

  #theme!: Theme;
  #error: unknown;
  #still: SVGSVGElement | null = null;
  #colors: ReturnType<typeof ownColors> = new Map();
  readonly #themes = new ThemeController(this, { entities: () => this.#colors, changed: () => {} });
  readonly #chart = new Chart(this, {
    plot: () => this.plot,
    types: () => this.exhibit.figure.traces.map(({ type }) => type),
    least: () => 0,
    isStill: () => this.#isStill,
    showPicture: (still) => (this.#still = still),
    eager: () => true,
    lang: () => this.exhibit.formats.lang,
    look: () => this.#look(),
    paint: (size, isStill) => {
      const { figure, formats, chosen, hidden } = this.exhibit;
      const around = { theme: this.#theme, formats, chosen, hidden };
      return paint(figure, { ...size, ...around, settled: isStill, whole: true, revision: 0, finePointer: false });
    },
    repaint: (painted) => painted,
    failed: (error) => (this.#error = error),
    picked: () => {},
    zoomed: () => {},
  });

  protected override willUpdate(): void {
    this.#colors = ownColors(this.exhibit.colors, entitiesIn(this.exhibit.figure.traces));
  }

  protected override render(): TemplateResult {
    return html`<div class="stage"><div class="plot"></div></div>`;
  }

  protected override firstUpdated(): void {
    this.stage.style.setProperty("width", `${this.#width}px`);
    this.stage.style.setProperty("height", `${this.#height}px`);
    this.#chart.request();
  }

  /** The picture, as exported on a day. */
  async picture(exported: string): Promise<SVGSVGElement> {
    await this.updateComplete;
    await this.#chart.drawn;
    if (this.#error) throw this.#error as Error;
    const drawing = this.#still ?? drawingIn(this.plot, this.#width, this.#height);
    const around = aroundOf(this.exhibit, this.place, this.#theme, exported);
    return framed(drawing, around, this.#theme, this.exhibit.formats.lang);
  }

  /** One of many small charts is drawn the quick way. */
  get #isStill(): boolean {
    return this.place.width < WIDTH && canBeStill(this.exhibit.figure.traces.map(({ type }) => type));
  }

  get #width(): number {
    return innerWidth(this.place.width);
  }

  /** As high as on the page. */
  get #height(): number {
    return Math.max(Math.round(LEAST * this.#width), this.exhibit.height, this.exhibit.figure.height ?? 0);
  }

  /** Colours that a host has set for dark ground only are legible together as they are seen. */
  #look(): void {
    this.#theme = paperTheme(this.#themes.read());
    if (!isDark(this.#theme)) return;
    this.classList.add("seen");
    this.#theme = paperTheme(this.#themes.read());
  }
}

/** The picture of a chart, drawn within an element that is on the page, as exported on a day. */
export async function pictureOf(element: LitElement, exhibit: Exhibit, place: Place, exported: string): Promise<SVGSVGElement> {
  const studio = Object.assign(document.createElement("report-311-studio"), { exhibit, place });
  element.renderRoot.append(studio);
  try {
    return await studio.picture(exported);
  } finally {
    studio.remove();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-studio": Report311Studio;
  }
}
