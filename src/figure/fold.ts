import type { ReactiveController, ReactiveControllerHost } from "lit";
import { fill, type Words } from "../locale/words.js";

/** Whose legend it is. */
interface FoldOwner {
  root: () => ParentNode;
  words: () => Words;
}

/** Keeps a legend to the rows that there is room for; a button after them shows the others, or hides them again. */
export class Fold implements ReactiveController {
  readonly #owner: FoldOwner;
  /** In the next frame: folding within this one could change what it is told of once more, which browsers report as an error. */
  readonly #room = new ResizeObserver(() => requestAnimationFrame(() => this.#fold()));
  readonly #button = document.createElement("button");
  #legend: HTMLElement | null = null;
  /** An entry that is never hidden: it grows when letters or their distances do, which the legend itself does not. */
  #first: Element | null = null;
  #isOpen = false;

  constructor(host: ReactiveControllerHost, owner: FoldOwner) {
    this.#owner = owner;
    host.addController(this);
    Object.assign(this.#button, { type: "button", className: "more", part: "more", onclick: () => this.#toggle() });
  }

  hostUpdated(): void {
    const legend = this.#owner.root().querySelector<HTMLElement>(".legend");
    const first = legend?.firstElementChild ?? null;
    if (legend !== this.#legend || first !== this.#first) {
      this.#room.disconnect();
      this.#legend = legend;
      this.#first = first;
      for (const seen of [legend, first]) if (seen) this.#room.observe(seen);
    }
    this.#fold();
  }

  hostDisconnected(): void {
    this.#room.disconnect();
    this.#legend = this.#first = null;
  }

  #toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.#fold();
  }

  #fold(): void {
    const [legend, button] = [this.#legend, this.#button];
    if (!legend) return;
    const hadFocus = button.matches(":focus");
    button.remove();
    const entries = [...legend.children] as HTMLElement[];
    for (const entry of entries) entry.hidden = false;
    legend.classList.remove("open");
    let shown = entries.length;
    while (legend.scrollHeight > legend.clientHeight + 1 && shown > 1) {
      entries[--shown]!.hidden = true;
      button.textContent = fill(this.#owner.words().more, { n: entries.length - shown });
      legend.append(button);
    }
    const isOpen = this.#isOpen && shown < entries.length;
    const height = legend.clientHeight;
    if (isOpen) {
      for (const entry of entries) entry.hidden = false;
      button.textContent = this.#owner.words().fewer;
      legend.classList.add("open");
    }
    button.ariaExpanded = String(isOpen);
    if (hadFocus) button.focus({ preventScroll: true });
    const more = isOpen ? legend.scrollHeight - height : 0;
    legend.closest<HTMLElement>(".body")?.style.setProperty("--_unfolded", String(more));
  }
}
