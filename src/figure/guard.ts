/** Keeps what a host sets of the tokens from spoiling a report where that is no value of the kind. */
import type { LitElement, ReactiveController, ReactiveControllerHost } from "lit";
import { TOKENS, type Token } from "./tokens.js";

const outer = ({ name }: Token): string => `--report-311-${name}`;

/**
 * A token that is no value of its kind holds its default, in the element itself and in all elements within. Which these are is in a
 * style sheet of the element's own, and looked up again when a token changes: each is a transition of an element that shows nothing.
 */
export class TokenGuard implements ReactiveController {
  readonly #host: ReactiveControllerHost & LitElement;
  readonly #probe = document.createElement("i");
  #sheet = new CSSStyleSheet();
  /** The one that the style sheet is of: in another document it takes no effect. */
  #document = document;
  /** Where nothing is displayed nothing changes; what was missed is looked up when it is displayed again. */
  readonly #display = new ResizeObserver(() => this.#look());
  #broken = "";

  constructor(host: ReactiveControllerHost & LitElement) {
    this.#host = host;
    this.#probe.className = "guard";
    this.#probe.ariaHidden = "true";
    this.#probe.addEventListener("transitionrun", () => this.#look());
    host.addController(this);
  }

  hostConnected(): void {
    const root = this.#host.renderRoot as ShadowRoot;
    root.append(this.#probe);
    this.#follow(root.ownerDocument);
    if (!root.adoptedStyleSheets.includes(this.#sheet)) root.adoptedStyleSheets.push(this.#sheet);
    this.#look();
    this.#display.observe(this.#probe);
  }

  #follow(owner: Document): void {
    const view = owner.defaultView;
    if (owner === this.#document || !view) return;
    this.#document = owner;
    this.#sheet = new view.CSSStyleSheet();
  }

  hostDisconnected(): void {
    this.#display.disconnect();
  }

  #look(): void {
    const computed = getComputedStyle(this.#host);
    const set = new Map(TOKENS.map((token) => [outer(token), computed.getPropertyValue(outer(token)).trim()]));
    const broken = TOKENS.filter((token) => {
      const value = set.get(outer(token))!;
      return value !== "" && !CSS.supports(token.property, value);
    });
    const names = broken.map(outer);
    if (names.join() === this.#broken && this.#sheet.cssRules.length) return;
    this.#broken = names.join();
    // A token that is not set may take the value of one that is broken.
    const heirs = TOKENS.filter((token) => set.get(outer(token)) === "" && names.includes(insteadOf(token)[0]));
    this.#sheet.replaceSync(rules(names, [...broken, ...heirs]));
  }
}

/** The other token that a default is taken from, if any, and what holds where that is not set either. */
function insteadOf({ initial }: Token): [name: string, otherwise: string] {
  const [, name = "", otherwise = initial] = /^var\((--[\w-]+), (.*)\)$/.exec(initial) ?? [];
  return [name, otherwise];
}

/** @param names Those that are not to be seen within. @param tokens Those that hold their defaults. */
function rules(names: readonly string[], tokens: readonly Token[]): string {
  const inner = (some: readonly Token[]) =>
    some.map((token) => {
      const [name, otherwise] = insteadOf(token);
      return `--_${token.name}: ${names.includes(name) ? otherwise : token.initial};`;
    });
  return `
    .guard {
      position: absolute;
      visibility: hidden;
      width: 1px;
      height: 1px;
      transition: 1ms step-start allow-discrete;
      transition-property: ${TOKENS.map(outer).join()};
    }
    :host { ${inner(tokens.filter(({ forced }) => !forced)).join(" ")} }
    @media (forced-colors: none) {
      :host { ${inner(tokens.filter(({ forced }) => forced)).join(" ")} }
    }
    :host > :not(.guard) { ${names.map((name) => `${name}: initial;`).join(" ")} }`;
}
