/** Which point of a figure the reader has walked to by keyboard. */
import type { Figure } from "../report.js";
import { walk } from "./cursor.js";
import { pointRows, type Point } from "./points.js";
import { tell, type Language } from "./tell.js";

export class Walker {
  point: Point | null = null;
  #figure: Figure | null = null;
  #rows: readonly Point[][] = [];

  /** Follows a key to another point; false when the key does not walk. */
  follow(figure: Figure, key: string): boolean {
    if (figure !== this.#figure) {
      this.#figure = figure;
      this.#rows = pointRows(figure);
      this.point = null;
    }
    const next = walk(this.#rows, this.point, key);
    this.point = next ?? this.point;
    return next !== undefined;
  }

  /** The point in words; empty when there is none in this figure. */
  text(figure: Figure, language: Language): string {
    if (!this.point || figure !== this.#figure) return "";
    return tell(figure, this.point, language);
  }
}
