/** What fingers, a mouse and a wheel do on a map. */
import type { Place } from "./projection.js";

/** Whom it tells; points are in pixels from the left and the top of the map. */
export interface Moved {
  pan: (right: number, down: number) => void;
  /** By so many zooms, about a point. */
  zoom: (by: number, about: Place) => void;
  /** A click or a tap. */
  tap: (at: Place, isTouch: boolean) => void;
  /** Twice. */
  tapTwice: (at: Place) => void;
  /** The mouse is there, or nowhere. */
  hover: (at: Place | null) => void;
}

/** Pixels that a pointer may move in a click. */
const STILL = 4;
/** Zooms for each pixel of a wheel. */
const WHEEL = 1 / 150;

/**
 * One pointer moves the map, two zoom as well. Of fingers, one that begins to go up or down scrolls the page, and of wheels one
 * that turns without Control or Command: so nobody is caught by a map on the way down a page.
 */
export class Gestures {
  readonly #moved: Moved;
  readonly #pointers = new Map<number, Place>();
  #first: Place | null = null;
  #isDrag = false;

  constructor(moved: Moved) {
    this.#moved = moved;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.button > 0) return;
    const at = pointOf(event);
    this.#pointers.set(event.pointerId, at);
    this.#first = this.#pointers.size === 1 ? at : null;
    this.#isDrag = this.#pointers.size > 1;
    if (this.#isDrag) this.#moved.hover(null);
  };

  readonly move = (event: PointerEvent): void => {
    const at = pointOf(event);
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") this.#moved.hover(at);
      return;
    }
    if (this.#first && distance(this.#first, at) > STILL) {
      this.#isDrag = true;
      this.#first = null;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      this.#moved.hover(null);
    }
    if (!this.#isDrag) return;
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, at);
    if (!other) return this.#moved.pan(at.x - before.x, at.y - before.y);
    this.#moved.pan((at.x - before.x) / 2, (at.y - before.y) / 2);
    const by = Math.log2(distance(at, other) / distance(before, other));
    if (Number.isFinite(by)) this.#moved.zoom(by, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
  };

  readonly up = (event: PointerEvent): void => {
    if (this.#pointers.delete(event.pointerId) && !this.#isDrag) this.#moved.tap(pointOf(event), event.pointerType === "touch");
  };

  readonly cancel = (event: PointerEvent): void => {
    this.#pointers.delete(event.pointerId);
  };

  readonly leave = (event: PointerEvent): void => {
    if (!this.#pointers.has(event.pointerId)) this.#moved.hover(null);
  };

  readonly twice = (event: MouseEvent): void => this.#moved.tapTwice(pointOf(event));

  /** Browsers tell of a pinch on a touchpad as of a wheel with Control. */
  readonly wheel = {
    handleEvent: (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 40;
      this.#moved.zoom(Math.max(-1, Math.min(1, -pixels * WHEEL)), pointOf(event));
    },
    passive: false,
  };
}

/** Under CSS zoom, too, in pixels of the map. */
function pointOf({ offsetX, offsetY }: MouseEvent): Place {
  return { x: offsetX, y: offsetY };
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
