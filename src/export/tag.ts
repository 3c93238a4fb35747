/** A report's tag as text. */
import type { Params } from "../definition.js";

/** The attributes of params that say more than their defaults. */
export function paramAttributes(params: Params, texts: Readonly<Record<string, string>>): [name: string, text: string][] {
  return Object.entries(params).flatMap(([name, { default: initial }]) => {
    const text = texts[name] ?? initial;
    return text === initial ? [] : [[name, text]];
  });
}

/**
 * The tag to paste elsewhere, with these attributes and what its author has put into it. It is made in a document of its
 * own, where nothing comes to life.
 */
export function tagText(tag: Element, attributes: readonly (readonly [name: string, text: string])[]): string {
  const inert = document.implementation.createHTMLDocument("");
  const copy = inert.createElement(tag.localName);
  for (const [name, text] of attributes) copy.setAttribute(name, text);
  if (tag.childElementCount || tag.textContent.trim())
    copy.append(...[...tag.childNodes].map((child) => inert.importNode(child, true)));
  // Frameworks find their places by comments.
  const comments = inert.createNodeIterator(copy, NodeFilter.SHOW_COMMENT);
  for (let comment = comments.nextNode(); comment; comment = comments.nextNode()) (comment as Comment).remove();
  return copy.outerHTML;
}
