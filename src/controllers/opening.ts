import type { ReactiveController, ReactiveControllerHost } from "lit";

/** What makes a tag show what it shows: the report's name and the texts of its params that are set. */
export type View = Record<string, string> & { name: string };

/** Opens other reports in the place of one, remembers the way back, and lets the reader begin at the new title. */
export class OpeningController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #become: (view: View) => boolean;
  readonly #title: () => HTMLElement | null;
  #before: { view: View; title: string }[] = [];
  #isOpening = false;

  /**
   * @param become Makes the tag show something else; false when the page prevents it.
   * @param title The title of the report that was opened; null while it is not there.
   */
  constructor(host: ReactiveControllerHost & HTMLElement, become: (view: View) => boolean, title: () => HTMLElement | null) {
    this.#host = host;
    this.#become = become;
    this.#title = title;
    host.addController(this);
  }

  /** The title of the report that leads back; null when none was opened. */
  get backTo(): string | null {
    return this.#before.at(-1)?.title ?? null;
  }

  open(next: View, now: View, title: string): void {
    this.#before.push({ view: now, title });
    this.#show(next);
  }

  readonly back = (): void => {
    const last = this.#before.pop();
    if (last) this.#show(last.view);
  };

  hostUpdated(): void {
    const title = this.#isOpening ? this.#title() : null;
    if (!title) return;
    this.#isOpening = false;
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "nearest" });
  }

  #show(view: View): void {
    this.#isOpening = true;
    this.#become(view);
    this.#host.requestUpdate();
  }
}
