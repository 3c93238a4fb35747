import type { ReactiveController, ReactiveControllerHost } from "lit";

/** When a tag loads: when it is about to be seen, or at once. */
export const LOADINGS = ["lazy", "eager"];

/** About one screen around the visible part of the page, and less around that of what scrolls within it. */
const AHEAD = { rootMargin: "100% 0px", scrollMargin: "300px 0px" };

/** Tells whether a tag is about to be seen; one that is hidden, in whatever way, is not. */
export class SightController implements ReactiveController {
  /** Whether the tag is in sight or close to it. */
  isNear = false;
  /** Whether it is time to load; once it is, it stays so. */
  isWanted = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #isEager: () => boolean;
  readonly #observer: IntersectionObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, isEager: () => boolean) {
    this.#host = host;
    this.#isEager = isEager;
    host.addController(this);
    if (!("IntersectionObserver" in globalThis)) return;
    const onSight = (entries: IntersectionObserverEntry[]) => this.#become(entries.at(-1)!.isIntersecting);
    this.#observer = new IntersectionObserver(onSight, AHEAD);
  }

  hostConnected(): void {
    if (this.#observer) this.#observer.observe(this.#host);
    else this.#become(true);
    addEventListener("beforeprint", this.#onPrint);
  }

  hostUpdate(): void {
    this.isWanted ||= this.isNear || this.#isEager();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    removeEventListener("beforeprint", this.#onPrint);
  }

  #become(isNear: boolean): void {
    if (isNear === this.isNear) return;
    this.isNear = isNear;
    this.#host.requestUpdate();
  }

  /** Too late for this print, whose page is taken as it stands, but in time for the next. */
  readonly #onPrint = (): void => {
    this.isWanted = true;
    this.#host.requestUpdate();
  };
}
