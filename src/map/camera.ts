/** Where a map is looked at from, and how the look goes from one view to another. */
import type { View } from "./projection.js";

/** Milliseconds from one view to another. */
const FLIGHT = 220;

export class Camera {
  #view: View | null = null;
  #frame = 0;
  readonly #moved: () => void;

  constructor(moved: () => void) {
    this.#moved = moved;
  }

  /** Null before there is anything to see. */
  get view(): View | null {
    return this.#view;
  }

  /** Looks from there at once. */
  set(view: View): void {
    cancelAnimationFrame(this.#frame);
    this.#view = view;
    this.#moved();
  }

  /** Goes there in some steps, for readers who do not mind movements. */
  fly(to: View): void {
    const from = this.#view;
    if (!from || matchMedia("(prefers-reduced-motion: reduce)").matches) return this.set(to);
    const start = performance.now();
    const step = (now: number): void => {
      const part = Math.min(1, Math.max(0, (now - start) / FLIGHT));
      const eased = 1 - (1 - part) ** 3;
      const between = (key: keyof View): number => from[key] + (to[key] - from[key]) * eased;
      this.set({ x: between("x"), y: between("y"), zoom: between("zoom") });
      if (part < 1) this.#frame = requestAnimationFrame(step);
    };
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(step);
  }
}
