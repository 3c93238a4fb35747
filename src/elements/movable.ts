import { LitElement, type CSSResult } from "lit";

const copies = new WeakMap<Document, Map<CSSStyleSheet, CSSStyleSheet>>();

/** A style sheet for a document: constructed ones are shared within the document alone that they were made in. */
function sheetFor(owner: Document, { cssText, styleSheet }: CSSResult): CSSStyleSheet {
  const view = owner.defaultView;
  if (!view || view === window) return styleSheet!;
  const made = copies.get(owner) ?? new Map<CSSStyleSheet, CSSStyleSheet>();
  copies.set(owner, made);
  let copy = made.get(styleSheet!);
  if (!copy) {
    copy = new view.CSSStyleSheet();
    copy.replaceSync(cssText);
    made.set(styleSheet!, copy);
  }
  return copy;
}

/** An element that keeps its looks when the page puts it into another document, such as that of a frame or of a new window. */
export class MovableElement extends LitElement {
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const { shadowRootOptions } = this.constructor as typeof LitElement;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    this.#dress(root);
    // As Lit does: what controllers put into the root stays behind what is rendered.
    this.renderOptions.renderBefore ??= root.firstChild;
    return root;
  }

  /** A document takes away the style sheets of another one. */
  adoptedCallback(): void {
    if (this.shadowRoot) this.#dress(this.shadowRoot);
  }

  #dress(root: ShadowRoot): void {
    const { elementStyles } = this.constructor as typeof LitElement;
    root.adoptedStyleSheets = elementStyles.map((style) => sheetFor(this.ownerDocument, style as CSSResult));
  }
}
