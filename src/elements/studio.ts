import plotlyCss from "#plotly-css";
import { css, html, LitElement, unsafeCSS, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { aroundOf, type Exhibit } from "../export/around.js";
import { drawingIn } from "../export/drawing.js";
import { framed, INNER } from "../export/frame.js";
import { isDark, paperTheme } from "../export/paper.js";
import { Chart } from "../figure/chart.js";
import { ownColors } from "../figure/colors.js";
import { entitiesIn } from "../figure/entities.js";
import { paint } from "../figure/paint.js";
import { legendStyles } from "../figure/styles.js";
import { ThemeController, type Theme } from "../figure/theme.js";
import { tokenStyles } from "../figure/tokens.js";

/** Least height of a drawing in pixels. */
const LEAST = 300;

/**
 * Draws a chart once more, unseen, as a picture that can be taken away: always of the same width, on light ground unless the
 * host's own ground is dark in any case.
 *
 * @tagname report-311-studio
 */
export class Report311Studio extends LitElement {
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
      .stage {
        width: ${INNER}px;
      }
    `,
  ];

  /** What is drawn. */
  @property({ attribute: false }) exhibit!: Exhibit;

  @query(".stage") private stage!: HTMLElement;
  @query(".plot") private plot!: HTMLElement;

  #theme!: Theme;
  #error: unknown;
  #colors: ReturnType<typeof ownColors> = new Map();
  readonly #themes = new ThemeController(this, { entities: () => this.#colors, changed: () => {} });
  readonly #chart = new Chart(this, {
    plot: () => this.plot,
    types: () => this.exhibit.figure.traces.map(({ type }) => type),
    least: () => 0,
    isStill: () => false,
    showPicture: () => {},
    eager: () => true,
    lang: () => this.exhibit.formats.lang,
    look: () => this.#look(),
    paint: (size) => {
      const { figure, formats, chosen, hidden } = this.exhibit;
      const around = { theme: this.#theme, formats, chosen, hidden };
      return paint(figure, { ...size, ...around, settled: false, whole: true, revision: 0, finePointer: false });
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
    this.stage.style.setProperty("height", `${this.#height}px`);
    this.#chart.request();
  }

  /** The picture, as exported on a day. */
  async picture(exported: string): Promise<SVGSVGElement> {
    await this.updateComplete;
    await this.#chart.drawn;
    if (this.#error) throw this.#error as Error;
    const drawing = drawingIn(this.plot, INNER, this.#height);
    return framed(drawing, aroundOf(this.exhibit, this.#theme, exported), this.#theme, this.exhibit.formats.lang);
  }

  /** As high as on the page. */
  get #height(): number {
    return Math.max(LEAST, this.exhibit.height, this.exhibit.figure.height ?? 0);
  }

  /** Colours that a host has set for dark ground only are legible together as they are seen. */
  #look(): void {
    this.#theme = paperTheme(this.#themes.read());
    if (!isDark(this.#theme)) return;
    this.classList.add("seen");
    this.#theme = paperTheme(this.#themes.read());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-studio": Report311Studio;
  }
}
