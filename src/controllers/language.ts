import type { ReactiveController, ReactiveControllerHost } from "lit";
import { formatsFor, type Formats } from "../locale/formats.js";
import { wordsFor, type Words } from "../locale/words.js";
import type { Text } from "../report.js";

/** Words and formats in the language of the nearest `lang` attribute around the host, the browser's where there is none. */
export class LanguageController implements ReactiveController {
  formats: Formats = formatsFor("en");
  words: Words = wordsFor("en");
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #observer = new MutationObserver(() => this.#read());

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#read();
    this.#observer.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"], subtree: true });
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  /** Picks the language of a report's text. */
  readonly text = (text: Text): string => {
    if (typeof text === "string") return text;
    return (/^es\b/i.test(this.formats.lang) && text.es) || text.en;
  };

  #read(): void {
    const tag = nearestLang(this.#host) || navigator.language;
    const formats = formatsFor(tag);
    if (formats.lang === this.formats.lang) return;
    this.formats = formats;
    this.words = wordsFor(formats.lang);
    this.#host.requestUpdate();
  }
}

/** The nearest `lang` around an element, through shadow roots. */
function nearestLang(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null) {
    const lang = at.getAttribute("lang");
    if (lang) return lang;
  }
  return "";
}
