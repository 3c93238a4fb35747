import { nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import { formatsFor, type Formats } from "../locale/formats.js";
import { languageOf, speaks, textIn, type Text } from "../locale/text.js";
import { hasWords, onWords, wordsFor, type Words } from "../locale/words.js";

/**
 * The language of the nearest `lang` around the host, the browser's where there is none. It is spoken where the library has words
 * in it or the report its title; else everything is in English, numbers and days too.
 */
export class LanguageController implements ReactiveController {
  /** Numbers and days in the language that is spoken. */
  formats: Formats = formatsFor("en");
  /** Those within the report's sentences, which may lack that language. */
  reportFormats: Formats = this.formats;
  words: Words = wordsFor("en");
  /** Picks the reader's language of a report's text. Another function when that is another language. */
  text: (text: Text) => string = (text) => textIn(text, "en");
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #title: () => Text | undefined;
  readonly #observer = new MutationObserver(() => this.#follow());
  #watch: AbortController | undefined;

  /** @param title That of the report, once it is there. */
  constructor(host: ReactiveControllerHost & HTMLElement, title: () => Text | undefined) {
    this.#host = host;
    this.#title = title;
    host.addController(this);
  }

  hostConnected(): void {
    this.#watch = new AbortController();
    const { signal } = this.#watch;
    for (const root of rootsAround(this.#host))
      this.#observer.observe(root, { attributes: true, attributeFilter: ["lang"], subtree: true });
    addEventListener("languagechange", this.#follow, { signal });
    signal.addEventListener("abort", onWords(this.#follow));
    this.#follow();
  }

  hostUpdate(): void {
    this.#read();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#watch?.abort();
  }

  /** The `lang` of a text that is in another language than all around it. */
  readonly foreign = (text: Text): string | typeof nothing => {
    const { lang } = this.formats;
    return (!speaks(text, lang) && languageOf(text, lang)) || nothing;
  };

  readonly #follow = (): void => {
    if (this.#read()) this.#host.requestUpdate();
  };

  /** Whether anything is otherwise than before. */
  #read(): boolean {
    const title = this.#title() ?? "";
    const lang = languagesAround(this.#host).find((tag) => hasWords(tag) || speaks(title, tag)) ?? "en";
    const own = typeof title === "string" || speaks(title, lang) ? lang : "en";
    const words = wordsFor(lang);
    const [formats, reportFormats] = [formatsFor(lang), formatsFor(own)];
    if (words === this.words && formats.lang === this.formats.lang && reportFormats.lang === this.reportFormats.lang)
      return false;
    this.words = words;
    this.formats = formats;
    this.reportFormats = reportFormats;
    this.text = (text) => textIn(text, formats.lang);
    return true;
  }
}

/** The document, and the shadow roots around an element. */
function rootsAround(element: Element): Node[] {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [root, ...rootsAround(root.host)] : [root];
}

/** The nearest `lang` around an element, through shadow roots; where that is none, or says that it is unknown, the browser's. */
function languagesAround(element: Element): readonly string[] {
  for (let at: Element | undefined = element; at; at = parentOf(at)) {
    const lang = at.getAttribute("lang");
    if (lang !== null) return lang === "" ? navigator.languages : [lang];
  }
  return navigator.languages;
}

function parentOf(element: Element): Element | undefined {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}
