import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Params } from "../report.js";

/**
 * Keeps the host's attributes and a report's params in step: any change of an attribute updates the host, a reader's choice
 * is written back. Which attributes are params is known only when the report is loaded, so all are watched.
 */
export class AttributesController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #observer = new MutationObserver(() => this.#host.requestUpdate());

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host, { attributes: true });
    // What was changed while nobody watched is read now.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  /** The attribute text of each param; null where it is not set. */
  read(params: Params): Record<string, string | null> {
    return Object.fromEntries(Object.keys(params).map((name) => [name, this.#host.getAttribute(name)]));
  }

  /** The texts of those that are set. */
  set(params: Params): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.read(params)).filter((entry): entry is [string, string] => entry[1] !== null),
    );
  }

  /** Sets a param's attribute; the default is expressed by having none. */
  write(params: Params, name: string, text: string): void {
    if (text === params[name]?.default) this.#host.removeAttribute(name);
    else this.#host.setAttribute(name, text);
  }
}
