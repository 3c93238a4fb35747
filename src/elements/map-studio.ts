import { html, type LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Place } from "../export/around.js";
import { choicesInWords, originInWords, type Facts } from "../export/facts.js";
import { framed, innerWidth } from "../export/frame.js";
import { isDark, paperTheme } from "../export/paper.js";
import { ownColors } from "../figure/colors.js";
import { node } from "../figure/svg.js";
import { swatch } from "../figure/swatch.js";
import { ThemeController, type Theme } from "../figure/theme.js";
import type { Formats } from "../locale/formats.js";
import type { Words } from "../locale/words.js";
import type { Clusters } from "../map/clusters.js";
import { entriesOf } from "../map/legend.js";
import type { Outlines } from "../map/outlines.js";
import { paintMap } from "../map/painter.js";
import { seenIn, type Size, type View } from "../map/projection.js";
import { tellMap, type Entities } from "../map/tell.js";
import type { PointMap } from "../report.js";
import { Report311Studio } from "./studio.js";
import { MovableElement } from "./movable.js";

/** A map as the reader sees it. */
export interface MapExhibit {
  heading: string;
  map: PointMap;
  entities: Entities;
  clusters: Clusters;
  outlines: Outlines | null;
  view: View;
  size: Size;
  /** Colours that entities have in the source, by name. */
  colors: ReadonlyMap<string, string>;
  /** Entities that the reader has hidden. */
  hidden: ReadonlySet<string>;
  facts: Facts;
  words: Words;
  formats: Formats;
}

/** Pixels of the drawing for each of the picture, so that it is sharp on fine screens. */
const SCALE = 2;

/**
 * Draws a map once more, unseen, as a picture that can be taken away: on light ground unless the host's own is dark in any case,
 * and without the pictures of a tile server, which are not ours to give.
 *
 * @tagname report-311-map-studio
 */
export class Report311MapStudio extends MovableElement {
  static override styles = Report311Studio.styles;

  /** What is drawn. */
  @property({ attribute: false }) exhibit!: MapExhibit;

  #colors: ReturnType<typeof ownColors> = new Map();
  readonly #themes = new ThemeController(this, { entities: () => this.#colors, changed: () => {} });

  protected override willUpdate(): void {
    this.#colors = ownColors(this.exhibit.colors, this.exhibit.entities.names);
  }

  protected override render(): TemplateResult {
    return html``;
  }

  /** The picture for a place, as exported on a day. */
  async picture({ width, isAmongOthers }: Place, exported: string): Promise<SVGSVGElement> {
    await this.updateComplete;
    const { heading, map, entities, hidden, facts, words, formats } = this.exhibit;
    const theme = this.#look();
    const entries = entriesOf(map, entities);
    const shown = entries.length > 1 ? entries.filter(({ label }) => !hidden.has(label)) : [];
    const around = {
      width,
      over: isAmongOthers ? "" : facts.title,
      title: heading,
      choices: isAmongOthers ? [] : choicesInWords(facts),
      legend: shown.map((entry) => ({ label: entry.label, swatch: swatch(entry, theme) })),
      scale: null,
      note: map.note ?? "",
      origin: isAmongOthers ? [] : originInWords(facts, exported, { words, formats }),
      description: tellMap(map, entities, { words, formats }),
    };
    const colors = entries.map(({ look }) => look(theme).color);
    return framed(this.#drawing(innerWidth(width), theme, colors), around, theme, formats.lang);
  }

  /** What is seen of the map, with as much around it as the picture has room for. */
  #drawing(width: number, theme: Theme, colors: readonly string[]): SVGSVGElement {
    const { size: seen, view: now, clusters, outlines, formats } = this.exhibit;
    const size = { width, height: seen.height };
    const view = { ...now, zoom: now.zoom + Math.min(0, Math.log2(width / seen.width)) };
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: width * SCALE, height: size.height * SCALE });
    const context = canvas.getContext("2d")!;
    context.scale(SCALE, SCALE);
    const marks = clusters.marksIn(seenIn(view, size), view.zoom);
    const besides = { tiles: null, pointed: null, format: (count: number) => formats.integer(count) };
    paintMap(context, { size, view, theme, colors, marks, outlines, ...besides });
    const image = node("image", size);
    image.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", canvas.toDataURL());
    return node("svg", { ...size, viewBox: `0 0 ${size.width} ${size.height}` }, image);
  }

  /** Colours that a host has set for dark ground only are legible together as they are seen. */
  #look(): Theme {
    const light = paperTheme(this.#themes.read());
    if (!isDark(light)) return light;
    this.classList.add("seen");
    return paperTheme(this.#themes.read());
  }
}

/** The picture of a map, drawn within an element that is on the page, as exported on a day. */
export async function mapPictureOf(
  element: LitElement,
  exhibit: MapExhibit,
  place: Place,
  exported: string,
): Promise<SVGSVGElement> {
  const studio = Object.assign(document.createElement("report-311-map-studio"), { exhibit });
  element.renderRoot.append(studio);
  try {
    return await studio.picture(place, exported);
  } finally {
    studio.remove();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "report-311-map-studio": Report311MapStudio;
  }
}
