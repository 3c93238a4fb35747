import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Keeps the reader's place: when what has the focus goes or hides in an update of the host, the focus goes elsewhere in it. */
export class FocusController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #otherwise: (lost: Element) => HTMLElement | null;
  /** What had the focus before the update: in the host's own root, and down through the roots in it. */
  #had: { own: Element; deepest: HTMLElement } | null = null;

  /** @param otherwise What takes the focus in place of an element of the host's root that is lost. */
  constructor(host: ReactiveControllerHost & HTMLElement, otherwise: (lost: Element) => HTMLElement | null) {
    this.#host = host;
    this.#otherwise = otherwise;
    host.addController(this);
  }

  hostUpdate(): void {
    const own = this.#host.shadowRoot?.activeElement;
    let deepest = own;
    while (deepest?.shadowRoot?.activeElement) deepest = deepest.shadowRoot.activeElement;
    this.#had = own ? { own, deepest: deepest as HTMLElement } : null;
  }

  hostUpdated(): void {
    if (!this.#had) return;
    const { own, deepest } = this.#had;
    const isThere = deepest.isConnected && deepest.checkVisibility({ visibilityProperty: true });
    if (isThere && this.#host.shadowRoot!.activeElement) return;
    // What was only moved has lost the focus too.
    (isThere ? deepest : this.#otherwise(own))?.focus({ preventScroll: isThere });
  }
}
