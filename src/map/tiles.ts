/** Pictures of the ground from a tile server, where the page names one. */
import { fromScreen, NEAREST, onScreen, TILE, worldAt, type Size, type View } from "./projection.js";

/** Where tiles come from, and whom their server wants named. */
export interface Ground {
  /** An address with {z}, {x} and {y}. */
  url: string;
  attribution: string;
}

/** Tiles that are kept: some screens full. */
const KEPT = 256;

export class Tiles {
  readonly #url: string;
  readonly #changed: () => void;
  readonly #images = new Map<string, HTMLImageElement>();

  /** @param changed A tile has come. */
  constructor(url: string, changed: () => void) {
    this.#url = url;
    this.#changed = changed;
  }

  /** Draws the tiles that are there, in place of others what there is of farther ones, and fetches the others. */
  draw(context: CanvasRenderingContext2D, view: View, size: Size): void {
    const zoom = Math.max(0, Math.min(NEAREST + 1, Math.round(view.zoom)));
    const count = 2 ** zoom;
    const side = worldAt(view.zoom) / count;
    const from = fromScreen({ x: 0, y: 0 }, view, size);
    const to = fromScreen({ x: size.width, y: size.height }, view, size);
    const [left, right] = [from.x, to.x].map((x) => tileAt(x, count)) as [number, number];
    const [top, bottom] = [from.y, to.y].map((y) => tileAt(y, count)) as [number, number];
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const at = onScreen({ x: x / count, y: y / count }, view, size);
        this.#drawOne(context, zoom, x, y, [at.x, at.y, side]);
      }
    }
  }

  #drawOne(context: CanvasRenderingContext2D, zoom: number, x: number, y: number, [left, top, side]: number[]): void {
    const image = this.#image(zoom, x, y);
    for (let up = 0; up <= Math.min(4, zoom); up++) {
      const known = up ? this.#images.get(keyOf(zoom - up, x >> up, y >> up)) : image;
      if (!known?.complete || !known.naturalWidth) continue;
      const part = known.naturalWidth / 2 ** up;
      const [column, row] = [x % 2 ** up, y % 2 ** up];
      context.drawImage(known, column * part, row * part, part, part, left!, top!, side! + 0.5, side! + 0.5);
      return;
    }
  }

  #image(zoom: number, x: number, y: number): HTMLImageElement {
    const key = keyOf(zoom, x, y);
    let image = this.#images.get(key);
    if (image) this.#images.delete(key);
    else {
      image = new Image(TILE, TILE);
      image.onload = this.#changed;
      image.src = this.#url.replace("{z}", String(zoom)).replace("{x}", String(x)).replace("{y}", String(y));
    }
    // The ones that were drawn last are the last to go.
    this.#images.set(key, image);
    if (this.#images.size > KEPT) this.#images.delete(this.#images.keys().next().value!);
    return image;
  }
}

function keyOf(zoom: number, x: number, y: number): string {
  return [zoom, x, y].join("/");
}

function tileAt(part: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(part * count)));
}
