import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * Lets drawings shrink to the width of a sheet while the page is printed, which style sheets cannot do for a drawing without a view
 * box. On a screen it would be in the way, as Plotly changes only the size.
 */
export class SheetController implements ReactiveController {
  readonly #drawings: () => Iterable<SVGElement>;

  constructor(host: ReactiveControllerHost, drawings: () => Iterable<SVGElement>) {
    this.#drawings = drawings;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener("beforeprint", this.#onBefore);
    addEventListener("afterprint", this.#onAfter);
  }

  hostDisconnected(): void {
    removeEventListener("beforeprint", this.#onBefore);
    removeEventListener("afterprint", this.#onAfter);
  }

  readonly #onBefore = (): void => {
    for (const drawing of this.#drawings()) {
      const [width, height] = ["width", "height"].map((side) => drawing.getAttribute(side));
      if (width && height) drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
  };

  readonly #onAfter = (): void => {
    for (const drawing of this.#drawings()) drawing.removeAttribute("viewBox");
  };
}
