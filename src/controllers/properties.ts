import type { ReactiveController, ReactiveControllerHost } from "lit";
import { attributeText, propertyName, propertyValue } from "../properties.js";
import type { Params } from "../report.js";
import type { StateController } from "./state.js";

/**
 * Gives a tag a property for each param of its report. What was set before the report was loaded is taken over then.
 */
export class PropertiesController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #state: StateController;
  readonly #params: () => Params | undefined;
  #mirrored: Params | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, state: StateController, params: () => Params | undefined) {
    this.#host = host;
    this.#state = state;
    this.#params = params;
    host.addController(this);
  }

  hostUpdate(): void {
    const params = this.#params();
    if (params === this.#mirrored) return;
    for (const name of Object.keys(this.#mirrored ?? {})) Reflect.deleteProperty(this.#host, propertyName(name));
    this.#mirrored = params;
    for (const name of Object.keys(params ?? {})) this.#mirror(params!, name);
  }

  #mirror(params: Params, name: string): void {
    const [host, state, param] = [this.#host, this.#state, params[name]!];
    const property = propertyName(name);
    const before = Object.getOwnPropertyDescriptor(host, property);
    const set = (value: unknown): void => {
      const text = attributeText(value);
      if (text === null || text === param.default) host.removeAttribute(name);
      else host.setAttribute(name, text);
    };
    Object.defineProperty(host, property, {
      configurable: true,
      enumerable: true,
      get: () => propertyValue(param, state.textOf(name, host.getAttribute(name))),
      set,
    });
    if (before) set(before.value);
  }
}
