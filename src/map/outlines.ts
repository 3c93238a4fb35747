/** The outlines of areas, ready to be drawn in any view. */
import type { Boundaries } from "../query/index.js";
import { onScreen, placeOf, worldAt, type Place, type Size, type View } from "./projection.js";

/** Paths are kept in numbers of this size around their middle, since browsers keep few digits of them. */
const SCALE = 2 ** 20;

export class Outlines {
  readonly #path = new Path2D();
  readonly #middle: Place = { x: 0, y: 0 };

  constructor({ features }: Boundaries) {
    const first = features[0]?.geometry.coordinates.flat(Infinity) as number[] | undefined;
    if (first?.length) this.#middle = placeOf(first[0]!, first[1]!);
    for (const { geometry } of features) {
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      for (const ring of polygons.flat()) this.#add(ring);
    }
  }

  #add(ring: readonly number[][]): void {
    for (const [i, [longitude, latitude]] of ring.entries()) {
      const { x, y } = placeOf(longitude!, latitude!);
      const point = [(x - this.#middle.x) * SCALE, (y - this.#middle.y) * SCALE] as const;
      if (i) this.#path.lineTo(...point);
      else this.#path.moveTo(...point);
    }
    this.#path.closePath();
  }

  /** Draws them in a colour, on another where there is one. */
  draw(context: CanvasRenderingContext2D, view: View, size: Size, stroke: string, fill: string | null): void {
    const scale = worldAt(view.zoom) / SCALE;
    const { x, y } = onScreen(this.#middle, view, size);
    context.save();
    context.translate(x, y);
    context.scale(scale, scale);
    context.lineWidth = 1 / scale;
    context.strokeStyle = stroke;
    if (fill) {
      context.fillStyle = fill;
      context.fill(this.#path, "evenodd");
    }
    context.stroke(this.#path);
    context.restore();
  }
}
