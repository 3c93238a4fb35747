import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Pixels that a list must have below its field before it moves to the side with more room, and at least in any case. */
const ENOUGH = 240;
const LEAST = 96;
/** Pixels between a list and its field, and the edges of what is seen. */
const GAP = 4;

/** What the popup belongs to. */
interface Places {
  /** The element that the popup stands by. */
  field: () => HTMLElement;
  /** The element with a `popover` attribute. */
  popup: () => HTMLElement;
  isOpen: () => boolean;
  /** The popup is as wide as it needs to be, not as its field, under whose end it stands. */
  hasOwnWidth?: boolean;
}

/**
 * Keeps a popover open or closed as its host says (unless the platform does), and by its field: in the top layer, where no scroller, containment or dialog
 * clips it, and within what is seen of the page while a virtual keyboard or a zoom takes some of it away.
 */
export class PopupController implements ReactiveController {
  readonly #places: Places;
  #listening: AbortController | undefined;

  constructor(host: ReactiveControllerHost, places: Places) {
    this.#places = places;
    host.addController(this);
  }

  hostUpdated(): void {
    const popup = this.#places.popup();
    const isOpen = this.#places.isOpen();
    if (popup.popover === "manual" && isOpen !== popup.matches(":popover-open")) popup.togglePopover(isOpen);
    if (isOpen && !this.#listening) this.#listen();
    if (!isOpen) this.#end();
    if (popup.matches(":popover-open")) this.#place();
  }

  hostDisconnected(): void {
    this.#end();
  }

  #listen(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const place = () => this.#place();
    window.addEventListener("scroll", place, { capture: true, passive: true, signal });
    window.addEventListener("resize", place, { signal });
    window.visualViewport?.addEventListener("resize", place, { signal });
    window.visualViewport?.addEventListener("scroll", place, { signal });
  }

  #end(): void {
    this.#listening?.abort();
    this.#listening = undefined;
  }

  #place(): void {
    const field = this.#places.field().getBoundingClientRect();
    const seen = window.visualViewport!;
    const above = field.top - seen.offsetTop;
    const below = seen.offsetTop + seen.height - field.bottom;
    const isAbove = below < ENOUGH && above > below;
    const popup = this.#places.popup();
    const { style } = popup;
    // Under CSS zoom, what is measured is on the screen, and what is set is enlarged.
    const zoom = (popup as { currentCSSZoom?: number }).currentCSSZoom ?? 1;
    const set = (name: string, length: number): void => style.setProperty(name, `${length / zoom}px`);
    if (this.#places.hasOwnWidth) {
      const { width } = popup.getBoundingClientRect();
      const most = seen.offsetLeft + seen.width - width - GAP;
      set("left", Math.max(seen.offsetLeft + GAP, Math.min(field.right - width, most)));
    } else {
      set("left", field.left);
      set("width", field.width);
    }
    set("top", isAbove ? field.top - GAP : field.bottom + GAP);
    style.translate = isAbove ? "0 -100%" : "";
    set("max-height", Math.max((isAbove ? above : below) - 2 * GAP, LEAST));
  }
}
